"""``evaluate`` on the two documents of the project, on records, and on bad input."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "data" / "gold" / "documents"
DOCUMENTS = ROOT / "data" / "documents"
PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def records(run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    assert run("extract", DOCUMENTS, "-o", path).status == 0
    return path


def changed(records: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The records with a change to the first of them."""
    read = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    change(read[0])
    target.write_text("".join(json.dumps(record) + "\n" for record in read), encoding="utf-8")
    return target


def test_the_two_documents_are_read_without_a_fault(run) -> None:
    done = run("evaluate", "--gold", GOLD, DOCUMENTS, "-f", "json", "--min-f1", "1")
    assert (done.status, done.err) == (0, "")
    rows = json.loads(done.out)
    assert {row["section"] for row in rows} >= {"header", "citations", "relations", "replaces", "tasks", "deadline"}
    assert {(row["documents"], row["f1"]) for row in rows} == {(2, 1.0)}
    assert all(row["rules"] for row in rows)


def test_strings_without_a_relation_are_read_with_the_documents(run) -> None:
    done = run("evaluate", "--gold", ROOT / "data" / "gold", DOCUMENTS, "--split", "dev", "-f", "json")
    row = next(row for row in json.loads(done.out) if row["section"] == "negatives")
    assert row["documents"] == row["hits"] + row["extra"] >= 60
    assert row["false_in_100"] == round(100 * row["extra"] / row["documents"], 2)


def test_records_give_the_same_figures_as_their_documents(run, records: Path) -> None:
    read = json.loads(run("evaluate", "--gold", GOLD, DOCUMENTS, "-f", "json").out)
    scored = json.loads(run("evaluate", "--gold", GOLD, "--records", records, "-f", "json").out)
    assert [{**row, "rules": None} for row in read] == scored


def test_what_was_missed_is_listed_and_low_figures_are_findings(run, records: Path, tmp_path: Path) -> None:
    worse = changed(records, tmp_path / "worse.jsonl", lambda record: record["citations"].clear())
    done = run("evaluate", "--gold", GOLD, "--records", worse, "--misses", "--min-f1", "0.99", "-f", "json")
    assert done.status == 3
    assert "citations (dev): F1 " in done.err
    rows = json.loads(done.out)
    assert {(row["document"], row["section"], row["outcome"]) for row in rows} == {
        ("bentre-4780", section, "missed") for section in ("citations", "spans", "numbers")
    }
    assert "1557/QĐ-TTg" in {row["item"] for row in rows}


def test_rules_are_judged(run, records: Path) -> None:
    done = run("evaluate", "--gold", GOLD, "--records", records, "--by-rule", "-f", "json")
    rows = {(row["section"], row["rule"]): row for row in json.loads(done.out)}
    row = rows["tasks", "task-table-row"]
    assert row["right"] > 10
    assert row["wrong"] == 0
    assert row["lower_bound"] < row["precision"] == 1.0


def test_people_see_figures_above_the_tables_they_asked_for(run, records: Path) -> None:
    shown = run("evaluate", "--gold", GOLD, "--records", records, "--misses", "--by-rule", "-f", "table").out
    assert shown.index("dev ") < shown.index("Missed and extra (0)") < shown.index("Rules (")
    spoken = run("evaluate", "--gold", GOLD, "--records", records, "-f", "table", "--lang", "vi").out
    assert "phát triển  dẫn chiếu" in spoken


def test_absent_documents_are_told_and_left_out(run, tmp_path: Path) -> None:
    one = next(iter(sorted(DOCUMENTS.glob("*.txt"))))
    done = run("evaluate", "--gold", GOLD, one, "-f", "json")
    assert done.status == 0
    assert done.err == "absent documents, left out: hue-2834\n"
    assert {row["documents"] for row in json.loads(done.out)} == {1}


def test_no_document_at_all_is_nothing_matched(run, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Kế hoạch khác", encoding="utf-8")
    done = run("evaluate", "--gold", GOLD, tmp_path)
    assert (done.status, done.out) == (4, "")
    assert "none of the documents of the answers is here" in done.err


def test_a_split_is_all_that_counts(run, records: Path) -> None:
    assert run("evaluate", "--gold", GOLD, "--records", records, "--split", "dev", "-f", "json").status == 0
    done = run("evaluate", "--gold", GOLD, "--records", records, "--split", "held-out")
    assert (done.status, done.out) == (2, "")
    assert "no answers of the split held-out" in done.err


def test_a_comparison_lists_what_was_lost_and_gained(run, records: Path, tmp_path: Path) -> None:
    def change(record: dict[str, Any]) -> None:
        record["document"]["number"] = "4781/KH-UBND"
        del record["tasks"][0]

    other = changed(records, tmp_path / "other.jsonl", change)
    rows = json.loads(run("evaluate", "--compare", records, other, "-f", "json").out)
    assert [(r["section"], r["change"]) for r in rows][:2] == [("header", "lost"), ("header", "gained")]
    assert {(r["section"], r["change"]) for r in rows[2:]} >= {
        ("tasks", "lost"),
        ("lead", "lost"),
        ("deadline", "lost"),
    }
    same = run("evaluate", "--compare", records, records, "-f", "json")
    assert (same.status, json.loads(same.out)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give --gold DIR"),
        (["--gold", GOLD], "give --gold DIR"),
        (["--gold", GOLD, "--records", "x", DOCUMENTS], "give --gold DIR"),
        (["--gold", DOCUMENTS, DOCUMENTS], "no answers in this folder"),
        (["--gold", GOLD, "absent.txt"], "no such file"),
        (["--gold", GOLD, "--records", "absent.jsonl"], "no such file"),
        (["--gold", GOLD, "--records", DOCUMENTS / "manifest.csv"], "these are not records"),
        (["--compare", DOCUMENTS / "manifest.csv", DOCUMENTS / "manifest.csv"], "these are not records"),
        (["--gold", GOLD, DOCUMENTS, "--min-f1", "95"], "--min-f1"),
    ],
)
def test_bad_usage_and_bad_input(run, arguments: list[object], message: str) -> None:
    done = run("evaluate", *arguments)
    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert "hint: " in done.err


def test_every_command_of_the_page_runs(run, tmp_path: Path) -> None:
    commands = [line.removeprefix("$ policygraph ") for line in PAGE.splitlines() if line.startswith("$ policygraph ")]
    assert len(commands) >= 7
    for command in commands:
        words = [
            word.replace("data/", f"{ROOT}/data/").replace("out/", f"{tmp_path}/") for word in shlex.split(command)
        ]
        assert run(*words).status == 0, command
