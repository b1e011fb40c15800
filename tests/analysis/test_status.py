"""The user's own reports of progress laid over the deadlines of the plans."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.analysis.progress import read_progress
from policygraph.analysis.status import STATES, Status, _state, status, template
from policygraph.errors import BadQuery, BadRow, NothingMatched
from policygraph.export.csv_writer import to_csv

CASES = Path(__file__).parents[1] / "cases"
STATE_CASES = tomllib.loads((CASES / "status.toml").read_text(encoding="utf-8"))["case"]
PROGRESS = tomllib.loads((CASES / "progress.toml").read_text(encoding="utf-8"))["case"]
DAY = "2020-06-30"


def joined(store: Any, text: str, as_of: str | None = DAY, **scope: Any) -> tuple[Status, list[str]]:
    failed: list[BadRow] = []
    reports = read_progress(text.removeprefix("\n").encode(), "tasks.csv", failed.append)
    found = status(store, reports, as_of, failed=failed.append, **scope)
    failed.sort(key=lambda error: int(str(error.place).rpartition(":")[2]))
    return found, [str(error) for error in failed]


@pytest.mark.parametrize("case", STATE_CASES, ids=lambda case: f"{case['latest']} {case['percent']}")
def test_state(case: dict[str, str]) -> None:
    percent = Decimal(case["percent"]) if case["percent"] else None
    assert _state(case["latest"] or None, percent, "2014-06-30") == case["state"]


def test_every_state_is_met() -> None:
    assert {case["state"] for case in STATE_CASES} == set(STATES)


@pytest.mark.parametrize("case", PROGRESS, ids=lambda case: case["name"])
def test_table_of_progress(engine: Any, case: dict[str, Any]) -> None:
    found, failed = joined(engine, case["text"])
    counted = [[x.item.path, str(x.report.percent), x.report.date or ""] for x in found.items if x.report]
    assert counted == case["rows"]
    assert failed == case["failed"]


def test_counts_by_lead_agency(engine: Any) -> None:
    found, _ = joined(engine, "document,path,percent,date\n11/KH-UBND,annex/1,100,2020-06-01\n11/KH-UBND,annex/3,9,\n")
    table = found.counts_table()
    assert table.columns[2:8] == ("done", "in_time", "overdue", "not_due", "no_deadline", "unknown")
    assert [row[:9] for row in table.rows] == [
        ("Bến Tre", "Sở Nội vụ", 1, 0, 0, 1, 0, 0, 2),
        ("Bến Tre", "Sở Tài chính", 0, 0, 1, 0, 0, 0, 1),
        ("Thừa Thiên Huế", "Các sở, ban, ngành", 0, 0, 0, 0, 1, 0, 1),
        ("Thừa Thiên Huế", "Sở Nội vụ", 0, 0, 0, 1, 0, 0, 1),
    ]
    assert [label.vi for label in table.labels[2:6]] == ["hoàn thành", "trong hạn", "quá hạn", "chưa đến hạn"]


def test_kinds_are_counted_apart(engine: Any) -> None:
    table = joined(engine, "task,percent\n", kinds=("task", "report"))[0].counts_table()
    rows = [(row["province"], row["agency"], row["kind"], row["all"]) for row in table.to_dicts()]
    assert ("Bến Tre", "Sở Nội vụ", "task", 2) in rows
    assert ("Bến Tre", "Các sở, ban, ngành tỉnh", "report", 1) in rows
    assert "kind" not in joined(engine, "task,percent\n")[0].counts_table().columns


def test_a_row_that_cannot_be_used_sets_no_day(engine: Any) -> None:
    text = "document,path,percent,date\n11/KH-UBND,annex/1,40,2020-05-01\n11/KH-UBND,annex/9,50,2030-01-01\n"
    found, failed = joined(engine, text, None)
    assert found.as_of == "2020-05-01"
    assert failed == ["tasks.csv:3: no task of the graph is '11/KH-UBND annex/9'"]


def test_every_row_has_its_deadline_and_days_left(engine: Any) -> None:
    found, _ = joined(engine, "task,percent\n")
    rows = {row["path"]: row for row in found.to_table().to_dicts()}
    first = rows["annex/1"]
    assert (first["deadline"], first["latest"], first["days"], first["state"]) == ("Quý 2/2020", DAY, 0, "not-due")
    assert rows["annex/3"]["state"] == "unknown"
    assert rows["annex/2"]["latest"] == "2020-12-31"  # of two deadlines the last
    assert rows["B.II.2"]["days"] is None


def test_the_day_is_told_or_the_latest_of_the_reports_and_never_the_clock(engine: Any) -> None:
    text = "document,path,percent,date\n11/KH-UBND,annex/1,40,2020-05-01\n11/KH-UBND,annex/2,50,2020-07-01\n"
    assert joined(engine, text, None)[0].as_of == "2020-07-01"
    early, _ = joined(engine, text, "2020-06-01")
    assert early.later == 1
    assert [x.item.path for x in early.items if x.report] == ["annex/1"]
    assert "1 reports are of a later day and do not count." in [note.en for note in early.to_table().notes]
    with pytest.raises(BadQuery, match="as of which day"):
        joined(engine, "document,path,percent\n11/KH-UBND,annex/1,40\n", None)


def test_one_province_leaves_the_rows_of_others_alone(engine: Any) -> None:
    found, failed = joined(
        engine, "document,path,percent\n11/KH-UBND,annex/1,1\n22/QĐ-UBND,B.II.1,2\n", province="thua thien hue"
    )
    assert (len(found.items), found.elsewhere, failed) == (2, 1, [])
    only, _ = joined(engine, "task,percent\n", document="11/KH-UBND")
    assert {x.item.document for x in only.items} == {"11/KH-UBND (Bến Tre, 2020)"}
    with pytest.raises(NothingMatched):
        joined(engine, "task,percent\n", province="Cà Mau")


def test_the_template_comes_back(engine: Any) -> None:
    table = template(engine)
    text = to_csv(table, bom=True).decode("utf-8")
    assert text.count("\n") == 6
    done = text.replace(",,\r\n", ",100,30/6/2020\r\n")
    found, failed = joined(engine, done)
    assert failed == []
    assert {x.state for x in found.items} == {"done"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "must name the columns"),
        (b"document,path\nx,y\n", "must name the columns"),
        (b"percent,date\n10,\n", "must name the columns"),
        (b"task,noi dung,percent\n", "two columns mean the same"),
        ("nhiệm vụ,tỷ lệ\nx,1\n".encode("utf-16"), "not UTF-8"),
        ("task,percent\nNhiệm vụ,1\n".encode()[:-8] + b"\xff,1\n", "not UTF-8"),
        (b'task,percent\n"x,1\n', "cannot be read"),
    ],
)
def test_a_file_that_is_no_such_table(data: bytes, message: str) -> None:
    with pytest.raises(BadRow, match=message) as caught:
        read_progress(data, "tasks.csv", lambda error: None)
    assert str(caught.value.place).startswith("tasks.csv:")
    assert caught.value.hint


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"task,percent,date\n{text}".encode()))
def test_any_bytes_are_rows_or_refused_by_their_line(data: bytes) -> None:
    failed: list[BadRow] = []
    try:
        reports = read_progress(data, "x.csv", failed.append)
    except BadRow as error:
        failed.append(error)
        reports = []
    assert all(0 <= report.percent <= 100 for report in reports)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    assert all(1 <= int(str(error.place).removeprefix("x.csv:")) <= lines for error in failed)
