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

_PUBLIC = {
    "build": "policygraph.knowledge_graph",
    "open_graph": "policygraph.knowledge_graph",
    "KnowledgeGraph": "policygraph.knowledge_graph",
    "extract": "policygraph.pipeline",
    "validate": "policygraph.pipeline",
    "force": "policygraph.analysis.force",
    "impact": "policygraph.analysis.impact",
    "lint": "policygraph.analysis.lint",
    "order": "policygraph.analysis.ordering",
    "paths": "policygraph.analysis.paths",
    "planned": "policygraph.analysis.planned",
    "timeline": "policygraph.analysis.timeline",
    "difference": "policygraph.analysis.difference",
    "open_store": "policygraph.store",
    "clusters": "policygraph.analysis.compare_clusters",
    "compare": "policygraph.analysis.compare",
    "coverage": "policygraph.analysis.coverage",
    "depends": "policygraph.analysis.depends",
    "workload": "policygraph.analysis.workload",
    "evidence": "policygraph.analysis.why",
    "why": "policygraph.analysis.why",
    "cooperation": "policygraph.analysis.cooperation",
    "concentration": "policygraph.analysis.concentration",
    "peaks": "policygraph.analysis.peaks",
    "read_progress": "policygraph.analysis.progress",
    "status": "policygraph.analysis.status",
    "lag": "policygraph.analysis.lag",
    "search": "policygraph.analysis.search",
    "show": "policygraph.analysis.card",
    "list_queries": "policygraph.query",
    "load_query": "policygraph.query",
    "run_query": "policygraph.query",
    "run_sparql": "policygraph.query",
    "view_of_store": "policygraph.view.from_store",
    "render_html": "policygraph.view.pyvis_backend",
}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'policygraph' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)
