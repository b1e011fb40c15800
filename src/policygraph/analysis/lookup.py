"""From what people type (a name, an alias, a number, an IRI) to the one node that is meant."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from policygraph.analysis.matching import rank
from policygraph.errors import BadQuery, NothingMatched
from policygraph.grammar.folding import fold, key
from policygraph.query import Queryable, Value, select_rows

KINDS = ("agency", "document", "concept", "instrument", "jurisdiction", "item")

_ENTITIES = """
SELECT DISTINCT ?iri ?kind ?label ?place ?concept ?property ?name WHERE {
  VALUES (?kind ?class) {
    ("agency" pg:PublicOrganisation) ("agency" pg:AgencyGroup) ("document" pg:Document)
    ("instrument" pg:Instrument) ("concept" pg:InstrumentConcept) ("jurisdiction" pg:Jurisdiction)
    ("item" pg:Task) ("item" pg:KeyTask) ("item" pg:StandingDuty) ("item" pg:Objective) ("item" pg:ReportingObligation)
  }
  VALUES ?property { rdfs:label pg:name pg:alias pg:number pg:title pg:description skos:notation }
  ?iri a ?class ; rdfs:label ?label ; ?property ?name .
  OPTIONAL { ?iri pg:jurisdiction/rdfs:label ?own }
  OPTIONAL { ?iri pg:setOutIn/pg:jurisdiction/rdfs:label ?plans }
  OPTIONAL { ?iri pg:instanceOfConcept ?concept }
  BIND(COALESCE(?own, ?plans) AS ?place)
  FILTER NOT EXISTS { ?iri pg:annexOf ?whole FILTER(STRSTARTS(STR(?iri), CONCAT(STR(?whole), "/"))) }
} ORDER BY ?iri ?property ?name"""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node that people may ask for. ``place`` is its jurisdiction's label, "" where it has none.

    ``label`` is unique for people ("Sở Nội vụ (Bến Tre)"), ``names`` are all it answers to.
    ``concept`` is the IRI of the idea a province's own instrument belongs to.
    """

    iri: str
    kind: str
    label: str
    place: str
    names: tuple[str, ...]
    concept: str | None = None


def entities(store: Queryable, kinds: Collection[str] = KINDS) -> list[Entity]:
    """All nodes of these kinds, in the order of their IRIs."""
    rows = defaultdict(list)
    for row in select_rows(store, _ENTITIES):
        if row["kind"] in kinds:
            rows[str(row["iri"])].append(row)
    return [_entity(iri, found) for iri, found in rows.items()]


def _entity(iri: str, rows: list[dict[str, Value]]) -> Entity:
    first = rows[0]
    names = tuple(dict.fromkeys(str(row["name"]) for row in rows))
    concept = str(first["concept"]) if first["concept"] else None
    return Entity(iri, str(first["kind"]), str(first["label"]), str(first["place"] or ""), names, concept)


def find(store: Queryable, words: str, kinds: Collection[str]) -> Entity:
    """The one node that ``words`` name.

    Equal names come before prefixes, those before parts; names that agree in their marks before those
    that agree without. Raises ``NothingMatched`` (with the nearest names) when there is none and
    ``BadQuery`` (with the candidates) when several are equally near: nothing is guessed.
    """
    known = entities(store, kinds)
    nearest = _nearest(known, words)
    if not nearest:
        raise NothingMatched(f"nothing in the graph is called {words!r}", hint=_suggestion(known, words))
    merged = _merge_instruments(known, nearest, words)
    if len(merged) > 1:
        listed = "; ".join(f"{entity.label} <{entity.iri}>" for entity in merged[:8])
        raise BadQuery(f"{words!r} may mean {len(merged)} things", hint=f"name one: {listed}")
    return merged[0]


def _nearest(known: list[Entity], words: str) -> list[Entity]:
    iri = words.strip("<>")
    same = [entity for entity in known if entity.iri == iri]
    if same:
        return same
    ranks = {entity.iri: rank(words, entity.names) for entity in known}
    best = min((found for found in ranks.values() if found is not None), default=None)
    return [entity for entity in known if best is not None and ranks[entity.iri] == best]


def _merge_instruments(known: list[Entity], found: list[Entity], words: str) -> list[Entity]:
    """Instruments of several provinces become their shared concept, unless one was named with its place."""
    concepts = {entity.iri: entity for entity in known if entity.kind == "concept"}
    merged = {}
    for entity in found:
        own = entity.iri == words.strip("<>") or fold(entity.place) in fold(words)
        target = entity if own else concepts.get(entity.concept or "", entity)
        merged[target.iri] = target
    return list(merged.values())


def _suggestion(known: list[Entity], words: str) -> str:
    names = {fold(name): name for entity in known for name in entity.names if len(key(name)) < 120}
    near = difflib.get_close_matches(fold(words), sorted(names), n=3, cutoff=0.4)
    return f"did you mean {', '.join(names[name] for name in near)}?" if near else "try policygraph search"
