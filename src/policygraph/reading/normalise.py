"""Bring text to the one form that all rules are written for, keeping the way back to the file."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable

import regex

from policygraph.model import Text

Breaks = tuple[tuple[int, int], ...]

# What is replaced wherever it stands. Line ends become \n; every kind of space a plain one; signs
# without width, which only hide inside words, go. Tabs stay: they separate columns.
_REPLACED = {
    "\r\n": "\n",
    **dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\u00ad\x00", ""),
}
_ODD = regex.compile(f"\r\n|[{''.join(c for c in _REPLACED if len(c) == 1)}]")
_CLUSTER = regex.compile(r"\P{M}?\p{M}+|\P{ASCII}")


def normalise(raw: str) -> tuple[str, Breaks]:
    """The normal form of a text, and the (position in it, position in ``raw``) pairs that lead back.

    >>> normalise("a\\r\\nU\\u0309")
    ('a\\nỦ', ((0, 0), (2, 3), (3, 5)))
    """
    content, breaks = replace(raw, _ODD, _REPLACED.__getitem__)
    if unicodedata.is_normalized("NFC", content):
        return content, breaks
    composed, inner = replace(content, _CLUSTER, lambda cluster: unicodedata.normalize("NFC", cluster))
    if not unicodedata.is_normalized("NFC", composed):  # scripts that compose across clusters (Hangul jamo)
        composed, inner = _by_line(content)
    return composed, chain(inner, breaks)


def replace(raw: str, pattern: regex.Pattern[str], replacement: Callable[[str], str]) -> tuple[str, Breaks]:
    """Replace every match; returns the new text and the map from its positions to those of ``raw``."""
    return edit(raw, ((m.start(), m.end(), replacement(m.group())) for m in pattern.finditer(raw)))


def edit(raw: str, edits: Iterable[tuple[int, int, str]]) -> tuple[str, Breaks]:
    """Put new words in place of stretches (start, end), given in order and without overlap."""
    parts: list[str] = []
    breaks = [(0, 0)]
    done = length = 0
    for start, end, new in edits:
        if new == raw[start:end]:
            continue
        parts += (raw[done:start], new)
        length += start - done + len(new)
        done = end
        breaks.append((length, done))
    parts.append(raw[done:])
    return "".join(parts), _only_shifts(breaks)


def _only_shifts(breaks: list[tuple[int, int]]) -> Breaks:
    """Drop the breaks at which nothing moved; of several at one position the last says where it leads."""
    kept = [breaks[0]]
    for here, there in breaks[1:]:
        if here == kept[-1][0]:
            kept[-1] = (here, there)
        elif there - here != kept[-1][1] - kept[-1][0]:
            kept.append((here, there))
    return tuple(kept)


def _by_line(content: str) -> tuple[str, Breaks]:
    lines, breaks = [], [(0, 0)]
    here = there = 0
    for line in content.splitlines(keepends=True):
        lines.append(unicodedata.normalize("NFC", line))
        here, there = here + len(lines[-1]), there + len(line)
        breaks.append((here, there))
    return unicodedata.normalize("NFC", "".join(lines)), _only_shifts(breaks)


def chain(inner: Breaks, outer: Breaks) -> Breaks:
    """Compose two maps: ``inner`` leads to the middle text, ``outer`` from there to the first."""
    if outer == ((0, 0),):
        return inner
    pairs = {here: _lead_back(outer, there) for here, there in inner}
    middles = [there for _, there in inner]
    for there, first in outer:
        at = bisect_right(middles, there) - 1
        here = inner[at][0] + max(0, there - inner[at][1])
        if at + 1 == len(inner) or here < inner[at + 1][0]:
            pairs.setdefault(here, first)
    return tuple(sorted(pairs.items()))


def _lead_back(breaks: Breaks, position: int) -> int:
    here, there = breaks[bisect_right(breaks, (position, 1 << 62)) - 1]
    return there + position - here


def moved(breaks: Breaks, there: int) -> int:
    """Where a position of the source stands after normalisation: the inverse of what ``breaks`` say."""
    here, from_ = breaks[max(0, bisect_right(breaks, there, key=lambda pair: pair[1]) - 1)]
    return here + max(0, there - from_)


def source_offset(text: Text, position: int) -> int:
    """The position in the decoded file of a position in ``text.content``."""
    return _lead_back(text.breaks, position)
