"""Tables for terminals: measured in cells, wrapped to the width, safe against control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wcwidth import wcswidth, wcwidth

from policygraph.export.cells import kind_of, one_line, words
from policygraph.query.results import ResultTable

GAP = "  "
NARROWEST = 12  # a column of words narrower than this cannot be read: rows become cards

Line = list[str]

_PARTS = re.compile(r"[^/-]*[/-]|[^/-]+")


def to_text(table: ResultTable, lang: str = "vi", width: int = 100) -> str:
    """The table without its title and notes, at most ``width`` cells wide; long cells are wrapped.

    Where the columns do not fit side by side, each row is a card of "head: value" lines.
    """
    heads = [one_line(head) for head in table.heads(lang)]
    kinds = [kind_of(table, column) for column in range(len(heads))]
    rows = [[one_line(words(cell, kind, lang)) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows]
    widths = _fit([heads, *rows], width) if heads else []
    if widths is None:
        return _cards(heads, rows, width)
    right = [kind in ("integer", "number") for kind in kinds]
    lines = [*_block(heads, widths, right), GAP.join("─" * w for w in widths)]
    blocks = [list(_block(row, widths, right)) for row in rows]
    spaced = sum(len(block) > 1 for block in blocks) * 4 > len(blocks)
    for number, block in enumerate(blocks):
        lines += ["", *block] if spaced and number else block
    return "\n".join(line.rstrip() for line in lines) + "\n"


def wrap(text: str, width: int) -> Line:
    """The words of ``text`` in lines of at most ``width`` cells; longer words are cut.

    >>> wrap("Ủy ban nhân dân tỉnh", 11)
    ['Ủy ban nhân', 'dân tỉnh']
    """
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if _cells(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _fit(lines: list[Line], width: int) -> list[int] | None:
    """The widths of the columns: what is left of the width goes to those that want more; None for too little."""
    room = width - len(GAP) * (len(lines[0]) - 1)
    wishes = [min(max(map(_cells, column)), room) for column in zip(*lines, strict=True)]
    least = [min(wish, NARROWEST) for wish in wishes]
    spare, missing = room - sum(least), sum(wishes) - sum(least)
    if spare < 0:
        return None
    if missing <= spare:
        return wishes
    return [low + (wish - low) * spare // missing for low, wish in zip(least, wishes, strict=True)]


def _block(cells: Line, widths: list[int], right: list[bool]) -> Iterator[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped), default=0)):
        line = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield GAP.join(_pad(*cell) for cell in zip(line, widths, right, strict=True))


def _cards(heads: Line, rows: list[Line], width: int) -> str:
    cards = ("\n".join(_card_line(*pair, width) for pair in zip(heads, row, strict=True)) for row in rows)
    return "\n\n".join(cards) + "\n"


def _card_line(head: str, cell: str, width: int) -> str:
    lines = wrap(f"{head}: {cell}", max(width - len(GAP), 1))
    return ("\n" + GAP).join(lines)


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word in pieces of at most ``width`` cells, cut behind a slash or hyphen where there is one."""
    piece = ""
    for part in _PARTS.findall(word) if _cells(word) > width else [word]:
        for character in part if _cells(part) > width else [part]:
            if piece and _cells(piece + character) > width:
                yield piece
                piece = ""
            piece += character
    yield piece


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _cells(text))
    return space + text if right else text + space


def _cells(text: str) -> int:
    measured: int = wcswidth(text)
    return measured if measured >= 0 else sum(max(wcwidth(c), 0) for c in text)
