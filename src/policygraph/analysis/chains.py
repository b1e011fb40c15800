"""Chains of precedence: order, rounds, slack and the critical chain, over (earlier, later) pairs of nodes.

Pairs within a circle are left out of everything but ``knots``: who waits for himself waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

Pair = tuple[str, str]


def knots(nodes: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """One circle for each set of nodes that wait for each other, each from its first node on, in order."""
    import networkx

    graph = _graph(nodes, pairs)
    found = [sorted(knot) for knot in networkx.strongly_connected_components(graph) if len(knot) > 1]
    return [[pair[0] for pair in networkx.find_cycle(graph.subgraph(knot), knot[0])] for knot in sorted(found)]


def arranged(nodes: Iterable[str], pairs: Iterable[Pair], places: Mapping[str, tuple[object, ...]]) -> list[str]:
    """The nodes so that each comes after those it waits for, otherwise by their places.

    >>> arranged("abc", [("c", "a")], {"a": (1,), "b": (2,), "c": (3,)})
    ['b', 'c', 'a']
    """
    import networkx

    graph = _firm(nodes, pairs)
    return list(networkx.lexicographical_topological_sort(graph, key=places.__getitem__))


def levels(nodes: Iterable[str], pairs: Iterable[Pair]) -> dict[str, int]:
    """The round of each node: 1 waits for nothing, else one more than the highest it waits for."""
    import networkx

    graph = _firm(nodes, pairs)
    found: dict[str, int] = {}
    for node in networkx.topological_sort(graph):
        found[node] = 1 + max((found[earlier] for earlier in graph.predecessors(node)), default=0)
    return found


def slack(nodes: Iterable[str], pairs: Iterable[Pair], due: Mapping[str, str]) -> dict[str, int]:
    """Days from the last day of a node to the earliest last day of all that come after it.

    >>> slack("ab", [("a", "b")], {"a": "2013-10-31", "b": "2013-10-30"})
    {'a': -1}
    """
    import networkx

    graph = _firm(nodes, pairs)
    first_after: dict[str, str] = {}
    for node in reversed(list(networkx.topological_sort(graph))):
        days = [day for later in graph.successors(node) for day in (due.get(later), first_after.get(later)) if day]
        if days:
            first_after[node] = min(days)
    return {node: _days(due[node], day) for node, day in sorted(first_after.items()) if node in due}


def critical_chain(nodes: Iterable[str], pairs: Iterable[Pair], due: Mapping[str, str]) -> tuple[str, ...]:
    """Of all chains of two or more dated nodes the one with the most days between its ends, then with the most nodes.

    Deadlines along it do not go back in time. Empty where no dated node waits for another.

    >>> critical_chain("abc", [("a", "b"), ("b", "c")], {"a": "2013-10-01", "b": "2013-11-01", "c": "2014-01-01"})
    ('a', 'b', 'c')
    """
    import networkx

    graph = _firm(nodes, pairs)
    graph.remove_nodes_from([node for node in graph if node not in due])
    graph.remove_edges_from([pair for pair in graph.edges if due[pair[0]] > due[pair[1]]])
    best: dict[str, tuple[str, ...]] = {}
    for node in networkx.lexicographical_topological_sort(graph):
        before = [(*best[earlier], node) for earlier in sorted(graph.predecessors(node))]
        best[node] = max(before, key=lambda chain: _worth(chain, due), default=(node,))
    chains = [chain for _, chain in sorted(best.items()) if len(chain) > 1]
    return max(chains, key=lambda chain: _worth(chain, due), default=())


def _worth(chain: tuple[str, ...], due: Mapping[str, str]) -> tuple[int, int]:
    return _days(due[chain[0]], due[chain[-1]]), len(chain)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _firm(nodes: Iterable[str], pairs: Iterable[Pair]) -> networkx.DiGraph:
    """The graph without the pairs that lie in a circle."""
    import networkx

    graph = _graph(nodes, pairs)
    place = {node: number for number, knot in enumerate(networkx.strongly_connected_components(graph)) for node in knot}
    graph.remove_edges_from([pair for pair in graph.edges if place[pair[0]] == place[pair[1]]])
    return graph


def _graph(nodes: Iterable[str], pairs: Iterable[Pair]) -> networkx.DiGraph:
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted(pairs))
    return graph
