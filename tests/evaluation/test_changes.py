"""What a second run gained and lost."""

from __future__ import annotations

from policygraph.evaluation import changes_table, counts_table, find_changes
from records import citation, relation, task


def test_equal_runs_have_no_changes_and_say_what_they_hold(record) -> None:
    run = [
        record({"number": "1/KH"}, citations=[citation("2/QĐ-TTg")], tasks=[task("Xây dựng đề án", lead=("Sở Y tế",))])
    ]
    found = find_changes(run, run)
    assert changes_table(found).rows == ()
    assert counts_table(found).rows == (
        ("header", 1, 1, 0, 0),
        ("citations", 1, 1, 0, 0),
        ("tasks", 1, 1, 0, 0),
        ("lead", 1, 1, 0, 0),
    )


def test_facts_are_known_by_their_words_and_counted(record) -> None:
    old = record(
        {"date": "2013-10-03", "signers": [{"name": "Nguyễn A"}]},
        citations=[citation("2/QĐ-TTg"), citation("2/QĐ-TTg")],
        relations=[relation("cites", "2/QĐ-TTg")],
        duties=[task("Kiểm tra", deadlines=[(None, "2013-12-31")])],
    )
    new = record(
        {"date": "2013-10-04", "issuer": {"label": "Ủy ban nhân dân tỉnh"}},
        citations=[citation("2/QĐ-TTg")],
        relations=[relation("amends", "2/QĐ-TTg", planned=True, scope="part")],
        duties=[task("Kiểm tra", deadlines=[("2013-01-01", "2013-12-31")])],
    )
    assert changes_table(find_changes([old], [new])).rows == (
        ("plan", "header", "lost", "date: 2013-10-03", 1),
        ("plan", "header", "lost", "signer: Nguyễn A", 1),
        ("plan", "header", "gained", "date: 2013-10-04", 1),
        ("plan", "header", "gained", "issuer: Ủy ban nhân dân tỉnh", 1),
        ("plan", "citations", "lost", "2/QĐ-TTg “Quyết định số 2/QĐ-TTg”", 1),
        ("plan", "relations", "lost", "cites 2/QĐ-TTg", 1),
        ("plan", "relations", "gained", "amends 2/QĐ-TTg (planned, part)", 1),
        ("plan", "deadline", "lost", "../2013-12-31 ← Kiểm tra", 1),
        ("plan", "deadline", "gained", "2013-01-01/2013-12-31 ← Kiểm tra", 1),
    )


def test_a_document_of_one_run_only_is_gained_or_lost_whole(record) -> None:
    one = record({"number": "1/KH"}, id="one", citations=[citation("2/QĐ-TTg")])
    other = record({"number": "2/KH"}, id="other")
    rows = changes_table(find_changes([one], [other])).rows
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("one", "header", "lost"),
        ("one", "citations", "lost"),
        ("other", "header", "gained"),
    ]


def test_a_deadline_without_a_day_is_told_by_how_often_it_recurs_or_by_its_words(record) -> None:
    yearly = {"start": None, "end": None, "recurs": {"every": "year"}, "text": "hằng năm"}
    always = {"start": None, "end": None, "recurs": None, "text": "thường xuyên"}
    december = yearly | {"recurs": {"every": "year", "month": 12, "day": 15}}
    read = record(key_tasks=[task("Tuyên truyền", timing=[yearly, always, december])])
    facts = [row[3] for row in changes_table(find_changes([], [read])).rows]
    told = ["every year", "thường xuyên", "every year month 12 day 15"]
    assert facts == ["Tuyên truyền", *(f"{words} ← Tuyên truyền" for words in told)]
