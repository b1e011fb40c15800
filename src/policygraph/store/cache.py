"""What was read of each document, kept in the folder of the graph so that the next build need not read it again.

An entry is found by everything that decides what it holds: the file's bytes and name, and the ``settings`` of the
build (program, rules, options). An entry that is not whole is as good as none. A cache is as trustworthy as the folder
it lies in: whoever can write there can also write the graph.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from policygraph.graph.contribution import Contribution, contribution, contribution_bytes, contribution_from_bytes
from policygraph.graph.documents import document_graph, file_name, graph_iri
from policygraph.model import DocumentFacts
from policygraph.store.shards import Shard, read_shard, write_shard

CACHE = ".policygraph-cache"
_ENTRY = re.compile(r"[0-9a-f]{64}(?:\.\d+)?")  # with a number: of a process that was killed while it wrote
_FOLDER = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read, in this build or, where it is ``reused``, in an earlier one.

    ``shard`` is its graph in a file, ``contribution`` what it adds to the graphs of all, ``path`` its own file.
    """

    path: str
    key: str
    shard: Shard
    contribution: Contribution
    reused: bool


@dataclass(frozen=True, slots=True)
class ReadingCache:
    """The entries under ``folder`` that were made with ``settings``."""

    folder: Path
    settings: str

    def _key(self, sha256: str, file: str) -> str:
        return hashlib.sha256("\0".join((self.settings, sha256, file)).encode()).hexdigest()

    def get(self, path: str, sha256: str) -> Reading | None:
        """What was read of a file with that name (folders do not count) and content; None without a whole entry."""
        key = self._key(sha256, file_name(path))
        try:
            shard, data = read_shard(self._path(key))
            record = contribution_from_bytes(data)
        except (OSError, ValueError):
            return None
        same = key == self._key(record.sha256, record.file) and shard.iri == graph_iri(record.document.iri)
        return Reading(path, key, shard, record, reused=True) if same else None

    def put(self, facts: DocumentFacts) -> Reading:
        """Make the graph of a document and keep it. Raises ``OSError`` when the disk does not take it."""
        record = contribution(facts)
        key = self._key(record.sha256, record.file)
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        shard = write_shard(path, document_graph(facts), contribution_bytes(record))
        return Reading(facts.text.source.path, key, shard, record, reused=False)

    def prune(self, kept: set[str]) -> None:
        """Remove all entries but these, and nothing that is not an entry."""
        for path in list(self._entries()):
            if path.name not in kept:
                path.unlink(missing_ok=True)
        for folder in self._folders():
            with suppress(OSError):  # it still holds entries, or something of others
                folder.rmdir()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _folders(self) -> list[Path]:
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return [path for path in found if _FOLDER.fullmatch(path.name)]

    def _entries(self) -> Iterator[Path]:
        for folder in self._folders():
            yield from (path for path in folder.iterdir() if _ENTRY.fullmatch(path.name))
