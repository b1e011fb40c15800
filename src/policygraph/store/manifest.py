"""``policygraph.json``: what a folder holds and which store is the current one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from policygraph.errors import BadStore, MissingInput

FORMAT = "policygraph/store/2"
MANIFEST = "policygraph.json"
SUMMARY = "summary.json"
DOCUMENTS = "documents.jsonl"  # beside the store that they are in
REBUILD = "build it: policygraph build PATH... -o DIR"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document that was read: its IRI, its file's name and the SHA-256 of the file."""

    iri: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``digest`` is over all quads; ``store`` names the current store's folder; ``files`` maps names to SHA-256.

    ``documents`` says how many were read; which, ``read_documents`` tells.
    """

    rules: str
    digest: str
    store: str
    documents: int
    files: dict[str, str]
    format: str = FORMAT


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder.

    Raises ``MissingInput`` when there is no such folder, ``BadStore`` when it holds no store of this version.
    """
    if not folder.is_dir():
        raise MissingInput("there is no such folder", place=str(folder), hint=REBUILD)
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadStore("the folder holds no graph", place=str(folder), hint=REBUILD) from error
    except (OSError, ValueError) as error:
        raise BadStore(f"{MANIFEST} cannot be read", place=str(folder), hint=REBUILD) from error
    return manifest_of(data, str(folder))


def manifest_of(data: object, place: str | None = None) -> Manifest:
    """The manifest that parsed JSON holds. Raises ``BadStore`` for anything else, or another version."""
    if not isinstance(data, dict):
        raise BadStore(f"{MANIFEST} is malformed", place=place, hint=REBUILD)
    found = data.get("format")
    if found != FORMAT:
        message = f"the graph is of format {found!r}, this version reads {FORMAT!r}"
        raise BadStore(message, place=place, hint="build it again with this version")
    try:
        return Manifest(data["rules"], data["digest"], data["store"], int(data["documents"]), dict(data["files"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadStore(f"{MANIFEST} is malformed", place=place, hint=REBUILD) from error


def read_summary(folder: Path) -> Any:
    """The figures of a folder's build. Raises ``BadStore`` where they are missing or cannot be read."""
    try:
        return json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadStore(f"{SUMMARY} cannot be read", place=str(folder), hint=REBUILD) from error


def read_documents(store: Path) -> Iterator[DocumentRecord]:
    """The documents of the store in a folder, in the order of their IRIs. Raises ``BadStore``."""
    try:
        with (store / DOCUMENTS).open(encoding="utf-8") as lines:
            yield from (DocumentRecord(**json.loads(line)) for line in lines)
    except (OSError, ValueError, TypeError) as error:
        raise BadStore(f"{DOCUMENTS} cannot be read", place=str(store), hint=REBUILD) from error


def documents_in(folder: str | Path) -> Iterator[DocumentRecord]:
    """The documents of the current store of an output folder; none where there is no store that can be read."""
    folder = Path(folder)
    with suppress(BadStore, MissingInput):
        yield from read_documents(folder / read_manifest(folder).store)


def documents_bytes(documents: Sequence[DocumentRecord]) -> bytes:
    """One JSON object a line: a manifest that held them would make opening a large graph slow."""
    return "".join(f"{json.dumps(asdict(record), ensure_ascii=False)}\n" for record in documents).encode("utf-8")


def is_ours(path: Path) -> bool:
    """Whether a manifest was written by some version of policygraph."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and str(data.get("format", "")).startswith("policygraph/store/")


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as UTF-8 JSON, the same bytes for the same manifest."""
    return json_bytes(asdict(manifest))


def json_bytes(data: object) -> bytes:
    """Readable JSON in UTF-8 with a final newline."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_file(path: Path, data: bytes) -> None:
    """Write and bring to the disk, so that a later rename never shows an empty file."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
