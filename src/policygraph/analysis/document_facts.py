"""What the graph says of a document as facts in words: what people compare, not triples.

A fact is known by its words. Offsets, rules, confidence and the order of items are no part of it, so that a document
whose text only moved has the same facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from policygraph.analysis.edges import Quote, quote_of
from policygraph.analysis.fetching import rows_about
from policygraph.analysis.participation import ITEM_CLASSES
from policygraph.namespaces import PG
from policygraph.query import Label, Queryable, Value, select_rows
from policygraph.query.binding import iri_term

SECTIONS: Final = {
    "document": Label("văn bản", "document"),
    "header": Label("phần đầu", "header"),
    "citations": Label("dẫn chiếu", "citations"),
    "relations": Label("quan hệ", "relations"),
    "items": Label("mục", "items"),
    "participations": Label("phân công", "participations"),
    "deadlines": Label("thời hạn", "deadlines"),
    "instruments": Label("công cụ chính sách", "instruments"),
    "targets": Label("chỉ tiêu", "targets"),
    "annexes": Label("phụ lục", "annexes"),
    "findings": Label("điểm cần xem", "findings"),
}
_SECTION_OF: Final = {
    **dict.fromkeys(("number", "date", "title", "issuedBy", "effective", "effectiveUntil", "signerName"), "header"),
    **dict.fromkeys(("ledBy", "coordinatedBy", "reportsTo", "reportsVia"), "participations"),
    **dict.fromkeys(
        ("makes", "submits", "pilots", "appraises", "approves", "amendsInstrument", "tiedTo", "submitsTo"),
        "instruments",
    ),
    "setOutIn": "items",
    "hasDeadline": "deadlines",
    "hasTarget": "targets",
    "annexOf": "annexes",
}
_KINDS: Final = {name.replace("pg:", PG): kind for kind, name in ITEM_CLASSES.items()}
_TOLD_BY_CITATIONS: Final = ("cites", "mentions")
_RECURS: Final = ("every", "month", "day")
_MARKS: Final = {"planned": Label("dự kiến", "planned"), "part": Label("một phần", "part")}

_DOCUMENTS = "SELECT DISTINCT ?node ?label WHERE { ?node pg:readFrom ?text ; rdfs:label ?label } ORDER BY ?node ?label"

_WORDS = "pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule"

_ASSERTIONS = f"""
SELECT ?subject ?predicate ?object ?is_node ?scope ?planned ?quote ?start ?end ?rule ?confidence WHERE {{
  GRAPH %s {{
    ?assertion rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      pg:confidence ?confidence ; pg:planned ?planned ; {_WORDS} .
    OPTIONAL {{ ?assertion pg:scope ?scope }}
  }}
  BIND(ISIRI(?object) AS ?is_node)
}} ORDER BY ?start ?end ?predicate ?subject ?object"""

_CITATIONS = f"""
SELECT ?target ?resolution ?provision ?quote ?start ?end ?rule WHERE {{
  GRAPH %s {{
    ?citation pg:citedIn ?document ; pg:resolution ?resolution ; {_WORDS} .
    OPTIONAL {{ ?citation pg:refersTo ?target }}
    OPTIONAL {{ ?citation pg:provisionCited ?provision }}
  }}
}} ORDER BY ?start ?end ?target"""

_FINDINGS = """
SELECT ?code ?quote ?start ?end WHERE {
  GRAPH %s {
    ?finding pg:foundIn ?document ; pg:code ?code ; pg:start ?start ; pg:end ?end .
    OPTIONAL { ?finding pg:quote ?quote }
  }
} ORDER BY ?start ?end ?code"""

_NAMES = """
SELECT ?node ?class ?number ?name ?label ?description ?words ?first ?last ?every ?month ?day ?value ?unit WHERE {
  VALUES ?node { %s }
  OPTIONAL { ?node a ?class }
  OPTIONAL { ?node pg:number ?number }
  OPTIONAL { ?node pg:name ?name }
  OPTIONAL { ?node rdfs:label ?label }
  OPTIONAL { ?node pg:description ?description }
  OPTIONAL { ?node pg:words ?words }
  OPTIONAL { ?node pg:earliest ?first }
  OPTIONAL { ?node pg:latest ?last }
  OPTIONAL { ?node pg:recursEvery ?every }
  OPTIONAL { ?node pg:recursMonth ?month }
  OPTIONAL { ?node pg:recursDay ?day }
  OPTIONAL { ?node pg:value ?value }
  OPTIONAL { ?node pg:unit ?unit }
} ORDER BY ?node ?number ?name ?label"""


_QUERIES: Final = (_ASSERTIONS, _CITATIONS, _FINDINGS)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words: ``words`` with the codes of relations, ``told`` with what people call them."""

    section: str
    words: str
    told: Label = field(compare=False)


@dataclass(slots=True)
class Facts:
    """The facts of one document, how often each stands in it, and the first sentence of each."""

    counts: Counter[Fact] = field(default_factory=Counter)
    quotes: dict[Fact, Quote] = field(default_factory=dict)

    def add(self, fact: Fact, quote: Quote) -> None:
        """Count a fact once more."""
        self.counts[fact] += 1
        self.quotes.setdefault(fact, quote)


