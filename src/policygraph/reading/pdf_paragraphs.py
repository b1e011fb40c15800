"""Join the lines of a PDF into paragraphs by how they are set: indents, short lines, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from policygraph.reading.blocks import Paragraph, Words
from policygraph.reading.pdf_lines import Line

_LABEL = regex.compile(r"(?:[-+–•*]|\d{1,3}(?:\.\d{1,3})*[.)]|\p{Ll}{1,2}\d?\)|[IVX]{1,6}[.)]|Điều\s\d)\s?")
_HYPHEN = regex.compile(r"[\p{L}\d][-/]$")
_SENTENCE_ENDS = regex.compile(r"[.;:!?…”\"/]$")
SHORT = 0.7  # of the column's width: even a sentence that goes on does not go on after such a line
GAP = 1.3  # times the usual distance between lines
INDENT = 0.6  # of the letters' height


@dataclass(frozen=True, slots=True)
class Measure:
    """How a column is set: its edges and the usual distance between its lines, in points."""

    left: float
    right: float
    pitch: float


def measure(lines: list[Line]) -> Measure:
    """The measure of a column, from its long lines."""
    if not lines:
        return Measure(0.0, 0.0, 20.0)
    right = max(line.x1 for line in lines)
    left = min(line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.6 * (right - left)] or lines
    steps = [b.top - a.top for a, b in pairwise(long) if 0 < b.top - a.top < 3 * a.size]
    return Measure(min(line.x0 for line in long), max(line.x1 for line in long), median(steps) if steps else 20.0)


def begins_paragraph(last: Line, line: Line, column: Measure) -> bool:
    """Whether ``line`` begins a new paragraph after ``last``, the line above it."""
    if line.top - last.top > GAP * max(column.pitch, 1.05 * last.size):
        return True
    if is_centred(line, column):
        return not (is_centred(last, column) or _is_broken_title(last, line, column))
    if is_centred(last, column) or line.x0 > column.left + INDENT * line.size:
        return True
    if _goes_on_in_words(last, line):
        return last.x1 < column.left + SHORT * (column.right - column.left)
    return _had_room(last, line, column) or bool(_LABEL.match(line.text) and _SENTENCE_ENDS.search(last.text))


def goes_on(last: Line, line: Line, column: Measure) -> bool:
    """Whether a paragraph that ends a page goes on with the first line of the next one."""
    if is_centred(last, column) or _LABEL.match(line.text):
        return False
    return _goes_on_in_words(last, line) or not (_had_room(last, line, column) or _SENTENCE_ENDS.search(last.text))


def is_centred(line: Line, column: Measure) -> bool:
    """Whether a line stands in the middle of its column, away from both edges."""
    left, right = line.x0 - column.left, column.right - line.x1
    return min(left, right) > 2.5 * line.size and abs(left - right) < 3 * line.size


def paragraph(lines: list[Line], column: Measure, place: str) -> Paragraph:
    """One paragraph: its lines joined; lines that are centred keep their ends."""
    between = "\n" if is_centred(lines[-1], column) else " "
    return Paragraph((Words(joined([line.text for line in lines], between)),), place)


def joined(lines: list[str], between: str) -> str:
    """Lines as one text. Vietnamese is never hyphenated: a hyphen that ends a line belongs to a number."""
    text = "".join(line if _HYPHEN.search(line) else line + between for line in lines)
    return text.removesuffix(between)


def _goes_on_in_words(last: Line, line: Line) -> bool:
    """Whether a sentence goes on: it has no end above, and no capital or label here."""
    return line.text[0].islower() and not _LABEL.match(line.text) and not _SENTENCE_ENDS.search(last.text)


def _is_broken_title(last: Line, line: Line, column: Measure) -> bool:
    """Whether a centred line is the rest of a title whose first line fills the column."""
    same = last.text.isupper() == line.text.isupper() and abs(last.size - line.size) < 0.5
    return same and not _had_room(last, line, column) and not _SENTENCE_ENDS.search(last.text)


def _had_room(last: Line, line: Line, column: Measure) -> bool:
    """Whether this line's first word would have found room on the line above: that one ended on purpose."""
    first = line.text.split(" ", 1)[0]
    needed = 1.15 * (line.x1 - line.x0) * len(first) / len(line.text) + 0.8 * line.size
    return last.x1 + needed < column.right
