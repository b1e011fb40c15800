"""Spans of a text that stand in reading order: citations, the titles that follow them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

Spans = Sequence[tuple[int, int]]


def spans_between(spans: Spans, start: int, end: int) -> Spans:
    """Those that reach into a stretch of text; they must be ordered by start and by end alike.

    >>> spans_between([(0, 3), (4, 8), (10, 12)], 5, 10)
    [(4, 8)]
    """
    return spans[bisect_right(spans, start, key=itemgetter(1)) : bisect_left(spans, end, key=itemgetter(0))]
