"""Graphs on their way to the disk: written as they come, read back in the order of their IRIs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from policygraph.graph.terms import INFERRED, NamedGraph


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a graph's lines stand in a file, in bytes, and their SHA-256."""

    file: Path
    offset: int
    length: int
    sha256: str


class Spool:
    """Two N-Quads files in a folder: what was read or is known, and what was inferred.

    Only an index is kept in memory, so that a build may be larger than it.
    """

    def __init__(self, folder: Path) -> None:
        self.asserted = folder / "asserted.nq"
        self.inferred = folder / "inferred.nq"
        self._index: dict[str, _Place] = {}

    def __enter__(self) -> Self:
        self._files = {path: path.open("wb") for path in (self.asserted, self.inferred)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def add(self, graph: NamedGraph) -> None:
        """Write one graph. Raises ``ValueError`` for a graph that was added before."""
        if graph.iri in self._index:
            raise ValueError(f"the graph was added before: {graph.iri}")
        path = self.inferred if graph.iri == INFERRED else self.asserted
        data = "".join(graph.lines).encode("utf-8")
        self._index[graph.iri] = _Place(path, self._files[path].tell(), len(data), hashlib.sha256(data).hexdigest())
        self._files[path].write(data)

    def flush(self) -> None:
        """Bring everything that was added into the files."""
        for file in self._files.values():
            file.flush()

    def digest(self) -> str:
        """SHA-256 over all quads, whatever order the graphs came in."""
        total = hashlib.sha256()
        for iri, place in sorted(self._index.items()):
            total.update(f"{iri} {place.sha256}\n".encode())
        return total.hexdigest()

    def digests(self) -> dict[str, str]:
        """SHA-256 of each graph by its IRI."""
        return {iri: place.sha256 for iri, place in sorted(self._index.items())}

    def graphs(self) -> Iterator[NamedGraph]:
        """The graphs in the order of their IRIs, read back one at a time; after ``flush``."""
        for iri, place in sorted(self._index.items()):
            with place.file.open("rb") as spooled:
                spooled.seek(place.offset)
                data = spooled.read(place.length).decode("utf-8")
            # Not splitlines: it also cuts at characters that literals may hold, such as U+2028.
            yield NamedGraph(iri, tuple(f"{line}\n" for line in data.split("\n")[:-1]))
