"""The sections of an answer to "what depends on …": walks over the dependency graph, with their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.analysis import edges
from policygraph.analysis.edges import Edge
from policygraph.analysis.neighbourhood import Neighbourhood
from policygraph.analysis.nodes import Node

if TYPE_CHECKING:
    import networkx

# What a dependence may run through, beyond its first step: a bare citation carries nothing further.
_CARRIES = edges.RESTS_ON + edges.FOLLOWS + edges.CHANGES + edges.PLANNED + edges.ORDER
_CARRIES_ALL = _CARRIES + edges.ACTS_ON + edges.TIED
_STRONGEST_FIRST = edges.READ + edges.ORDER + edges.SET_OUT + edges.TAKES_PART
_OF_DOCUMENTS = {
    "direct": (*edges.RESTS_ON, *edges.CHANGES, "approves"),
    "follows": edges.FOLLOWS,
    "planned": edges.PLANNED,
    "cites": edges.CITES,
}


Path = tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One row: an edge, its two nodes, and the path of edges that leads to or from the target.

    ``edge.quote`` holds the sentence and its place; without one the edge was inferred.
    """

    section: str
    subject: Node
    object: Node
    edge: Edge
    path: Path


@dataclass(frozen=True, slots=True)
class Walk:
    """A row before it is told: the edge that it is about, and the path that leads to or from the target."""

    section: str
    edge: Edge
    path: Path


def around_instruments(hood: Neighbourhood, instruments: list[str]) -> list[Walk]:
    """Who acts on the instruments, who is tied to them, on what ground, and what hangs on that."""
    hood.walk(instruments, edges.ACTS_ON + edges.TIED, forward=False, steps=1)
    hood.walk(instruments, ("approves",), forward=True, steps=1)
    graph = hood.graph()
    into = [edge for iri in instruments for edge in _into(graph, iri)]
    approvals = [edge for iri in instruments for edge in _out_of(graph, iri) if edge.predicate == "approves"]
    direct = [edge for edge in into if edge.predicate in edges.ACTS_ON]
    items = list(dict.fromkeys(edge.subject for edge in direct))
    tied = [edge for edge in into if edge.predicate in edges.TIED and edge.subject not in items]
    plans = sorted({hood.plans[item] for item in items if item in hood.plans})
    approving = sorted({edge.subject for edge in approvals})
    hood.walk(items, edges.FOLLOWS, forward=True, steps=1)
    hood.walk(plans + approving, edges.RESTS_ON, forward=True)
    hood.walk(items + plans + approving, _CARRIES, forward=False)
    graph = hood.graph()
    grounds = [edge for item in items for edge in _out_of(graph, item) if edge.predicate in edges.FOLLOWS]
    shown = {*items, *(edge.subject for edge in tied)}
    return [
        *_single("direct", direct + approvals),
        *_single("follows", tied),
        *_single("legal_ground", grounds),
        *_upstream(graph, plans, first=("implements",)),
        *_upstream(graph, approving, first=edges.RESTS_ON),
        *_downstream(graph, items + plans + approving, shown, _CARRIES),
    ]


def around_document(hood: Neighbourhood, document: str, limit: int | None) -> list[Walk]:
    """Who implements, is based on, changes, plans to change, follows or only cites the document.

    Where more than ``limit`` rest on it in one way, what hangs on these in turn is not looked for.
    """
    for section, predicates in _OF_DOCUMENTS.items():
        hood.section(document, predicates, section, limit)
    direct_only = bool(hood.totals)
    hood.walk([document], edges.RESTS_ON, forward=True)
    if not direct_only:
        hood.walk([document], _CARRIES_ALL, forward=False)
    graph = hood.graph()
    if document not in graph:
        return []
    into = list(_into(graph, document))
    strong = {edge.subject for edge in into if edge.predicate not in edges.CITES}
    told = [edge for edge in into if edge.predicate not in edges.CITES or edge.subject not in strong]
    shown = {document, *graph.predecessors(document)}
    sections = [
        walk
        for section, predicates in _OF_DOCUMENTS.items()
        for walk in _single(section, [edge for edge in told if edge.predicate in predicates])
    ]
    upstream = _upstream(graph, [document], first=edges.RESTS_ON)
    further = [] if direct_only else _downstream(graph, [document], shown, _CARRIES_ALL)
    return [*sections, *upstream, *further]


