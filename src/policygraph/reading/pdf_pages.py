"""Pages, whether their words were in the file or were recognised in a picture, as one text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from policygraph.reading.block_text import write_blocks
from policygraph.reading.blocks import RawText
from policygraph.reading.pdf_flow import Item, PageFlow
from policygraph.reading.pdf_lines import Row, columns_of, rows_of
from policygraph.reading.pdf_margins import without_margins
from policygraph.reading.pdf_tables import PdfTable


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its width and height in points, rows outside tables, and tables; ``scanned`` when it is a picture."""

    number: int
    size: tuple[float, float]
    rows: list[Row]
    tables: list[PdfTable]
    scanned: bool = False

    @property
    def place(self) -> str:
        """How people cite it."""
        return f"p. {self.number}"


def recognised(number: int, size: tuple[float, float], words: list[dict[str, Any]]) -> Page:
    """A page from the words that were recognised in its picture."""
    return Page(number, size, rows_of(words), [])


def write_pages(pages: list[Page]) -> RawText:
    """The text of pages, without what recurs at their edges; pages that are pictures are named as unread."""
    rows = without_margins([page.rows for page in pages], [page.size[1] for page in pages])
    flow = PageFlow()
    for page, left in zip(pages, rows, strict=True):
        if not page.scanned:
            flow.page(_in_order(page, left), page.place)
    return replace(write_blocks(flow.finished()), unread=tuple(page.place for page in pages if page.scanned))


def _in_order(page: Page, rows: list[Row]) -> list[Item]:
    """Lines, columns and tables from top to bottom; tables part the lines above them from those below."""
    items: list[Item] = []
    done = 0
    for table in sorted(page.tables, key=lambda table: table.box[1]):
        above = [row for row in rows[done:] if row[0].top < table.box[1]]
        items += [*columns_of(above, page.size), table]
        done += len(above)
    return [*items, *columns_of(rows[done:], page.size)]
