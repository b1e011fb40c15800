"""Document numbers and IRIs: parse them, write them canonically, mint them.

A Vietnamese document number is serial, optional year and symbol: ``1557/QĐ-TTg``,
``158/2007/NĐ-CP``, ``57-NQ/TW`` (source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3).
A number without a year starts again each January and, for local bodies, in each of the 63 provinces:
an IRI therefore holds jurisdiction and year beside the number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import regex

from policygraph.grammar.folding import slug
from policygraph.namespaces import BASE

_NUMBER = regex.compile(
    r"(?P<serial>\d{1,7}(?:\.\d{1,2})?\p{Ll}?)(?:(?P<sep>[/-])(?P<year>(?:19|20)\d\d))?(?P<rest>[/\- ]?.+)?",
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A canonical number taken apart. ``symbol`` keeps its inner hyphens and slashes ("QĐ-TTg")."""

    serial: str
    year: int | None
    symbol: str

    def __str__(self) -> str:
        return self.serial + (f"/{self.year}" if self.year else "") + "/" + self.symbol


@lru_cache(maxsize=512)
def parse_number(number: str) -> DocumentNumber:
    """Take a canonical number apart.

    >>> parse_number("158/2007/NĐ-CP")
    DocumentNumber(serial='158', year=2007, symbol='NĐ-CP')
    >>> parse_number("57-NQ/TW").symbol
    'NQ/TW'

    Raises ``ValueError`` for a string that is no number.
    """
    match = _NUMBER.fullmatch(number.strip())
    if match is None:
        raise ValueError(f"not a document number: {number!r}")
    year = int(match["year"]) if match["year"] else None
    return DocumentNumber(match["serial"], year, (match["rest"] or "").lstrip("/- "))


def document_iri(jurisdiction: str, number: str | None, name: str | None, year: int | None, base: str = BASE) -> str:
    """The IRI of a document: jurisdiction, year (``-`` when unknown), then number or name.

    >>> document_iri("vn", "1557/QĐ-TTg", None, 2012)
    'https://w3id.org/policygraph/id/doc/vn/2012/1557-qd-ttg'
    """
    words = slug(number or name or "")
    if number is None and len(words) > 80:  # long names stay readable and distinct
        words = f"{words[:70].rstrip('-')}-{digest(name or '')}"
    return f"{base}doc/{jurisdiction}/{year or '-'}/{words}"


def agency_iri(jurisdiction: str, label: str, base: str = BASE) -> str:
    """The IRI of an agency within its jurisdiction ("vn" for central ones).

    >>> agency_iri("ben-tre", "Sở Nội vụ")
    'https://w3id.org/policygraph/id/agency/ben-tre/so-noi-vu'
    """
    return f"{base}agency/{jurisdiction}/{_short_slug(label)}"


def item_iri(document: str, path: str) -> str:
    """The IRI of a plan item: its document's IRI and its path ("annex/I/1").

    >>> item_iri("doc", "B.I.2.đ"), item_iri("doc", "B.I.2.d")
    ('doc/item/b-i-2-dd', 'doc/item/b-i-2-d')
    """
    steps = path.replace("đ", "dd").replace("Đ", "dd").split("/")  # point đ follows point d: two items
    return f"{document}/item/{'/'.join(slug(step) or '-' for step in steps)}"


def instrument_iri(jurisdiction: str, kind: str, label: str, base: str = BASE) -> str:
    """The IRI of one jurisdiction's instrument, or of its shared concept when given "concept"."""
    return f"{base}instrument/{jurisdiction}/{slug(kind)}/{_short_slug(label)}"


def _short_slug(label: str, longest: int = 100) -> str:
    """A slug that stays readable and distinct: the tail of a long one is a digest."""
    words = slug(label)
    return words if len(words) <= longest else f"{words[: longest - 13].rstrip('-')}-{digest(slug(label))}"


def digest(*parts: object) -> str:
    """Twelve hex digits of SHA-256 over the parts: the tail of IRIs that need no reading.

    >>> digest("a", 1)
    '839e11a421d3'
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:12]


def assertion_iri(document: str, subject: str, predicate: str, obj: str, start: int, end: int) -> str:
    """The IRI of the evidence record of one edge: a hash of the edge and of where it stands."""
    return f"{document}/assertion/{digest(subject, predicate, obj, start, end)}"


def year_of(number: str | None, date: str | None, year: int | None) -> int | None:
    """The year of a document: the number's own, else its date's, else the one that is cited."""
    if number:
        try:
            own = parse_number(number).year
        except ValueError:
            own = None
        if own:
            return own
    return int(date[:4]) if date else year
