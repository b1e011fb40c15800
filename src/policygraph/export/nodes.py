"""Statements gathered by what they are about, in the graph's own names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from policygraph.export.cells import compact
from policygraph.export.rdf import literal
from policygraph.graph.terms import parse_line


@dataclass(frozen=True, slots=True)
class Node:
    """What one graph says of one node: predicates as ``prefix:name``, objects in N-Triples form."""

    iri: str
    objects: Mapping[str, tuple[str, ...]]

    def all(self, predicate: str) -> tuple[str, ...]:
        """The objects of a predicate as IRIs or words."""
        return tuple(map(plain, self.objects.get(predicate, ())))

    def one(self, predicate: str) -> str | None:
        """The first object of a predicate, or None."""
        return next(iter(self.all(predicate)), None)


def nodes(lines: Iterable[str]) -> Iterator[Node]:
    """The nodes of one graph, from its lines in order."""
    for subject, about in groupby(map(parse_line, lines), key=lambda parts: parts[0]):
        objects: dict[str, tuple[str, ...]] = {}
        for _, predicate, obj, _ in about:
            name = _name(predicate)
            objects[name] = (*objects.get(name, ()), obj)
        yield Node(subject[1:-1], objects)


def plain(obj: str) -> str:
    """An IRI without its brackets, or a literal's words."""
    return obj[1:-1] if obj.startswith("<") else literal(obj)[0]


@cache
def _name(predicate: str) -> str:
    return compact(predicate[1:-1])
