"""What resolving needs to know of other documents, without needing a store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Protocol

from policygraph import resources
from policygraph.grammar.folding import key
from policygraph.model import Document


class Catalog(Protocol):
    """Finds documents that are known already."""

    def by_number(self, number: str, jurisdiction: str) -> tuple[Document, ...]:
        """All known documents with this canonical number in this jurisdiction."""
        ...


@dataclass(frozen=True, slots=True)
class EmptyCatalog:
    """Knows nothing: each document is resolved by itself."""

    def by_number(self, number: str, jurisdiction: str) -> tuple[Document, ...]:  # noqa: ARG002
        """No documents."""
        return ()


@dataclass(frozen=True, slots=True)
class Law:
    """A law of the gazetteer; ``valid_until`` is empty while it is in force."""

    name: str
    number: str
    date: str
    valid_from: str
    valid_until: str


def laws_named(name: str) -> tuple[Law, ...]:
    """The laws with this name whose date is known, oldest first (``data/gazetteers/laws.csv``)."""
    return _laws().get(key(name), ())


@cache
def _laws() -> dict[str, tuple[Law, ...]]:
    """Key of each name → the laws of that name whose date is known, oldest first."""
    found: dict[str, list[Law]] = {}
    for row in sorted(resources.gazetteer("laws"), key=itemgetter("date")):
        if row["date"]:
            law = Law(row["name"], row["number"], row["date"], row["valid_from"], row["valid_until"])
            found.setdefault(key(law.name), []).append(law)
    return {name: tuple(laws) for name, laws in found.items()}
