"""Which line of its file each stretch of a text stands on, for files that are text themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import regex

from policygraph.reading.normalise import Breaks

_LINE_END = regex.compile(r"\r\n|\r|\n")


def file_lines(breaks: Breaks, length: int, source: str) -> tuple[tuple[int, int], ...]:
    """(position in the text, line of ``source`` from 1) pairs: a line holds until the next pair.

    >>> file_lines(((0, 0),), 5, "a\\n\\nbc")
    ((0, 1), (2, 2), (3, 3))
    """
    found: list[tuple[int, int]] = []
    for position, line in _lines(breaks, length, [0, *(end.end() for end in _LINE_END.finditer(source))]):
        if found and found[-1][0] == position:
            found.pop()
        if not found or found[-1][1] != line:
            found.append((position, line))
    return tuple(found)


def _lines(breaks: Breaks, length: int, starts: list[int]) -> Iterator[tuple[int, int]]:
    for (here, there), (following, _) in pairwise((*breaks, (length, 0))):
        first = bisect_right(starts, there)
        yield here, first
        for line in range(first, len(starts)):
            position = here + starts[line] - there
            if position >= following:
                break
            yield position, line + 1
