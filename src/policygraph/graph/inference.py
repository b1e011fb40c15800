"""What follows but was not read: the members of groups, in a graph of its own.

"Các sở, ban, ngành tỉnh" has as members the agencies of that province which some document names and whose
type the group's words stand for (``data/gazetteers/group-members.csv``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from policygraph import resources
from policygraph.grammar.folding import key
from policygraph.graph.entities import agency_type
from policygraph.graph.terms import INFERRED, NamedGraph, Triple, iri, named_graph
from policygraph.model import Agency


def inferred_graph(agencies: Iterable[Agency]) -> NamedGraph:
    """``org:hasMember`` of each group towards the agencies known in its jurisdiction."""
    return named_graph(INFERRED, _members(list(agencies)))


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


def member_types(label: str) -> list[str]:
    """The agency types that a group's words stand for, sorted."""
    rows = resources.gazetteer("group-members")
    return sorted({row["agency_type"] for row in rows if _lists(key(label), row["words"])})


def _lists(label: str, words: str) -> bool:
    """Whether the words begin a part of the label's list: "các cơ sở" holds no "sở"."""
    return regex.search(rf"(?:^|\bcác |, |\bvà ){regex.escape(words)}\b", label) is not None
