"""What is compared: a document by its number, name or IRI, or all the plans of a province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.analysis.compare_items import PlanItem, plan_items
from policygraph.analysis.lookup import Entity, find
from policygraph.analysis.participation import ITEM_CLASSES
from policygraph.errors import BadQuery, NothingMatched
from policygraph.query import Queryable, select_rows
from policygraph.query.binding import iri_term

# What is to be done: what plans are compared by unless other kinds are asked for.
KINDS = ("task", "key-task")

_READ = """
SELECT DISTINCT ?document ?label ?place WHERE {
  { VALUES ?document { %(named)s } ?document pg:readFrom ?text }
  UNION { VALUES ?province { %(named)s } ?document pg:jurisdiction ?province ; pg:readFrom ?text }
  ?document rdfs:label ?label .
  OPTIONAL { ?document pg:jurisdiction/rdfs:label ?place }
} ORDER BY ?document"""

_IMPLEMENTING = """
SELECT DISTINCT ?document WHERE {
  ?part pg:implements ?target .
  OPTIONAL { ?part pg:annexOf ?whole FILTER(STRSTARTS(STR(?part), CONCAT(STR(?whole), "/"))) }
  BIND(COALESCE(?whole, ?part) AS ?document)
  ?document pg:readFrom ?text .
} ORDER BY ?document"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: its name for people and its items. ``labels`` are those of its documents."""

    name: str
    labels: dict[str, str]
    items: tuple[PlanItem, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The IRIs of its documents, in order."""
        return tuple(sorted(self.labels))


def sides_of(store: Queryable, names: Sequence[str], kinds: Sequence[str]) -> list[Side]:
    """The sides that ``names`` mean, in their order.

    Raises ``BadQuery`` for an unknown kind of item or a name that several things have, ``NothingMatched`` for
    a name that nothing has and for a document or province without items of these kinds.
    """
    check_kinds(kinds)
    return [side_of(store, name, kinds) for name in names]


def distinct_sides(store: Queryable, names: Sequence[str], kinds: Sequence[str]) -> list[Side]:
    """``sides_of`` where what is named twice is one side."""
    return list({side.name: side for side in sides_of(store, names, kinds)}.values())


def check_kinds(kinds: Sequence[str]) -> None:
    """Raises ``BadQuery`` for an unknown kind of item."""
    for kind in kinds:
        if kind not in ITEM_CLASSES:
            raise BadQuery(f"{kind!r} cannot be counted", hint=f"known are: {', '.join(ITEM_CLASSES)}")


def implementing(store: Queryable, document: str) -> list[str]:
    """The IRIs of the documents that were read and carry out ``document`` (an IRI)."""
    return [str(row["document"]) for row in select_rows(store, _IMPLEMENTING, {"target": f"<{document}>"})]


def side_of(store: Queryable, name: str, kinds: Sequence[str]) -> Side:
    """The side that one name means."""
    entity = _named(store, name)
    rows = select_rows(store, _READ % {"named": iri_term(entity.iri)})
    labels = {str(row["document"]): str(row["label"]) for row in rows}
    items = plan_items(store, list(labels), kinds)
    if not items:
        raise NothingMatched(
            f"nothing that could be compared was read in {entity.label}",
            hint="its own text must be in the graph; --kinds asks for other items",
        )
    used = {item.document for item in items}
    return Side(entity.label, {iri: label for iri, label in labels.items() if iri in used}, tuple(items))


def _named(store: Queryable, name: str) -> Entity:
    """What a name means; without a figure it is a province rather than one of its documents."""
    if not any(map(str.isdigit, name)):
        try:
            return find(store, name, ("jurisdiction",))
        except NothingMatched:
            pass
    return find(store, name, ("document", "jurisdiction"))
