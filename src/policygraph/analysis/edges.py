"""The edges that make one thing depend on another, with the words each rests on.

An edge points from what depends to what it depends on: a task to the instrument it drafts, a plan to
the decision it carries out, an instrument to the document that approves it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygraph.analysis.nodes import Node
from policygraph.namespaces import BASE, PG
from policygraph.query import Queryable, Value, select_rows

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
# What says most comes first: of several edges between two nodes a path tells that one.
READ = ACTS_ON + TIED + RESTS_ON + CHANGES + PLANNED + FOLLOWS + CITES

INFERRED = f"{BASE}graph/inferred"

_READ = """
SELECT DISTINCT ?subject ?predicate ?object ?quote ?start ?end ?rule ?confidence ?source WHERE {
  VALUES ?predicate { %s }
  GRAPH ?graph {
    ?source pg:readFrom ?text .
    ?assertion rdf:predicate ?predicate ; rdf:subject ?subject ; rdf:object ?object ;
      pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule ; pg:confidence ?confidence .
  }
  ?subject ?predicate ?object .
} ORDER BY ?subject ?predicate ?object ?source ?start ?end"""

_INFERRED = """
SELECT DISTINCT ?subject ?predicate ?object WHERE {
  VALUES ?predicate { %s }
  GRAPH <%s> { ?subject ?predicate ?object }
} ORDER BY ?subject ?predicate ?object"""


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
    """``predicate`` is a local name of ours ("submits"); ``quote`` is None where it was inferred."""

    subject: str
    predicate: str
    object: str
    quote: Quote | None


def read_edges(store: Queryable) -> list[Edge]:
    """The edges that were read, one for each sentence that says so, in order."""
    return [_edge(row, _quote(row)) for row in select_rows(store, _READ % _names(READ))]


def inferred_edges(store: Queryable) -> list[Edge]:
    """The precedence between items that was worked out but not read."""
    return [_edge(row, None) for row in select_rows(store, _INFERRED % (_names(ORDER), INFERRED))]


def dependency_graph(edges: list[Edge], known: dict[str, Node]) -> networkx.MultiDiGraph:
    """The edges as a ``networkx.MultiDiGraph``, keyed by predicate, each with its ``edge``.

    An annex acts as the document it belongs to. Where a document approves an instrument, the instrument
    depends on the document. What only points at itself is left out; of several sentences that say the
    same the first is kept.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for edge in edges:
        whole = replace(edge, subject=_whole(edge.subject, known), object=_whole(edge.object, known))
        approval = edge.predicate == "approves" and known[whole.subject].kind == "document"
        ends = (whole.object, whole.subject) if approval else (whole.subject, whole.object)
        if ends[0] != ends[1] and not graph.has_edge(*ends, edge.predicate):
            graph.add_edge(*ends, edge.predicate, edge=whole)
    return graph


def _whole(iri: str, known: dict[str, Node]) -> str:
    node = known.setdefault(iri, Node(iri, "", iri))
    return node.document if node.kind == "document" and node.document else iri


def _names(predicates: tuple[str, ...]) -> str:
    return " ".join(f"pg:{name}" for name in predicates)


def _edge(row: dict[str, Value], quote: Quote | None) -> Edge:
    return Edge(str(row["subject"]), str(row["predicate"]).removeprefix(PG), str(row["object"]), quote)


def _quote(row: dict[str, Value]) -> Quote:
    return Quote(
        text=str(row["quote"]),
        source=str(row["source"]),
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        rule=str(row["rule"]),
        confidence=float(row["confidence"] or 0),
    )
