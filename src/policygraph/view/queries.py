"""What a picture asks the store: seven SELECT queries, and the records they come back as.

Each may be narrowed to one document by binding ``?document``. They fetch what is drawn and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policygraph.namespaces import BASE
from policygraph.query.engine import Queryable
from policygraph.query.results import ResultTable, Value
from policygraph.query.run import run_sparql
from policygraph.view.labels import EDGE_KINDS, INSTRUMENT_ACTIONS

Row = dict[str, Value]

ITEM_KINDS: Final = {
    "Task": "task",
    "KeyTask": "key-task",
    "Objective": "objective",
    "StandingDuty": "duty",
    "ReportingObligation": "report",
}
INFERRED: Final = ("dependsOn",)
_NOT_READ: Final = {"contains", "hasMember", *INFERRED}
_PROPERTIES = ", ".join(f"pg:{name}" for name in (*EDGE_KINDS, *INSTRUMENT_ACTIONS) if name not in _NOT_READ)
_ITEM_TYPES = " ".join(f"pg:{name}" for name in ITEM_KINDS)
# An annex has no card of its own: what it says is said by the document it is issued with.
_LINKS = f"""
  {{ ?document pg:readFrom ?text ; ?property ?target . BIND(?document AS ?source) }}
  UNION {{ ?document pg:readFrom ?text . ?source pg:annexOf ?document ; ?property ?target }}
  UNION {{ ?document pg:readFrom ?text . ?source pg:setOutIn ?document ; ?property ?target }}
  FILTER(?property IN ({_PROPERTIES}))"""

DOCUMENTS: Final = """
SELECT ?document ?number ?name ?title ?date ?issuer ?jurisdiction ?file WHERE {
  ?document pg:readFrom ?text .
  OPTIONAL { ?text pg:file ?file } OPTIONAL { ?document pg:number ?number } OPTIONAL { ?document pg:name ?name }
  OPTIONAL { ?document pg:title ?title } OPTIONAL { ?document pg:date ?date }
  OPTIONAL { ?document pg:issuedBy/rdfs:label ?issuer } OPTIONAL { ?document pg:jurisdiction/rdfs:label ?jurisdiction }
} ORDER BY ?date ?document"""

COUNT: Final = """
SELECT (COUNT(DISTINCT ?item) AS ?items) WHERE { ?document pg:readFrom ?text . ?item pg:setOutIn ?document }"""

ITEMS: Final = f"""
SELECT ?document ?item ?type ?ordinal ?path ?group ?description WHERE {{
  ?document pg:readFrom ?text .
  VALUES ?type {{ {_ITEM_TYPES} }}
  ?item pg:setOutIn ?document ; a ?type ; pg:description ?description .
  OPTIONAL {{ ?item pg:order ?order }} OPTIONAL {{ ?item pg:ordinal ?ordinal }}
  OPTIONAL {{ ?item pg:path ?path }} OPTIONAL {{ ?item pg:group ?group }}
}} ORDER BY ?document ?order ?item"""

DEADLINES: Final = """
SELECT ?item ?words ?earliest ?latest WHERE {
  ?document pg:readFrom ?text . ?item pg:setOutIn ?document ; pg:hasDeadline ?deadline . ?deadline pg:words ?words .
  OPTIONAL { ?deadline pg:earliest ?earliest } OPTIONAL { ?deadline pg:latest ?latest }
} ORDER BY ?item ?deadline"""

LINKS: Final = f"""
SELECT DISTINCT ?document ?source ?property ?target WHERE {{{_LINKS}
}} ORDER BY ?document ?source ?property ?target"""

TARGETS: Final = f"""
SELECT DISTINCT ?target ?type ?label ?name ?number ?title ?date ?jurisdiction ?resolution ?alias WHERE {{{_LINKS}
  ?target a ?type .
  OPTIONAL {{ ?target rdfs:label ?label }} OPTIONAL {{ ?target pg:name ?name }}
  OPTIONAL {{ ?target pg:number ?number }} OPTIONAL {{ ?target pg:title ?title }}
  OPTIONAL {{ ?target pg:date ?date }} OPTIONAL {{ ?target pg:jurisdiction/rdfs:label ?jurisdiction }}
  OPTIONAL {{ ?target pg:resolution ?resolution }} OPTIONAL {{ ?target pg:alias ?alias }}
}} ORDER BY ?target ?type ?label ?name ?number ?title ?date ?alias"""

EVIDENCE: Final = """
SELECT ?document ?source ?property ?target ?rule ?confidence ?planned ?quote ?start ?end ?prefix ?suffix WHERE {
  ?document pg:readFrom ?text . ?span oa:hasSource ?text .
  ?assertion prov:wasQuotedFrom ?span ; rdf:subject ?source ; rdf:predicate ?property ; rdf:object ?target ;
    pg:quote ?quote .
  OPTIONAL { ?assertion pg:rule ?rule } OPTIONAL { ?assertion pg:confidence ?confidence }
  OPTIONAL { ?assertion pg:planned ?planned }
  OPTIONAL { ?assertion pg:start ?start } OPTIONAL { ?assertion pg:end ?end }
  OPTIONAL { ?span oa:hasSelector ?selector . ?selector oa:prefix ?prefix ; oa:suffix ?suffix }
} ORDER BY ?document ?start ?assertion"""

INFERENCES: Final = f"""
SELECT DISTINCT ?source ?property ?target WHERE {{
  ?document pg:readFrom ?text . ?source pg:setOutIn ?document .
  VALUES ?property {{ {" ".join(f"pg:{name}" for name in INFERRED)} }}
  GRAPH <{BASE}graph/inferred> {{ ?source ?property ?target }}
}} ORDER BY ?source ?property ?target"""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of each query."""

    documents: list[Row]
    items: list[Row]
    deadlines: list[Row]
    links: list[Row]
    targets: list[Row]
    evidence: list[Row]
    inferences: list[Row]


def fetch_facts(store: Queryable, document: str | None) -> Facts:
    """Everything a picture of one document (an IRI), or of all of them, is made from."""
    queries = (DOCUMENTS, ITEMS, DEADLINES, LINKS, TARGETS, EVIDENCE, INFERENCES)
    return Facts(*(ask(store, query, document) for query in queries))


def ask(store: Queryable, query: str, document: str | None = None) -> list[Row]:
    """The rows of one of the queries above."""
    table = run_sparql(store, query, {"document": f"<{document}>"} if document else None)
    assert isinstance(table, ResultTable)  # all of them are SELECT
    return table.to_dicts()
