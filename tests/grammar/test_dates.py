from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.grammar.dates import find_dates, iso_date, parse_date

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]
PIECES = ["ngày ", "tháng ", "năm ", "mùng ", "/", "-", ".", " ", "\n", "31", "2", "09", "2013", "1999", "…", "QĐ", ","]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    assert case.get("iso") == parse_date(case["text"])


def test_a_day_without_a_year_counts_only_after_its_word() -> None:
    found = list(find_dates("tỷ lệ 30/11, trước ngày 30/11 và ngày 15\ntháng 12"))
    assert [(d.day, d.month, d.year, d.iso) for d in found] == [(30, 11, None, None), (15, 12, None, None)]


def test_only_the_span_that_was_asked_for() -> None:
    text = "ngày 01/3/2012 và ngày 02/3/2012"
    assert [d.iso for d in find_dates(text, 15)] == ["2012-03-02"]
    assert [d.iso for d in find_dates(text, 0, 16)] == ["2012-03-01"]


@settings(deadline=None)
@given(st.dates(min_value=date(1945, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for form in ("ngày {d} tháng {m} năm {y}", "ngày {d:02} tháng {m:02} năm {y}", "{d}/{m}/{y}", "{d:02}.{m:02}.{y}"):
        assert day.isoformat() == parse_date(form.format(d=day.day, m=day.month, y=day.year))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join))
def test_any_text_is_read_without_raising(text: str) -> None:
    previous = 0
    for found in find_dates(text):
        assert previous <= found.start < found.end <= len(text)
        assert found.iso is None or iso_date(*map(int, found.iso.split("-"))) == found.iso
        previous = found.end
