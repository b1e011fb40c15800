"""A stretch of text on one line: hard wraps, runs of spaces and kinds of dashes play no part in a name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from policygraph.grammar.folding import unify

# one character each, so that no position moves; İ alone grows when it is lowered
_SPACES = "\t\n\x0b\x0c\r\x85\xa0\u2007\u2009\u202f\u2028\u2029"
_DASHES = "‐‑‒–—−"
_RUN = regex.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Flattened:
    """``words`` is the stretch with single spaces, ``lowered`` the same in lower case, position by position.

    ``steps`` are (position in words, position in the content) pairs; both advance together between two.
    """

    words: str
    lowered: str
    steps: tuple[tuple[int, int], ...]


def flatten(content: str, start: int, end: int) -> Flattened:
    """The stretch ``content[start:end]`` on one line, with the way back."""
    plain = _plain(unify(content)[start:end])
    steps, parts, kept, last = [(0, start)], [], 0, 0
    for run in _RUN.finditer(plain):
        parts.append(plain[last : run.start() + 1])
        kept += run.start() + 1 - last
        last = run.end()
        steps.append((kept, start + last))
    parts.append(plain[last:])
    words = "".join(parts)
    return Flattened(words, words.lower(), tuple(steps))


def _plain(text: str) -> str:
    """Blanks as spaces and dashes as hyphens (``str.replace`` is much faster here than a table)."""
    for blank in _SPACES:
        text = text.replace(blank, " ")
    for dash in _DASHES:
        text = text.replace(dash, "-")
    return text.replace("İ", "I")


def origin(flat: Flattened, position: int) -> int:
    """Where a position in ``words`` stands in the content.

    >>> flat = flatten("Ủy ban\\n  nhân dân", 0, 17)
    >>> flat.words, origin(flat, 7)
    ('Ủy ban nhân dân', 9)
    """
    index = bisect_right(flat.steps, (position, len(flat.words) + flat.steps[-1][1] + 1)) - 1
    kept, begun = flat.steps[index]
    return begun + position - kept
