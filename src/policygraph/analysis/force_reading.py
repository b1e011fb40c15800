"""What the graph knows of when documents take effect and what ends them: only of those asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from policygraph.analysis.edges import Quote, quote_of
from policygraph.analysis.fetching import rows_about
from policygraph.analysis.force_rules import ACTS, Act, Dated
from policygraph.namespaces import PG
from policygraph.query import Queryable, Value, select_rows

_DOCUMENTS = """
SELECT DISTINCT ?node ?label ?date ?effective ?until ?read WHERE {
  VALUES ?node { %s }
  ?node rdfs:label ?label .
  OPTIONAL { ?node pg:date ?date }
  OPTIONAL { ?node pg:effective ?effective }
  OPTIONAL { ?node pg:effectiveUntil ?until }
  OPTIONAL { ?node pg:readFrom ?text }
  BIND(BOUND(?text) AS ?read)
} ORDER BY ?node ?label ?effective"""

_WORDS = "pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule"

_OWN_DATES = f"""
SELECT DISTINCT ?node ?predicate ?quote ?start ?end ?rule ?confidence WHERE {{
  VALUES ?node {{ %s }}
  VALUES ?predicate {{ pg:date pg:effective pg:effectiveUntil }}
  ?assertion rdf:subject ?node ; rdf:predicate ?predicate ; pg:confidence ?confidence ; {_WORDS} .
}} ORDER BY ?node ?predicate ?start ?end"""

# The words of a date that only citations give are those of a citation: of thousands the first.
_CITATION = f"""
SELECT DISTINCT ?source ?quote ?start ?end ?rule ?confidence WHERE {{
  GRAPH ?graph {{
    ?source pg:readFrom ?text .
    ?assertion rdf:object ?node ; pg:confidence ?confidence ; {_WORDS} .
  }}
  FILTER(CONTAINS(?quote, ?year))
}} ORDER BY ?source ?start ?end ?rule LIMIT 1"""

# What is limited Oxigraph joins with the rest one by one.
_ACTS = f"""
SELECT DISTINCT ?node ?predicate ?acting ?whole ?scope ?planned ?source ?quote ?start ?end ?rule ?confidence WHERE {{
  {{ SELECT * WHERE {{
      VALUES ?node {{ %s }}
      GRAPH ?graph {{
        ?source pg:readFrom ?text .
        ?assertion rdf:object ?node ; rdf:predicate ?predicate ; rdf:subject ?acting ;
          pg:scope ?scope ; pg:planned ?planned ; pg:confidence ?confidence ; {_WORDS} .
      }}
      FILTER(?predicate IN ({", ".join(f"pg:{name}" for name in ACTS)}))
  }} LIMIT 99999999 }}
  OPTIONAL {{ ?acting pg:annexOf ?whole FILTER(STRSTARTS(STR(?acting), CONCAT(STR(?whole), "/"))) }}
}} ORDER BY ?node ?source ?start ?end ?predicate"""

_CITED = "SELECT DISTINCT ?node WHERE { ?citation pg:citedIn ?plan ; pg:refersTo ?node } ORDER BY ?node"


def cited_documents(store: Queryable, plan: str) -> list[str]:
    """The IRIs of what a document cites, where that is known."""
    rows = select_rows(store, _CITED, {"plan": f"<{plan}>"})
    return [str(row["node"]) for row in rows if row["node"] != plan]


def dated_documents(store: Queryable, iris: Iterable[str]) -> tuple[Dated, ...]:
    """Everything that ``force_rules.judge`` needs to know of these documents, in their order."""
    wanted = list(dict.fromkeys(iris))
    acts = [row for row in rows_about(store, _ACTS, wanted) if not row["planned"] and _acting(row) != row["node"]]
    known = _described(store, [*wanted, *(_acting(row) for row in acts)])
    words = _date_words(store, wanted)
    by_document: dict[str, list[Act]] = defaultdict(list)
    for row in acts:
        by_document[str(row["node"])].append(_act(row, known[_acting(row)]))
    return tuple(_dated(known[iri], words[iri], by_document[iri]) for iri in wanted if iri in known)


def citation_of(store: Queryable, document: Dated) -> Quote | None:
    """The words of a citation that tells the date of a document that was not read itself."""
    asked = {"node": f"<{document.iri}>", "year": str(document.issued)[:4]}
    row = next(iter(select_rows(store, _CITATION, asked)), None)
    return quote_of(row, str(row["source"])) if row else None


def labels(store: Queryable, iris: Iterable[str]) -> dict[str, str]:
    """What documents are called, by IRI."""
    return {iri: one.label for iri, one in _described(store, iris).items()}


@dataclass(frozen=True, slots=True)
class _Described:
    iri: str
    label: str
    is_read: bool
    issued: str | None
    effective: tuple[str, ...]
    until: str | None


def _described(store: Queryable, iris: Iterable[str]) -> dict[str, _Described]:
    rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for row in rows_about(store, _DOCUMENTS, iris):
        rows[str(row["node"])].append(row)
    return {iri: _description(iri, found) for iri, found in rows.items()}


def _description(iri: str, rows: list[dict[str, Value]]) -> _Described:
    """One document; of several dates of issue none is its date."""
    dates = {str(row["date"]) for row in rows if row["date"]}
    effective = sorted({str(row["effective"]) for row in rows if row["effective"]})
    issued = dates.pop() if len(dates) == 1 else None
    until = max((str(row["until"]) for row in rows if row["until"]), default=None)
    return _Described(iri, str(rows[0]["label"]), any(row["read"] for row in rows), issued, tuple(effective), until)


def _date_words(store: Queryable, iris: list[str]) -> dict[str, list[tuple[str, Quote]]]:
    """The words with which documents give their own dates."""
    found: dict[str, list[tuple[str, Quote]]] = defaultdict(list)
    for row in rows_about(store, _OWN_DATES, iris):
        found[str(row["node"])].append((_name(row), quote_of(row, str(row["node"]))))
    return found


def _dated(one: _Described, words: list[tuple[str, Quote]], acts: list[Act]) -> Dated:
    return Dated(one.iri, one.label, one.is_read, one.issued, one.effective, tuple(words), tuple(acts), one.until)


def _act(row: dict[str, Value], acting: _Described) -> Act:
    quote = quote_of(row, str(row["source"]))
    return Act(acting.iri, acting.label, _name(row), row["scope"] != "part", acting.effective, acting.issued, quote)


def _acting(row: dict[str, Value]) -> str:
    """An annex acts as the document it belongs to."""
    return str(row["whole"] or row["acting"])


def _name(row: dict[str, Value]) -> str:
    return str(row["predicate"]).removeprefix(PG)