def cycles(hood: Neighbourhood, met: Iterable[str]) -> list[list[str]]:
    """One circle for each knot of nodes that depend on each other and hold a node of ``met``."""
    import networkx

    wanted = set(met)
    hood.walk(wanted, _CARRIES_ALL, forward=True)  # who depends on himself is met again on the way
    firm = within(hood.graph(), _CARRIES_ALL)
    knots = [sorted(knot) for knot in networkx.strongly_connected_components(firm) if len(knot) > 1 and knot & wanted]
    return [[edge[0] for edge in networkx.find_cycle(firm.subgraph(knot), knot[0])] for knot in sorted(knots)]


def nearest_paths(graph: networkx.MultiDiGraph, starts: list[str], carries: tuple[str, ...]) -> dict[str, Path]:
    """For each node that reaches a start by ``carries``, in any number of steps, its shortest path to one."""
    import networkx

    firm = within(graph, carries)
    best: dict[str, Path] = {}
    for start in starts:
        found = networkx.single_source_shortest_path(firm.reverse(copy=False), start) if start in firm else {}
        for node, way in found.items():
            path = tuple(strongest(firm, one, other) for one, other in pairwise(way[::-1]))
            if node not in starts and len(path) < len(best.get(node, path + path)):
                best[node] = path
    return best


def _upstream(graph: networkx.MultiDiGraph, starts: list[str], first: tuple[str, ...]) -> Iterator[Walk]:
    """What each start rests on, by ``first`` and from there by everything that a document rests on."""
    firm = within(graph, edges.RESTS_ON)
    for start in starts:
        seen: set[str] = set()
        for step in _out_of(graph, start):
            if step.predicate in first:
                for path in [(step,), *((step, *rest) for rest in _paths(firm, step.object, forward=True))]:
                    if path[-1].object not in seen | {start}:
                        seen.add(path[-1].object)
                        yield Walk("upstream", path[-1], path)


def _downstream(
    graph: networkx.MultiDiGraph, starts: list[str], shown: set[str], carries: tuple[str, ...]
) -> Iterator[Walk]:
    """What reaches a start in any number of steps and is not shown already, by its shortest path."""
    firm = within(graph, carries)
    best: dict[str, tuple[Edge, ...]] = {}
    for start in starts:
        for path in _paths(firm, start, forward=False):
            if path[0].subject not in shown and len(path) < len(best.get(path[0].subject, path + path)):
                best[path[0].subject] = path
    return (Walk("downstream", path[0], path) for path in best.values())


def _paths(graph: networkx.MultiDiGraph, start: str, *, forward: bool) -> Iterator[tuple[Edge, ...]]:
    """The shortest path from ``start`` to each node it reaches, or to ``start`` from each that reaches it."""
    import networkx

    if start not in graph:
        return
    walked = graph if forward else graph.reverse(copy=False)
    for path in networkx.single_source_shortest_path(walked, start).values():
        order = path if forward else path[::-1]
        if len(order) > 1:
            yield tuple(strongest(graph, one, other) for one, other in pairwise(order))


def strongest(graph: networkx.MultiDiGraph, one: str, other: str) -> Edge:
    """Of the edges between two nodes, the one that says most."""
    between = graph[one][other]
    edge: Edge = between[min(between, key=_STRONGEST_FIRST.index)]["edge"]
    return edge


def within(graph: networkx.MultiDiGraph, predicates: tuple[str, ...]) -> networkx.MultiDiGraph:
    """A view of the graph with the edges of some predicates alone."""
    import networkx

    return networkx.subgraph_view(graph, filter_edge=lambda _one, _other, predicate: predicate in predicates)


def _into(graph: networkx.MultiDiGraph, iri: str) -> Iterator[Edge]:
    return (data["edge"] for _, _, data in graph.in_edges(iri, data=True)) if iri in graph else iter(())


def _out_of(graph: networkx.MultiDiGraph, iri: str) -> Iterator[Edge]:
    return (data["edge"] for _, _, data in graph.out_edges(iri, data=True)) if iri in graph else iter(())


def _single(section: str, found: Iterable[Edge]) -> Iterator[Walk]:
    return (Walk(section, edge, (edge,)) for edge in found)
