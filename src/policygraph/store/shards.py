"""Shards: one graph a file, as N-Quads, compressed, with what its document adds to the shared graphs.

A shard says of itself which graph it holds and with which SHA-256, and begins with the SHA-256 of all that follows:
one that was cut short, damaged, or written by another program is told from a whole one before anything is taken
from it. Nothing in it can run.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policygraph.graph.terms import NamedGraph

_MAGIC = b"policygraph/shard/1\n"
_HEAD = len(_MAGIC) + hashlib.sha256().digest_size
_LEVEL = 1  # N-Quads shrink to a twenty-third; level 6 takes twice as long for a quarter less


@dataclass(frozen=True, slots=True)
class Shard:
    """Where a graph's N-Quads stand; ``quads`` counts them, ``sha256`` is over them uncompressed."""

    iri: str
    quads: int
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class _Body:
    """What follows the checksum: the shard's own description, and both contents compressed."""

    iri: str
    quads: int
    sha256: str
    lines: bytes
    contribution: bytes


class Shards:
    """The graphs of a build on their way to where they are kept: taken in any order, given in that of their IRIs.

    What is not in a file yet is written under ``folder``, so that a build may be larger than memory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Shard] = {}

    def add(self, graph: NamedGraph) -> Shard:
        """Write and take one graph; each once. Raises ``OSError`` when the disk does not take it."""
        shard = write_shard(self._folder / f"{len(self._known)}.shard", graph)
        self.take(shard)
        return shard

    def take(self, shard: Shard) -> None:
        """Take one graph that stands in a file. Raises ``ValueError`` for one that was taken before."""
        if shard.iri in self._known:
            raise ValueError(f"the graph was added before: {shard.iri}")
        self._known[shard.iri] = shard

    def __iter__(self) -> Iterator[Shard]:
        return (shard for _, shard in sorted(self._known.items()))

    def index(self) -> bytes:
        """Which graphs there are and their SHA-256, a line each."""
        return "".join(f"{shard.iri} {shard.sha256}\n" for shard in self).encode("utf-8")

    def digest(self) -> str:
        """SHA-256 over all quads, whatever order the graphs came in: that of the index."""
        return hashlib.sha256(self.index()).hexdigest()


def write_shard(path: Path, graph: NamedGraph, contribution: bytes = b"") -> Shard:
    """Write a graph to a file that is whole or absent, whenever the process ends."""
    import msgspec

    data = "".join(graph.lines).encode("utf-8")
    shard = Shard(graph.iri, len(graph.lines), hashlib.sha256(data).hexdigest(), path)
    body = msgspec.msgpack.encode(
        _Body(shard.iri, shard.quads, shard.sha256, zlib.compress(data, _LEVEL), zlib.compress(contribution, _LEVEL))
    )
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_bytes(_MAGIC + hashlib.sha256(body).digest() + body)
    os.replace(part, path)
    return shard


def read_shard(path: Path) -> tuple[Shard, bytes]:
    """A shard's description and its contribution. Raises ``OSError`` or ``ValueError`` for one that is not whole."""
    body = _body(path)
    return Shard(body.iri, body.quads, body.sha256, path), _expanded(body.contribution, path)


def quads_of(shard: Shard) -> bytes:
    """The N-Quads of a shard. Raises ``OSError`` or ``ValueError`` when they are not those that it was known by."""
    data = _expanded(_body(shard.path).lines, shard.path)
    if hashlib.sha256(data).hexdigest() != shard.sha256:
        raise ValueError(f"damaged: {shard.path}")
    return data


def graph_of(shard: Shard) -> NamedGraph:
    """The graph of a shard; see ``quads_of`` for what it raises."""
    # Not splitlines: it also cuts at characters that literals may hold, such as U+2028.
    lines = quads_of(shard).decode("utf-8").split("\n")[:-1]
    return NamedGraph(shard.iri, tuple(f"{line}\n" for line in lines))


def _body(path: Path) -> _Body:
    import msgspec

    data = path.read_bytes()
    body = memoryview(data)[_HEAD:]
    if data[:_HEAD] != _MAGIC + hashlib.sha256(body).digest():
        raise ValueError(f"damaged: {path}")
    return msgspec.msgpack.decode(body, type=_Body)


def _expanded(data: bytes, path: Path) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(f"damaged: {path}") from error
