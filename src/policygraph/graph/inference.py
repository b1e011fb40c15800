"""What follows but was not read: group members, successors of agencies, the order of tasks; in a graph of their own.

"Các sở, ban, ngành tỉnh" has as members the agencies of that province which some document names and whose
type the group's words stand for (``data/gazetteers/group-members.csv``). An agency that was renamed or
merged, or whose province was, is tied to what took it over where some document names that too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, product

import regex

from policygraph import resources
from policygraph.grammar.folding import key
from policygraph.graph.entities import agency_type
from policygraph.graph.terms import INFERRED, NamedGraph, Triple, iri, named_graph
from policygraph.model import Agency
from policygraph.resolve.agencies import succession
from policygraph.resolve.jurisdictions import successors_of

END_OF_TIME = "9999-12-31"


def inferred_graph(agencies: Iterable[Agency], precedence: Iterable[Triple] = ()) -> NamedGraph:
    """``org:hasMember`` of groups and ``pg:succeededBy`` of agencies, between agencies that are known.

    ``precedence`` is what ``graph.precedence`` worked out, document by document.
    """
    known = list(agencies)
    return named_graph(INFERRED, chain(_members(known), _successors(known), precedence))


def _members(agencies: list[Agency]) -> Iterator[Triple]:
    by_place: dict[tuple[str, str], list[Agency]] = {}
    for agency in agencies:
        if not agency.is_group:
            by_place.setdefault((agency.jurisdiction, agency_type(agency.kind)), []).append(agency)
    for group in agencies:
        if group.is_group:
            for kind in member_types(group.label):
                for member in by_place.get((group.jurisdiction, agency_type(kind)), []):
                    yield group.iri, "org:hasMember", iri(member.iri)


def _successors(agencies: list[Agency]) -> Iterator[Triple]:
    known = {(agency.jurisdiction, key(agency.label)): agency.iri for agency in agencies if not agency.is_group}
    for agency in agencies:
        labels = succession(agency.label, END_OF_TIME) or (agency.label,)
        places = {agency.jurisdiction, *successors_of(agency.jurisdiction)}
        for place, label in product(sorted(places), labels):
            later = known.get((place, key(label)))
            if later is not None and later != agency.iri and not agency.is_group:
                yield agency.iri, "pg:succeededBy", iri(later)


def member_types(label: str) -> list[str]:
    """The agency types that a group's words stand for, sorted."""
    rows = resources.gazetteer("group-members")
    return sorted({row["agency_type"] for row in rows if _lists(key(label), row["words"])})


def _lists(label: str, words: str) -> bool:
    """Whether the words begin a part of the label's list: "các cơ sở" holds no "sở"."""
    return regex.search(rf"(?:^|\bcác |, |\bvà ){regex.escape(words)}\b", label) is not None
