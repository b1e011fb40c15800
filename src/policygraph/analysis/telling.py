"""Walks become rows: with the sentence of each edge and the descriptions of its nodes, fetched for them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from policygraph.analysis.edges import Edge, with_quotes
from policygraph.analysis.nodes import Node, nodes
from policygraph.analysis.reasons import Reason, Walk
from policygraph.query import Kind, Label, Queryable, Value

# What a row says of the words it rests on, wherever an edge makes it.
EVIDENCE: Final[tuple[tuple[str, Kind, Label], ...]] = (
    ("quote", "string", Label("Câu chữ", "Words")),
    ("source", "string", Label("Nguồn câu chữ", "Source of the words")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
)


def told(store: Queryable, walks: Sequence[Walk], more: Iterable[str] = ()) -> tuple[list[Reason], dict[str, Node]]:
    """The walks with their words, and every node they meet by IRI; ``more`` are further nodes to describe."""
    quoted = with_quotes(store, (edge for walk in walks for edge in (walk.edge, *walk.path)))
    met = {iri for edge in quoted.values() for iri in (edge.subject, edge.object, edge.through) if iri}
    sources = {edge.quote.source for edge in quoted.values() if edge.quote}
    known = nodes(store, {*met, *sources, *more})
    known |= nodes(store, {node.document for node in known.values() if node.document} - known.keys())
    reasons = []
    for walk in walks:
        edge, path = quoted[walk.edge], tuple(quoted[step] for step in walk.path)
        reasons.append(Reason(walk.section, known[edge.subject], known[edge.object], edge, path))
    return reasons, known


def evidence_of(edge: Edge, known: Mapping[str, Node]) -> tuple[Value, ...]:
    """The cells of ``EVIDENCE`` for an edge; one that was worked out has its rule alone."""
    quote = edge.quote
    if quote is None:
        return (None, None, None, None, edge.rule or None, None)
    return quote.text, known[quote.source].label, quote.start, quote.end, quote.rule, quote.confidence
