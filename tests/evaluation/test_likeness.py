"""What counts as the same number, name, agency, title and wording."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.evaluation.likeness import (
    citation_key,
    folded,
    folded_number,
    same_agency,
    same_document,
    same_name,
    same_title,
    share,
    wording_likeness,
)

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "likeness.toml").read_text(encoding="utf-8"))
COMPARE: dict[str, Callable[[str, str], bool]] = {
    "document": lambda one, other: same_document(citation_key(one, one), citation_key(other, other)),
    "agency": lambda one, other: same_agency(folded(one), folded(other)),
    "title": lambda one, other: same_title(folded(one), folded(other)),
}
PAIRS = [
    (kind, *pair, verdict == "same")
    for kind, verdicts in CASES.items()
    for verdict in verdicts
    for pair in verdicts[verdict]
]


@pytest.mark.parametrize(("kind", "one", "other", "expected"), PAIRS)
def test_pairs(kind: str, one: str, other: str, expected: bool) -> None:
    assert COMPARE[kind](one, other) is expected
    assert COMPARE[kind](other, one) is expected


def test_a_number_is_folded_in_everything_but_its_letters() -> None:
    assert folded_number("Số: 1557 /QĐ–TTg") == folded_number("1557/QĐ-TTg") == "1557/QĐ-TTG"
    assert folded_number("1557/QÐ-TTg") == "1557/QĐ-TTG" != folded_number("1557/QD-TTg")
    assert folded_number(None) == ""


def test_percent_counts_as_a_word() -> None:
    assert folded("đạt 100% các sở") == folded("đạt 100 phần trăm các sở") != folded("đạt 100 các sở")


def test_short_forms_are_written_out_as_words_only() -> None:
    assert folded("UBND TP") == "uy ban nhan dan thanh pho"
    assert folded("VPN") == "vpn"


def test_beginnings_are_compared_where_they_are_long_enough() -> None:
    long = folded("Trình Ủy ban nhân dân tỉnh Đề án vị trí việc làm trong đơn vị sự nghiệp công lập")
    assert wording_likeness(long[:40], long) == 1.0
    assert wording_likeness("trinh", long) == 0.0
    assert wording_likeness("", long) == wording_likeness("", "") == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_quick_bounds_never_change_the_answer(one: str, other: str) -> None:
    exact = share(one, other, 0.0)
    assert share(one, other, 0.8) == (exact if exact >= 0.8 else 0.0)


@given(st.text(max_size=60))
def test_everything_is_like_itself(text: str) -> None:
    assert same_document(citation_key(text, text), citation_key(text, text))
    assert same_agency(folded(text), folded(text))
    assert same_name(folded(text), folded(text))
