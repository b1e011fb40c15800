"""Tables of a PDF from the rules drawn around their cells; a table that goes on over pages is one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from policygraph.reading.blocks import Paragraph, SourceCell, SourceTable, Words
from policygraph.reading.pdf_lines import Row
from policygraph.reading.pdf_paragraphs import joined

Box = tuple[float, float, float, float]  # left, top, right, bottom
_Row = tuple[SourceCell, ...]

NARROWEST = 12.0  # points: edges that lie closer are one
LOWEST = 3.0
SAME_EDGE = 20.0  # points: by so much the halves of one table may differ


@dataclass(frozen=True, slots=True)
class PdfTable:
    """Cells with their outlines. ``seams`` are the heights at which the rest of it was put on from another page."""

    cells: tuple[tuple[Box, tuple[Paragraph, ...]], ...]
    seams: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        """The outline of the whole table."""
        boxes = [box for box, _ in self.cells]
        left, top, right, bottom = zip(*boxes, strict=True)
        return min(left), min(top), max(right), max(bottom)


def cell_paragraphs(rows: list[Row], place: str) -> tuple[Paragraph, ...]:
    """The words of a cell, each line for itself."""
    lines = [" ".join(line.text for line in row) for row in rows]
    return (Paragraph((Words(joined(lines, "\n")),), place),) if lines else ()


def within(word: dict[str, Any], box: Box) -> bool:
    """Whether the middle of a word or letter lies in a box."""
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def goes_on(table: PdfTable, more: PdfTable) -> bool:
    """Whether two tables on pages that follow one another are as wide as one another, and stand in line."""
    (left, _, right, _), (more_left, _, more_right, _) = table.box, more.box
    return abs(left - more_left) < SAME_EDGE and abs(right - more_right) < SAME_EDGE


def continued(table: PdfTable, more: PdfTable) -> PdfTable:
    """One table of two: the second set on at the foot of the first."""
    foot = table.box[3]
    down = foot - more.box[1]
    moved = (((x0, y0 + down, x1, y1 + down), blocks) for (x0, y0, x1, y1), blocks in more.cells)
    return PdfTable((*table.cells, *moved), (*table.seams, foot))


def source_table(table: PdfTable) -> SourceTable:
    """The cells in rows and columns; heads printed again and rows cut by a page's end are mended."""
    columns = _edges([x for box, _ in table.cells for x in (box[0], box[2])], NARROWEST)
    levels = _edges([y for box, _ in table.cells for y in (box[1], box[3])], LOWEST)
    rows: dict[int, list[tuple[int, SourceCell]]] = {}
    for (x0, y0, x1, y1), blocks in table.cells:
        left, top = _index(columns, x0), _index(levels, y0)
        across, down = _index(columns, x1) - left, _index(levels, y1) - top
        rows.setdefault(top, []).append((left, SourceCell(blocks, max(1, across), max(1, down))))
    in_order = {top: tuple(cell for _, cell in sorted(rows[top], key=lambda found: found[0])) for top in sorted(rows)}
    return SourceTable(tuple(_mended(in_order, {_index(levels, seam) for seam in table.seams})))


def _mended(rows: dict[int, _Row], seams: set[int]) -> list[_Row]:
    """The rows without heads that were printed again, and rows that a page's end cut in one."""
    found: list[_Row] = []
    after_seam = False
    for top, row in rows.items():
        after_seam = after_seam or top in seams
        if after_seam and found and [_text(cell) for cell in row] == [_text(cell) for cell in found[0]]:
            continue
        if after_seam and found and _is_rest(row, found[-1]):
            found[-1] = tuple(_one(above, below) for above, below in zip(found[-1], row, strict=True))
        else:
            found.append(row)
        after_seam = False
    return found


def _is_rest(row: _Row, above: _Row) -> bool:
    """Whether a row is the rest of one that the page's end cut: no number, and words that go on in lower case."""
    words = [_text(cell) for cell in row]
    first = next(filter(None, words), "")
    return len(row) == len(above) > 1 and not words[0] and first[:1].islower()


def _one(above: SourceCell, below: SourceCell) -> SourceCell:
    return SourceCell((*above.blocks, *below.blocks), above.across, above.down)


def _text(cell: SourceCell) -> str:
    paragraphs = [block for block in cell.blocks if isinstance(block, Paragraph)]
    return " ".join(words.text for paragraph in paragraphs for words in paragraph.words)


def _edges(values: list[float], near: float) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > near:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return max(0, bisect_right(edges, value) - 1)
