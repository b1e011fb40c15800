"""Open files and folders; say clearly why something cannot be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from policygraph.errors import MissingInput, UnreadableDocument
from policygraph.model import Source, Text
from policygraph.reading.blocks import RawText
from policygraph.reading.decoding import legacy_error
from policygraph.reading.file_lines import file_lines
from policygraph.reading.formats import MARKDOWN, MEDIA_TYPES, TEXT, media_type
from policygraph.reading.legacy import legacy_letters
from policygraph.reading.markdown import without_emphasis
from policygraph.reading.normalise import chain, moved, normalise
from policygraph.reading.pipe_tables import open_pipe_tables
from policygraph.reading.readers import plain_text, raw_text
from policygraph.reading.segmented import syllables_apart

PassedOver = Callable[[Path, str], None]  # what was not read, and why


def document_paths(paths: Iterable[str | Path], passed_over: PassedOver | None = None) -> list[Path]:
    """The files to read, in the order given; a folder gives its documents sorted by path.

    In a folder, hidden files and folders and the lock files of word processors (``~$plan.docx``) are no documents.
    ``passed_over`` is told of links that lead to a folder or to nothing, and of folders that cannot be opened. Raises
    ``MissingInput`` for a path that does not exist or a folder without documents.
    """
    found: list[Path] = []
    for given in map(Path, paths):
        if given.is_dir():
            inside = _inside(given, passed_over or _nobody)
            if not inside:
                endings = ", ".join(sorted(MEDIA_TYPES))
                raise MissingInput("no documents in this folder", place=str(given), hint=f"documents end in {endings}")
            found += inside
        elif given.exists() or str(given) == "-":
            found.append(given)
        else:
            raise MissingInput("no such file or folder", place=str(given), hint="check the path")
    return found


def _inside(folder: Path, passed_over: PassedOver) -> list[Path]:
    documents, links, closed = [], [], []
    for parent, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = filter(_is_shown, folders)
        for path in (Path(parent, name) for name in (*folders, *filter(_is_shown, files))):
            if path.is_symlink() and not path.is_file():
                links.append(path)
            elif path.suffix.lower() in MEDIA_TYPES and path.is_file():
                documents.append(path)
    for path in sorted(links):
        passed_over(path, "a link to a folder is not followed" if path.is_dir() else "the link leads nowhere")
    for path in sorted(closed):
        passed_over(path, "the folder cannot be opened")
    return sorted(documents)


def _is_shown(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _nobody(path: Path, reason: str) -> None:
    pass


def read_text(path: str | Path, *, ocr: bool = False) -> Text:
    """Read one file; ``ocr`` also reads pictures of text.

    Raises ``MissingInput`` or ``UnreadableDocument``, each naming the file.
    """
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise MissingInput("no such file", place=str(path), hint="check the path") from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise UnreadableDocument(f"cannot be opened: {reason}", place=str(path), hint="check its rights") from error
    return read_bytes(data, str(path), ocr=ocr)


def read_bytes(data: bytes, name: str, *, ocr: bool = False) -> Text:
    """The text of a file's bytes; ``name`` stands in messages, and its ending counts where the bytes don't tell."""
    found = media_type(data, name)
    source = Source(name, hashlib.sha256(data).hexdigest(), found, 0)
    return _text(raw_text(data, name, found, ocr=ocr), source)


def read_string(raw: str, name: str = "-", *, media_type: str = TEXT) -> Text:
    """The text of a decoded string. Raises ``UnreadableDocument`` when it holds no words."""
    digest = hashlib.sha256(raw.encode("utf-8", errors="surrogatepass")).hexdigest()
    return _text(plain_text(raw), Source(name, digest, media_type, 0))


def _text(raw: RawText, source: Source) -> Text:
    content, breaks = normalise(raw.content)
    if source.media_type == MARKDOWN:
        content, breaks = without_emphasis(content, breaks)
    if source.media_type in (TEXT, MARKDOWN):
        content, breaks = open_pipe_tables(content, breaks)
        content, breaks = syllables_apart(content, breaks)
    if not content.strip():
        raise UnreadableDocument("the file is empty", place=source.path, hint="leave it out or give the full text")
    legacy = legacy_letters(content)
    if legacy:
        raise legacy_error(legacy, source.path)
    places = tuple((moved(breaks, position), place) for position, place in raw.places)
    breaks = chain(breaks, raw.breaks)
    lines = () if raw.source is None else file_lines(breaks, len(content), raw.source)
    return Text(content, replace(source, characters=len(content)), breaks, places, raw.unread, lines)
