"""Read pictures of text through Tesseract and its Vietnamese model, where they are installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from typing import Any

from policygraph.errors import UnreadableDocument
from policygraph.reading.blocks import RawText
from policygraph.reading.missing import missing_tesseract
from policygraph.reading.pdf_pages import recognised, write_pages

PROGRAM = "tesseract"
LANGUAGE = "vie"
RESOLUTION = 300  # dots an inch: what Tesseract's models were made for
LONGEST = 300  # seconds that one page may take
LEAST_SURE = 20.0  # of 100: below stand stamps, signatures and dirt
_PAGE, _LINE, _WORD = "1", "4", "5"

Words = list[dict[str, Any]]


def recognise(image: bytes, name: str) -> list[tuple[tuple[float, float], Words]]:
    """The pages of a picture: their width and height, and their words, in points (72 an inch).

    Raises ``UnreadableDocument`` when Tesseract or its model is missing, fails or takes too long.
    """
    program = _program(name)
    command = [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(RESOLUTION), "tsv"]
    try:
        found = subprocess.run(command, input=image, check=True, timeout=LONGEST, capture_output=True)
    except (subprocess.SubprocessError, OSError) as error:
        hint = "check that the picture can be opened, or give the document as text"
        raise UnreadableDocument("Tesseract could not read it", place=name, hint=hint) from error
    return _pages(found.stdout.decode("utf-8", errors="replace"))


def read_image(data: bytes, name: str) -> RawText:
    """The text of a picture; places are its pages."""
    pages = [recognised(number, size, words) for number, (size, words) in enumerate(recognise(data, name), 1)]
    return write_pages(pages)


def _program(name: str) -> str:
    program = shutil.which(PROGRAM)
    if program is not None:
        listed = subprocess.run([program, "--list-langs"], check=False, timeout=LONGEST, capture_output=True)
        if LANGUAGE in listed.stdout.decode("utf-8", errors="replace").split():
            return program
    raise missing_tesseract(name)


def _pages(table: str) -> list[tuple[tuple[float, float], Words]]:
    """The rows of Tesseract's table: a page, then its lines, each followed by its words."""
    pages: list[tuple[tuple[float, float], Words]] = []
    line = (0.0, 0.0)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top, right, bottom = _box(row)
        if row["level"] == _PAGE:
            pages.append(((right, bottom), []))
        elif row["level"] == _LINE:
            line = (top, bottom)
        elif row["level"] == _WORD and pages and row["text"].strip() and float(row["conf"]) >= LEAST_SURE:
            pages[-1][1].append(_word(row["text"].strip(), left, right, line))
    return pages


def _box(row: dict[str, str]) -> tuple[float, float, float, float]:
    left, top, width, height = (float(row[key] or 0) * 72 / RESOLUTION for key in ("left", "top", "width", "height"))
    return left, top, left + width, top + height


def _word(text: str, left: float, right: float, line: tuple[float, float]) -> dict[str, Any]:
    """A word stands as high as its line: dashes and accents would tear lines apart."""
    top, bottom = line
    return {"text": text, "x0": left, "x1": right, "top": top, "bottom": bottom, "size": 0.8 * (bottom - top)}


def drawn(page: Any) -> bytes:
    """A page of pdfplumber as a picture."""
    file = io.BytesIO()
    page.to_image(resolution=RESOLUTION).original.convert("L").save(file, format="PNG")
    return file.getvalue()
