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
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from policygraph.errors import BadStore, MissingInput, OutputFailed
from policygraph.graph.terms import NamedGraph
from policygraph.graph.trig import trig_graph, trig_head
from policygraph.store.loading import load_files, open_folder
from policygraph.store.lock import LOCK, writer_lock
from policygraph.store.manifest import (
    MANIFEST,
    SUMMARY,
    DocumentRecord,
    Manifest,
    is_ours,
    json_bytes,
    manifest_bytes,
    read_manifest,
    write_file,
)
from policygraph.store.spool import Spool

TRIG = "graph.trig"
_WORK = ".policygraph-build"
_STORE = "store-"
_OUR_STORE = re.compile(rf"{_STORE}[0-9a-f]{{12}}")


class BuildWriter:
    """Takes graphs in any order; ``commit`` makes them the folder's graph at once.

    A context manager: without ``commit`` the folder stays as it was, or absent. Entering raises ``OutputFailed``
    for a folder that cannot be written, that another build is writing, or that holds files of others.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._work = self.folder / _WORK
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
            self._spool = self._held.enter_context(Spool(self._work))
        except OSError as error:
            self._held.close()
            raise _output_failed(self.folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def add(self, graph: NamedGraph) -> None:
        """Take in one graph; each once."""
        self._spool.add(graph)

    def commit(self, documents: Sequence[DocumentRecord], summary: object, rules: str = "") -> Manifest:
        """Switch the folder to the graphs that were added; the same build again changes nothing.

        ``summary`` is anything JSON can hold. Raises ``OutputFailed`` when the disk does not take it.
        """
        try:
            return self._commit(tuple(sorted(documents, key=lambda record: record.iri)), summary, rules)
        except OSError as error:
            raise _output_failed(self.folder, error) from error

    def _commit(self, documents: tuple[DocumentRecord, ...], summary: object, rules: str) -> Manifest:
        self._spool.flush()
        digest = self._spool.digest()
        write_file(self._work / SUMMARY, json_bytes(summary))
        _write_trig(self._work / TRIG, self._spool.graphs())
        files = {name: _sha256(self._work / name) for name in (TRIG, SUMMARY)}
        manifest = Manifest(rules, digest, f"{_STORE}{digest[:12]}", documents, files)
        if not _is_current(self.folder, manifest):
            self._switch(manifest)
        self._committed = True
        _remove_other_stores(self.folder, manifest.store)
        return manifest

    def _unmake(self, made: Sequence[Path]) -> None:
        """Remove the folders that this build made and did not fill, while it still holds the lock."""
        if made and not self._committed:
            with suppress(OSError):  # a folder that others have begun to use is theirs
                (self.folder / LOCK).unlink()
                for path in made:
                    path.rmdir()

    def _switch(self, manifest: Manifest) -> None:
        if not _holds_store(self.folder, manifest.store):
            made, store = self._work / "store", self.folder / manifest.store
            made.mkdir()
            load_files(made, self._spool.asserted, self._spool.inferred)
            shutil.rmtree(store, ignore_errors=True)  # a build that was killed may have left a part of it
            os.replace(made, store)
        for name in manifest.files:
            os.replace(self._work / name, self.folder / name)
        write_file(self._work / MANIFEST, manifest_bytes(manifest))
        os.replace(self._work / MANIFEST, self.folder / MANIFEST)


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


def _write_trig(path: Path, graphs: Iterable[NamedGraph]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(trig_head())
        for graph in graphs:
            file.writelines(trig_graph(graph))
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_current(folder: Path, manifest: Manifest) -> bool:
    """Whether the folder holds this very build, whole."""
    try:
        same = read_manifest(folder) == manifest
        files = all(_sha256(folder / name) == sha256 for name, sha256 in manifest.files.items())
    except (BadStore, MissingInput, OSError):
        return False
    return same and files and _holds_store(folder, manifest.store)


def _holds_store(folder: Path, name: str) -> bool:
    """Whether the current store of the folder is this one, and opens."""
    try:
        return read_manifest(folder).store == name and bool(open_folder(folder / name))
    except (BadStore, MissingInput, OSError):
        return False


def _refuse_foreign(folder: Path) -> None:
    """Refuse to overwrite files of our names that we did not write. The lock tells of a build that was killed."""
    manifest = folder / MANIFEST
    ours = is_ours(manifest) if manifest.exists() else (folder / LOCK).exists()
    foreign = [name for name in (MANIFEST, TRIG, SUMMARY) if (folder / name).exists()]
    if foreign and not ours:
        hint = "choose another folder, or move the file away"
        raise OutputFailed("the file was not written by policygraph", place=str(folder / foreign[0]), hint=hint)


def _remove_other_stores(folder: Path, current: str) -> None:
    for path in sorted(folder.glob(f"{_STORE}*")):
        if path.name != current and _OUR_STORE.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _output_failed(folder: Path, error: OSError) -> OutputFailed:
    if isinstance(error, OutputFailed):
        return error
    hint = "choose a folder that you may write to, with enough space: -o DIR"
    return OutputFailed(f"cannot write: {error.strerror or error}", place=str(error.filename or folder), hint=hint)
