"""Provinces as people name them, and the nodes that are meant."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.errors import NothingMatched
from policygraph.grammar.folding import fold
from policygraph.query import Queryable, select_rows

_PLACES = """
SELECT DISTINCT ?iri ?label ?slug WHERE {
  ?iri a pg:Jurisdiction ; rdfs:label ?label ; skos:notation ?slug
} ORDER BY ?iri ?label"""

_WITH_PLANS = """
SELECT DISTINCT ?label WHERE {
  ?item pg:setOutIn ?document . ?document pg:jurisdiction ?place . ?place rdfs:label ?label
} ORDER BY ?label"""


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction: its IRI, its name for people and its slug ("ben-tre")."""

    iri: str
    label: str
    slug: str


def places(store: Queryable) -> dict[str, Place]:
    """All jurisdictions of the graph by IRI: the nation and at most some seventy provinces."""
    rows = select_rows(store, _PLACES)
    found = [Place(str(row["iri"]), str(row["label"]), str(row["slug"])) for row in rows]
    return {place.iri: place for place in reversed(found)}


def place_called(store: Queryable, words: str) -> Place:
    """The jurisdiction named by label, slug or IRI, accents optional. Raises ``NothingMatched``."""
    asked, iri = fold(words), words.strip("<>")
    for place in places(store).values():
        if iri == place.iri or (asked and asked in (fold(place.label), fold(place.slug))):
            return place
    raise no_plan(store, words)


def no_plan(store: Queryable, words: str) -> NothingMatched:
    """The error for a province without plans, naming those that have some."""
    known = ", ".join(str(row["label"]) for row in select_rows(store, _WITH_PLANS)) or "none"
    return NothingMatched(f"no plan of {words!r} is in the graph", hint=f"known are: {known}")
