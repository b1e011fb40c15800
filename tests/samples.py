"""The sample graph, small and written by hand, on every engine that has to give the same answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent / "query" / "sample.trig"


_NAMES = ("rdfs:label", "pg:name", "pg:alias", "pg:number", "pg:title", "skos:notation")
_NAMED = ("Document", "PublicOrganisation", "AgencyGroup", "Instrument", "InstrumentConcept", "Jurisdiction")


def with_keys(text: str) -> str:
    """TriG text with the keys that a build would have given to its names."""
    import pyoxigraph as ox

    from policygraph.grammar.folding import fold
    from policygraph.graph.terms import expand, term

    quads = list(ox.parse(text.encode(), ox.RdfFormat.TRIG))
    kinds = {expand(f"pg:{name}") for name in _NAMED}
    named = {q.subject for q in quads if q.predicate.value == expand("rdf:type") and q.object.value in kinds}
    named -= {q.subject for q in quads if q.predicate.value == expand("pg:annexOf")}
    names = {expand(name) for name in _NAMES}
    keys = [
        f'{q.graph_name} {{ {q.subject} {term("pg:key")} "{fold(q.object.value)}" }}'
        for q in quads
        if q.subject in named and q.predicate.value in names
    ]
    return "\n".join([text, *keys])


def store_of(text: str) -> Any:
    """A ``policygraph.store.Store`` over TriG text."""
    import pyoxigraph as ox

    from policygraph.graph.terms import INFERRED
    from policygraph.store import Store

    asserted, complete = ox.Store(), ox.Store()
    for store in (asserted, complete):
        store.load(with_keys(text).encode(), format=ox.RdfFormat.TRIG)
    asserted.remove_graph(ox.NamedNode(INFERRED))
    return Store(asserted, complete)


def dataset_of(text: str) -> Any:
    """The same in rdflib alone."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=with_keys(text), format="trig")
    return dataset


ENGINES = {"oxigraph": store_of, "rdflib": dataset_of}
