"""The items of the plans that are compared, each with all that its score is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policygraph.analysis.compare_names import common_name
from policygraph.analysis.fetching import term_batches
from policygraph.analysis.participation import ITEM_CLASSES
from policygraph.query import Queryable, Value, select_rows

_ITEMS = """
SELECT DISTINCT ?document ?item ?kind ?path ?order ?description ?quote ?start ?end ?rule ?confidence WHERE {
  VALUES ?document { %s }
  VALUES (?kind ?class) { %s }
  ?item pg:setOutIn ?document ; a ?class ; pg:path ?path ; pg:order ?order ; pg:description ?description .
  OPTIONAL {
    ?assertion rdf:subject ?item ; rdf:predicate pg:setOutIn ; rdf:object ?document ;
      pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule ; pg:confidence ?confidence .
  }
} ORDER BY ?document ?order ?item ?kind ?start ?end"""

_LEADS = """
SELECT DISTINCT ?item ?agency ?name ?place WHERE {
  VALUES ?document { %s }
  ?item pg:setOutIn ?document ; pg:ledBy ?agency . ?agency pg:name ?name .
  OPTIONAL { ?agency pg:jurisdiction/rdfs:label ?place }
} ORDER BY ?item ?name ?agency"""

_DEADLINES = """
SELECT DISTINCT ?item ?words ?latest ?every ?month ?day WHERE {
  VALUES ?document { %s }
  ?item pg:setOutIn ?document ; pg:hasDeadline ?deadline . ?deadline pg:words ?words .
  OPTIONAL { ?deadline pg:latest ?latest }
  OPTIONAL { ?deadline pg:recursEvery ?every }
  OPTIONAL { ?deadline pg:recursMonth ?month }
  OPTIONAL { ?deadline pg:recursDay ?day }
} ORDER BY ?item ?latest ?words ?every ?month ?day"""

_INSTRUMENTS = """
SELECT DISTINCT ?item ?instrument ?concept ?name WHERE {
  VALUES ?document { %s }
  VALUES ?acts { pg:makes pg:submits pg:pilots pg:appraises pg:approves pg:amendsInstrument }
  ?item pg:setOutIn ?document ; ?acts ?instrument . ?instrument pg:name ?name .
  OPTIONAL { ?instrument pg:instanceOfConcept ?concept }
} ORDER BY ?item ?name ?instrument"""

_NAMED = """
SELECT DISTINCT ?item ?other ?label WHERE {
  VALUES ?document { %s }
  VALUES ?names { pg:follows pg:mentions pg:cites pg:intendsToReplace pg:intendsToAmend pg:intendsToRepeal }
  ?item pg:setOutIn ?document ; ?names ?other . ?other a pg:Document ; rdfs:label ?label .
} ORDER BY ?item ?label ?other"""


_TITLES = """
SELECT DISTINCT ?document ?title WHERE {
  VALUES ?document { %s }
  ?document pg:title ?title .
} ORDER BY ?document ?title"""


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: its words, its last day (None where it recurs), (every, month, day) where it recurs."""

    words: str
    latest: date | None
    recurs: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item of a plan. ``quote`` is the sentence, half-open code points of ``document``'s text; "" where the
    graph does not tell it.

    ``leads`` are agency names that mean the same in every province; ``instruments`` map the idea of an
    instrument, or its own IRI, to its name; ``named`` maps documents' IRIs to their labels.
    """

    iri: str
    document: str
    kind: str
    path: str
    order: int
    description: str
    quote: str
    start: int
    end: int
    rule: str
    confidence: float
    leads: tuple[str, ...] = ()
    deadlines: tuple[Due, ...] = ()
    instruments: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> tuple[str, int, str]:
        """The order in which items are told."""
        return self.document, self.order, self.iri


def plan_items(store: Queryable, documents: Sequence[str], kinds: Sequence[str]) -> list[PlanItem]:
    """The items of these kinds in these documents (IRIs), in the order of the documents and their places."""
    classes = " ".join(f'("{kind}" {ITEM_CLASSES[kind]})' for kind in kinds)
    found: dict[str, PlanItem] = {}
    for listed in term_batches(documents):
        parts = _parts(store, listed)
        for row in select_rows(store, _ITEMS % (listed, classes)):
            found.setdefault(str(row["item"]), _item(row, parts))
    return sorted(found.values(), key=lambda item: item.place)


def titles(store: Queryable, documents: Sequence[str]) -> list[str]:
    """The titles of the documents, in order; what has none is left out."""
    rows = [row for listed in term_batches(documents) for row in select_rows(store, _TITLES % listed)]
    return [str(row["title"]) for row in rows]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What belongs to items, by item."""

    leads: dict[str, list[str]]
    deadlines: dict[str, list[Due]]
    instruments: dict[str, list[tuple[str, str]]]
    named: dict[str, list[tuple[str, str]]]


def _parts(store: Queryable, listed: str) -> _Parts:
    parts = _Parts(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for row in select_rows(store, _LEADS % listed):
        parts.leads[str(row["item"])].append(common_name(str(row["name"]), str(row["place"] or "")))
    for row in select_rows(store, _DEADLINES % listed):
        parts.deadlines[str(row["item"])].append(_due(row))
    for row in select_rows(store, _INSTRUMENTS % listed):
        parts.instruments[str(row["item"])].append((str(row["concept"] or row["instrument"]), str(row["name"])))
    for row in select_rows(store, _NAMED % listed):
        parts.named[str(row["item"])].append((str(row["other"]), str(row["label"])))
    return parts


def _due(row: dict[str, Value]) -> Due:
    latest = date.fromisoformat(str(row["latest"])) if row["latest"] else None
    recurs = (str(row["every"]), int(row["month"] or 0), int(row["day"] or 0)) if row["every"] else None
    return Due(str(row["words"]), latest, recurs)


def _item(row: dict[str, Value], parts: _Parts) -> PlanItem:
    iri = str(row["item"])
    words = {name: str(row[name] or "") for name in ("document", "kind", "path", "description", "quote", "rule")}
    return PlanItem(
        iri=iri,
        order=int(row["order"] or 0),
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        confidence=float(row["confidence"] or 0),
        leads=tuple(dict.fromkeys(parts.leads[iri])),
        deadlines=tuple(parts.deadlines[iri]),
        instruments=tuple(dict(parts.instruments[iri]).items()),
        named=tuple(dict(parts.named[iri]).items()),
        **words,
    )