def read_documents(store: Queryable) -> dict[str, str]:
    """The IRIs of all documents that were read, with their labels."""
    return {str(row["node"]): str(row["label"]) for row in select_rows(store, _DOCUMENTS)}


def document_facts(store: Queryable, documents: Iterable[str], relations: Mapping[str, Label]) -> dict[str, Facts]:
    """The facts of each of these documents (IRIs); ``relations`` are the words for properties."""
    read = {document: _Read(*(_of_graph(store, query, document) for query in _QUERIES)) for document in documents}
    names = _names(store, (row for one in read.values() for row in (*one.assertions, *one.citations)))
    return {document: _facts(document, one, names, relations) for document, one in read.items()}


@dataclass(frozen=True, slots=True)
class _Read:
    """The rows of one document's graph."""

    assertions: list[dict[str, Value]]
    citations: list[dict[str, Value]]
    findings: list[dict[str, Value]]


def _of_graph(store: Queryable, query: str, document: str) -> list[dict[str, Value]]:
    """The rows of one graph, named in the query: given several, engines begin with all that there are."""
    return select_rows(store, query.replace("%s", iri_term(f"{document}/graph")))


def _facts(document: str, read: _Read, names: Mapping[str, dict[str, Value]], relations: Mapping[str, Label]) -> Facts:
    found = Facts()
    for row in read.assertions:
        fact = _asserted(row, document, names, relations)
        if fact:
            found.add(fact, quote_of(row, document))
    for row in read.citations:
        found.add(_cited(row, names), quote_of(row, document))
    for row in read.findings:
        words = f"{row['code']} “{_line(row['quote'])}”" if row["quote"] else str(row["code"])
        found.add(Fact("findings", words, Label(words, words)), quote_of(row, document))
    return found


def _names(store: Queryable, rows: Iterable[dict[str, Value]]) -> dict[str, dict[str, Value]]:
    """What names each node that the rows speak of; of its classes the kind of item counts."""
    wanted: dict[str, None] = {}
    for row in rows:
        nodes = (row.get("subject"), row.get("object") if row.get("is_node") else None, row.get("target"))
        wanted.update(dict.fromkeys(str(node) for node in nodes if node))
    found: dict[str, dict[str, Value]] = {}
    for row in rows_about(store, _NAMES, wanted):
        if str(row["class"]) in _KINDS or str(row["node"]) not in found:
            found[str(row["node"])] = row
    return found


def _asserted(
    row: dict[str, Value], document: str, names: Mapping[str, dict[str, Value]], relations: Mapping[str, Label]
) -> Fact | None:
    predicate = str(row["predicate"]).removeprefix(PG)
    if predicate in _TOLD_BY_CITATIONS:
        return None
    section = _SECTION_OF.get(predicate, "relations")
    subject = names.get(str(row["subject"]), {})
    if section == "items":
        words = f"{_KINDS.get(str(subject.get('class')), '?')}: {_line(subject.get('description'))}"
        return Fact(section, words, Label(words, words))
    obj = _called(names.get(str(row["object"]), {})) if row["is_node"] else _line(row["object"])
    if section == "annexes":
        obj = _line(subject.get("label"))
    whose = _called(subject) if subject.get("description") or _is_other(row, document) else ""
    marks = [mark for mark, stands in (("planned", row["planned"]), ("part", row["scope"] == "part")) if stands]
    vi, en = (
        _sentence(
            relations.get(predicate, Label(predicate, predicate)).text(lang),
            obj,
            whose,
            [_MARKS[mark].text(lang) for mark in marks],
        )
        for lang in ("vi", "en")
    )
    return Fact(section, _sentence(predicate, obj, whose, marks), Label(vi, en))


def _is_other(row: dict[str, Value], document: str) -> bool:
    """Whether the words speak of another document, not of this one, its annexes and signatures."""
    subject = str(row["subject"])
    return subject != document and not subject.startswith(f"{document}/")


def _sentence(relation: str, obj: str, whose: str, marks: list[str]) -> str:
    return f"{relation} {obj}" + (f" ({', '.join(marks)})" if marks else "") + (f" ← {whose}" if whose else "")


def _cited(row: dict[str, Value], names: Mapping[str, dict[str, Value]]) -> Fact:
    target = _called(names.get(str(row["target"]), {})) if row["target"] else "?"
    provision = f", {row['provision']}" if row["provision"] else ""
    words = f"{target}{provision} “{_line(row['quote'])}” ({row['resolution']})"
    return Fact("citations", words, Label(words, words))


def _called(node: Mapping[str, Value]) -> str:
    """What a node is called in a fact: the days of a deadline, the value of a target, a number, a name, words."""
    if node.get("words"):
        return _deadline(node)
    if node.get("value") is not None:
        return f"{node['value']:g} {node.get('unit') or ''}".strip() if not isinstance(node["value"], str) else "?"
    return _line(node.get("description") or node.get("number") or node.get("name") or node.get("label")) or "?"


def _deadline(node: Mapping[str, Value]) -> str:
    first, last = node.get("first"), node.get("last")
    span = f"{first or '..'}/{last or '..'}" if first != last else str(first or "")
    recurs = (f"{name} {node[name]}" for name in _RECURS if node.get(name))
    return " ".join(filter(None, (span, *recurs))) or _line(node["words"])


def _line(words: Value) -> str:
    return " ".join(str(words or "").split())
