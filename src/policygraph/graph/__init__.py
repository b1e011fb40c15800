"""Facts become named graphs of N-Quads lines; the only room that knows both text and RDF."""

from __future__ import annotations

from policygraph.graph.builder import GraphBuilder, build_graphs
from policygraph.graph.counts import BuildSummary, summary_record
from policygraph.graph.description import rules_digest
from policygraph.graph.documents import document_graph
from policygraph.graph.entities import entity_graph
from policygraph.graph.ontology import ontology_graph
from policygraph.graph.terms import NamedGraph

__all__ = [
    "BuildSummary",
    "GraphBuilder",
    "NamedGraph",
    "build_graphs",
    "document_graph",
    "entity_graph",
    "ontology_graph",
    "rules_digest",
    "summary_record",
]
