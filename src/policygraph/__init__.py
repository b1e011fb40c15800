"""policygraph: Vietnamese laws and plans as a knowledge graph whose every edge shows its words.

What notebooks and programs need stands here; each name is loaded when it is first used:

>>> import policygraph as pg
>>> sorted(pg.__all__)[:4]
['KnowledgeGraph', 'build', 'clusters', 'compare']
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# Questions whose first argument is a graph: methods of a ``KnowledgeGraph``, too.
QUESTIONS = {
    "clusters": "policygraph.analysis.compare_clusters",
    "compare": "policygraph.analysis.compare",
    "cooperation": "policygraph.analysis.cooperation",
    "coverage": "policygraph.analysis.coverage",
    "depends": "policygraph.analysis.depends",
    "evidence": "policygraph.analysis.why",
    "force": "policygraph.analysis.force",
    "impact": "policygraph.analysis.impact",
    "lag": "policygraph.analysis.lag",
    "lint": "policygraph.analysis.lint",
    "order": "policygraph.analysis.ordering",
    "paths": "policygraph.analysis.paths",
    "peaks": "policygraph.analysis.peaks",
    "planned": "policygraph.analysis.planned",
    "run_query": "policygraph.query",
    "run_sparql": "policygraph.query",
    "search": "policygraph.analysis.search",
    "show": "policygraph.analysis.card",
    "status": "policygraph.analysis.status",
    "timeline": "policygraph.analysis.timeline",
    "validate": "policygraph.pipeline",
    "why": "policygraph.analysis.why",
    "workload": "policygraph.analysis.workload",
}
_PUBLIC = {
    **QUESTIONS,
    "KnowledgeGraph": "policygraph.knowledge_graph",
    "build": "policygraph.knowledge_graph",
    "concentration": "policygraph.analysis.concentration",
    "difference": "policygraph.analysis.difference",
    "extract": "policygraph.pipeline",
    "list_queries": "policygraph.query",
    "load_query": "policygraph.query",
    "open_graph": "policygraph.knowledge_graph",
    "open_store": "policygraph.store",
    "read_progress": "policygraph.analysis.progress",
    "render_html": "policygraph.view.pyvis_backend",
    "view_of_store": "policygraph.view.from_store",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'policygraph' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)
