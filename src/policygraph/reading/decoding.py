"""From bytes to characters: Unicode with or without a mark, and what an HTML page says of itself."""

from __future__ import annotations

import regex

from policygraph.errors import UnreadableDocument
from policygraph.reading.legacy import legacy_encoding

_CHARSET = regex.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*+=\s*+["']?\s*+([\w:-]{2,40})""")
# Charsets that old pages declare, as browsers read them.
_DECLARED = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252", "windows-1258": "cp1258"}


def decode(data: bytes, name: str) -> str:
    """The characters of a text file. Raises ``UnreadableDocument`` naming the line or the legacy encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise UnreadableDocument("a binary file, not text", place=name, hint="give the document as UTF-8 text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        legacy = legacy_encoding(data)
        if legacy:
            raise legacy_error(legacy, name) from error
        line = data.count(b"\n", 0, error.start) + 1
        place = f"{name}, line {line}"
        raise UnreadableDocument("not UTF-8 text", place=place, hint="save the file as UTF-8 and try again") from error


def decode_html(data: bytes, name: str) -> str:
    """The same for a page, whose declaration counts where its bytes are not Unicode."""
    try:
        return decode(data, name)
    except UnreadableDocument:
        declared = _CHARSET.search(data, 0, 4096)
        charset = declared[1].decode("ascii").lower() if declared else ""
        if charset not in _DECLARED or legacy_encoding(data) not in (None, charset):
            raise
        return data.decode(_DECLARED[charset], errors="replace")


def legacy_error(encoding: str, name: str) -> UnreadableDocument:
    """The error for text that was written before Unicode: it is named, never guessed at."""
    hint = "convert it to Unicode (UTF-8), for instance with the UniKey toolkit, and try again"
    return UnreadableDocument(f"written in the legacy encoding {encoding}", place=name, hint=hint)
