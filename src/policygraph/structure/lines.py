"""Lines of a text and what can be told from one line alone."""

from __future__ import annotations

from dataclasses import dataclass

import regex

_SEPARATOR = regex.compile(r"[-_=–—*.\s]{3,}")
_RULES = frozenset("-_=–—*.")
_FOUR_SMALL = regex.compile(r"(?:\P{Lowercase}*+\p{Lowercase}){4}")
_OPENING = 30  # code points
_LETTERS = regex.compile(r"\p{L}")
_CAPITALS = regex.compile(r"\p{Lu}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end and outer white space."""

    start: int
    end: int
    text: str


def split_lines(content: str, position: int = 0) -> list[Line]:
    """All lines, blank ones too, in order; ``position`` is where the content begins in the text."""
    lines = []
    for raw in content.split("\n"):
        text = raw.strip()
        start = position + raw.find(text)
        lines.append(Line(start, start + len(text), text))
        position += len(raw) + 1
    return lines


def is_cell_mark(line: Line) -> bool:
    """A line that holds nothing but the bar that ends a table cell."""
    return line.text == "|"


def is_separator(line: Line) -> bool:
    """A drawn rule such as ``-------``."""
    return line.text[:1] in _RULES and _SEPARATOR.fullmatch(line.text) is not None


def is_capitals(text: str) -> bool:
    """Whether a line is printed in capitals (at least two letters, nine in ten of them capital)."""
    if _FOUR_SMALL.match(text, 0, _OPENING):  # most lines: settled without counting
        return False
    letters = len(_LETTERS.findall(text))
    return letters >= 2 and len(_CAPITALS.findall(text)) >= 0.9 * letters
