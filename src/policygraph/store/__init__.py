"""Graphs on disk, or on a SPARQL server, and open for questions. The only room that knows Oxigraph.

What only a build needs is loaded when it is first used: questions start sooner.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.store.manifest import DocumentRecord, Manifest
from policygraph.store.reader import Store, load_store, open_folder_store
from policygraph.store.remote import RemoteStore, is_url, open_remote
from policygraph.store.word_index import WordIndex

if TYPE_CHECKING:
    from policygraph.store.cache import Reading, ReadingCache
    from policygraph.store.remote_writer import RemoteWriter
    from policygraph.store.writer import BuildWriter, write_build

_OF_BUILDS = {
    "BuildWriter": "writer",
    "Reading": "cache",
    "ReadingCache": "cache",
    "RemoteWriter": "remote_writer",
    "write_build": "writer",
}

__all__ = [
    "BuildWriter",
    "DocumentRecord",
    "Manifest",
    "Reading",
    "ReadingCache",
    "RemoteStore",
    "RemoteWriter",
    "Store",
    "WordIndex",
    "is_url",
    "load_store",
    "open_store",
    "write_build",
    "writer_of",
]


def open_store(place: str | Path) -> Store | RemoteStore:
    """The graph that ``policygraph build`` wrote to a folder, or to the SPARQL server behind an address; read only.

    See ``open_folder_store`` and ``open_remote`` for what they raise.
    """
    return open_remote(str(place)) if is_url(str(place)) else open_folder_store(place)


def writer_of(place: str | Path, *, fresh: bool = False) -> BuildWriter | RemoteWriter:
    """What brings a folder, or the SPARQL server behind an address, to a new graph; ``fresh`` from nothing."""
    from policygraph.store.remote_writer import RemoteWriter
    from policygraph.store.writer import BuildWriter

    return RemoteWriter(str(place), fresh=fresh) if is_url(str(place)) else BuildWriter(place, fresh=fresh)


def __getattr__(name: str) -> Any:
    if name not in _OF_BUILDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_OF_BUILDS[name]}"), name)
