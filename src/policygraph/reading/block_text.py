"""Write paragraphs and tables as the one text form that ``structure`` reads.

Paragraphs stand apart by a blank line. A row of a table opens with a line that holds only ``|``; each
cell is its lines and then such a line, as legal databases print tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from policygraph.reading.blocks import Block, Paragraph, RawText, SourceTable, Words
from policygraph.reading.table_text import lay_out

_BAR = Words("|\n")
_LINE_END = Words("\n")


def write_blocks(blocks: Iterable[Block]) -> RawText:
    """The text of blocks, with the way back to the source and the places that paragraphs name.

    >>> write_blocks([Paragraph((Words("Điều 1.", 3),)), Paragraph((Words("Điều 2.", 17),))])
    RawText(content='Điều 1.\\n\\nĐiều 2.\\n', breaks=((0, 3), (9, 17)), places=(), unread=(), source=None)
    """
    writer = _Writer()
    for block in blocks:
        writer.block(block)
    return RawText("".join(writer.parts), tuple(writer.breaks) or ((0, 0),), tuple(writer.places))


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.breaks: list[tuple[int, int]] = []
        self.places: list[tuple[int, str]] = []
        self.position = 0

    def block(self, block: Block) -> None:
        rows = lay_out(block) if isinstance(block, SourceTable) else []
        if not (rows if isinstance(block, SourceTable) else _has_words(block)):
            return
        if self.position:
            self.words(_LINE_END)
        if isinstance(block, Paragraph):
            self.paragraph(block)
        for row in rows:
            self.row(row)

    def row(self, row: list[tuple[Block, ...]]) -> None:
        self.words(_BAR)
        for cell in row:
            for block in cell:
                self.in_cell(block)
            self.words(_BAR)

    def in_cell(self, block: Block) -> None:
        if isinstance(block, SourceTable):
            for row in lay_out(block):
                self.row(row)
        elif _has_words(block):
            self.paragraph(block)

    def paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.place and (not self.places or self.places[-1][1] != paragraph.place):
            self.places.append((self.position, paragraph.place))
        for words in paragraph.words:
            self.words(words)
        self.words(_LINE_END)

    def words(self, words: Words) -> None:
        if words.at is not None:
            last = self.breaks[-1] if self.breaks else None
            if last is None or words.at - self.position != last[1] - last[0]:
                self.breaks.append((self.position, words.at))
        self.parts.append(words.text)
        self.position += len(words.text)


def _has_words(paragraph: Paragraph) -> bool:
    return any(words.text.strip() for words in paragraph.words)
