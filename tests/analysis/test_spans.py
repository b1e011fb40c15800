"""In which period an item counts, and how much of it."""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.analysis.spans import Span, amounts, opened

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "spans.toml").read_text(encoding="utf-8"))["case"]

DAYS = st.dates(date(1945, 1, 1), date(2100, 12, 31)).map(date.isoformat)
SPANS = st.lists(
    st.tuples(DAYS | st.none(), DAYS | st.none()).map(
        lambda days: Span("", *(sorted(days) if all(days) else days))  # type: ignore[type-var]
    ),
    max_size=4,
)
UNITS = st.sampled_from(["quarter", "month", "year"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['placing']} {case['by']} {case['deadlines']}")
def test_where_an_cell_counts(case: dict[str, Any]) -> None:
    spans = [Span("", first or None, last or None) for first, last in case["deadlines"]]
    found = amounts(spans, case.get("issued"), case["by"], case["placing"])
    assert {str(when or "none"): amount for when, amount in found.items()} == {
        when: Fraction(amount) for when, amount in case["counts"].items()
    }


@given(SPANS, DAYS | st.none(), UNITS)
def test_fractions_add_up_to_one(spans: list[Span], issued: str | None, unit: Any) -> None:
    found = amounts(spans, issued, unit, "share")
    assert sum(found.values()) == 1
    assert all(amount > 0 for amount in found.values())


@given(SPANS, DAYS | st.none(), UNITS)
def test_the_three_ways_agree_on_the_periods(spans: list[Span], issued: str | None, unit: Any) -> None:
    last, each, share = (amounts(spans, issued, unit, placing) for placing in ("last", "each", "share"))
    assert set(last) <= set(each) == set(share)
    assert {*last.values(), *each.values()} == {1}


@given(SPANS, DAYS | st.none())
def test_months_add_up_to_quarters_and_quarters_to_years(spans: list[Span], issued: str | None) -> None:
    by = {unit: amounts(spans, issued, unit, "share") for unit in ("month", "quarter", "year")}
    for narrow, wide in (("month", "year"), ("quarter", "year")):
        sums: dict[str | None, Any] = {}
        for when, amount in by[narrow].items():
            sums[when and when[:4]] = sums.get(when and when[:4], 0) + amount
        assert sums == by[wide]


def test_a_deadline_without_an_end_opens_on_no_day() -> None:
    with pytest.raises(ValueError, match="without an end"):
        opened(Span("từ năm 2014", "2014-01-01", None), None)
