"""Who takes part in what: agencies, their role in an item, and when the item ends."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from policygraph.query import Queryable, select_rows

ITEM_CLASSES = {
    "task": "pg:Task",
    "key-task": "pg:KeyTask",
    "duty": "pg:StandingDuty",
    "objective": "pg:Objective",
    "report": "pg:ReportingObligation",
}

_PARTICIPATIONS = """
SELECT DISTINCT ?item ?kind ?role ?agency ?name ?is_group ?province ?province_slug WHERE {
  VALUES (?role ?predicate) { ("lead" pg:ledBy) ("coordinate" pg:coordinatedBy) }
  VALUES (?kind ?class) { %s }
  ?item a ?class ; pg:setOutIn ?document ; ?predicate ?agency .
  ?agency pg:name ?name .
  OPTIONAL { ?document pg:jurisdiction ?where . ?where rdfs:label ?province ; skos:notation ?province_slug }
  OPTIONAL { ?agency a ?group FILTER(?group = pg:AgencyGroup) }
  BIND(BOUND(?group) AS ?is_group)
} ORDER BY ?item ?role ?agency"""

_ENDS = """
SELECT DISTINCT ?item ?latest WHERE {
  ?item pg:hasDeadline ?deadline . ?deadline pg:latest ?latest
} ORDER BY ?item ?latest"""


@dataclass(frozen=True, slots=True)
class Participation:
    """One agency's part in one item. ``province`` is that of the plan; ``ends`` are ISO dates."""

    item: str
    kind: str
    role: str
    agency: str
    name: str
    is_group: bool
    province: str
    province_slug: str
    ends: tuple[str, ...]


def participations(store: Queryable, kinds: tuple[str, ...]) -> list[Participation]:
    """All participations in items of these kinds, each with the last days of the item's deadlines."""
    ends = defaultdict(list)
    for row in select_rows(store, _ENDS):
        ends[row["item"]].append(str(row["latest"]))
    classes = " ".join(f'("{kind}" {ITEM_CLASSES[kind]})' for kind in kinds)
    return [
        Participation(
            item=str(row["item"]),
            kind=str(row["kind"]),
            role=str(row["role"]),
            agency=str(row["agency"]),
            name=str(row["name"]),
            is_group=bool(row["is_group"]),
            province=str(row["province"] or ""),
            province_slug=str(row["province_slug"] or ""),
            ends=tuple(ends[row["item"]]),
        )
        for row in select_rows(store, _PARTICIPATIONS % classes)
    ]
