"""What a picture asks the store: eight SELECT queries, and the records they come back as.

Each may be narrowed to one document by binding ``?document``. They fetch what is drawn and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policygraph.namespaces import BASE
from policygraph.query.binding import iri_term
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
INFERRED: Final = ("dependsOn", "precededBy")
_NOT_READ: Final = {"contains", *INFERRED}
_PROPERTIES = ", ".join(f"pg:{name}" for name in (*EDGE_KINDS, *INSTRUMENT_ACTIONS) if name not in _NOT_READ)
_ITEM_TYPES = " ".join(f"pg:{name}" for name in ITEM_KINDS)
_ATTRIBUTES = "rdf:type, rdfs:label, pg:name, pg:number, pg:title, pg:date, pg:resolution, pg:alias, pg:jurisdiction"
# An annex has no card of its own: what it says is said by the document it is issued with.
_LINKS = f"""
  {{ ?document pg:readFrom ?text ; ?property ?target . BIND(?document AS ?source) }}
  UNION {{ ?document pg:readFrom ?text . ?source pg:annexOf ?document ; ?property ?target }}
  UNION {{ ?document pg:readFrom ?text . ?source pg:setOutIn ?document ; ?property ?target }}
  FILTER(?property IN ({_PROPERTIES}))"""
_ASSERTIONS = """
  { ?document pg:readFrom ?text . ?assertion rdf:subject ?document . BIND(?document AS ?source) }
  UNION { ?document pg:readFrom ?text . ?source pg:annexOf ?document . ?assertion rdf:subject ?source }
  UNION { ?document pg:readFrom ?text . ?source pg:setOutIn ?document . ?assertion rdf:subject ?source }"""

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

# What is known of each end of a line, one value a row: optional parts would multiply one another.
TARGETS: Final = f"""
SELECT DISTINCT ?target ?attribute ?value WHERE {{
  VALUES ?target {{ %s }} ?target ?attribute ?value FILTER(?attribute IN ({_ATTRIBUTES}))
}} ORDER BY ?target ?attribute ?value"""
_CHUNK: Final = 200  # targets a query: it stays well below the length that a store accepts

JURISDICTIONS: Final = """
SELECT DISTINCT ?jurisdiction ?label WHERE { ?jurisdiction a pg:Jurisdiction ; rdfs:label ?label }
ORDER BY ?jurisdiction ?label"""

EVIDENCE: Final = f"""
SELECT ?document ?source ?property ?target ?rule ?confidence ?planned ?quote ?start ?end ?prefix ?suffix
WHERE {{{_ASSERTIONS}
  ?assertion rdf:predicate ?property ; rdf:object ?target ; pg:quote ?quote .
  OPTIONAL {{ ?assertion pg:rule ?rule }} OPTIONAL {{ ?assertion pg:confidence ?confidence }}
  OPTIONAL {{ ?assertion pg:planned ?planned }}
  OPTIONAL {{ ?assertion pg:start ?start }} OPTIONAL {{ ?assertion pg:end ?end }}
  OPTIONAL {{
    ?assertion prov:wasQuotedFrom/oa:hasSelector ?selector . ?selector oa:prefix ?prefix ; oa:suffix ?suffix
  }}
}} ORDER BY ?document ?start ?assertion"""

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
    jurisdictions: list[Row]
    evidence: list[Row]
    inferences: list[Row]


def fetch_facts(store: Queryable, document: str | None) -> Facts:
    """Everything a picture of one document (an IRI), or of all of them, is made from."""
    links = ask(store, LINKS, document)
    return Facts(
        documents=ask(store, DOCUMENTS, document),
        items=ask(store, ITEMS, document),
        deadlines=ask(store, DEADLINES, document),
        links=links,
        targets=_ask_about(store, sorted({str(row["target"]) for row in links})),
        jurisdictions=ask(store, JURISDICTIONS),
        evidence=ask(store, EVIDENCE, document),
        inferences=ask(store, INFERENCES, document),
    )


def ask(store: Queryable, query: str, document: str | None = None) -> list[Row]:
    """The rows of one of the queries above."""
    table = run_sparql(store, query, {"document": f"<{document}>"} if document else None)
    assert isinstance(table, ResultTable)  # all of them are SELECT
    return table.to_dicts()


def _ask_about(store: Queryable, targets: list[str]) -> list[Row]:
    chunks = [targets[start : start + _CHUNK] for start in range(0, len(targets), _CHUNK)]
    return [row for chunk in chunks for row in ask(store, TARGETS % " ".join(map(iri_term, chunk)))]
