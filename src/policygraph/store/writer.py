"""Write a build so that a crash at any moment leaves the old graph or the new one, never half.

Everything is made in a temporary folder inside the output folder and moved with ``os.replace``; the
manifest, which says which store is current, moves last. What an earlier or a killed build left is
removed after that. Nothing that we did not write is touched.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from policygraph.errors import BadStore, MissingInput, OutputFailed
from policygraph.graph.terms import INFERRED, NamedGraph
from policygraph.graph.trig import trig_graph, trig_head
from policygraph.store.basis import INDEX, Basis, changed, gone, is_near, read_basis
from policygraph.store.cache import CACHE
from policygraph.store.loading import load_shards, open_folder, update_shards
from policygraph.store.lock import LOCK, writer_lock
from policygraph.store.manifest import (
    DOCUMENTS,
    MANIFEST,
    SUMMARY,
    DocumentRecord,
    Manifest,
    documents_bytes,
    documents_in,
    is_ours,
    json_bytes,
    manifest_bytes,
    read_manifest,
    write_file,
)
from policygraph.store.shards import Shard, Shards, graph_of
from policygraph.store.word_index import words_whole

TRIG = "graph.trig"
TRIG_QUADS = 1_000_000  # beyond a thousand documents or so there is no graph.trig: it would take longer than the rest
_WORK = ".policygraph-build"
_STORE = "store-"
_OUR_STORE = re.compile(rf"{_STORE}[0-9a-f]{{12}}")


class BuildWriter:
    """Takes graphs in any order; ``commit`` makes them the folder's graph at once.

    A context manager: without ``commit`` the folder stays as it was, or absent. Entering raises ``OutputFailed``
    for a folder that cannot be written, that another build is writing, or that holds files of others.
    """

    def __init__(self, folder: str | Path, *, fresh: bool = False) -> None:
        """``fresh`` makes the store from nothing where it would be made from an earlier one."""
        self.folder = Path(folder)
        self._work = self.folder / _WORK
        self._fresh = fresh
        self._shards = Shards(self._work)
        self._held = ExitStack()
        self._committed = False

    def __enter__(self) -> Self:
        try:
            made = [path for path in (self.folder, *self.folder.parents) if not path.exists()]
            self.folder.mkdir(parents=True, exist_ok=True)
            _refuse_foreign(self.folder)
            self._held.enter_context(writer_lock(self.folder))
            self._held.callback(self._unmake, made)
            self._held.callback(shutil.rmtree, self._work, ignore_errors=True)
            shutil.rmtree(self._work, ignore_errors=True)  # what a killed build left
            self._work.mkdir()
        except OSError as error:
            self._held.close()
            raise OutputFailed.from_error(error, self.folder) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    @property
    def readings(self) -> Path:
        """The folder for what is read of each document, kept for the next build."""
        return self.folder / CACHE

    def documents_before(self) -> set[str]:
        """The IRIs of the documents that the folder's graph holds until ``commit``."""
        return {record.iri for record in documents_in(self.folder)}

    def add(self, graph: NamedGraph) -> None:
        """Take in one graph; each once. Raises ``OutputFailed`` when the disk does not take it."""
        try:
            self._shards.add(graph)
        except OSError as error:
            raise OutputFailed.from_error(error, self.folder) from error

    def take(self, shard: Shard) -> None:
        """Take in one graph that stands in a file; each once."""
        self._shards.take(shard)

    def commit(self, documents: Sequence[DocumentRecord], summary: object, rules: str = "") -> Manifest:
        """Switch the folder to the graphs that were added; the same build again changes nothing.

        ``summary`` is anything JSON can hold. Raises ``OutputFailed`` when the disk does not take it.
        """
        try:
            return self._commit(sorted(documents, key=lambda record: record.iri), json_bytes(summary), rules)
        except (OSError, ValueError) as error:
            raise OutputFailed.from_error(error, self.folder) from error

    def _commit(self, documents: Sequence[DocumentRecord], summary: bytes, rules: str) -> Manifest:
        total = self._shards.digest()
        manifest = Manifest(rules, total, f"{_STORE}{total[:12]}", len(documents), {SUMMARY: _sha256_of(summary)})
        manifest = _current(self.folder, manifest) or self._switch(manifest, documents, summary)
        self._committed = True
        _remove_others(self.folder, manifest)
        return manifest

    def _unmake(self, made: Sequence[Path]) -> None:
        """Remove the folders that this build made and did not fill, while it still holds the lock."""
        if made and not self._committed:
            with suppress(OSError):  # a folder that others have begun to use is theirs
                (self.folder / LOCK).unlink()
                with suppress(FileNotFoundError):
                    (self.folder / CACHE).rmdir()  # what was read for nothing serves the next attempt
                for path in made:
                    path.rmdir()

    def _switch(self, manifest: Manifest, documents: Sequence[DocumentRecord], summary: bytes) -> Manifest:
        write_file(self._work / SUMMARY, summary)
        if sum(shard.quads for shard in self._shards) <= TRIG_QUADS:
            manifest = replace(manifest, files={TRIG: self._write_trig(), **manifest.files})
        if not _holds_store(self.folder, manifest.store):
            made, store = self._work / "store", self.folder / manifest.store
            self._make_store(made, documents)
            shutil.rmtree(store, ignore_errors=True)  # a build that was killed may have left a part of it
            os.replace(made, store)
        for name in manifest.files:
            os.replace(self._work / name, self.folder / name)
        write_file(self._work / MANIFEST, manifest_bytes(manifest))
        os.replace(self._work / MANIFEST, self.folder / MANIFEST)
        return manifest

    def _make_store(self, made: Path, documents: Sequence[DocumentRecord]) -> None:
        made.mkdir()
        shards = tuple(self._shards)
        basis = None if self._fresh else read_basis(self.folder)
        if basis is None or not is_near(basis, shards) or not self._update(made, basis):
            load_shards(made, shards)
        write_file(made / INDEX, self._shards.index())
        write_file(made / DOCUMENTS, documents_bytes(documents))

    def _update(self, made: Path, basis: Basis) -> bool:
        """Make the stores from older ones; whether that went well: an older one may be damaged where nobody looked."""
        asserted = [shard for shard in self._shards if shard.iri != INFERRED]
        inferred = [shard for shard in self._shards if shard.iri == INFERRED]
        try:
            update_shards(made, basis.folder, changed(basis, asserted), gone(basis, tuple(self._shards)), inferred)
        except OSError:
            shutil.rmtree(made)
            made.mkdir()
            return False
        return True

    def _write_trig(self) -> str:
        """Write ``graph.trig`` and give its SHA-256."""
        with (self._work / TRIG).open("w", encoding="utf-8", newline="\n") as file:
            file.write(trig_head())
            for shard in self._shards:
                file.writelines(trig_graph(graph_of(shard)))
            file.flush()
            os.fsync(file.fileno())
        return _sha256(self._work / TRIG)


