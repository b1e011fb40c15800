"""Graphs on disk and open for questions. The only room that knows Oxigraph."""

from __future__ import annotations

from policygraph.store.manifest import DocumentRecord, Manifest
from policygraph.store.reader import Store, load_store, open_store
from policygraph.store.writer import BuildWriter, write_build

__all__ = ["BuildWriter", "DocumentRecord", "Manifest", "Store", "load_store", "open_store", "write_build"]
