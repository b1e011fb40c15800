"""Lines of a text and what can be told from one line alone."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

import regex

from policygraph.grammar.folding import SMALL_LETTERS

_RULES = "-_=–—*."
CELL_MARK = "|"
_STANDING_ALONE = frozenset(_RULES + CELL_MARK)
_FOUR_SMALL = re.compile(f"(?:[^{SMALL_LETTERS}]*[{SMALL_LETTERS}]){{4}}")  # the standard engine is faster at this
_OPENING = 30  # code points
_LETTERS = regex.compile(r"\p{L}")
_CAPITALS = regex.compile(r"\p{Lu}")


@dataclass(slots=True, eq=False)
class Line:
    """One line without its line end and outer white space. Never changed; frozen, it would take thrice as long to make.

    ``capitals`` keeps what `in_capitals` found: each line is asked for it beside both of its neighbours.
    """

    start: int
    end: int
    text: str
    capitals: bool | None = None


def split_lines(content: str, position: int = 0) -> list[Line]:
    """All lines, blank ones too, in order; ``position`` is where the content begins in the text."""
    lines = []
    for raw in content.split("\n"):
        text = raw.strip()
        length = len(text)
        start = position if length == len(raw) else position + raw.find(text)
        lines.append(Line(start, start + length, text))
        position += len(raw) + 1
    return lines


def is_cell_mark(line: Line) -> bool:
    """A line that holds nothing but the bar that ends a table cell."""
    return line.text == CELL_MARK


def is_separator(line: Line) -> bool:
    """A drawn rule such as ``-------``."""
    return len(line.text) >= 3 and not line.text.strip(_RULES + string.whitespace)


def stands_alone(line: Line) -> bool:
    """Whether a line is a cell mark or a drawn rule: no paragraph goes on over it."""
    return line.text[:1] in _STANDING_ALONE and (is_cell_mark(line) or is_separator(line))


def is_capitals(text: str) -> bool:
    """Whether a line is printed in capitals (at least two letters, nine in ten of them capital)."""
    # Most lines are settled without counting: they have small letters, or no letter at all.
    if _FOUR_SMALL.match(text, 0, _OPENING) or text.lower() == text:
        return False
    letters = len(_LETTERS.findall(text))
    return letters >= 2 and (text.isupper() or len(_CAPITALS.findall(text)) >= 0.9 * letters)


def in_capitals(line: Line) -> bool:
    """`is_capitals` of a line, found out once."""
    if line.capitals is None:
        line.capitals = is_capitals(line.text)
    return line.capitals
