"""Running heads, running feet and page numbers: lines that stand at the edge of page after page."""

from __future__ import annotations

from collections import Counter

import regex

from policygraph.reading.pdf_lines import Line, Row

MARGIN = 0.12  # of the page's height, above and below
_DIGITS = regex.compile(r"\d+")
_NUMBER = regex.compile(r"(?i)[-–—\s]*(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")

_Sign = tuple[str, int]


def without_margins(pages: list[list[Row]], heights: list[float]) -> list[list[Row]]:
    """The pages' rows without what recurs at their edges on most pages, and without page numbers."""
    seen = Counter(
        sign
        for rows, height in zip(pages, heights, strict=True)
        for sign in {_sign(row, height) for row in rows if _at_edge(row, height)}
    )
    needed = max(2, (len(pages) + 1) // 2)
    return [
        [row for row in rows if not (_at_edge(row, height) and _recurs(row, seen[_sign(row, height)], needed))]
        for rows, height in zip(pages, heights, strict=True)
    ]


def _at_edge(row: Row, height: float) -> bool:
    line = row[0]
    return line.bottom < MARGIN * height or line.top > (1 - MARGIN) * height


def _recurs(row: Row, times: int, needed: int) -> bool:
    return times >= needed or _is_page_number(row)


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _NUMBER.fullmatch(row[0].text) is not None


def _sign(row: Row, height: float) -> _Sign:
    """What makes two lines the same: their words but for numbers, and where they stand."""
    line: Line = row[0]
    return _DIGITS.sub("#", " ".join(part.text for part in row)), round(20 * line.top / height)
