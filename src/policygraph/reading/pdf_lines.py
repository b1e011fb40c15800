"""Lines of a PDF page: words set side by side, cut where columns part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

import regex

# A gap of so many letters' heights between two words is the gap between two columns, not a space.
COLUMN_GAP = 1.5
# A block of columns that is so high (of the page) is a page set in columns, not a letterhead.
HIGH = 0.5
NARROWEST_GUTTER = 5.0  # points
LOOSE = 1.7  # times the usual distance between lines
# Lines left, right and on both sides: what makes them two columns rather than short lines.
_SIDE_BY_SIDE = regex.compile(r"B[BLR]|R++L*+B|R++L++R")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print; coordinates in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines that stand side by side: a letterhead or a signature."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]

    @property
    def top(self) -> float:
        """Where the higher column begins."""
        return min(line.top for line in (*self.left, *self.right))


Row = list[Line]


def rows_of(words: Iterable[dict[str, Any]]) -> list[Row]:
    """Words of pdfplumber as rows from top to bottom, each cut into lines at its column gaps."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (round(_middle(word), 1), word["x0"])):
        if rows and _middle(word) < _lowest(rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_cut(sorted(row, key=lambda word: word["x0"])) for row in rows]


def _middle(word: dict[str, Any]) -> float:
    return float(word["top"] + word["bottom"]) / 2


def _lowest(row: list[dict[str, Any]]) -> float:
    """Words above this belong to the row: raised and lowered signs do, the next line does not."""
    first = row[0]
    return float(first["top"] + 0.85 * (first["bottom"] - first["top"]))


def _cut(row: list[dict[str, Any]]) -> Row:
    runs = [[row[0]]]
    for word in row[1:]:
        last = runs[-1][-1]
        if word["x0"] - last["x1"] > COLUMN_GAP * max(word["size"], last["size"]):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [_line(run) for run in runs]


def _line(words: list[dict[str, Any]]) -> Line:
    return Line(
        text=" ".join(word["text"] for word in words),
        x0=float(words[0]["x0"]),
        x1=float(max(word["x1"] for word in words)),
        top=float(min(word["top"] for word in words)),
        bottom=float(max(word["bottom"] for word in words)),
        size=float(median(word["size"] for word in words)),
    )


def columns_of(rows: list[Row], page: tuple[float, float]) -> list[Line | Columns]:
    """Rows of a page (of this width and height) in reading order.

    Columns come side by side where they are a letterhead or signature, else one after the other.
    """
    found: list[Line | Columns] = []
    at = 0
    while at < len(rows):
        end, gutter = _block_end(rows, at, page[0])
        if end == at:
            found.append(_joined(rows[at]))
            at += 1
            continue
        lines = [line for row in rows[at:end] for line in row]
        columns = Columns(
            tuple(line for line in lines if line.x1 <= gutter), tuple(line for line in lines if line.x1 > gutter)
        )
        found += [*columns.left, *columns.right] if _is_page(columns, page[1]) else [columns]
        at = end
    return found


def _is_page(columns: Columns, height: float) -> bool:
    lines = (*columns.left, *columns.right)
    return max(line.bottom for line in lines) - columns.top > HIGH * height and len(lines) > 40


def _joined(row: Row) -> Line:
    first, last = row[0], row[-1]
    text = " ".join(line.text for line in row)
    return Line(text, first.x0, last.x1, min(x.top for x in row), max(x.bottom for x in row), first.size)


def _block_end(rows: list[Row], at: int, width: float) -> tuple[int, float]:
    """Where a block of two columns that begins with this row ends, and where its gutter is; ``at`` for none.

    The rows of the two columns need not stand on one line: a signature's right column may begin above the
    left one and end below it.
    """
    low, high = 0.0, width
    end = at
    sides = ""
    pitch = _pitch(rows)
    while end < len(rows) and (end == at or _distance(rows, end) < LOOSE * pitch or len(rows[end]) == 2):
        side = _side(rows[end], width)
        inner_low = max(low, rows[end][0].x1) if side in "LB" else low
        inner_high = min(high, rows[end][-1].x0) if side in "RB" else high
        if not side or inner_high - inner_low < NARROWEST_GUTTER:
            break
        sides, low, high, end = sides + side, inner_low, inner_high, end + 1
    return (end, (low + high) / 2) if _SIDE_BY_SIDE.match(sides) else (at, 0.0)


def _side(row: Row, width: float) -> str:
    """On which side of the page's middle a row stands: L, R, B for both, "" for neither."""
    if len(row) == 2:
        return "B"
    middle = (row[0].x0 + row[0].x1) / 2
    if len(row) > 2 or 0.45 * width < middle < 0.55 * width:
        return ""
    return "L" if middle < 0.5 * width else "R"


def _distance(rows: list[Row], at: int) -> float:
    return rows[at][0].top - rows[at - 1][0].top


def _pitch(rows: list[Row]) -> float:
    """The usual distance between two lines of these rows."""
    steps = [_distance(rows, at) for at in range(1, len(rows))]
    return median(steps) if steps else 20.0
