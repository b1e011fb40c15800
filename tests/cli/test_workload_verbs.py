"""``workload``, ``why``, ``cooperation`` and ``status`` from the real command line, over the two documents."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def ask(run, real_build):
    def call(*arguments: object, **options: object):
        return run(*arguments, "--store", real_build, **options)

    return call


def rows(done) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def test_why_adds_up_to_the_figure_of_each_count(ask) -> None:
    for groups in ("named", "as-one", "expanded"):
        figures = rows(ask("workload", "-P", "ben tre", "--groups", groups, "-f", "json"))
        figure = next(row for row in figures if row["agency"] == "Sở Tài chính")
        behind = rows(ask("why", "so tai chinh", "-P", "ben tre", "--groups", groups, "-f", "json"))
        assert sum(row["amount"] or 0 for row in behind) == figure["lead"] + figure["coordinate"]
        assert figure["count"] == groups
        assert {row["inferred"] for row in behind} == ({False, True} if groups == "expanded" else {False})


def test_all_three_counts_are_named_on_a_terminal(ask) -> None:
    done = ask("workload", "--groups", "all", "-f", "table", env={"POLICYGRAPH_LANG": "vi", "COLUMNS": "140"})
    assert "chỉ cơ quan được nêu tên" in done.out
    assert "nhóm tách theo thành viên" in done.out
    assert "Nhóm chưa biết thành viên, vẫn tính là một: " in done.err


def test_most_load_is_told_of_each_kind(ask) -> None:
    told = ask("workload", "--kinds", "all", "-P", "ben tre", "-f", "csv").err
    assert told.count("most load on") > 1
    assert "Bến Tre, assigned tasks: most load on Sở Nội vụ\n" in told
    assert "Bến Tre: most load" not in told


def test_a_workbook_of_quarters_may_spread_them(ask, tmp_path: Path) -> None:
    assert ask("workload", "--spread", "-o", tmp_path / "spread.xlsx").status == 0


def test_spread_quarters_add_up(ask) -> None:
    spread = rows(ask("workload", "--by", "quarter", "--spread", "--role", "lead", "-P", "ben tre", "-f", "json"))
    assert sum(row["lead"] for row in spread if row["agency"] == "Sở Nội vụ") == pytest.approx(26, abs=0.001)
    each = rows(ask("workload", "--by", "year", "--each", "--role", "lead", "-P", "ben tre", "-f", "json"))
    assert sum(row["lead"] for row in each if row["agency"] == "Sở Nội vụ") == 28  # two tasks of two years


def test_every_task_of_a_template_comes_back(run, ask, tmp_path: Path) -> None:
    form = ask("status", "--template", "-f", "csv", "--bom")
    table = list(csv.DictReader(io.StringIO(form.data.decode("utf-8-sig"))))
    assert len(table) == 44
    for row in table:
        row["percent"], row["date"] = "100", "2013-12-01"
    file = tmp_path / "tasks.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(table[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(table)
    done = ask("status", file, "-f", "json")
    assert done.status == 0
    assert done.err == "as of 2013-12-01, the latest date of the rows that count\n"
    assert sum(row["done"] for row in rows(done)) == sum(row["all"] for row in rows(done)) == 45


def test_bad_rows_are_named_and_the_others_count(ask) -> None:
    text = "document;stt;percent;date\n4780/KH-UBND;1;100;\n4780/KH-UBND;2;x;\n1/X;1;5;\n"
    done = ask("status", "-", "--as-of", "2013-12-31", "--tasks", "-f", "json", stdin=text)
    assert done.status == 2
    assert [line for line in done.err.splitlines() if line.startswith("error:")] == [
        "error: -:3: 'x' is no percentage",
        "error: -:4: no task of the graph is '1/X 1'",
    ]
    states = {row["path"]: row["state"] for row in rows(done) if "4780" in str(row["document"])}
    assert states["annex/I/1"] == "done"
    assert states["annex/I/2"] == "unknown"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["workload", "--each", "--spread"], 2, "give one of --each and --spread"),
        (["why", "so noi vu", "--groups", "all"], 2, "'all'"),
        (["workload", "--evidence", "so noi vu", "--groups", "all"], 2, "sentences stand behind one count"),
        (["why", "so noi vu", "--each"], 2, "--each and --spread need a PERIOD"),
        (["workload", "--each"], 2, "--each and --spread need --by"),
        (["workload", "--spread", "--evidence", "so noi vu"], 2, "--each and --spread need --by"),
        (["workload", "--show", "concentration", "--by", "quarter"], 2, "--show concentration takes no --by"),
        (["workload", "--show", "concentration", "--spread"], 2, "--show concentration takes no --spread"),
        (["workload", "--show", "peaks", "--per", "province"], 2, "--show peaks takes no --per"),
        (["workload", "--show", "idle", "--role", "lead"], 2, "--show idle takes no --role"),
        (["workload", "--show", "unled", "--groups", "named"], 2, "--show unled takes no --groups"),
        (["workload", "--show", "peaks", "--evidence", "so noi vu"], 2, "--evidence takes no --show"),
        (["workload", "--by", "month", "--evidence", "so noi vu"], 2, "--evidence takes no --by"),
        (["why", "so noi vu", "mùa thu"], 2, "no period"),
        (["why", "xyzzy"], 4, "xyzzy"),
        (["why", "so noi vu", "2031-Q1"], 4, "nothing matched"),
        (["cooperation", "--groups", "all"], 2, "'all'"),
        (["cooperation", "-P", "Atlantis"], 4, "Atlantis"),
        (["workload", "--show", "peaks", "--groups", "all"], 2, "peaks are of one count"),
        (["workload", "--show", "unled", "--kinds", "tasks"], 2, "cannot be counted"),
        (["status"], 2, "give a FILE, or --template"),
        (["status", "absent.csv"], 2, "no such file"),
        (["status", "-", "--as-of", "31/13/2013"], 2, "is no day"),
        (["status", "-"], 2, "must name the columns"),
        (["status", "--template", "-P", "Atlantis"], 4, "Atlantis"),
    ],
)
def test_what_cannot_be_answered(ask, arguments: list[str], status: int, words: str) -> None:
    done = ask(*arguments)
    assert (done.status, done.out) == (status, done.out if status == 4 else "")
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_hostile_file_is_words_and_nothing_else(ask, tmp_path: Path) -> None:
    hostile = '<https://x> ?s ?p ?o . <y"> } UNION { ?a ?b ?c } #'
    file = tmp_path / "hostile.csv"
    file.write_text(f'item,percent\n"{hostile.replace(chr(34), chr(34) * 2)}",5\n\x1b[31mđỏ,5\n', encoding="utf-8")
    done = ask("status", file, "--as-of", "2013-12-31")
    assert done.status == 2
    assert "\x1b[31m" not in done.err
    assert "no task of the graph is" in done.err
