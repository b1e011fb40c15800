"""Provinces by name, at a date: the 63 of 2013, their 34 successors of 2025, and some before them.

Names, dates and successors come from ``data/gazetteers/provinces.csv``, which gives its sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from policygraph import resources
from policygraph.grammar.folding import key

NATION = "vn"

_UNIT = regex.compile(r"^(?:tỉnh|thành phố|tp\.?|t\.p\.?)\s*(?=\S)")
_NAMED = regex.compile(r"(?:tỉnh|thành phố|tp\.?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Province:
    """A province while its borders and rank were these; empty dates are open ends."""

    slug: str
    name: str
    unit: str
    valid_from: str
    valid_until: str
    successors: tuple[str, ...]


@cache
def _provinces() -> dict[str, tuple[Province, ...]]:
    """Key of each spelling → the provinces of that name, oldest first."""
    found: dict[str, list[Province]] = {}
    for row in resources.gazetteer("provinces"):
        successors = tuple(filter(None, row["successor"].split(";")))
        province = Province(row["slug"], row["name"], row["unit"], row["valid_from"], row["valid_until"], successors)
        for spelling in {key(name) for name in (row["name"], *filter(None, row["variants"].split(";")))}:
            found.setdefault(spelling, []).append(province)
    return {spelling: tuple(provinces) for spelling, provinces in found.items()}


def province_at(name: str, date: str | None) -> Province | None:
    """The province that bore a name at a date (ISO); the latest of the name where the date is unknown."""
    provinces = _provinces().get(key(name), ())
    if date is None:
        return provinces[-1] if provinces else None
    return next((p for p in provinces if p.valid_from <= date <= (p.valid_until or "9999")), None)


def find_province(text: str, date: str | None = None) -> str | None:
    """The slug of the province that a text names, or None.

    >>> find_province("tỉnh Bến Tre"), find_province("TP. Hồ Chí Minh"), find_province("Uỷ ban nhân dân tỉnh Hoà Bình")
    ('ben-tre', 'ho-chi-minh', 'hoa-binh')

    "Huế" is a province's name only from 2025 on; before, it is taken for the province that it stands in.
    """
    words = key(text)
    names = [words, _UNIT.sub("", words), *(words[m.end() :] for m in _NAMED.finditer(words))]
    for name in names:
        provinces = _provinces().get(name)
        if provinces:
            return _slug_at(provinces, date)
    return None


def _slug_at(provinces: tuple[Province, ...], date: str | None) -> str:
    latest = provinces[-1]
    if date is None or any(p.valid_from <= date for p in provinces):
        return latest.slug
    before = (p for same in _provinces().values() for p in same if latest.slug in p.successors)
    return next((p.slug for p in before if p.name.endswith(latest.name)), latest.slug)


@cache
def _by_slug() -> dict[str, Province]:
    return {province.slug: province for provinces in _provinces().values() for province in provinces}


def province_of(slug: str) -> Province | None:
    """The latest province with a slug, or None ("vn" is no province)."""
    return _by_slug().get(slug)


@cache
def successors_of(slug: str) -> tuple[str, ...]:
    """The provinces that took over one that was merged; nothing while it stands.

    >>> successors_of("ben-tre"), successors_of("ha-noi")
    (('vinh-long',), ())
    """
    found = {later for ps in _provinces().values() for p in ps if p.slug == slug for later in p.successors}
    return tuple(sorted(found - {slug}))


def jurisdiction_label(slug: str) -> str:
    """The name of a jurisdiction, its slug where it is unknown.

    >>> jurisdiction_label("ben-tre"), jurisdiction_label("vn")
    ('Bến Tre', 'Việt Nam')
    """
    if slug == NATION:
        return "Việt Nam"
    province = province_of(slug)
    return province.name if province else slug
