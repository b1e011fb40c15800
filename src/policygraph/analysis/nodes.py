"""What tables print of the nodes that edges join: documents, plan items, instruments."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.query import Queryable, Value, select_rows

_NODES = """
SELECT DISTINCT ?iri ?kind ?label ?number ?path ?description ?order ?document ?province ?concept WHERE {
  { VALUES (?kind ?class) {
      ("task" pg:Task) ("key-task" pg:KeyTask) ("duty" pg:StandingDuty) ("objective" pg:Objective)
      ("report" pg:ReportingObligation) }
    ?iri a ?class ; pg:setOutIn ?document ; pg:path ?path ; pg:description ?description ; pg:order ?order .
    BIND(?document AS ?placed) }
  UNION
  { ?iri a pg:Document .
    BIND("document" AS ?kind) BIND(?iri AS ?placed)
    OPTIONAL { ?iri pg:number ?number }
    OPTIONAL { ?iri pg:annexOf ?document FILTER(STRSTARTS(STR(?iri), CONCAT(STR(?document), "/"))) } }
  UNION
  { ?iri a pg:Instrument .
    BIND("instrument" AS ?kind) BIND(?iri AS ?placed)
    OPTIONAL { ?iri pg:instanceOfConcept ?concept } }
  ?iri rdfs:label ?label .
  OPTIONAL { ?placed pg:jurisdiction/rdfs:label ?province }
} ORDER BY ?iri"""


@dataclass(frozen=True, slots=True)
class Node:
    """``kind`` is document, instrument, or a kind of item; ``number`` is a document's, or "".

    ``document`` is the IRI of the plan that sets an item out, or of what an annex was issued with;
    ``path`` and ``order`` are an item's place in its plan; ``concept`` is an instrument's shared idea.
    """

    iri: str
    kind: str
    label: str
    number: str = ""
    path: str = ""
    description: str = ""
    order: int = 0
    document: str = ""
    province: str = ""
    concept: str = ""


def nodes(store: Queryable) -> dict[str, Node]:
    """All documents, items and instruments by IRI, in the order of their IRIs."""
    return {str(row["iri"]): _node(row) for row in select_rows(store, _NODES)}


def _node(row: dict[str, Value]) -> Node:
    words = {name: str(row[name] or "") for name in row if name != "order"}
    return Node(order=int(row["order"] or 0), **words)
