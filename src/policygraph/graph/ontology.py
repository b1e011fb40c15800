"""The ontology as a graph of the store, and what the other graphs need to know of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policygraph.errors import BadResource
from policygraph.graph.terms import ONTOLOGY, NamedGraph, expand, segment
from policygraph.namespaces import BASE, PG
from policygraph.resources import ontology_path

if TYPE_CHECKING:
    import pyoxigraph

_NOT_LOADED = {"shapes.ttl"}  # the shapes check the graph; they are no part of it


@cache
def ontology_graph() -> NamedGraph:
    """All of ``ontology/*.ttl`` but the shapes, with IRIs for what the files leave unnamed.

    Raises ``BadResource`` naming the file that is no Turtle.
    """
    lines = {f"{s} {p} {o} <{ONTOLOGY}> .\n" for s, p, o in _statements()}
    return NamedGraph(ONTOLOGY, tuple(sorted(lines)))


@cache
def type_iri(symbol: str) -> str:
    """The concept of a document type ("KH"): the one with this notation, else one minted from it."""
    return _by_notation().get(symbol, f"{PG}type-{segment(symbol)}")


@cache
def jurisdiction_names() -> dict[str, str]:
    """The Vietnamese name of each jurisdiction by its slug."""
    start = f"{BASE}jurisdiction/"
    labels = (expand("skos:prefLabel"), expand("rdfs:label"))
    return {
        s.value.removeprefix(start): o.value
        for s, p, o in _statements()
        if s.value.startswith(start) and p.value in labels and getattr(o, "language", None) != "en"
    }


@cache
def _by_notation() -> dict[str, str]:
    notation = expand("skos:notation")
    return {o.value: s.value for s, p, o in _statements() if p.value == notation and s.value.startswith(f"{PG}type-")}


@cache
def _statements() -> tuple[pyoxigraph.Triple, ...]:
    import pyoxigraph

    statements: list[pyoxigraph.Triple] = []
    for path in sorted(ontology_path("").glob("*.ttl")):
        if path.name in _NOT_LOADED:
            continue
        try:
            quads = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
            statements += _named(path.stem, [quad.triple for quad in quads])
        except SyntaxError as error:
            raise BadResource(f"not Turtle: {error}", place=str(path)) from error
    return tuple(statements)


def _named(stem: str, triples: list[pyoxigraph.Triple]) -> list[pyoxigraph.Triple]:
    """Give blank nodes IRIs by the order in which the file mentions them."""
    import pyoxigraph as ox

    blank = dict.fromkeys(node for t in triples for node in (t.subject, t.object) if isinstance(node, ox.BlankNode))
    names: dict[object, ox.NamedNode] = {
        node: ox.NamedNode(f"{PG}{stem}-node-{number}") for number, node in enumerate(blank, start=1)
    }
    return [ox.Triple(names.get(t.subject, t.subject), t.predicate, names.get(t.object, t.object)) for t in triples]