def write_build(
    folder: str | Path,
    graphs: Iterable[NamedGraph],
    documents: Sequence[DocumentRecord],
    summary: object,
    rules: str = "",
) -> Manifest:
    """Write a build in one call; see ``BuildWriter`` for what it promises and raises."""
    with BuildWriter(folder) as writer:
        for graph in graphs:
            writer.add(graph)
        return writer.commit(documents, summary, rules)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _current(folder: Path, wanted: Manifest) -> Manifest | None:
    """The manifest of the folder when it holds this very build, whole."""
    try:
        found = read_manifest(folder)
        whole = all(_sha256(folder / name) == sha256 for name, sha256 in found.files.items())
    except (BadStore, MissingInput, OSError):
        return None
    same = replace(found, files={SUMMARY: found.files.get(SUMMARY, "")}) == wanted
    return found if same and whole and _holds_store(folder, found.store) else None


def _holds_store(folder: Path, name: str) -> bool:
    """Whether the current store of the folder is this one, and opens, its index of words as it was written."""
    try:
        is_current = read_manifest(folder).store == name and words_whole(folder / name)
        return is_current and bool(open_folder(folder / name))
    except (BadStore, MissingInput, OSError):
        return False


def _refuse_foreign(folder: Path) -> None:
    """Refuse to overwrite files of our names that we did not write.

    Where the manifest is damaged, or a build was killed before there was one, what else we left there tells.
    """
    foreign = [name for name in (MANIFEST, TRIG, SUMMARY) if (folder / name).exists()]
    ours = is_ours(folder / MANIFEST) or (folder / LOCK).exists() or any(_our_stores(folder))
    if foreign and not ours:
        hint = "choose another folder, or move the file away"
        raise OutputFailed("the file was not written by policygraph", place=str(folder / foreign[0]), hint=hint)


def _remove_others(folder: Path, manifest: Manifest) -> None:
    """Remove what earlier builds left: their stores, and a graph.trig that this one is too large for."""
    for path in list(_our_stores(folder)):
        if path.name != manifest.store:
            shutil.rmtree(path, ignore_errors=True)
    if TRIG not in manifest.files:
        (folder / TRIG).unlink(missing_ok=True)


def _our_stores(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob(f"{_STORE}*") if _OUR_STORE.fullmatch(path.name))
