"""HTML: paragraphs, line breaks, lists and tables of the document on a page."""

from __future__ import annotations

import regex

from policygraph.reading.block_text import write_blocks
from policygraph.reading.blocks import Block, Paragraph, RawText, SourceCell, SourceTable, Words
from policygraph.reading.html_page import document_element, is_furniture
from policygraph.reading.html_tree import BLOCK, TABLE_PARTS, Element, parse
from policygraph.reading.list_labels import numeral

# White space of HTML; no-break spaces are letters to it.
_CHUNK = regex.compile(r"[^ \t\n\r\f]++(?:[ ][^ \t\n\r\f]++)*+")
_SPACE = " \t\n\r\f"
_LABELLED = regex.compile(r"\s*(?:[-–—+•*]|\S{1,6}[.)/])")
_LIST_STYLE = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DELETED = frozenset({"del"})


def read_html(markup: str) -> RawText:
    """The text of the document on a page; offsets lead back into ``markup``."""
    flow = _Flow()
    flow.inside(document_element(parse(markup)).children)
    return write_blocks(flow.finished())


class _Flow:
    """Collects words into paragraphs while it walks over the elements."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.words: list[Words] = []
        self.gap = False
        self.verbatim = False

    def finished(self) -> tuple[Block, ...]:
        self.end_paragraph()
        return tuple(self.blocks)

    def inside(self, children: list[Element | Words]) -> None:
        for child in children:
            if isinstance(child, Words):
                self.add(child)
            elif not is_furniture(child) and child.tag not in _DELETED:
                self.element(child)

    def element(self, element: Element) -> None:
        if element.tag == "br":
            self.words.append(Words("\n"))
            self.gap = False
        elif element.tag == "table":
            self.end_paragraph()
            self.blocks += _table(element)
        elif element.tag in ("ol", "ul"):
            self.list(element)
        elif element.tag in BLOCK:
            self.block(element)
        elif element.tag == "sup" and any(child.tag == "a" for child in element.elements()):
            self.footnote_mark(element)
        else:
            self.inside(element.children)

    def block(self, element: Element) -> None:
        self.end_paragraph()
        outer, self.verbatim = self.verbatim, self.verbatim or element.tag == "pre"
        self.inside(element.children)
        self.end_paragraph()
        self.verbatim = outer

    def list(self, element: Element) -> None:
        """The items, each with the number or dash that a browser shows before it."""
        self.end_paragraph()
        number = _integer(element.attributes.get("start"), 1, -9999)
        style = _LIST_STYLE.get(element.attributes.get("type", "1"), "decimal")
        unmarked = "list-style:none" in element.attributes.get("style", "").replace(" ", "").replace("-type", "")
        for child in element.children:
            if isinstance(child, Element) and child.tag == "li" and not is_furniture(child):
                number = _integer(child.attributes.get("value"), number, -9999)
                self.item(child, "" if unmarked else f"{numeral(number, style)}. " if element.tag == "ol" else "- ")
                number += 1
            elif isinstance(child, Element):
                self.element(child)

    def item(self, element: Element, label: str) -> None:
        inner = _Flow()
        inner.block(element)
        first = next((block for block in inner.blocks if isinstance(block, Paragraph)), None)
        for block in inner.finished():
            if block is first and label and not _LABELLED.match("".join(words.text for words in first.words)):
                block = Paragraph((Words(label), *first.words))
            self.blocks.append(block)

    def footnote_mark(self, element: Element) -> None:
        """A raised link is the mark of a footnote: set in brackets it is no part of the word before."""
        before = len(self.words)
        self.inside(element.children)
        mark = "".join(words.text for words in self.words[before:])
        if mark.strip().isdigit():
            self.words.insert(before, Words("["))
            self.words.append(Words("]"))

    def add(self, words: Words) -> None:
        """Add words; white space between them is one space, and none where a line begins."""
        if self.verbatim:
            self.words.append(words)
            return
        at = words.at or 0
        end = 0
        for chunk in _CHUNK.finditer(words.text):
            if (self.gap or chunk.start() > end) and self.words and not self.words[-1].text.endswith("\n"):
                self.words.append(Words(" ", max(0, at + chunk.start() - 1)))
            self.words.append(Words(chunk.group(), at + chunk.start()))
            self.gap, end = False, chunk.end()
        self.gap = self.gap or end < len(words.text)

    def end_paragraph(self) -> None:
        if any(words.text.strip() for words in self.words):
            self.blocks.append(Paragraph(tuple(self.words)))
        self.words, self.gap = [], False


def _table(element: Element) -> list[Block]:
    """A table and, before it, whatever else stands in it; a frame of one cell is no table but what it holds."""
    lines, others = _split(element, frozenset({"tr"}))
    rows: list[tuple[SourceCell, ...]] = []
    for line in lines:
        cells, more = _split(line, frozenset({"td", "th"}))
        rows.append(tuple(_cell(cell) for cell in cells))
        others += more
    before = _blocks(others)
    if sum(len(row) for row in rows) == 1:
        return [*before, *(block for row in rows for cell in row for block in cell.blocks)]
    return [*before, SourceTable(tuple(rows))]


def _split(element: Element, wanted: frozenset[str]) -> tuple[list[Element], list[Element | Words]]:
    """The rows of a table, or cells of a row, whatever they are wrapped in; and what else stands there."""
    found: list[Element] = []
    others: list[Element | Words] = []
    for child in element.children:
        if isinstance(child, Words):
            others.append(child)
        elif child.tag in wanted and not is_furniture(child):
            found.append(child)
        elif any(inner.tag in TABLE_PARTS for inner in child.elements()) and not is_furniture(child):
            inside, more = _split(child, wanted)
            found += inside
            others += more
        else:
            others.append(child)
    return found, others


def _cell(element: Element) -> SourceCell:
    across = _integer(element.attributes.get("colspan"), 1)
    down = _integer(element.attributes.get("rowspan"), 1)
    return SourceCell(_blocks(element.children), across, down or 9999)  # 0 means: to the end of the table


def _blocks(children: list[Element | Words]) -> tuple[Block, ...]:
    flow = _Flow()
    flow.inside(children)
    return flow.finished()


def _integer(value: str | None, default: int, least: int = 0) -> int:
    digits = (value or "").strip()
    if not digits.lstrip("-").isdecimal() or len(digits) > 6:
        return default
    return max(least, int(digits))
