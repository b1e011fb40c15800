"""The words of a document that was read: the graph keeps where they stand, the source file has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policygraph.errors import MissingInput, NothingMatched, PolicyGraphError
from policygraph.model import Text
from policygraph.query import Queryable, Value, select_rows
from policygraph.reading import document_paths, read_text

_ABOUT = """
SELECT ?number ?name ?title ?date ?type ?issuer ?issuer_name ?place ?file ?sha256 ?characters WHERE {
  ?document pg:readFrom ?text . ?text pg:file ?file ; pg:sha256 ?sha256 ; pg:characters ?characters .
  OPTIONAL { ?document pg:number ?number } OPTIONAL { ?document pg:name ?name }
  OPTIONAL { ?document pg:title ?title } OPTIONAL { ?document pg:date ?date }
  OPTIONAL { ?document pg:documentType/skos:prefLabel ?type FILTER(LANG(?type) = "vi") }
  OPTIONAL { ?document pg:issuedBy ?issuer . ?issuer rdfs:label ?issuer_name }
  OPTIONAL { ?document pg:jurisdiction/skos:notation ?place }
} ORDER BY ?type ?place LIMIT 1"""
_CITATIONS = """
SELECT ?start ?end ?quote ?target WHERE {
  ?citation pg:citedIn ?document ; pg:start ?start ; pg:end ?end ; pg:quote ?quote ; pg:refersTo ?target
} ORDER BY ?start DESC(?end) ?target"""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that cite a document: half-open code points, and the IRI of what they cite."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What the graph says of a document, its words, and its citations in order, none within another."""

    iri: str
    about: dict[str, Value]
    text: Text
    references: tuple[Reference, ...]


def source_document(store: Queryable, document: str, folder: str | Path) -> SourceDocument:
    """The document with the words of the file in ``folder`` whose SHA-256 the graph holds.

    Raises ``MissingInput`` where no file there is that one, or where it reads otherwise than when the graph was
    built, and ``NothingMatched`` for a document that was not read.
    """
    bound = {"document": f"<{document}>"}
    found = select_rows(store, _ABOUT, bound)
    if not found:
        raise NothingMatched(f"no document that was read has the number {document}")
    about, cited = found[0], select_rows(store, _CITATIONS, bound)
    text = _text(about, cited, Path(folder))
    return SourceDocument(document, about, text, tuple(_apart(cited)))


def _text(about: dict[str, Value], cited: list[dict[str, Value]], folder: Path) -> Text:
    path = _file(str(about["file"]), str(about["sha256"]), folder)
    for ocr in (False, True):  # the graph does not say whether pictures were read
        try:
            text = read_text(path, ocr=ocr)
        except PolicyGraphError:
            if ocr:
                raise
            continue
        if len(text.content) == about["characters"] and all(_is_there(text.content, row) for row in cited):
            return text
    hint = "build the graph again with this version"
    raise MissingInput("the file reads otherwise than when the graph was built", place=str(path), hint=hint)


def _is_there(content: str, row: dict[str, Value]) -> bool:
    return content[int(row["start"] or 0) : int(row["end"] or 0)] == row["quote"]


def _file(name: str, sha256: str, folder: Path) -> Path:
    """The file with these bytes: first one of the same name, then any."""
    paths = document_paths([folder])
    for path in sorted(paths, key=lambda path: (path.name != name, path)):
        if hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return path
    hint = "give the folder of the source documents: --source DIR"
    raise MissingInput(f"no file here is the one that was read as {name}", place=str(folder), hint=hint)


def _apart(rows: list[dict[str, Value]]) -> Iterator[Reference]:
    last = 0
    for row in rows:
        start, end = int(row["start"] or 0), int(row["end"] or 0)
        if start >= last:
            yield Reference(start, end, str(row["target"]))
            last = end
