"""Facts become named graphs of N-Quads lines; the only room that knows both text and RDF.

Names are loaded when they are first used: what asks a graph needs its terms alone, and starts sooner.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policygraph.graph.builder import GraphBuilder, build_graphs
    from policygraph.graph.counts import BuildSummary, summary_record
    from policygraph.graph.description import rules_digest
    from policygraph.graph.documents import document_graph
    from policygraph.graph.entities import entity_graph
    from policygraph.graph.ontology import ontology_graph
    from policygraph.graph.terms import NamedGraph

_ROOMS = {
    "BuildSummary": "counts",
    "GraphBuilder": "builder",
    "NamedGraph": "terms",
    "build_graphs": "builder",
    "document_graph": "documents",
    "entity_graph": "entities",
    "ontology_graph": "ontology",
    "rules_digest": "description",
    "summary_record": "counts",
}

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


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ROOMS[name]}"), name)
