"""The sample graph, small and written by hand, on every engine that has to give the same answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent / "query" / "sample.trig"


def store_of(text: str) -> Any:
    """A ``policygraph.store.Store`` over TriG text."""
    import pyoxigraph as ox

    from policygraph.graph.terms import INFERRED
    from policygraph.store import Store

    asserted, complete = ox.Store(), ox.Store()
    for store in (asserted, complete):
        store.load(text.encode(), format=ox.RdfFormat.TRIG)
    asserted.remove_graph(ox.NamedNode(INFERRED))
    return Store(asserted, complete)


def dataset_of(text: str) -> Any:
    """The same in rdflib alone."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=text, format="trig")
    return dataset


ENGINES = {"oxigraph": store_of, "rdflib": dataset_of}
