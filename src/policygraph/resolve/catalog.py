"""What resolving needs to know of other documents, without needing a store."""

from __future__ import annotations

from dataclasses import dataclass
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
    wanted = key(name)
    rows = (row for row in resources.gazetteer("laws") if row["date"] and key(row["name"]) == wanted)
    found = [Law(r["name"], r["number"], r["date"], r["valid_from"], r["valid_until"]) for r in rows]
    return tuple(sorted(found, key=lambda law: law.date))
