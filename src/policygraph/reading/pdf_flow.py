"""Put what stands on the pages of a PDF one after the other; what a page's end cut is joined again."""

from __future__ import annotations

from policygraph.reading import pdf_paragraphs, pdf_tables
from policygraph.reading.blocks import Block, SourceCell, SourceTable
from policygraph.reading.pdf_lines import Columns, Line
from policygraph.reading.pdf_paragraphs import Measure, begins_paragraph, measure, paragraph
from policygraph.reading.pdf_tables import PdfTable, source_table

Item = Line | Columns | PdfTable


class PageFlow:
    """Collects lines into paragraphs, and tables, page after page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: list[Line] = []  # of the paragraph that is being read
        self.column = Measure(0.0, 0.0, 20.0)  # and the column and place it began in
        self.place = ""
        self.table: PdfTable | None = None  # that is being read

    def page(self, items: list[Item], place: str) -> None:
        """Add what stands on one page, from top to bottom."""
        column = measure([item for item in items if isinstance(item, Line)])
        for number, item in enumerate(items):
            if isinstance(item, Line):
                self.add_line(item, column, place, opens_page=number == 0)
            elif isinstance(item, PdfTable):
                self.add_table(item, opens_page=number == 0)
            else:
                self.end()
                self.blocks.append(side_by_side(item, place))

    def add_line(self, line: Line, column: Measure, place: str, *, opens_page: bool) -> None:
        """Add a line to the paragraph, or begin another with it."""
        last = self.lines[-1] if self.lines else None
        if last and opens_page:
            joins = pdf_paragraphs.goes_on(last, line, self.column)
        else:
            joins = last is not None and not begins_paragraph(last, line, column)
        if not joins:
            self.end()
            self.place, self.column = place, column
        self.lines.append(line)

    def add_table(self, table: PdfTable, *, opens_page: bool) -> None:
        """Add a table; one that opens a page may belong to the table that ends the page before."""
        if opens_page and self.table and pdf_tables.goes_on(self.table, table):
            self.table = pdf_tables.continued(self.table, table)
        else:
            self.end()
            self.table = table

    def end(self) -> None:
        """Close the paragraph or table that is being read."""
        if self.lines:
            self.blocks.append(paragraph(self.lines, self.column, self.place))
            self.lines = []
        if self.table:
            self.blocks.append(source_table(self.table))
            self.table = None

    def finished(self) -> list[Block]:
        """All blocks in order."""
        self.end()
        return self.blocks


def side_by_side(columns: Columns, place: str) -> SourceTable:
    """A letterhead or signature: one row of two cells, each line for itself."""
    cells = [
        SourceCell(tuple(paragraph([line], Measure(line.x0, line.x1, 20.0), place) for line in lines))
        for lines in (columns.left, columns.right)
    ]
    return SourceTable((tuple(cells),))
