from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.card import show
from policygraph.analysis.lookup import find, matching
from policygraph.analysis.matching import CONTAINS, EQUAL, PREFIX, WORDS, rank
from policygraph.analysis.search import search
from policygraph.errors import BadQuery, NothingMatched

BASE = "https://w3id.org/policygraph/id/"


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ("Sở Nội vụ", "Sở Nội vụ", (0, EQUAL)),
        ("SỞ NỘI VỤ", "Sở Nội vụ", (0, EQUAL)),
        ("so noi vu", "Sở Nội vụ", (0, EQUAL)),
        ("Sơ Nôi vu", "Sở Nội vụ", (1, EQUAL)),
        ("Uỷ ban", "Ủy ban nhân dân", (0, PREFIX)),
        ("de an", "Trình Đề án", (0, CONTAINS)),
        ("1557/qd-ttg", "1557/QĐ-TTg", (0, EQUAL)),
        ("1557", "1557/QĐ-TTg", (0, PREFIX)),
        ("Quyết định số 1557/QĐ-TTg", "1557/QĐ-TTg", (0, EQUAL)),
        ("vu noi so", "Sở Nội vụ", (0, WORDS)),
        ("oi vu", "Sở Nội vụ", None),
        ("", "Sở Nội vụ", None),
        ("…", "Sở Nội vụ", None),
    ],
)
def test_rank(words: str, name: str, expected: tuple[int, int] | None) -> None:
    assert rank(words, [name]) == expected


def test_the_nearest_name_counts() -> None:
    assert rank("đề án VTVL", ["Đề án vị trí việc làm", "đề án VTVL"]) == (0, EQUAL)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("so noi vu", ["Sở Nội vụ (Bến Tre)", "Sở Nội vụ (Thừa Thiên Huế)"]),
        ("Sở Tài chính", ["Sở Tài chính (Bến Tre)"]),
        ("99/qd", ["99/QĐ-TTg (2019)"]),
        ("vi tri viec lam", ["Đề án vị trí việc làm", "Đề án vị trí việc làm (Bến Tre)"]),
        ("dan toc", []),
    ],
)
def test_search(engine: Any, words: str, first: list[str]) -> None:
    table = search(engine, words)
    assert [row[1] for row in table.rows[: len(first)]] == first
    assert first or not table.rows


def test_search_puts_items_last_and_stops(engine: Any) -> None:
    kinds = [row[0] for row in search(engine, "đề án", limit=50).rows]
    assert kinds.index("item") == len(kinds) - kinds.count("item") > 0
    assert len(search(engine, "e", limit=3).rows) <= 3
    assert len(search(engine, "đề án", limit=2).rows) == 2


@pytest.mark.parametrize(
    ("words", "iri"),
    [
        ("so noi vu ben tre", "agency/ben-tre/so-noi-vu"),
        ("Sở NV", "agency/ben-tre/so-noi-vu"),
        ("11/kh-ubnd", "doc/ben-tre/2020/11-kh-ubnd"),
        (f"<{BASE}doc/vn/2019/99-qd-ttg>", "doc/vn/2019/99-qd-ttg"),
        ("phần mềm quản lý hồ sơ", "instrument/concept/phan-mem/quan-ly-ho-so"),
        ("thua thien hue", "jurisdiction/thua-thien-hue"),
    ],
)
def test_find(engine: Any, words: str, iri: str) -> None:
    kinds = ("agency", "document", "concept", "instrument", "jurisdiction")
    assert find(engine, words, kinds).iri == BASE + iri


