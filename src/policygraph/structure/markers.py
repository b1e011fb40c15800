"""Labels that open a provision: ``Điều 1.``, ``III.``, ``2.1.``, ``a)``, ``-``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from policygraph.grammar.rules import Rule, load_rules

# The alphabet of points in Vietnamese legal drafting (f, j, w, z are skipped by most drafters).
_LABEL_WORDS = frozenset("PCMTĐ")  # Phần, Chương, Mục, Tiểu mục, Điều
_LABEL_ENDS = frozenset(".)/-")
POINTS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Marker:
    """A label at ``start``; the words of the provision begin at ``end``. Outer elements have low levels."""

    kind: str
    level: float
    num: str
    label: str
    start: int
    end: int


def read_marker(unified: str, start: int) -> Marker | None:
    """The label that stands at ``start`` of a text in unified spelling, or None."""
    if not _may_open(unified, start):
        return None
    for rule in _opened_by(_kind_of(unified[start : start + 1])):
        match = rule.pattern.match(unified, start)
        if match:
            depth = match["num"].count(".") / 10 if rule.extra["kind"] == "subcl" else 0.0
            label = match.group().strip()
            return Marker(rule.extra["kind"], rule.extra["level"] + depth, match["num"], label, start, match.end())
    return None


@cache
def _opened_by(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("outline") if kind in rule.extra["opens"].split())


def _kind_of(character: str) -> str:
    if character.isdigit():
        return "digit"
    if not character.isalpha():
        return "sign"
    return "upper" if character.isupper() else "lower"


def _may_open(unified: str, start: int) -> bool:
    """A quick look that lets no label slip: words that open none are by far the most."""
    first = unified[start : start + 1]
    if not first.isalpha() or first in _LABEL_WORDS:
        return True
    return not _LABEL_ENDS.isdisjoint(unified[start + 1 : start + 10])


def follows(previous: str, num: str) -> bool:
    """Whether ``num`` may come right after ``previous`` in the same list.

    >>> follows("a", "b"), follows("d", "đ"), follows("d", "e"), follows("9", "10"), follows("III", "V")
    (True, True, True, True, False)
    """
    if previous.isdigit() and num.isdigit():
        return int(num) == int(previous) + 1
    if previous in POINTS and num in POINTS:
        step = POINTS.index(num) - POINTS.index(previous)
        return step == 1 or (step == 2 and previous == "d")  # some drafters leave đ out
    return bool(roman(previous)) and roman(num) == roman(previous) + 1


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(numeral: str) -> int:
    """The value of a Roman numeral, 0 for anything else.

    >>> roman("XIV"), roman("ABC")
    (14, 0)
    """
    values = [_ROMAN.get(c, 0) for c in numeral]
    if not values or 0 in values:
        return 0
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
