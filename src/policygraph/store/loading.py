"""Oxigraph stores from N-Quads: one without the inferred graph, and one with it.

Two stores, because Oxigraph can leave a graph out of the union only by a list of all the others, which
takes a minute a query at ten thousand documents. The second is a backup of the first by hard links: it
costs a few kilobytes and no time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.graph.terms import INFERRED, NamedGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph

ASSERTED = "asserted"
COMPLETE = "complete"


def load_files(folder: Path, asserted: Path, inferred: Path) -> None:
    """Make both stores under ``folder`` from N-Quads files. Raises ``OSError`` when the disk is full."""
    import pyoxigraph as ox

    store = ox.Store(folder / ASSERTED)
    store.bulk_load(path=asserted, format=ox.RdfFormat.N_QUADS)
    store.flush()
    store.backup(str(folder / COMPLETE))
    complete = ox.Store(folder / COMPLETE)
    complete.bulk_load(path=inferred, format=ox.RdfFormat.N_QUADS)
    complete.flush()


def load_memory(graphs: Iterable[NamedGraph]) -> tuple[pyoxigraph.Store, pyoxigraph.Store]:
    """Both stores in memory: without the inferred graph, and with it."""
    import pyoxigraph as ox

    asserted, complete = ox.Store(), ox.Store()
    for graph in graphs:
        data = "".join(graph.lines).encode("utf-8")
        for store in (complete,) if graph.iri == INFERRED else (asserted, complete):
            store.bulk_load(data, ox.RdfFormat.N_QUADS)
    return asserted, complete


def open_folder(folder: Path) -> tuple[pyoxigraph.Store, pyoxigraph.Store]:
    """Both stores of a folder, read only. Raises ``OSError`` when one is missing or damaged."""
    import pyoxigraph as ox

    for name in (ASSERTED, COMPLETE):
        if not (folder / name / "CURRENT").is_file():  # Oxigraph would speak of a file that nobody knows
            raise FileNotFoundError(f"{name} is no store")
    return ox.Store.read_only(str(folder / ASSERTED)), ox.Store.read_only(str(folder / COMPLETE))
