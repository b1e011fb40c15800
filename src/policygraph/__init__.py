"""policygraph: Vietnamese laws and plans as a knowledge graph whose every edge shows its words.

``kg = pg.build("data/documents")`` reads documents, ``pg.open_graph("out")`` opens what was built. Each question is a
method of ``kg`` and a function of a graph: ``kg.workload(by="quarter")``, ``pg.workload(kg, by="quarter")``. They are:

    who has to do what     workload, why, evidence, cooperation, peaks, status
    what hangs on what     depends, impact, paths, order, planned
    plans side by side     compare, clusters, coverage, lag
    time                   timeline, force
    what is in the graph   search, show, lint, validate
    questions of your own  query, sparql, run_query, run_sparql

A graph is a ``KnowledgeGraph``, a store or the path of a folder; a day is a ``date``, "2014-06-30" or "30/6/2014".
``help(pg.KnowledgeGraph)`` has every method with its arguments. Each name is loaded when it is first used:

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
# Functions that take what people say: a graph by any of its names, days in words.
_ASKED = {
    **QUESTIONS,
    "concentration": "policygraph.analysis.concentration",
    "difference": "policygraph.analysis.difference",
    "view_of_store": "policygraph.view.from_store",
}
_PUBLIC = {
    **_ASKED,
    "KnowledgeGraph": "policygraph.knowledge_graph",
    "build": "policygraph.knowledge_graph",
    "extract_facts": "policygraph.pipeline",
    "list_queries": "policygraph.query",
    "load_query": "policygraph.query",
    "open_graph": "policygraph.knowledge_graph",
    "open_store": "policygraph.store",
    "read_progress": "policygraph.analysis.progress",
    "render_html": "policygraph.view.pyvis_backend",
}
# Where a name of ours within is taken by a package: "extract" is one as soon as it is loaded.
_WITHIN = {"extract_facts": "extract"}

__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'policygraph' has no attribute {name!r}")
    found = getattr(importlib.import_module(_PUBLIC[name]), _WITHIN.get(name, name))
    if name in _ASKED:
        found = importlib.import_module("policygraph.asking").asked(found)
    globals()[name] = found  # the same the next time
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
