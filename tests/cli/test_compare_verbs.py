"""``compare``, ``coverage`` and ``lag`` on the two documents of the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PLANS = ("4780/KH-UBND", "2834/QĐ-UBND")


@pytest.fixture(scope="module")
def ask(run, real_build: Path) -> Any:
    return lambda verb, *arguments, **settings: run(verb, "--store", real_build, *arguments, **settings)


def test_rows_for_programs(ask) -> None:
    done = ask("compare", *PLANS, "-f", "json")
    rows = json.loads(done.out)
    assert done.status == 0
    assert {"verdict", "score", "path_a", "quote_a", "start_a", "end_a", "document_b", "quote_b", "reasons"} <= rows[
        0
    ].keys()
    told = {code: sum(row["verdict"] == code for row in rows) for code in ("same", "only-a", "only-b")}
    assert f"same {told['same']}, " in done.err
    assert f"only in A {told['only-a']}, only in B {told['only-b']}" in done.err


def test_a_terminal_shows_a_table_for_each_verdict(ask) -> None:
    shown = ask("compare", *PLANS, "-f", "table", env={"POLICYGRAPH_LANG": "vi", "COLUMNS": "160"}).out
    heads = ("giống nhau (", "khác thời hạn (", "chỉ có ở A (", "chỉ có ở B (")
    assert [shown.index(head) for head in heads] == sorted(shown.index(head) for head in heads)


def test_three_plans_are_told_two_by_two(ask) -> None:
    done = ask("compare", *PLANS, "Bến Tre", "-f", "table", env={"COLUMNS": "160"})
    names = ("2834/QĐ-UBND (Thừa Thiên Huế, 2013)", "Bến Tre")
    lines = [line for line in done.err.splitlines() if "only in A" in line]
    assert [line.partition(": ")[0] for line in lines] == [
        f"4780/KH-UBND (Bến Tre, 2013) (A), {name} (B)" for name in names
    ]
    assert all(f"4780/KH-UBND (Bến Tre, 2013) – {name}: same (" in done.out for name in names)


def test_explain_tells_what_a_score_is_made_of(ask) -> None:
    shown = ask("compare", *PLANS, "--explain", "-f", "table", env={"COLUMNS": "200"}).out
    assert "= words 0." in shown
    assert "what it is about" in shown


def test_tolerance(ask) -> None:
    strict, loose = (json.loads(ask("compare", *PLANS, "--tolerance", days, "-f", "json").out) for days in (0, 3650))
    assert any(row["verdict"] == "deadline-differs" for row in strict)
    assert not any(row["verdict"] == "deadline-differs" for row in loose)


def test_clusters_have_a_column_a_plan(ask) -> None:
    done = ask("compare", *PLANS, "--clusters", "-f", "table", env={"COLUMNS": "160"})
    assert done.status == 0
    assert all(plan in done.out for plan in PLANS)


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "html", "ndjson"])
def test_every_format_twice_the_same(ask, form: str) -> None:
    one, other = (ask("compare", *PLANS, "-f", form) for _ in range(2))
    assert one.status == 0
    assert one.data == other.data


def test_coverage_in_a_workbook(ask, tmp_path: Path) -> None:
    import openpyxl

    done = ask("coverage", "--of", "1557/qd-ttg", "-o", tmp_path / "coverage.xlsx")
    assert done.status == 0
    assert len(openpyxl.load_workbook(tmp_path / "coverage.xlsx").sheetnames) >= 3
    assert "2834/QĐ-UBND (Thừa Thiên Huế, 2013): covered" in done.err


def test_lag(ask) -> None:
    rows = json.loads(ask("lag", "1557/QĐ-TTg", "-f", "json").out)
    assert [row["days"] for row in rows] == [350, 433]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("compare", "Bến Tre"), 2, "so sánh cần hai kế hoạch"),
        (("compare", "Bến Tre", "Cà Mau"), 4, "không có gì tên là"),
        (("compare", "Bến Tre", "1557/QĐ-TTg"), 4, "không đọc được gì so sánh được trong"),
        (("coverage",), 2, "so sánh cần hai kế hoạch"),
        (("lag", "4780/KH-UBND"), 4, "không có gì triển khai"),
        (("compare", "Bến Tre", "Huế", "--least", "2"), 2, "'--least' không hợp lệ: 2.0 không nằm trong khoảng"),
        (("compare", "Bến Tre", "Huế", "--least", "nan"), 2, "'--least' không hợp lệ: nan không phải là số hữu hạn"),
    ],
)
def test_errors_in_vietnamese(ask, arguments: tuple[str, ...], status: int, words: str) -> None:
    done = ask(*arguments, env={"POLICYGRAPH_LANG": "vi"})
    assert done.status == status
    assert words in done.err
    assert not done.out
