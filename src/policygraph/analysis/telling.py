"""Walks become rows: with the sentence of each edge and the descriptions of its nodes, fetched for them alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policygraph.analysis.edges import with_quotes
from policygraph.analysis.nodes import Node, nodes
from policygraph.analysis.reasons import Reason, Walk
from policygraph.query import Queryable


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
