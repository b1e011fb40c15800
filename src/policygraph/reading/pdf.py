"""PDF with text: lines, columns and tables in reading order, without what recurs on every page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import regex

from policygraph.errors import UnreadableDocument
from policygraph.reading.block_text import write_blocks
from policygraph.reading.blocks import RawText
from policygraph.reading.missing import missing_extra
from policygraph.reading.pdf_flow import Item, PageFlow
from policygraph.reading.pdf_lines import Row, columns_of, rows_of
from policygraph.reading.pdf_margins import without_margins
from policygraph.reading.pdf_tables import Box, PdfTable, cell_paragraphs, within

# A picture that covers so much of a page is the page itself, scanned.
WHOLE_PAGE = 0.7
FEWEST_CHARACTERS = 100
# Words of a scan that were read without a Vietnamese model have lost their marks: so few letters carry one.
FEWEST_MARKED = 0.12
_LETTER = regex.compile(r"\p{L}")
_MARKED = regex.compile(r"[^\P{L}a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its width and height, rows outside tables, and tables; ``scanned`` when it is a picture."""

    number: int
    size: tuple[float, float]
    rows: list[Row]
    tables: list[PdfTable]
    scanned: bool

    @property
    def place(self) -> str:
        """How people cite it."""
        return f"p. {self.number}"


def read_pdf(data: bytes, name: str) -> RawText:
    """The text of a PDF file; places are its pages ("p. 3").

    Offsets lead back into this very text before normalisation. Raises ``UnreadableDocument`` for scans,
    locked and damaged files.
    """
    pages = _pages(data, name)
    scanned = [page.number for page in pages if page.scanned]
    if scanned:
        raise scan_error(scanned, len(pages), name)
    rows = without_margins([page.rows for page in pages], [page.size[1] for page in pages])
    flow = PageFlow()
    for page, left in zip(pages, rows, strict=True):
        flow.page(_in_order(page, left), page.place)
    return write_blocks(flow.finished())


def scan_error(scanned: list[int], total: int, name: str) -> UnreadableDocument:
    """The error for pages that are pictures of text."""
    which = (
        "a scan, not text"
        if len(scanned) == total
        else f"scanned on {len(scanned)} of {total} pages (first: p. {scanned[0]})"
    )
    return UnreadableDocument(
        f"this PDF is {which}", place=name, hint="read it with --ocr, or give the document as text"
    )


def _pages(data: bytes, name: str) -> list[Page]:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise missing_extra("PDF", "pdf", name) from error
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_page(page) for page in document.pages]
    except Exception as error:  # the parser raises whatever a damaged file makes it stumble over
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, error.__context__, *error.args)):
            hint = "save it without its password"
            raise UnreadableDocument("a PDF locked with a password", place=name, hint=hint) from error
        reason = type(error).__name__
        raise UnreadableDocument(f"a damaged PDF ({reason})", place=name, hint="fetch the file again") from error


def _page(page: Any) -> Page:
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    inside = [[char for char in page.chars if within(char, table.bbox)] for table in tables]
    in_tables = {id(char) for chars in inside for char in chars}
    outside = [char for char in page.chars if id(char) not in in_tables]
    place = f"p. {page.page_number}"
    found = Page(
        number=page.page_number,
        size=(float(page.width), float(page.height)),
        rows=rows_of(_words(outside)),
        tables=[_table(table.cells, chars, place) for table, chars in zip(tables, inside, strict=True)],
        scanned=_is_scanned(page),
    )
    page.close()  # its letters take far more room than its words
    return found


def _table(boxes: list[Box], chars: list[dict[str, Any]], place: str) -> PdfTable:
    """A table; letters are sorted into cells first, since words of narrow cells touch."""
    return PdfTable(
        tuple((box, cell_paragraphs(rows_of(_words([c for c in chars if within(c, box)])), place)) for box in boxes)
    )


def _words(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from pdfplumber.utils.text import extract_words

    words: list[dict[str, Any]] = extract_words(chars, x_tolerance_ratio=0.15, extra_attrs=["size"])
    return words


def _is_scanned(page: Any) -> bool:
    area = float(page.width * page.height)
    covered = max((float(i["width"]) * float(i["height"]) for i in page.images), default=0.0)
    if covered < WHOLE_PAGE * area:
        return False
    letters = _LETTER.findall("".join(char["text"] for char in page.chars))
    marked = sum(1 for letter in letters if _MARKED.match(letter))
    return len(letters) < FEWEST_CHARACTERS or marked < FEWEST_MARKED * len(letters)


def _in_order(page: Page, rows: list[Row]) -> list[Item]:
    """Lines, columns and tables from top to bottom; tables part the lines above them from those below."""
    items: list[Item] = []
    done = 0
    for table in sorted(page.tables, key=lambda table: table.box[1]):
        above = [row for row in rows[done:] if row[0].top < table.box[1]]
        items += [*columns_of(above, page.size), table]
        done += len(above)
    return [*items, *columns_of(rows[done:], page.size)]