class Asked:
    """A store that keeps what it was asked."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.texts: list[str] = []

    def query(self, text: str, /) -> Any:
        self.texts.append(text)
        return self.store.query(text)


@pytest.mark.parametrize("words", ["so noi vu ben tre", "99/qd-ttg", "Quyết định số 99/QĐ-TTg", "đề án VTVL"])
def test_an_equal_name_is_found_in_the_index_alone(engine: Any, words: str) -> None:
    asked = Asked(engine)
    find(asked, words, ("agency", "document", "concept", "instrument"))
    assert all("VALUES" in text and "CONTAINS" not in text for text in asked.texts)


def test_marks_that_differ_do_not_hide_a_nearer_prefix(engine: Any) -> None:
    """An equal name without marks is farther than a name that begins with these very letters."""
    ranked = {entity.label: near for near, entity in matching(engine, "Sơ Nội vụ")}
    assert ranked["Sở Nội vụ (Bến Tre)"] == (1, EQUAL)
    with pytest.raises(BadQuery, match="2 things"):
        find(engine, "Sơ Nội vụ", ("agency",))


@pytest.mark.parametrize("words", ["<b>", '"', "a\\", "{?s ?p ?o}", "' || true", "%s", "pgid:", "<>"])
def test_what_people_type_stays_a_word(engine: Any, words: str) -> None:
    with pytest.raises((NothingMatched, BadQuery)):
        find(engine, words, ("agency", "item"))
    assert all(isinstance(row, tuple) for row in search(engine, words).rows)


def test_find_keeps_to_the_kinds(engine: Any) -> None:
    for kinds in (("document",), ("concept", "item")):  # items hold these words
        with pytest.raises(NothingMatched, match="not about what is called") as caught:
            find(engine, "Sở Nội vụ", kinds)
        assert caught.value.hint == "policygraph show tells of Sở Nội vụ (Bến Tre)"
    with pytest.raises(BadQuery, match="2 things"):
        find(engine, "Sở Nội vụ", ("agency",))


def facts(engine: Any, identifier: str) -> set[tuple[str, str, str, str | None]]:
    card = show(engine, identifier)
    return {(f.side, f.predicate, f.value, f.quotes[0].text if f.quotes else None) for f in card.facts}


def test_card_of_an_agency_has_both_sides(engine: Any) -> None:
    assert facts(engine, "Sở Nội vụ (Bến Tre)") >= {
        ("out", "pg:agencyType", "Cơ quan chuyên môn cấp tỉnh", None),
        ("out", "pg:alias", "Sở NV", None),
        ("in", "pg:ledBy", "annex/1 Trình UBND tỉnh Đề án vị trí việc làm", "Sở NV"),
        ("in", "pg:coordinatedBy", "annex/3 Xây dựng phần mềm quản lý hồ sơ", "Sở Nội vụ"),
    }


@pytest.mark.parametrize(
    ("identifier", "types", "fact"),
    [
        ("11/KH-UBND", ("Document",), ("out", "pg:documentType", "Kế hoạch", None)),
        (
            "99/qd-ttg",
            ("Document",),
            ("in", "pg:implements", "11/KH-UBND (Bến Tre, 2020)", "Thực hiện Quyết định số 99/QĐ-TTg"),
        ),
        (
            "annex/1 Trình UBND tỉnh Đề án vị trí việc làm",
            ("Task",),
            ("out", "pg:hasDeadline", "Quý 2/2020", "Quý 2/2020"),
        ),
        (
            "Đề án vị trí việc làm (Bến Tre)",
            ("Instrument",),
            ("in", "pg:tiedTo", "annex/2 Thi tuyển công chức theo vị trí việc làm", "theo vị trí việc làm"),
        ),
    ],
)
def test_cards(engine: Any, identifier: str, types: tuple[str, ...], fact: tuple[str, str, str, str | None]) -> None:
    assert show(engine, identifier).types == types
    assert fact in facts(engine, identifier)


def test_card_table_has_a_row_for_each_sentence(engine: Any) -> None:
    card = show(engine, "11/KH-UBND")
    assert len(card.to_table().rows) == sum(max(1, len(fact.quotes)) for fact in card.facts)
    assert "99/QĐ-TTg" in card._repr_html_()
    assert all(len(fact.value) > 0 for fact in card.facts)
