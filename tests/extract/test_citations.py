"""Documents named in texts: the table of real strings, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph import resources
from policygraph.extract.citations import find_citations
from policygraph.grammar.folding import unify
from policygraph.identifiers import parse_number
from policygraph.model import CitationMention

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "citations.toml").read_text(encoding="utf-8")
)["case"]
FIELDS = ("type", "number", "date", "issuer")


def test_the_table_has_not_shrunk() -> None:
    assert len(CASES) >= 95
    assert {case["group"] for case in CASES} == {"number", "old number", "party", "no number", "list", "noise"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = find_citations(case["text"])
    assert [_said(mention, want) for mention, want in zip(found, case["docs"], strict=True)] == case["docs"]
    if case.get("warned"):
        assert any(mention.warnings for mention in found)


def _said(mention: CitationMention, want: dict[str, Any]) -> dict[str, Any]:
    """What a mention says of the fields that a case names; a name may hold more than is asked for."""
    said = {field: getattr(mention, field) for field in FIELDS if field in want}
    if "year" in want:
        said["year"] = mention.year or 0
    if "name" in want:
        said["name"] = want["name"] if want["name"] in (mention.name or "") else mention.name
    return said


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("điểm a, b khoản 2 và khoản 3 Điều 5 Nghị định số 54/2006/NĐ-CP", "điểm a, b khoản 2 và khoản 3 Điều 5"),
        ("theo Điều 4 Nghị định 54", "Điều 4"),
        ("Phụ lục 4b của Thông tư 04", "Phụ lục 4b"),
        ("khoản 1 Điều 31 của Luật Đất đai", "khoản 1 Điều 31"),
        ("theo Nghị định số 54/2006/NĐ-CP", None),
        ("Điều 4 của Luật này và Nghị định số 54/2006/NĐ-CP", None),
    ],
)
def test_provisions_attach_to_the_document_behind_them(text: str, provision: str | None) -> None:
    assert find_citations(text)[0].provision == provision


def test_spans_run_from_the_type_word_to_the_date() -> None:
    text = (
        "Thực hiện Quyết định số\n1557/QĐ-TTg ngày 18 tháng 10 năm 2012 của Thủ tướng Chính phủ về việc phê duyệt Đề án"
    )
    (mention,) = find_citations(text)
    assert mention.text == "Quyết định số\n1557/QĐ-TTg ngày 18 tháng 10 năm 2012"
    assert mention.issuer == "Thủ tướng Chính phủ"
    assert mention.title == "về việc phê duyệt Đề án"


def test_one_issuer_for_two_documents() -> None:
    text = "theo Nghị định số 41/2012/NĐ-CP ngày 08/5/2012 và Nghị định số 36/2013/NĐ-CP ngày 22/4/2013 của Chính phủ."
    assert [mention.issuer for mention in find_citations(text)] == ["Chính phủ", "Chính phủ"]


def test_the_title_ends_before_the_next_document() -> None:
    text = "Chỉ thị của Thủ tướng Chính phủ về triển khai Nghị quyết số 13/NQ-CP trong cả nước."
    first, second = find_citations(text)
    assert first.name == "Chỉ thị của Thủ tướng Chính phủ về triển khai Nghị quyết số 13/NQ-CP trong cả nước"
    assert (second.number, first.end <= second.start) == ("13/NQ-CP", True)


@pytest.mark.parametrize("case", [c for c in CASES if c["group"] in ("number", "party")], ids=lambda c: c["text"][:40])
def test_canonical_numbers_read_themselves(case: dict[str, Any]) -> None:
    for mention in find_citations(case["text"]):
        assert mention.number
        parse_number(mention.number)
        again = find_citations(f"Văn bản số {mention.number}")
        assert [m.number for m in again] == [mention.number]
        assert again[0].warnings == ()


def test_laws_come_with_their_source() -> None:
    rows = resources.gazetteer("laws")
    assert len(rows) >= 250
    assert all(row["source"] for row in rows)
    known = [row["name"] for row in rows if row["number"] or row["date"]]
    assert len(known) >= 60
    assert all(find_citations(unify(row["name"]))[0].name for row in rows)


# fmt: off
WORDS = st.sampled_from(
    [
        "Quyết định", "Nghị định", "Luật", "Luật Đất đai", "số", "12/2010/QĐ-UBND", "57-NQ/TW", "1/", "/QĐ", "-",
        "–", "QH 11", "143 TC/QLCS", "ngày 1/2/2003", "của", "Chính phủ", "về việc", "(", ")", "“", "”", "\n",
        "\n\n", ";", ",", "và", "Điều 5", "khoản", "bởi", "sửa đổi, bổ sung một số điều của", "các", "749/127/",
        "Ð", "С", "&",
    ]
)
# fmt: on


@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=40))
def test_any_text_gives_ordered_spans_of_its_words(parts: list[str]) -> None:
    content = " ".join(parts)
    reached = 0
    for mention in find_citations(content):
        assert reached <= mention.start < mention.end <= len(content)
        assert content[mention.start : mention.end] == mention.text
        assert mention.number or mention.name
        assert mention.rule
        reached = mention.end


@pytest.mark.parametrize("unit", ["(", "1/", "Luật ", "Nghị định ", "số 12/QĐ-UBND, ", "A-", "Điều 1, ", "Luật A, "])
def test_hostile_lines_are_read(unit: str) -> None:
    assert isinstance(find_citations(unit * 10_000), tuple)
