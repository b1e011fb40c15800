"""Records held to answers, section by section."""

from __future__ import annotations

from typing import Any

from policygraph.evaluation import Answer, score
from records import HOME, citation, relation, task

PLAN = "Trình Ủy ban nhân dân tỉnh đề án vị trí việc làm"
OTHER = "Ban hành quy chế đánh giá công chức hằng năm"


def judged(answer: Answer, record: dict[str, Any], section: str) -> list[tuple[str, str]]:
    return [(j.outcome, j.words) for j in score(answer, record).judgements if j.section == section]


def test_header_fields_that_the_answer_gives(answer, record) -> None:
    wanted = answer(header={"number": "12/KH-UBND", "date": "2013-10-03", "issuer": "UBND tỉnh", "signer": None})
    read = record({"number": "12 / KH-UBND", "date": "2013-10-04", "issuer": {"label": "Ủy ban nhân dân tỉnh"}})
    assert judged(wanted, read, "header") == [
        ("hit", "number: 12/KH-UBND"),
        ("hit", "issuer: UBND tỉnh"),
        ("missed", "date: 2013-10-03"),
        ("extra", "date: 2013-10-04"),
    ]


def test_an_empty_header_field_is_missed_and_nothing_is_extra(answer, record) -> None:
    wanted = answer(header={"signer": "Nguyễn A", "province": "Bến Tre", "title": "Kế hoạch"})
    assert {outcome for outcome, _ in judged(wanted, record(), "header")} == {"missed"}


def test_citations_are_distinct_documents_without_the_document_itself(answer, record) -> None:
    wanted = answer(
        header={"number": "12/KH-UBND"},
        cited=[{"name": "1557/QĐ-TTg"}, {"name": "Luật Đất đai", "unnumbered": True}, {"name": "7/CT-TTg"}],
    )
    read = record(
        citations=[
            citation("1557/QĐ-TTg"),
            citation("1557/QĐ-TTg", rule="by-short-number"),
            citation(None, "luật đất đai"),
            citation("12/KH-UBND"),
            citation("99/QĐ-TTg"),
        ]
    )
    assert judged(wanted, read, "citations") == [
        ("hit", "1557/QĐ-TTg"),
        ("hit", "Luật Đất đai"),
        ("missed", "7/CT-TTg"),
        ("extra", "99/QĐ-TTg"),
    ]
    assert score(wanted, read).judgements[1].rules == ("by-number", "by-short-number")


def test_what_is_optional_counts_neither_way(answer, record) -> None:
    wanted = answer(
        cited=[
            {"name": "1/QĐ-TTg", "relation": "implements", "optional": True},
            {"name": "2/QĐ-TTg", "relation": "implements", "optional_relation": True},
        ]
    )
    read = record(citations=[citation("1/QĐ-TTg")], relations=[relation("amends", "2/QĐ-TTg")])
    assert judged(wanted, read, "citations") == [("missed", "2/QĐ-TTg")]
    assert judged(wanted, read, "relations") == []


def test_a_relation_needs_predicate_document_and_plan(answer, record) -> None:
    wanted = answer(
        cited=[
            {"name": "1/QĐ-TTg", "relation": "legal_basis"},
            {"name": "2/QĐ-TTg", "relation": "replaces", "planned": True},
        ]
    )
    read = record(relations=[relation("hasLegalBasis", "1/QĐ-TTg"), relation("replaces", "2/QĐ-TTg")])
    assert judged(wanted, read, "relations") == [
        ("hit", "hasLegalBasis 1/QĐ-TTg"),
        ("missed", "replaces 2/QĐ-TTg (planned)"),
        ("extra", "replaces 2/QĐ-TTg"),
    ]


def test_replacing_counts_apart_from_the_other_relations(answer, record) -> None:
    wanted = answer(
        cited=[{"name": f"{n}/QĐ-TTg", "relation": relation} for n, relation in enumerate(("replaces", "repeals"))]
    )
    read = record(relations=[relation("replaces", "0/QĐ-TTg"), relation("replaces", "1/QĐ-TTg")])
    assert judged(wanted, read, "replaces") == [("hit", "replaces 0/QĐ-TTg"), ("extra", "replaces 1/QĐ-TTg")]
    assert [outcome for outcome, _ in judged(wanted, read, "relations")] == ["hit", "missed", "extra"]


