"""Which format a file is in: its first bytes say so, its ending only where they don't."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import regex

from policygraph.errors import UnreadableDocument

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
RTF = "application/rtf"
PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
IMAGES = frozenset({PNG, JPEG, TIFF})


# Endings of files that a folder is searched for.
MEDIA_TYPES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".docx": DOCX,
    ".doc": DOC,
    ".rtf": RTF,
    ".pdf": PDF,
}
_MAGIC = {
    b"%PDF": PDF,
    b"{\\rtf": RTF,
    b"\x89PNG": PNG,
    b"\xff\xd8\xff": JPEG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
}
# Containers of other programs, told by what lies inside them.
_OTHER_ZIP = {"xl/": "Excel", "ppt/": "PowerPoint", "content.xml": "OpenDocument"}
_OLE = b"\xd0\xcf\x11\xe0"
_STREAMS = ("WordDocument", "EncryptedPackage", "Workbook")
_HTML = regex.compile(
    rb"(?i)\A(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+|<!--[^>]{0,500}-->\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta)\b"
)


def media_type(data: bytes, name: str) -> str:
    """The media type of a file's bytes. Raises ``UnreadableDocument`` for formats of other programs."""
    for magic, found in _MAGIC.items():
        if data.startswith(magic):
            return found
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data, name)
    if data.startswith(_OLE):
        return _ole_type(data, name)
    if data.startswith(b"\x1f\x8b"):
        raise _other("gzip", name)
    if b"%PDF-" in data[:1024]:
        return PDF
    by_ending = MEDIA_TYPES.get(Path(name).suffix.lower(), TEXT)
    if _HTML.match(data[:4096]):
        return HTML
    return by_ending if by_ending in (TEXT, MARKDOWN, HTML) else TEXT


def _zip_type(data: bytes, name: str) -> str:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, RuntimeError) as error:
        raise UnreadableDocument(
            f"a damaged DOCX or ZIP container ({error})", place=name, hint="fetch or save the file again"
        ) from error
    if "word/document.xml" in members:
        return DOCX
    what = next((what for start, what in _OTHER_ZIP.items() if any(m.startswith(start) for m in members)), None)
    raise _other(what or "ZIP", name)


def _ole_type(data: bytes, name: str) -> str:
    """Files of Office 97–2003 list their streams in UTF-16."""
    stream = next((stream for stream in _STREAMS if stream.encode("utf-16-le") in data), None)
    if stream == "WordDocument":
        return DOC
    if stream == "EncryptedPackage":
        raise UnreadableDocument("locked with a password", place=name, hint="save it without its password")
    raise _other("Excel" if stream == "Workbook" else "Office 97–2003", name)


def _other(what: str, name: str) -> UnreadableDocument:
    hint = "give the document itself, for instance as DOCX, PDF or UTF-8 text"
    return UnreadableDocument(f"this is {what}, not text", place=name, hint=hint)
