from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from policygraph.graph.terms import NamedGraph, expand

Facts = set[tuple[str, str, str]]


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


@pytest.fixture
def read() -> Callable[[NamedGraph], Facts]:
    """A graph as a set of (subject, predicate, object) without brackets and datatypes."""

    def read_graph(graph: NamedGraph) -> Facts:
        quads = ox.parse("".join(graph.lines), ox.RdfFormat.N_QUADS)
        return {(_value(q.subject), _value(q.predicate), _value(q.object)) for q in quads}

    return read_graph


@pytest.fixture
def objects(read: Callable[[NamedGraph], Facts]) -> Callable[[NamedGraph, str, str], list[str]]:
    """The objects of a subject and a ``prefix:name`` in a graph, sorted."""

    def objects_of(graph: NamedGraph, subject: str, predicate: str) -> list[str]:
        return sorted(o for s, p, o in read(graph) if s == subject and p == expand(predicate))

    return objects_of
