"""DOCX: paragraphs with their automatic numbers, tables with merged cells, footnotes, tracked changes.

The XML is read directly: libraries for DOCX leave out automatic numbers, footnotes and what was deleted
or inserted under change tracking, and these decide what a document says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from policygraph.errors import UnreadableDocument
from policygraph.reading.block_text import write_blocks
from policygraph.reading.blocks import Block, Paragraph, RawText, SourceCell, SourceTable, Words
from policygraph.reading.docx_numbering import Numbering, read_numbering
from policygraph.reading.docx_package import MAIN_PART, children, damaged, integer, local, open_package, value
from policygraph.reading.docx_package import child as first
from policygraph.reading.docx_styles import Style, read_styles

# What was deleted or moved away under change tracking, and what is no text at all.
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText"}
    | {"rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"}
    | {"object", "Fallback", "footnoteRef", "endnoteRef", "annotationRef"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "sym": ""}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read_docx(data: bytes, name: str) -> RawText:
    """The text of a DOCX file; places count its paragraphs ("¶ 12"), those in tables too.

    Offsets lead back into this very text before normalisation: the file itself has no running text.
    Raises ``UnreadableDocument`` for a file that is damaged, locked or too large.
    """
    package = open_package(data, name)
    main = package.part(MAIN_PART)
    if main is None:
        raise damaged(name, "no main document part")
    notes = {kind: package.part(f"word/{kind}s.xml") for kind in ("footnote", "endnote")}
    styles = read_styles(package)
    reader = _Reader(read_numbering(package, styles), styles)
    try:
        blocks = [*reader.blocks(first(main, "body")), *reader.notes(notes)]
    except RecursionError as error:
        raise UnreadableDocument("nested too deeply", place=name, hint="save its text as a new document") from error
    return write_blocks(blocks)


class _Reader:
    def __init__(self, numbering: Numbering, styles: dict[str, Style]) -> None:
        self.numbering = numbering
        self.styles = styles
        self.count = 0
        self.marks: dict[tuple[str, str], int] = {}  # (kind, id) of a note → its mark, in order of mention

    def blocks(self, parent: Element | None) -> Iterator[Block]:
        for element in parent if parent is not None else ():
            name = local(element)
            if name == "p":
                yield from self.paragraph(element)
            elif name == "tbl":
                yield self.table(element)
            elif name not in _LEFT_OUT:
                yield from self.blocks(element)

    def paragraph(self, element: Element) -> Iterator[Block]:
        """The paragraph and, before it, what its text boxes hold."""
        self.count += 1
        place = f"¶ {self.count}"
        if self.styles.get(value(first(element, "pPr", "pStyle")) or "", Style()).is_contents:
            return
        label = self.numbering.label(first(element, "pPr"))
        boxes: list[Element] = []
        text = "".join(self.text(element, boxes))
        for box in boxes:
            yield from self.blocks(box)
        text = _without_layout(text)
        if text or label != "-":  # a number is printed even where nothing follows it: cells are numbered so
            text = f"{label} {text}".strip()
        yield Paragraph((Words(text),), place)

    def text(self, parent: Element, boxes: list[Element]) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in _NOTES:
                yield self.mark(_NOTES[name], value(element, "id") or "")
            elif name == "txbxContent":
                boxes.append(element)
            elif name not in _LEFT_OUT and not _is_hidden(element):
                yield from self.text(element, boxes)

    def mark(self, kind: str, number: str) -> str:
        return f"[{self.marks.setdefault((kind, number), len(self.marks) + 1)}]"

    def notes(self, parts: dict[str, Element | None]) -> Iterator[Block]:
        """The notes in the order of their marks, each behind its mark."""
        found = {(kind, value(note, "id") or ""): note for kind, part in parts.items() for note in children(part, kind)}
        for key, mark in list(self.marks.items()):
            paragraphs = [block for block in self.blocks(found.get(key)) if isinstance(block, Paragraph)]
            text = " ".join(words.text for paragraph in paragraphs for words in paragraph.words).strip()
            if text:
                yield Paragraph((Words(f"[{mark}] {text}"),))

    def table(self, element: Element) -> Block:
        rows: list[list[_Cell]] = []
        for row in _within(element, "tr"):
            if first(row, "trPr", "del") is None:
                rows.append(self.row(row))
        return SourceTable(tuple(_spanning(rows)))

    def row(self, element: Element) -> list[_Cell]:
        cells: list[_Cell] = []
        column = integer(value(first(element, "trPr", "gridBefore"))) or 0
        for cell in _within(element, "tc"):
            properties = first(cell, "tcPr")
            across = integer(value(first(properties, "gridSpan"))) or 1
            merge = first(properties, "vMerge")
            goes_on = merge is not None and value(merge) != "restart"
            cells.append(_Cell(column, across, goes_on, tuple(self.blocks(cell))))
            column += across
        return cells


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of one row; ``goes_on`` when it belongs to the cell above."""

    column: int
    across: int
    goes_on: bool
    blocks: tuple[Block, ...]


def _spanning(rows: list[list[_Cell]]) -> Iterator[tuple[SourceCell, ...]]:
    """The rows with every cell in the first row that it covers; seen from below, so that each is counted once."""
    found: list[tuple[SourceCell, ...]] = []
    below: dict[int, int] = {}  # column → how many rows below belong to a cell that stands here
    for number, row in reversed(list(enumerate(rows))):
        merged = [cell for cell in row if cell.goes_on and number > 0]
        own = [cell for cell in row if not cell.goes_on or number == 0]
        found.append(tuple(SourceCell(cell.blocks, cell.across, 1 + below.get(cell.column, 0)) for cell in own))
        below = {cell.column: 1 + below.get(cell.column, 0) for cell in merged}
    return reversed(found)


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(element, name)


def _is_hidden(run: Element) -> bool:
    hidden = first(run, "rPr", "vanish")
    return hidden is not None and value(hidden) not in ("0", "false", "off")


def _without_layout(text: str) -> str:
    """Tabs after a label or at the ends of a line only move words about."""
    head, tab, rest = text.strip().partition("\t")
    return f"{head} {rest.lstrip()}" if tab and len(head) <= 8 else text.strip()
