"""The edges that make one thing depend on another, with the words each rests on.

An edge points from what depends to what it depends on: a task to the instrument it drafts, a plan to
the decision it carries out, an instrument to the document that approves it, an agency to what it has a part in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygraph.analysis.fetching import bounded_batches, term_batches
from policygraph.graph.terms import INFERRED
from policygraph.namespaces import PG
from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term

if TYPE_CHECKING:
    import networkx

ACTS_ON = ("makes", "submits", "pilots", "appraises", "approves", "amendsInstrument")
TIED = ("tiedTo",)
RESTS_ON = ("implements", "details", "hasLegalBasis")
CHANGES = ("amends", "replaces", "repeals", "suspends", "corrects", "consolidates")
PLANNED = ("intendsToReplace", "intendsToAmend", "intendsToRepeal")
FOLLOWS = ("follows",)
CITES = ("proposedBy", "cites", "mentions")
ORDER = ("precededBy", "dependsOn")
SET_OUT = ("setOutIn",)
TAKES_PART = ("ledBy", "coordinatedBy", "reportsTo", "reportsVia", "submitsTo")
TURNED = ("approves", *TAKES_PART)
# What says most comes first: of several edges between two nodes a path tells that one.
READ = ACTS_ON + TIED + RESTS_ON + CHANGES + PLANNED + FOLLOWS + CITES


# From the subject, never from the object: a law may be the object of fifty thousand assertions.
_QUOTES = """
SELECT DISTINCT ?subject ?predicate ?object ?graph ?quote ?start ?end ?rule ?confidence WHERE {
  VALUES ?subject { %s }
  GRAPH ?graph {
    ?assertion rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
    FILTER(?predicate IN (%s) && ?object IN (%s))
    ?assertion pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule ; pg:confidence ?confidence .
  }
}"""

_SOURCES = """
SELECT DISTINCT ?graph ?source WHERE {
  VALUES ?graph { %s }
  GRAPH ?graph { ?source pg:readFrom ?text }
}"""

_RULES = """
SELECT DISTINCT ?subject ?predicate ?object ?rule ?instrument WHERE {
  VALUES ?subject { %s }
  GRAPH <%s> {
    ?inference rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; pg:rule ?rule .
    OPTIONAL { ?inference pg:throughInstrument ?instrument }
  }
}"""

Stated = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words an edge rests on: half-open code points of ``source``'s text, the rule that read them."""

    text: str
    source: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Edge:
    """``predicate`` is a local name of ours ("submits"); ``quote`` is None where it was inferred.

    ``stated`` are subject, predicate and object as the graph has them: the subject may be an annex. Of an
    inferred edge ``rule`` names what it was inferred by, and ``through`` is the instrument both ends act on.
    """

    subject: str
    predicate: str
    object: str
    quote: Quote | None
    stated: Stated
    rule: str = ""
    through: str = ""

    @property
    def inferred(self) -> bool:
        """Whether the edge was worked out and not read."""
        return self.predicate in ORDER


def dependency_graph(stated: Iterable[Stated], wholes: dict[str, str], items: Collection[str]) -> networkx.MultiDiGraph:
    """The edges as a ``networkx.MultiDiGraph``, keyed by predicate, each with its ``edge``, in a fixed order.

    An annex acts as the document it belongs to (``wholes``). Some edges are turned round
    (``is_turned``). What only points at itself is left out; of an edge that a document and its
    annex have in common the first is kept.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for triple in sorted(stated):
        one, predicate, other = (wholes.get(triple[0], triple[0]), triple[1], wholes.get(triple[2], triple[2]))
        ends = (other, one) if is_turned(triple, items) else (one, other)
        if one != other and not graph.has_edge(*ends, predicate):
            graph.add_edge(*ends, predicate, edge=Edge(one, predicate, other, None, triple))
    return graph


def is_turned(stated: Stated, items: Collection[str]) -> bool:
    """Whether the object of what the graph states depends on the subject: a scheme on the document that approves it,
    the work of an agency on the item that gives it a part.
    """
    _, predicate, _ = stated
    return predicate in TAKES_PART or (predicate == "approves" and stated[0] not in items)


def with_quotes(store: Queryable, edges: Iterable[Edge]) -> dict[Edge, Edge]:
    """Each edge with the first of the sentences that say so, or with the rule that it was inferred by."""
    asked = list(dict.fromkeys(edges))
    read = {edge.stated: edge for edge in asked if not edge.inferred}
    ruled = _with_rules(store, [edge for edge in asked if edge.inferred])
    first: dict[Stated, dict[str, Value]] = {}
    for row in _assertions(store, sorted(read)):
        triple = (str(row["subject"]), str(row["predicate"]).removeprefix(PG), str(row["object"]))
        if triple in read:
            first.setdefault(triple, row)
    sources = _sources(store, {str(row["graph"]) for row in first.values()})
    quotes = {triple: quote_of(row, sources.get(str(row["graph"]), str(row["graph"]))) for triple, row in first.items()}
    quoted = {read[triple]: replace(read[triple], quote=quote) for triple, quote in quotes.items()}
    return {edge: quoted.get(edge) or ruled.get(edge, edge) for edge in asked}


def _with_rules(store: Queryable, edges: list[Edge]) -> dict[Edge, Edge]:
    """Inferred edges with the first rule that gives them."""
    rules: dict[Stated, tuple[str, str]] = {}
    for terms in term_batches(edge.subject for edge in edges):
        for row in select_rows(store, _RULES % (terms, INFERRED)):
            triple = (str(row["subject"]), str(row["predicate"]).removeprefix(PG), str(row["object"]))
            told = (str(row["rule"]), str(row["instrument"] or ""))
            rules[triple] = min(rules.get(triple, told), told)
    found = ((edge, rules.get(edge.stated, ("", ""))) for edge in edges)
    return {edge: replace(edge, rule=rule, through=through) for edge, (rule, through) in found}


def _assertions(store: Queryable, triples: Sequence[Stated]) -> Iterator[dict[str, Value]]:
    for batch in bounded_batches(triples, lambda triple: sum(map(len, triple))):
        subjects, predicates, objects = map(set, zip(*batch, strict=True))
        about = " ".join(map(iri_term, sorted(subjects)))
        asked = _QUOTES % (about, names(sorted(predicates)), ", ".join(map(iri_term, sorted(objects))))
        yield from sorted(select_rows(store, asked), key=_first_said)


def _first_said(row: dict[str, Value]) -> tuple[str, int, int]:
    return str(row["graph"]), int(row["start"] or 0), int(row["end"] or 0)


def _sources(store: Queryable, graphs: set[str]) -> dict[str, str]:
    rows = (row for terms in term_batches(graphs) for row in select_rows(store, _SOURCES % terms))
    return {str(row["graph"]): str(row["source"]) for row in rows}


def names(predicates: Iterable[str]) -> str:
    """Predicates of ours as a list of terms."""
    return ", ".join(iri_term(PG + name) for name in predicates)


def quote_of(row: Mapping[str, Value], source: str) -> Quote:
    """The quote in a row with the columns quote, start, end and, unless it is a finding's, rule and confidence."""
    return Quote(
        text=str(row["quote"] or ""),
        source=source,
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        rule=str(row.get("rule") or ""),
        confidence=float(row.get("confidence") or 0),
    )
