"""Oxigraph stores from graphs: one without the inferred graph, one with it, and the index of their words.

Two stores, because Oxigraph can leave a graph out of the union only by a list of all the others, which
takes a minute a query at ten thousand documents. The second is a backup of the first by hard links: it
costs a few kilobytes and no time. A store that differs little from an older one is made in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from policygraph.graph.terms import INFERRED, NamedGraph
from policygraph.store.shards import Shard, quads_of
from policygraph.store.word_index import write_words

if TYPE_CHECKING:
    import pyoxigraph

ASSERTED = "asserted"
COMPLETE = "complete"
COMPACTED = 40_000_000  # quads; larger stores are merged while they load, and once more would take too long


def load_shards(folder: Path, shards: Iterable[Shard]) -> None:
    """Make both stores and the index under ``folder``.

    Raises ``OSError`` when the disk is full, ``ValueError`` for damage.
    """
    import pyoxigraph as ox

    known = sorted(shards, key=lambda shard: shard.iri)
    store = ox.Store(folder / ASSERTED)
    _load(store, [shard for shard in known if shard.iri != INFERRED])
    if sum(shard.quads for shard in known) <= COMPACTED:
        store.optimize()  # a load leaves many files that overlap: to look in all of them takes four times as long
    _complete(store, folder, [shard for shard in known if shard.iri == INFERRED])


def update_shards(
    folder: Path, older: Path, changed: Iterable[Shard], gone: Iterable[str], inferred: Iterable[Shard]
) -> None:
    """Make both stores and the index under ``folder`` from the stores under ``older``, which stay as they are.

    ``changed`` graphs are new or differ, those of ``gone`` are dropped, neither holds the inferred graph. Raises
    ``OSError`` when the disk is full, or the older store is damaged.
    """
    import pyoxigraph as ox

    with _damage_told():
        ox.Store.read_only(str(older / ASSERTED)).backup(str(folder / ASSERTED))
        store = ox.Store(folder / ASSERTED)
        for iri in gone:
            store.remove_graph(ox.NamedNode(iri))
        for shard in changed:
            _replace(store, shard)
        _complete(store, folder, inferred)


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
    with _damage_told():
        return ox.Store.read_only(str(folder / ASSERTED)), ox.Store.read_only(str(folder / COMPLETE))


@contextmanager
def _damage_told() -> Iterator[None]:
    """What Oxigraph raises for damaged files is a ``RuntimeError``; for us it is one of the disk."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(str(error)) from error


class _QuadsReader:
    """The N-Quads of some shards as one stream, so that no more than one stands in memory and none on disk."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self._blocks: Iterator[bytes] = map(quads_of, shards)
        self._block = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        while not self._block:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._block = memoryview(block)
        size = len(self._block) if size < 0 else size
        taken, self._block = self._block[:size], self._block[size:]
        return bytes(taken)


def _load(store: pyoxigraph.Store, shards: Iterable[Shard]) -> None:
    import pyoxigraph as ox

    store.bulk_load(cast("IO[bytes]", _QuadsReader(shards)), ox.RdfFormat.N_QUADS)  # it asks only for read
    store.flush()


def _replace(store: pyoxigraph.Store, shard: Shard) -> None:
    """Remove what a graph no longer says and add what it says now; most of a shared graph stays as it is."""
    import pyoxigraph as ox

    wanted = set(ox.parse(quads_of(shard), ox.RdfFormat.N_QUADS))
    present = set(store.quads_for_pattern(None, None, None, ox.NamedNode(shard.iri)))
    for quad in present - wanted:
        store.remove(quad)
    if not wanted:
        store.remove_graph(ox.NamedNode(shard.iri))  # Oxigraph lists a graph until it is told
    store.extend(wanted - present)


def _complete(store: pyoxigraph.Store, folder: Path, inferred: Iterable[Shard]) -> None:
    import pyoxigraph as ox

    store.flush()
    store.backup(str(folder / COMPLETE))
    _load(ox.Store(folder / COMPLETE), inferred)
    write_words(folder, store)
