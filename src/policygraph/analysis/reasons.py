"""The sections of an answer to "what depends on …": walks over the dependency graph, with their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygraph.analysis import edges
from policygraph.analysis.edges import Edge
from policygraph.analysis.nodes import Node

if TYPE_CHECKING:
    import networkx

# What a dependence may run through, beyond its first step: a bare citation carries nothing further.
_CARRIES = edges.RESTS_ON + edges.FOLLOWS + edges.CHANGES + edges.PLANNED + edges.ORDER
_CARRIES_ALL = _CARRIES + edges.ACTS_ON + edges.TIED
_STRONGEST_FIRST = edges.READ + edges.ORDER
_OF_DOCUMENTS = {
    "direct": (*edges.RESTS_ON, *edges.CHANGES, "approves"),
    "follows": edges.FOLLOWS,
    "planned": edges.PLANNED,
    "cites": edges.CITES,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One row: an edge, its two nodes, and the path of edges that leads to or from the target.

    ``edge.quote`` holds the sentence and its place; without one the edge was inferred.
    """

    section: str
    subject: Node
    object: Node
    edge: Edge
    path: tuple[Edge, ...]


def instrument_reasons(graph: networkx.MultiDiGraph, known: dict[str, Node], instruments: list[str]) -> list[Reason]:
    """Who acts on the instruments, who is tied to them, on what ground, and what hangs on that."""
    into = [edge for iri in instruments for edge in _into(graph, iri)]
    approvals = [edge for iri in instruments for edge in _out_of(graph, iri) if edge.predicate == "approves"]
    direct = [edge for edge in into if edge.predicate in edges.ACTS_ON]
    items = list(dict.fromkeys(edge.subject for edge in direct))
    tied = [edge for edge in into if edge.predicate in edges.TIED and edge.subject not in items]
    grounds = [edge for item in items for edge in _out_of(graph, item) if edge.predicate in edges.FOLLOWS]
    plans = sorted({known[item].document for item in items})
    approving = sorted({edge.subject for edge in approvals})
    shown = {*items, *(edge.subject for edge in tied)}
    return [
        *_single(known, "direct", direct + approvals),
        *_single(known, "follows", tied),
        *_single(known, "legal_ground", grounds),
        *_upstream(graph, known, plans, first=("implements",)),
        *_upstream(graph, known, approving, first=edges.RESTS_ON),
        *_downstream(graph, known, items + plans + approving, shown, _CARRIES),
    ]


def document_reasons(graph: networkx.MultiDiGraph, known: dict[str, Node], document: str) -> list[Reason]:
    """Who implements, is based on, changes, plans to change, follows or only cites the document."""
    if document not in graph:
        return []
    into = list(_into(graph, document))
    strong = {edge.subject for edge in into if edge.predicate not in edges.CITES}
    told = [edge for edge in into if edge.predicate not in edges.CITES or edge.subject not in strong]
    shown = {document, *graph.predecessors(document)}
    sections = [
        reason
        for section, predicates in _OF_DOCUMENTS.items()
        for reason in _single(known, section, [edge for edge in told if edge.predicate in predicates])
    ]
    upstream = _upstream(graph, known, [document], first=edges.RESTS_ON)
    return [*sections, *upstream, *_downstream(graph, known, [document], shown, _CARRIES_ALL)]


def cycles(graph: networkx.MultiDiGraph, met: Iterable[str]) -> list[list[str]]:
    """One circle for each knot of nodes that depend on each other and hold a node of ``met``."""
    import networkx

    firm = _only(graph, _CARRIES_ALL)
    wanted = set(met)
    knots = [sorted(knot) for knot in networkx.strongly_connected_components(firm) if len(knot) > 1 and knot & wanted]
    return [[edge[0] for edge in networkx.find_cycle(firm.subgraph(knot), knot[0])] for knot in sorted(knots)]


def _upstream(
    graph: networkx.MultiDiGraph, known: dict[str, Node], starts: list[str], first: tuple[str, ...]
) -> Iterator[Reason]:
    """What each start rests on, by ``first`` and from there by everything that a document rests on."""
    firm = _only(graph, edges.RESTS_ON)
    for start in starts:
        seen: set[str] = set()
        for step in _out_of(graph, start):
            if step.predicate in first:
                for path in [(step,), *((step, *rest) for rest in _paths(firm, step.object, forward=True))]:
                    if path[-1].object not in seen | {start}:
                        seen.add(path[-1].object)
                        yield _reason(known, "upstream", path[-1], path)


def _downstream(
    graph: networkx.MultiDiGraph, known: dict[str, Node], starts: list[str], shown: set[str], carries: tuple[str, ...]
) -> Iterator[Reason]:
    """What reaches a start in any number of steps and is not shown already, by its shortest path."""
    firm = _only(graph, carries)
    best: dict[str, tuple[Edge, ...]] = {}
    for start in starts:
        for path in _paths(firm, start, forward=False):
            if path[0].subject not in shown and len(path) < len(best.get(path[0].subject, path + path)):
                best[path[0].subject] = path
    return (_reason(known, "downstream", path[0], path) for path in best.values())


def _paths(graph: networkx.MultiDiGraph, start: str, *, forward: bool) -> Iterator[tuple[Edge, ...]]:
    """The shortest path from ``start`` to each node it reaches, or to ``start`` from each that reaches it."""
    import networkx

    if start not in graph:
        return
    walked = graph if forward else graph.reverse(copy=False)
    for path in networkx.single_source_shortest_path(walked, start).values():
        order = path if forward else path[::-1]
        if len(order) > 1:
            yield tuple(_between(graph, one, other) for one, other in pairwise(order))


def _between(graph: networkx.MultiDiGraph, one: str, other: str) -> Edge:
    """Of the edges between two nodes, the one that says most."""
    between = graph[one][other]
    edge: Edge = between[min(between, key=_STRONGEST_FIRST.index)]["edge"]
    return edge


def _only(graph: networkx.MultiDiGraph, predicates: tuple[str, ...]) -> networkx.MultiDiGraph:
    import networkx

    return networkx.subgraph_view(graph, filter_edge=lambda _one, _other, predicate: predicate in predicates)


def _into(graph: networkx.MultiDiGraph, iri: str) -> Iterator[Edge]:
    return (data["edge"] for _, _, data in graph.in_edges(iri, data=True)) if iri in graph else iter(())


def _out_of(graph: networkx.MultiDiGraph, iri: str) -> Iterator[Edge]:
    return (data["edge"] for _, _, data in graph.out_edges(iri, data=True)) if iri in graph else iter(())


def _single(known: dict[str, Node], section: str, found: Iterable[Edge]) -> Iterator[Reason]:
    return (_reason(known, section, edge, (edge,)) for edge in found)


def _reason(known: dict[str, Node], section: str, edge: Edge, path: tuple[Edge, ...]) -> Reason:
    return Reason(section, known[edge.subject], known[edge.object], edge, path)
