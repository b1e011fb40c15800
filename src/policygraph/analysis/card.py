"""All that is known of one thing, from both sides, each fact with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.analysis.edges import Quote, quote_of
from policygraph.analysis.lookup import KINDS, Entity, find
from policygraph.namespaces import PREFIXES
from policygraph.query import Kind, Label, Queryable, ResultTable, Value, select_rows
from policygraph.query.words import RESOLUTIONS, coded, path_cell, relation_words

# What is told is what we say of things; evidence records and structure describe the reading.
_SIDE = """
SELECT DISTINCT ?predicate ?other ?name WHERE {
  %s
  FILTER(STRSTARTS(STR(?predicate), STR(pg:)))
  FILTER(?predicate NOT IN (pg:within, pg:provisionOf, pg:candidate, pg:refersTo,
    pg:citedIn, pg:foundIn, pg:signatureOf, pg:itemOf, pg:standsIn, pg:order, pg:readFrom, pg:carriedBy,
    pg:key))
  OPTIONAL { ?other rdfs:label ?label FILTER(LANG(?label) = "") }
  OPTIONAL { ?other skos:prefLabel ?concept FILTER(LANG(?concept) = "vi") }
  OPTIONAL { ?other pg:words ?words }
  BIND(COALESCE(?label, ?concept, ?words, STR(?other)) AS ?name)
} ORDER BY ?predicate ?name ?other"""

_TYPES = """
SELECT DISTINCT ?type WHERE { ?node a ?type FILTER(STRSTARTS(STR(?type), STR(pg:))) } ORDER BY ?type"""

_QUOTES = """
SELECT DISTINCT ?predicate ?other ?quote ?start ?end ?rule ?confidence ?source WHERE {
  GRAPH ?graph {
    ?read pg:readFrom ?text ; rdfs:label ?source .
    ?assertion %s ; rdf:predicate ?predicate ;
      pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule ; pg:confidence ?confidence .
  }
} ORDER BY ?predicate ?other ?source ?start ?end"""

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("side", "code", Label("Chiều", "Side")),
    ("predicate", "code", Label("Quan hệ", "Relation")),
    ("value", "string", Label("Giá trị", "Value")),
    ("quote", "string", Label("Câu chữ", "Words")),
    ("source", "string", Label("Nguồn", "Source")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("iri", "iri", Label("IRI", "IRI")),
)
_SIDES = {"out": Label("đi", "out"), "in": Label("đến", "in")}


@dataclass(frozen=True, slots=True)
class Fact:
    """``side`` is "out" where the card's thing is the subject, "in" where it is the object.

    ``predicate`` is prefixed ("pg:ledBy"); ``value`` is the other end's label, or the literal; ``iri``
    is None for a literal. ``quotes`` are the sentences, with the label of their document as source.
    """

    side: str
    predicate: str
    value: str
    iri: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing: what it is (``types`` are local names of ours, "Task") and every fact about it.

    ``relations`` are the words for the predicates.
    """

    entity: Entity
    types: tuple[str, ...]
    facts: tuple[Fact, ...]
    relations: dict[str, Label]

    def to_table(self) -> ResultTable:
        """One row a fact and sentence."""
        rows = tuple(row for fact in self.facts for row in _rows(fact, self.relations))
        return ResultTable.of(
            title=Label(self.entity.label, self.entity.label),
            columns=_COLUMNS,
            rows=rows,
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


def show(store: Queryable, identifier: str) -> Card:
    """The card of a document, agency, plan item, instrument or province.

    ``identifier`` is an IRI, a name, a number or an item's label, accents optional. Raises
    ``NothingMatched`` when nothing answers to it and ``BadQuery`` when several things do.
    """
    entity = find(store, identifier, KINDS)
    node = {"node": f"<{entity.iri}>"}
    out, into = _SIDE % "?node ?predicate ?other .", _SIDE % "?other ?predicate ?node ."
    quoted_out = _QUOTES % "rdf:subject ?node ; rdf:object ?other"
    quoted_into = _QUOTES % "rdf:object ?node ; rdf:subject ?other"
    facts = (
        *_facts("out", select_rows(store, out, node), select_rows(store, quoted_out, node)),
        *_facts("in", select_rows(store, into, node), select_rows(store, quoted_into, node)),
    )
    types = tuple(str(row["type"]).removeprefix(PREFIXES["pg"]) for row in select_rows(store, _TYPES, node))
    relations = {f"pg:{name}": label for name, label in relation_words(store).items()}
    return Card(entity, types, facts, relations)


def _facts(side: str, rows: list[dict[str, Value]], quoted: list[dict[str, Value]]) -> list[Fact]:
    quotes: dict[tuple[Value, Value], list[Quote]] = {}
    for row in quoted:
        quotes.setdefault((row["predicate"], row["other"]), []).append(quote_of(row, str(row["source"])))
    return [_fact(side, row, tuple(quotes.get((row["predicate"], row["other"]), ()))) for row in rows]


def _fact(side: str, row: dict[str, Value], quotes: tuple[Quote, ...]) -> Fact:
    other = str(row["other"])
    iri = other if other.startswith(("http://", "https://")) else None
    return Fact(side, _prefixed(str(row["predicate"])), str(row["name"]), iri, quotes)


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _rows(fact: Fact, relations: dict[str, Label]) -> list[tuple[Value, ...]]:
    said = (coded(fact.side, _SIDES), coded(fact.predicate, relations), _value(fact))
    if not fact.quotes:
        return [(*said, None, None, None, None, None, None, fact.iri)]
    return [(*said, q.text, q.source, q.start, q.end, q.rule, q.confidence, fact.iri) for q in fact.quotes]


def _value(fact: Fact) -> Value:
    return coded(fact.value, RESOLUTIONS) if fact.predicate == "pg:resolution" else path_cell(fact.value)
