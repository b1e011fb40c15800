"""The same document as text, as HTML and as DOCX says the same."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from policygraph import pipeline
from policygraph.export.record import to_record
from policygraph.model import Table, Text
from policygraph.reading import read_bytes, read_text
from policygraph.structure import parse_outline
from policygraph.structure.lines import split_lines
from policygraph.structure.paragraphs import split_paragraphs

FOLDER = Path(__file__).parents[2] / "data" / "documents"
DOCUMENTS = sorted(FOLDER.glob("*.txt"))
SPANS = {"start", "end"}

Part = str | list[list[str]]  # a paragraph, or the rows of a table


def parts(text: Text) -> list[Part]:
    """Letterhead, paragraphs and task tables of a document, as an author would set them."""
    content, outline = text.content, parse_outline(text)
    found: list[Part] = []
    done = 0
    for table in outline.tables:
        found += [*paragraphs(content, done, table.start), rows(content, table)]
        done = table.end
    return letterhead([*found, *paragraphs(content, done, len(content))])


def paragraphs(content: str, start: int, end: int) -> list[str]:
    """Paragraphs on one line each; those of a signature keep their lines."""
    lines = [line for line in split_lines(content) if start <= line.start < end]
    words = [content[block.start : block.end] for block in split_paragraphs(content, lines)]
    return [text if text.startswith("TM.") else " ".join(text.split()) for text in words]


def rows(content: str, table: Table) -> list[list[str]]:
    cells = [table.head, *(row.cells for row in table.rows)]
    return [[content[cell.start : cell.end] for cell in row] for row in cells]


def letterhead(found: list[Part]) -> list[Part]:
    """The four cells before the first four bars become a table; other bars go."""
    bars = [number for number, part in enumerate(found) if part == "|"][:4]
    if len(bars) < 4:
        return found
    cells = [
        "\n".join(map(str, found[first:bar])) for first, bar in zip((0, *(n + 1 for n in bars)), bars, strict=False)
    ]
    return [[cells[:2], cells[2:]], *(part for part in found[bars[-1] :] if part != "|")]


def as_html(document: list[Part]) -> bytes:
    body = "\n".join(f"<p>{lines(part)}</p>" if isinstance(part, str) else html_table(part) for part in document)
    page = f"<!DOCTYPE html><html><head><title>Văn bản</title></head><body><nav>Trang chủ</nav>{body}</body></html>"
    return page.encode()


def html_table(table: list[list[str]]) -> str:
    """Rows with fewer cells end in one that covers the rest."""
    width = max(map(len, table))
    written = ""
    for row in table:
        spans = [*[1] * (len(row) - 1), 1 + width - len(row)]
        cells = "".join(f"<td colspan={span}>{lines(cell)}</td>" for cell, span in zip(row, spans, strict=True))
        written += f"<tr>{cells}</tr>\n"
    return f"<table>{written}</table>"


def lines(words: str) -> str:
    return escape(words).replace("\n", "<br>\n")


def as_docx(document: list[Part]) -> bytes:
    made = docx.Document()
    for part in document:
        if isinstance(part, str):
            made.add_paragraph(part)
        else:
            docx_table(made, part)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def docx_table(made: Document, part: list[list[str]]) -> None:
    width = max(map(len, part))
    table = made.add_table(len(part), width)
    for at, row in enumerate(part):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
        table.cell(at, len(row) - 1).merge(table.cell(at, width - 1))


def said(text: Text) -> dict[str, Any]:
    """What was read, without offsets and without the letters of a line wrap."""
    record = to_record(pipeline.read_facts(text))
    return {key: plain(value) for key, value in record.items() if key not in ("id", "source")}


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        offsets = SPANS if isinstance(value.get("start"), int) else set()
        return {key: plain(inner) for key, inner in value.items() if key not in offsets}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
@pytest.mark.parametrize(("name", "write"), [("a.html", as_html), ("a.docx", as_docx)], ids=["html", "docx"])
def test_parity(path: Path, name: str, write: Any) -> None:
    text = read_text(path)
    expected, found = said(text), said(read_bytes(write(parts(text)), name))
    assert len(expected["tasks"]) + len(expected["citations"]) > 10
    for part in expected:
        assert found[part] == expected[part], part
