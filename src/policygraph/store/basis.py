"""The store of an earlier build, as the ground of a new one that differs little from it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policygraph.errors import BadStore, MissingInput
from policygraph.store.loading import open_folder
from policygraph.store.manifest import read_manifest
from policygraph.store.shards import Shard

INDEX = "graphs.sha256"  # beside the store: its lines are what the digest in the manifest is made of
_FEW = 4  # replacing a graph takes twice as long as loading one, and leaves gaps: up to a quarter is replaced


@dataclass(frozen=True, slots=True)
class Basis:
    """A whole store in a folder: the SHA-256 of each of its graphs by IRI."""

    folder: Path
    graphs: dict[str, str]


def read_basis(folder: Path) -> Basis | None:
    """The current store of an output folder; None when there is none that is whole."""
    try:
        manifest = read_manifest(folder)
        store = folder / manifest.store
        data = (store / INDEX).read_bytes()
        open_folder(store)
    except (BadStore, MissingInput, OSError):
        return None
    if hashlib.sha256(data).hexdigest() != manifest.digest:
        return None
    lines = (line.split(" ") for line in data.decode("utf-8").splitlines())
    return Basis(store, dict(lines))


def changed(basis: Basis, shards: Sequence[Shard]) -> list[Shard]:
    """The graphs that are new or differ from those of the basis."""
    return [shard for shard in shards if basis.graphs.get(shard.iri) != shard.sha256]


def gone(basis: Basis, shards: Sequence[Shard]) -> list[str]:
    """The IRIs of the graphs that are no more, sorted."""
    return sorted(basis.graphs.keys() - {shard.iri for shard in shards})


def is_near(basis: Basis, shards: Sequence[Shard]) -> bool:
    """Whether so little differs that replacing graphs is quicker than loading all."""
    return (len(changed(basis, shards)) + len(gone(basis, shards))) * _FEW <= len(shards)
