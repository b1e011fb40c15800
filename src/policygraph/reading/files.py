"""Open files and folders; say clearly why something cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from policygraph.errors import MissingInput, UnreadableDocument
from policygraph.model import Source, Text
from policygraph.reading.legacy import legacy_encoding, legacy_letters
from policygraph.reading.markdown import without_emphasis
from policygraph.reading.normalise import normalise

MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}

# The first bytes of formats that people try, and what to do about them.
_FORMATS = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "DOCX or another ZIP container",
    b"\xd0\xcf\x11\xe0": "DOC (Word 97–2003)",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"\x1f\x8b": "gzip archive",
}


def document_paths(paths: Iterable[str | Path]) -> list[Path]:
    """The files to read, in the order given; a folder gives its documents sorted by path.

    Raises ``MissingInput`` for a path that does not exist or a folder without documents.
    """
    found: list[Path] = []
    for given in map(Path, paths):
        if given.is_dir():
            inside = sorted(p for p in given.rglob("*") if p.suffix.lower() in MEDIA_TYPES and p.is_file())
            if not inside:
                endings = ", ".join(sorted(MEDIA_TYPES))
                raise MissingInput("no documents in this folder", place=str(given), hint=f"documents end in {endings}")
            found += inside
        elif given.exists() or str(given) == "-":
            found.append(given)
        else:
            raise MissingInput("no such file or folder", place=str(given), hint="check the path")
    return found


def read_text(path: str | Path) -> Text:
    """Read one file. Raises ``MissingInput`` or ``UnreadableDocument``, each naming the file."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise MissingInput("no such file", place=str(path), hint="check the path") from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise UnreadableDocument(f"cannot be opened: {reason}", place=str(path), hint="check its rights") from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Text:
    """The text of a file's bytes; ``name`` stands in messages and tells the format by its ending."""
    media_type = MEDIA_TYPES.get(Path(name).suffix.lower(), "text/plain")
    return read_string(_decode(data, name), name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type)


def read_string(raw: str, name: str = "-", *, sha256: str | None = None, media_type: str = "text/plain") -> Text:
    """The text of a decoded string. Raises ``UnreadableDocument`` when it holds no words."""
    content, breaks = normalise(raw)
    if media_type == "text/markdown":
        content, breaks = without_emphasis(content, breaks)
    if not content.strip():
        raise UnreadableDocument("the file is empty", place=name, hint="leave it out or give the full text")
    legacy = legacy_letters(content)
    if legacy:
        raise _legacy_error(legacy, name)
    digest = sha256 or hashlib.sha256(raw.encode("utf-8", errors="surrogatepass")).hexdigest()
    return Text(content, Source(name, digest, media_type, len(content)), breaks)


def _decode(data: bytes, name: str) -> str:
    for magic, what in _FORMATS.items():
        if data.startswith(magic):
            hint = "save it as UTF-8 text first"
            raise UnreadableDocument(f"this is {what}, not text", place=name, hint=hint)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise UnreadableDocument("a binary file, not text", place=name, hint="give the document as UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        legacy = legacy_encoding(data)
        if legacy:
            raise _legacy_error(legacy, name) from error
        line = data.count(b"\n", 0, error.start) + 1
        place = f"{name}, line {line}"
        raise UnreadableDocument("not UTF-8 text", place=place, hint="save the file as UTF-8 and try again") from error


def _legacy_error(encoding: str, name: str) -> UnreadableDocument:
    hint = "convert it to Unicode (UTF-8), for instance with the UniKey toolkit, and try again"
    return UnreadableDocument(f"written in the legacy encoding {encoding}", place=name, hint=hint)