def test_plain_citing_counts_only_where_the_answer_writes_it_down(answer, record) -> None:
    read = record(relations=[relation("cites", "1/QĐ-TTg")])
    silent = answer(id="a", cited=[{"name": "1/QĐ-TTg"}])
    told = answer(id="b", cited=[{"name": "1/QĐ-TTg"}, {"name": "2/QĐ-TTg", "relation": "mentions"}])
    assert judged(silent, read, "relations") == []
    assert judged(told, read, "relations") == [("missed", "cites 2/QĐ-TTg"), ("extra", "cites 1/QĐ-TTg")]


def test_answers_about_the_document_alone_leave_its_tasks_out(answer, record) -> None:
    wanted = answer(relations_of="document", cited=[{"name": "1/QĐ-TTg", "relation": "legal_basis"}])
    read = record(
        relations=[
            relation("hasLegalBasis", "1/QĐ-TTg"),
            relation("replaces", "3/QĐ-TTg", planned=True),
            relation("implements", "4/QĐ-TTg", subject=f"{HOME}/item/1"),
        ]
    )
    assert judged(wanted, read, "relations") == [("hit", "hasLegalBasis 1/QĐ-TTg")]


def test_a_rule_is_not_judged_by_what_answers_do_not_speak_of(answer, record) -> None:
    wanted = answer(cited=[{"name": "1/QĐ-TTg", "relation": "mentions"}])
    read = record(
        relations=[relation("cites", "1/QĐ-TTg"), relation("amends", "1/QĐ-TTg", subject="https://example.org/other")]
    )
    assert [j.rules for j in score(wanted, read).judgements if j.section == "relations"] == [(), ()]


def test_tasks_with_their_agencies_and_deadlines(answer, record) -> None:
    wanted = answer(
        tasks=[
            {
                "n": 1,
                "text": PLAN,
                "lead": ["Sở Nội vụ"],
                "coordinate": ["Sở Tài chính"],
                "deadline_start": None,
                "deadline_end": "2013-10-31",
            }
        ]
    )
    read = record(
        tasks=[
            task(f"{PLAN} trong cơ quan", "1", ("Sở Nội vụ tỉnh Bến Tre", "Sở Y tế"), deadlines=[(None, "2013-10-31")]),
            task(OTHER, "2", ("Sở Tư pháp",), deadlines=[(None, "2014-01-01")]),
        ]
    )
    assert judged(wanted, read, "tasks") == [("hit", f"1. {PLAN}"), ("extra", f"2. {OTHER}")]
    assert [outcome for outcome, _ in judged(wanted, read, "lead")] == ["hit", "extra", "extra"]
    assert [outcome for outcome, _ in judged(wanted, read, "coordinate")] == ["missed"]
    assert judged(wanted, read, "deadline") == [("hit", f"1. {PLAN} → ../2013-10-31")]


def test_a_missed_task_misses_all_that_belongs_to_it(answer, record) -> None:
    milestones = [{"start": None, "end": "2013-12-31"}, {"start": None, "end": "2014-12-31"}]
    wanted = answer(tasks=[{"n": 1, "text": PLAN, "lead": ["Sở Nội vụ"], "milestones": milestones}])
    outcomes = [(j.section, j.outcome) for j in score(wanted, record()).judgements]
    assert outcomes == [("tasks", "missed"), ("lead", "missed"), ("deadline", "missed"), ("deadline", "missed")]


def test_equal_wordings_are_told_apart_by_their_numbers(answer, record) -> None:
    wanted = answer(tasks=[{"n": 2, "text": PLAN, "lead": ["Sở Y tế"]}])
    read = record(tasks=[task(PLAN, "1", ("Sở Nội vụ",)), task(PLAN, "2", ("Sở Y tế",))])
    assert judged(wanted, read, "lead")[0] == ("hit", f"2. {PLAN} → Sở Y tế")


def test_an_incomplete_answer_holds_nothing_extra_against_anyone(answer, record) -> None:
    parts = {"citations": False, "relations": False, "tasks": False}
    wanted = answer(complete=parts, cited=[{"name": "1/QĐ-TTg", "relation": "implements"}], tasks=[])
    read = record(citations=[citation("9/QĐ-TTg")], relations=[relation("amends", "9/QĐ-TTg")], tasks=[task(OTHER)])
    assert {j.outcome for j in score(wanted, read).judgements} == {"missed"}


def test_an_answer_without_a_section_leaves_it_out(answer, record) -> None:
    wanted = answer(header={"number": "1/KH"})
    assert wanted.sections == ("header",)
    read = record({"number": "1/KH"}, citations=[citation("9/QĐ-TTg")], tasks=[task(OTHER)])
    assert [j.section for j in score(wanted, read).judgements] == ["header"]
