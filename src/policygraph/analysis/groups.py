"""The three ways to count groups of agencies ("các sở, ban, ngành"), kept apart.

- ``named``: only agencies that the text names; what it gives to a group counts for nobody.
- ``as-one``: a group is one more agency; it stands beside its members and not for them.
- ``expanded``: what a group has, each of its members has. Members are inferred (``org:hasMember``), so
  these parts are marked. An agency that a text names beside its group has the item once, in the role that it is
  named in; who leads an item through a group does not also coordinate it through one. A group without known
  members stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from policygraph.analysis.fetching import term_batches
from policygraph.analysis.participation import Participation, agency_names, of_nodes
from policygraph.graph.terms import INFERRED
from policygraph.query import Label, Queryable, select_rows

Groups = Literal["named", "as-one", "expanded"]
GROUPS: Final[tuple[Groups, ...]] = ("named", "as-one", "expanded")
GROUP_WORDS: Final = {
    "named": Label("chỉ cơ quan được nêu tên", "named agencies only"),
    "as-one": Label("nhóm tính là một", "a group as one"),
    "expanded": Label("nhóm tách theo thành viên", "groups expanded to members"),
}

_MEMBERS = f"""
SELECT DISTINCT ?iri ?member WHERE {{
  %s GRAPH <{INFERRED}> {{ ?iri org:hasMember ?member }}
}} ORDER BY ?iri ?member"""
_GROUPS_OF = f"""
SELECT DISTINCT ?group WHERE {{
  VALUES ?member {{ %s }} GRAPH <{INFERRED}> {{ ?group org:hasMember ?member }}
}} ORDER BY ?group"""

Members = Mapping[str, list[tuple[str, str]]]


def members_of(store: Queryable, groups: Collection[str]) -> Members:
    """The known members of each of these groups: IRI and name, in the order of their IRIs."""
    pairs = [(str(row["iri"]), str(row["member"])) for row in of_nodes(store, _MEMBERS, groups)]
    names = agency_names(store, {member for _, member in pairs})
    found = defaultdict(list)
    for group, member in pairs:
        found[group].append((member, names.get(member, (member, False))[0]))
    return found


def groups_of(store: Queryable, agencies: Collection[str]) -> set[str]:
    """The groups that have one of these agencies as a member."""
    rows = (row for terms in term_batches(agencies) for row in select_rows(store, _GROUPS_OF % terms))
    return {str(row["group"]) for row in rows}


def regrouped(parts: Iterable[Participation], groups: Groups, members: Members) -> list[Participation]:
    """The participations as one of the three counts sees them; ``members`` are needed for ``expanded`` alone."""
    if groups == "as-one":
        return list(parts)
    if groups == "named":
        return [part for part in parts if not part.is_group]
    kept = list(parts)
    found = {_place(part): part for part in kept if not members.get(part.agency)}
    inferred = {(part.item, part.agency): "" for part in kept}  # the one role in it that is; "" who is named
    for part in sorted(_expanded(kept, members), key=lambda part: part.role != "lead"):
        if inferred.setdefault((part.item, part.agency), part.role) == part.role:
            found.setdefault(_place(part), part)
    return sorted(found.values(), key=_place)


def _expanded(parts: Iterable[Participation], members: Members) -> Iterator[Participation]:
    for part in parts:
        for agency, name in members.get(part.agency, ()):
            yield replace(part, agency=agency, name=name, is_group=False, through=part.agency)


def _place(part: Participation) -> tuple[str, str, str]:
    return part.item, part.role, part.agency
