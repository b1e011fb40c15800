"""A document as Akoma Ntoso: its outline with our element ids, its words, and its citations as references.

Norm: Akoma Ntoso Version 1.0 (OASIS Standard, 2018), namespace ``…/ns/akn/3.0``.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from policygraph.export.akn_source import SourceDocument, source_document
from policygraph.export.akn_zones import LEVELS, Branch, Piece, Zones, pieces_of, zones_of
from policygraph.export.cells import XmlText, xml_text
from policygraph.grammar.folding import slug
from policygraph.graph.labels import NATION
from policygraph.model import Annex, Cell, Outline, Row, Table
from policygraph.namespaces import ONTOLOGY
from policygraph.query import Queryable
from policygraph.structure import parse_outline

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DATE: Final = "0001-01-01"  # Akoma Ntoso knows no document without a date, and only whole days
_HEADED: Final = ("part", "chp", "sec", "subsec")
_WITH_WORDS: Final = ("p", "heading", "num", "docTitle")
_SPACE: Final = " \t\r\n|"  # bars of a table belong to the paragraph before it


def akn_bytes(store: Queryable, document: str, folder: str | Path, clean: XmlText | None = None) -> bytes:
    """One document (its IRI) as XML, with the words of its source file in ``folder``.

    What XML cannot hold becomes U+FFFD, and ``clean`` counts it. See ``source_document`` for what is raised.
    """
    source = source_document(store, document, folder)
    root = _Writer(source, parse_outline(source.text), clean or XmlText()).root()
    _indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


class _Writer:
    """Holds the words and references of one document while its elements are made."""

    def __init__(self, source: SourceDocument, outline: Outline, clean: XmlText) -> None:
        self.clean = clean
        self.source = source
        self.outline = outline
        self.pieces = pieces_of(outline)
        self.is_act = any(piece.kind == "art" for piece in self.pieces)

    def root(self) -> Element:
        root = Element("akomaNtoso", xmlns=NAMESPACE)
        annexes = self.outline.annexes
        own = [piece for piece in self.pieces if not any(_within(annex, piece) for annex in annexes)]
        document = self._document(root, own, "")
        if annexes:
            attachments = SubElement(document, "attachments")
            for annex in annexes:
                inner = [piece for piece in self.pieces if _within(annex, piece)]
                self._document(SubElement(attachments, "attachment", eId=annex.eid), inner, annex.eid)
        return root

    def _document(self, parent: Element, pieces: Sequence[Piece], annex: str) -> Element:
        """An act where there are articles, else a document of open structure; annexes are always the latter."""
        zones = zones_of(pieces)
        is_act = self.is_act and not annex and bool(zones.body)
        name = "phu-luc" if annex else slug(str(self.source.about["type"] or "van-ban"))
        element = SubElement(parent, "act" if is_act else "doc", name=name)
        element.append(_meta(self.source, "act" if self.is_act else "doc", annex))
        self._paragraphs(element, "preface", zones.preface)
        self._paragraphs(element, "preamble", zones.preamble)
        self._body(element, "body" if is_act else "mainBody", zones, annex)
        self._paragraphs(element, "conclusions", zones.conclusions)
        return element

    def _paragraphs(self, parent: Element, name: str, pieces: Sequence[Piece]) -> None:
        if pieces:
            part = SubElement(parent, name)
            for piece in pieces:
                self._paragraph(part, piece)

    def _paragraph(self, parent: Element, piece: Piece) -> None:
        paragraph = SubElement(parent, "p", {"eId": piece.eid, "class": piece.kind})
        inside = SubElement(paragraph, "docTitle") if piece.kind in ("title", "annex-title") else paragraph
        self._words(inside, piece.start, piece.end, piece.eid)

    def _body(self, parent: Element, name: str, zones: Zones, annex: str) -> None:
        body = SubElement(parent, name)
        for branch in zones.body:
            self._branch(body, branch)
        if not zones.body:
            SubElement(body, "p", eId=f"{annex}__empty" if annex else "empty")

    def _branch(self, parent: Element, branch: Branch) -> None:
        piece = branch.piece
        if piece.table:
            self._table(_container(parent, "table", f"{piece.eid}__content"), piece.table)
        elif piece.kind in LEVELS and piece.provision:
            self._level(SubElement(parent, LEVELS[piece.kind], eId=piece.eid), branch)
        else:
            holder = _container(parent, piece.kind, f"{piece.eid}__content")
            self._paragraph(holder, piece)

    def _level(self, element: Element, branch: Branch) -> None:
        """Number, then heading or opening words and what is below, or the words alone."""
        provision = branch.piece.provision
        assert provision is not None
        if provision.label:
            number = SubElement(element, "num")
            number.text = self.clean(self._content(provision.start, provision.body_start))
        start, end, eid = provision.body_start, provision.head_end, provision.eid
        if not branch.children:
            self._words(SubElement(SubElement(element, "content"), "p"), start, end, eid)
        elif self._content(start, end):
            headed = provision.kind in _HEADED
            holder = SubElement(element, "heading") if headed else SubElement(SubElement(element, "intro"), "p")
            self._words(holder, start, end, eid)
        for child in branch.children:
            self._branch(element, child)

    def _table(self, parent: Element, table: Table) -> None:
        """Rows as they were read; what the reading left out (a second head, numbers of columns) spans a row."""
        element = SubElement(parent, "table", eId=table.eid)
        rows = [Row(f"{table.eid}__tr_0", table.head), *table.rows] if table.head else list(table.rows)
        width = max((len(row.cells) for row in rows), default=0)
        done = table.start
        for row in rows:
            self._left_out(element, f"{row.eid}-before", done, min(cell.start for cell in row.cells), width)
            self._row(element, row, "th" if row.cells is table.head else "td", width)
            done = max(done, *(cell.end for cell in row.cells))
        self._left_out(element, f"{table.eid}__rest", done, table.end, width)

    def _left_out(self, parent: Element, eid: str, start: int, end: int, width: int) -> None:
        if self._content(start, end):
            self._row(parent, Row(eid, (Cell(start, end),)), "td", width)

    def _row(self, parent: Element, row: Row, name: str, width: int) -> None:
        element = SubElement(parent, "tr", eId=row.eid)
        for number, cell in enumerate(row.cells, start=1):
            spans = {"colspan": str(width)} if len(row.cells) == 1 < width else {}
            self._cell(SubElement(element, name, {"eId": f"{row.eid}__td_{number}", **spans}), cell)

    def _cell(self, element: Element, cell: Cell) -> None:
        self._words(SubElement(element, "p"), cell.start, cell.end, element.attrib["eId"])

    def _content(self, start: int, end: int) -> str:
        return self.source.text.content[start:end].strip(_SPACE)

    def _words(self, element: Element, start: int, end: int, eid: str) -> None:
        """The words between two offsets, citations that lie whole between them as ``ref``."""
        content = self.source.text.content
        start += len(content[start:end]) - len(content[start:end].lstrip(_SPACE))
        end = max(start, end - (len(content[start:end]) - len(content[start:end].rstrip(_SPACE))))
        inside = [r for r in self.source.references if start <= r.start and r.end <= end]
        ends = [*(reference.start for reference in inside), end]
        element.text = self.clean(content[start : ends[0]])
        for number, reference in enumerate(inside, start=1):
            ref = SubElement(element, "ref", eId=f"{eid}__ref_{number}", href=reference.target)
            ref.text = self.clean(content[reference.start : reference.end])
            ref.tail = self.clean(content[reference.end : ends[number]])


def _indent(element: Element, depth: int = 0) -> None:
    """An element a line, but not where words stand: there a space would be one more."""
    if element.tag in _WITH_WORDS or len(element) == 0:
        return
    element.text = "\n" + " " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = element.text
    child.tail = "\n" + " " * depth


def _within(annex: Annex, piece: Piece) -> bool:
    return annex.start <= piece.start < annex.end


def _container(parent: Element, name: str, eid: str) -> Element:
    """What Akoma Ntoso has no level for, as a named container that may stand among levels."""
    return SubElement(SubElement(parent, "hcontainer", name=name, eId=eid), "content")


def _meta(source: SourceDocument, kind: str, annex: str) -> Element:
    meta = Element("meta")
    identification = SubElement(meta, "identification", source="#policygraph")
    for level in ("Work", "Expression", "Manifestation"):
        element = SubElement(identification, f"FRBR{level}")
        for name, value in _frbr(source, level, _work_uri(source, kind), annex):
            SubElement(element, name, value)
    if not annex:  # ids are unique in the file: annexes point to these
        references = SubElement(meta, "references", source="#policygraph")
        SubElement(references, "TLCOrganization", {"eId": "issuer", **_issuer(source)})
        SubElement(references, "TLCObject", eId="policygraph", href=ONTOLOGY, showAs="policygraph")
    return meta


def _work_uri(source: SourceDocument, kind: str) -> str:
    """Country and province, kind, type, date and number, as the naming convention of Akoma Ntoso orders them."""
    about = source.about
    place = f"vn-{about['place']}" if about["place"] not in (None, NATION) else "vn"
    number = slug(str(about["number"] or about["name"] or about["title"] or "")) or source.iri.rsplit("/", 1)[-1]
    parts = (place, kind, slug(str(about["type"] or "")), about["date"] or UNKNOWN_DATE, number)
    return "/akn/" + "/".join(str(part) for part in parts if part)


def _frbr(source: SourceDocument, level: str, work: str, annex: str) -> Iterator[tuple[str, dict[str, str]]]:
    expression, component = f"{work}/vie@", f"!{annex or 'main'}"
    uris = {"Work": work, "Expression": expression, "Manifestation": f"{expression}.xml"}
    end = ".xml" if level == "Manifestation" else ""
    yield "FRBRthis", {"value": f"{uris[level].removesuffix('.xml')}/{component}{end}"}
    yield "FRBRuri", {"value": uris[level]}
    if level == "Work":
        yield from _aliases(source)
    yield "FRBRdate", _date(source)
    yield "FRBRauthor", {"href": "#policygraph" if level == "Manifestation" else "#issuer"}
    if level == "Work":
        yield "FRBRcountry", {"value": "vn"}
        if source.about["number"]:
            yield "FRBRnumber", {"value": xml_text(str(source.about["number"]))}
    if level == "Expression":
        yield "FRBRlanguage", {"language": "vie"}
    if level == "Manifestation":
        yield "FRBRformat", {"value": "application/akn+xml"}


def _date(source: SourceDocument) -> dict[str, str]:
    date = str(source.about["date"] or "")
    return {"date": date, "name": "issue"} if len(date) == 10 else {"date": UNKNOWN_DATE, "name": "unknown"}


def _aliases(source: SourceDocument) -> Iterator[tuple[str, dict[str, str]]]:
    title = source.about["name"] or source.about["title"]
    if title:
        yield "FRBRalias", {"value": xml_text(str(title)), "name": "title"}
    yield "FRBRalias", {"value": source.iri, "name": "policygraph"}


def _issuer(source: SourceDocument) -> dict[str, str]:
    """Where the text names none the reference says so."""
    about = source.about
    return {"href": str(about["issuer"] or ONTOLOGY), "showAs": xml_text(str(about["issuer_name"] or "chưa rõ"))}
