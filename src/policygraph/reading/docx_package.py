"""Open a DOCX file safely: bounded in size, without entities, nothing fetched from anywhere."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from policygraph.errors import UnreadableDocument

LARGEST = 200_000_000  # bytes of XML, unpacked, in all parts that are read
_CHUNK = 1 << 20
MAIN_PART = "word/document.xml"
# What the standard library raises on damaged containers, compressed data and XML.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    ValueError,
    LookupError,
    OSError,
    EOFError,
    RuntimeError,
)


def local(element: Element) -> str:
    """The name of an element without its namespace (strict and transitional documents differ in it)."""
    return _without_namespace(element.tag)


@lru_cache(maxsize=1024)
def _without_namespace(tag: object) -> str:
    """Documents have many elements and few names of elements."""
    return str(tag).rpartition("}")[2]


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is not None:
        for key, found in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return found
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, the first child of that, and so on; None where one is missing."""
    for name in names:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    return (inner for inner in (element if element is not None else ()) if local(inner) == name)


def integer(written: str | None) -> int | None:
    """A small whole number that an attribute holds, or None."""
    return int(written) if written and written.lstrip("-").isdecimal() and len(written) < 10 else None


@dataclass(slots=True)
class Package:
    """The parts of a DOCX file. ``left`` is how many bytes may still be unpacked."""

    archive: zipfile.ZipFile
    name: str
    left: int = LARGEST

    def part(self, path: str) -> Element | None:
        """The root element of a part, or None where the file has no such part."""
        if path not in self.archive.namelist():
            return None
        parser = ElementTree.XMLParser(target=_WithoutDoctype())
        try:
            with self.archive.open(path) as member:
                while data := member.read(_CHUNK):
                    self._spend(len(data))
                    parser.feed(data)
            return parser.close()
        except UnreadableDocument:
            raise
        except DAMAGE as error:
            raise damaged(self.name, f"{path}: {error}") from error

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            limit = f"more than {LARGEST // 1_000_000} MB when unpacked"
            raise UnreadableDocument(limit, place=self.name, hint="split the document, or save it without its pictures")


def open_package(data: bytes, name: str) -> Package:
    """The package in a file's bytes. Raises ``UnreadableDocument`` when it is none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise damaged(name, str(error)) from error
    return Package(archive, name)


def damaged(name: str, reason: str) -> UnreadableDocument:
    """The error for a container that cannot be read as DOCX."""
    hint = "open it in a word processor and save it as DOCX again"
    return UnreadableDocument(f"not a readable DOCX ({reason})", place=name, hint=hint)


class _Doctype(ValueError):
    """A document type declaration: no DOCX has one, and only they can define entities."""


class _WithoutDoctype(ElementTree.TreeBuilder):
    def doctype(self, *_: str | None) -> None:
        raise _Doctype("a document type declaration")
