"""From names to agencies: one node for one body, two for those of two provinces, names kept as of their date."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policygraph.extract.agencies import read_agency_list
from policygraph.model import Agency
from policygraph.resolve.agencies import AgencyContext, resolve_agency, succession
from policygraph.resolve.jurisdictions import find_province, jurisdiction_label

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "agencies.toml").read_text(encoding="utf-8")
)["resolve"]
TABLE = [
    (AgencyContext(case["jurisdiction"], case["date"], case["issuer"] or None), *row)
    for case in CASES
    for row in case["cases"]
]


def agency(text: str, context: AgencyContext) -> Agency:
    (mention,) = read_agency_list(text, 0, len(text))
    return resolve_agency(mention, context)


@pytest.mark.parametrize(("context", "text", "jurisdiction", "label"), TABLE)
def test_table(context: AgencyContext, text: str, jurisdiction: str, label: str) -> None:
    found = agency(text, context)
    assert (found.jurisdiction, found.label) == (jurisdiction, label)


def test_two_spellings_in_one_province_are_one_agency() -> None:
    context = AgencyContext("ben-tre", "2013-10-03")
    assert agency("Sở TT&TT", context) == agency("Sở Thông tin và Truyền thông", context)


def test_one_name_in_two_provinces_is_two_agencies() -> None:
    one, other = AgencyContext("ben-tre"), AgencyContext("thua-thien-hue")
    assert agency("Sở Nội vụ", one).iri != agency("Sở Nội vụ", other).iri


def test_a_ministry_is_one_agency_wherever_it_is_named() -> None:
    assert agency("Bộ Nội vụ", AgencyContext("ben-tre")) == agency("BNV", AgencyContext("ha-noi"))


def test_a_general_committee_in_a_central_document_is_a_group() -> None:
    assert agency("UBND tỉnh", AgencyContext("vn")).is_group


def test_names_are_not_rewritten_by_mergers() -> None:
    assert agency("Sở Kế hoạch và Đầu tư", AgencyContext("ben-tre", "2026-01-01")).label == "Sở Kế hoạch và Đầu tư"


@pytest.mark.parametrize(
    ("label", "date", "successors"),
    [
        ("Bộ Kế hoạch và Đầu tư", "2025-06-01", ("Bộ Tài chính",)),
        ("Bộ Kế hoạch và Đầu tư", "2013-06-01", ()),
        ("Bộ Thủy sản", "2025-06-01", ("Bộ Nông nghiệp và Môi trường",)),
        ("Sở Nội vụ", "2025-06-01", ()),
        ("Tổ Thư ký", "2025-06-01", ()),
    ],
)
def test_succession(label: str, date: str, successors: tuple[str, ...]) -> None:
    assert succession(label, date) == successors


@pytest.mark.parametrize(
    ("text", "date", "slug"),
    [
        ("Bến Tre", None, "ben-tre"),
        ("tỉnh Bến Tre", None, "ben-tre"),
        ("TP. Hồ Chí Minh", None, "ho-chi-minh"),
        ("TP.HCM", None, "ho-chi-minh"),
        ("Thừa Thiên Huế", None, "thua-thien-hue"),
        ("thành phố Huế", None, "hue"),
        ("Huế", "2013-12-25", "thua-thien-hue"),
        ("Huế", "2025-12-25", "hue"),
        ("Vĩnh Long", "2013-12-25", "vinh-long"),
        ("Uỷ ban nhân dân\ntỉnh Hoà Bình", None, "hoa-binh"),
        ("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", None, "dak-lak"),
        ("Mỹ Tho", None, None),
        ("", None, None),
    ],
)
def test_find_province(text: str, date: str | None, slug: str | None) -> None:
    assert find_province(text, date) == slug


def test_jurisdiction_labels() -> None:
    assert [jurisdiction_label(slug) for slug in ("ben-tre", "vn", "nowhere")] == ["Bến Tre", "Việt Nam", "nowhere"]
