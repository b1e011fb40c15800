"""Every gazetteer of names: sources, NFC, unique keys, valid dates, successors that exist."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from policygraph import resources
from policygraph.grammar.folding import key, slug, unify

KEYS = {
    "agencies": ("label",),
    "provinces": ("slug", "valid_from"),
    "document_types": ("symbol", "name_vi"),
    "issuer_symbols": ("symbol", "label"),
    "abbreviations": ("short",),
}
LEAST = {"agencies": 200, "provinces": 96, "document_types": 40, "issuer_symbols": 40, "abbreviations": 120}
DATE = re.compile(r"(?:\d{4}-\d\d-\d\d)?")


@pytest.mark.parametrize("name", KEYS)
def test_rows(name: str) -> None:
    rows = resources.gazetteer(name)
    assert len(rows) >= LEAST[name]
    for row in rows:
        assert row["source"], row
        for cell in row.values():
            assert unicodedata.is_normalized("NFC", cell)
            assert cell == cell.strip() == unify(cell), cell


@pytest.mark.parametrize(("name", "columns"), KEYS.items())
def test_keys_are_unique(name: str, columns: tuple[str, ...]) -> None:
    counted = Counter(tuple(row[column] for column in columns) for row in resources.gazetteer(name))
    assert [found for found, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", ["agencies", "provinces", "issuer_symbols"])
def test_dates(name: str) -> None:
    for row in resources.gazetteer(name):
        start, end = row["valid_from"], row["valid_until"]
        assert DATE.fullmatch(start), row
        assert DATE.fullmatch(end), row
        assert not (start and end) or start < end, row


def test_a_spelling_names_one_agency() -> None:
    named: dict[str, str] = {}
    for row in resources.gazetteer("agencies"):
        for name in (row["label"], *filter(None, row["variants"].split(";"))):
            assert named.setdefault(key(name), row["label"]) == row["label"], name


def test_agency_columns() -> None:
    labels = {row["label"] for row in resources.gazetteer("agencies")}
    for row in resources.gazetteer("agencies"):
        assert row["kind"].startswith("agency-")
        assert row["level"] in {"central", "province", "district", "commune", "unknown"}
        assert row["label_en"]
        assert set(filter(None, row["successor"].split(";"))) <= labels, row


def test_agency_kinds_are_concepts_of_the_ontology() -> None:
    types = resources.ontology_path("agency-types.ttl").read_text(encoding="utf-8")
    kinds = {row["kind"] for row in resources.gazetteer("agencies")}
    assert {kind for kind in kinds if f"pg:{kind} a" not in types} == set()


def test_provinces_of_two_ages() -> None:
    rows = resources.gazetteer("provinces")
    valid = {
        age: [r for r in rows if r["valid_from"] <= age <= (r["valid_until"] or "9999")]
        for age in ("2013-10-03", "2025-12-01")
    }
    assert {age: len(found) for age, found in valid.items()} == {"2013-10-03": 63, "2025-12-01": 34}
    slugs = {row["slug"] for row in rows}
    for row in rows:
        assert row["slug"] == slug(row["name"])
        assert row["unit"] in {"tỉnh", "thành phố"}
        assert set(filter(None, row["successor"].split(";"))) <= slugs


def test_issuers_are_agencies() -> None:
    labels = {row["label"] for row in resources.gazetteer("agencies")}
    assert {row["label"] for row in resources.gazetteer("issuer_symbols")} <= labels
