"""The triples that CONSTRUCT and DESCRIBE give, in RDF syntaxes; the same triples, the same bytes."""

from __future__ import annotations

from typing import Final

from policygraph.namespaces import PREFIXES
from policygraph.query.results import Label, ResultTable, Triples

GRAPH_FORMATS: Final = ("ttl", "trig", "nq", "jsonld")

_TITLE = Label("Bộ ba", "Triples")
_HEADS = (Label("Chủ thể", "Subject"), Label("Quan hệ", "Predicate"), Label("Đối tượng", "Object"))


def to_graph(triples: Triples, form: str) -> bytes:
    """The triples as Turtle, TriG, N-Quads or JSON-LD (``GRAPH_FORMATS``)."""
    if form == "nq":  # triples are quads of the default graph
        return triples.to_ntriples().encode("utf-8")
    return _json_ld(triples) if form == "jsonld" else _turtle(triples, "turtle" if form == "ttl" else form)


def as_table(triples: Triples) -> ResultTable:
    """The triples as a table of three columns, terms in N-Triples form."""
    return ResultTable(_TITLE, ("subject", "predicate", "object"), triples.triples, _HEADS)


def _json_ld(triples: Triples) -> bytes:
    from pyoxigraph import RdfFormat, parse, serialize

    found = parse(triples.to_ntriples().encode("utf-8"), format=RdfFormat.N_TRIPLES)
    return serialize(found, format=RdfFormat.JSON_LD) or b""


def _turtle(triples: Triples, syntax: str) -> bytes:
    """By rdflib, which sorts; pyoxigraph writes the prefixes in another order each time."""
    import rdflib

    dataset = rdflib.Dataset()
    for prefix, base in PREFIXES.items():
        dataset.bind(prefix, base)
    dataset.default_graph.parse(data=triples.to_ntriples(), format="nt")
    graph = dataset.default_graph if syntax == "turtle" else dataset
    return graph.serialize(format=syntax, encoding="utf-8")
