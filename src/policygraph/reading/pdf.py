"""PDF: words with their places on the page, tables with their rules; scans are told apart."""

from __future__ import annotations

import io
from typing import Any

import regex

from policygraph.errors import UnreadableDocument
from policygraph.reading.blocks import RawText
from policygraph.reading.missing import missing_extra
from policygraph.reading.pdf_lines import rows_of
from policygraph.reading.pdf_pages import Page, recognised, write_pages
from policygraph.reading.pdf_size import unpacked_size
from policygraph.reading.pdf_tables import Box, PdfTable, cell_paragraphs, within

LARGEST = 200_000_000  # bytes, unpacked, of all that is no picture
# A picture that covers so much of a page is the page itself, scanned.
WHOLE_PAGE = 0.7
FEWEST_LETTERS = 100
# Words of a scan that were read without a Vietnamese model have lost their marks: so few letters carry one.
FEWEST_MARKED = 0.12
_LETTER = regex.compile(r"\p{L}")
_MARKED = regex.compile(r"[^\P{L}a-zA-Z]")


def read_pdf(data: bytes, name: str, *, ocr: bool = False) -> RawText:
    """The text of a PDF file; places are its pages ("p. 3"). ``ocr`` also reads pages that are pictures.

    Offsets lead back into this very text before normalisation. A document of scanned pages raises
    ``UnreadableDocument``; a few among others are named in ``unread``. So do locked and damaged files.
    """
    if unpacked_size(data, LARGEST) > LARGEST:
        limit = f"more than {LARGEST // 1_000_000} MB when unpacked"
        raise UnreadableDocument(limit, place=name, hint="split the document")
    pages = _pages(data, name, ocr)
    scanned = [page.number for page in pages if page.scanned]
    if scanned and (scanned[0] == 1 or 2 * len(scanned) > len(pages)):
        what = f"this PDF is a scan, not text ({len(scanned)} of {len(pages)} pages)"
        raise UnreadableDocument(what, place=name, hint="read it with --ocr, or give the document as text")
    return write_pages(pages)


def _pages(data: bytes, name: str, ocr: bool) -> list[Page]:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise missing_extra("PDF", "pdf", name) from error
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_page(page, name, ocr) for page in document.pages]
    except UnreadableDocument:
        raise
    except Exception as error:  # the parser raises whatever a damaged file makes it stumble over
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, error.__context__, *error.args)):
            hint = "save it without its password"
            raise UnreadableDocument("locked with a password", place=name, hint=hint) from error
        reason = type(error).__name__
        raise UnreadableDocument(f"a damaged PDF ({reason})", place=name, hint="fetch the file again") from error


def _page(page: Any, name: str, ocr: bool) -> Page:
    found = _printed(page) if not _is_scanned(page) else _scanned(page, name) if ocr else _picture(page)
    page.close()  # its letters take far more room than its words
    return found


def _printed(page: Any) -> Page:
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    inside = [[char for char in page.chars if within(char, table.bbox)] for table in tables]
    in_tables = {id(char) for chars in inside for char in chars}
    outside = [char for char in page.chars if id(char) not in in_tables]
    return Page(
        number=page.page_number,
        size=_size(page),
        rows=rows_of(_words(outside)),
        tables=[
            _table(table.cells, chars, f"p. {page.page_number}") for table, chars in zip(tables, inside, strict=True)
        ],
    )


def _scanned(page: Any, name: str) -> Page:
    from policygraph.reading.ocr import drawn, recognise

    ((_, words),) = recognise(drawn(page), name)
    return recognised(page.page_number, _size(page), words)


def _picture(page: Any) -> Page:
    return Page(page.page_number, _size(page), [], [], scanned=True)


def _size(page: Any) -> tuple[float, float]:
    return float(page.width), float(page.height)


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
    covered = max((float(i["width"]) * float(i["height"]) for i in page.images), default=0.0)
    if covered < WHOLE_PAGE * float(page.width * page.height):
        return False
    letters = _LETTER.findall("".join(char["text"] for char in page.chars))
    marked = sum(1 for letter in letters if _MARKED.match(letter))
    return len(letters) < FEWEST_LETTERS or marked < FEWEST_MARKED * len(letters)
