"""A graph in a file (TriG or N-Quads), read into memory: ``graph.trig`` as ``build`` writes it."""

from __future__ import annotations

from pathlib import Path

from policygraph.errors import BadStore
from policygraph.graph.terms import INFERRED
from policygraph.store.reader import Store

ENDINGS = (".trig", ".nq")


def is_dump(place: str) -> bool:
    """Whether a store is named by a file.

    >>> is_dump("out/graph.trig"), is_dump("out")
    (True, False)
    """
    return place.lower().endswith(ENDINGS) and not Path(place).is_dir()


def open_dump(place: str) -> Store:
    """The graph in a file. Raises ``BadStore`` for a file that cannot be read, or is neither TriG nor N-Quads."""
    import pyoxigraph as ox

    form = ox.RdfFormat.N_QUADS if place.lower().endswith(".nq") else ox.RdfFormat.TRIG
    asserted, complete = ox.Store(), ox.Store()
    try:
        for store in (asserted, complete):
            store.bulk_load(path=place, format=form)
    except (OSError, SyntaxError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadStore(
            f"the graph cannot be read: {reason}", place=place, hint="give a graph.trig as build writes it"
        ) from error
    asserted.remove_graph(ox.NamedNode(INFERRED))
    return Store(asserted, complete)
