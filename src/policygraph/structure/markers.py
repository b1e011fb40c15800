"""Labels that open a provision: ``Điều 1.``, ``III.``, ``2.1.``, ``a)``, ``-``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from policygraph.grammar.rules import Rule, load_rules

# The alphabet of points in Vietnamese legal drafting (f, j, w, z are skipped by most drafters).
_label_ends = re.compile(r"[^.)/-]*[.)/-]").match
POINTS = "abcdđeghiklmnopqrstuvxy"


@dataclass(slots=True, eq=False)
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
    first = unified[start : start + 1]
    # A quick look at a letter that lets no label slip: words that open none are by far the most.
    if first.isalpha() and not (
        _label_ends(unified, start + 1, start + 10) or unified.startswith(_label_words(), start)
    ):
        return None
    for rule in _opened_by(first):
        match = rule.pattern.match(unified, start)
        if match:
            depth = match["num"].count(".") / 10 if rule.extra["kind"] == "subcl" else 0.0
            label = match.group().strip()
            return Marker(rule.extra["kind"], rule.extra["level"] + depth, match["num"], label, start, match.end())
    return None


@lru_cache(maxsize=512)
def _opened_by(character: str) -> tuple[Rule, ...]:
    kind = _kind_of(character)
    return tuple(rule for rule in load_rules("outline") if kind in rule.extra["opens"].split())


@cache
def _label_words() -> tuple[str, ...]:
    """The first words of labels in words ("Điều", "CHƯƠNG")."""
    words = {anchor.split()[0] for rule in load_rules("outline") for anchor in rule.anchors}
    return tuple(sorted(spelling for word in words for spelling in (word.capitalize(), word.upper())))


def _kind_of(character: str) -> str:
    if character.isdigit():
        return "digit"
    if not character.isalpha():
        return "sign"
    return "upper" if character.isupper() else "lower"


def follows(previous: str, num: str) -> bool:
    """Whether ``num`` may come right after ``previous`` in the same list.

    >>> follows("a", "b"), follows("d", "đ"), follows("d", "e"), follows("9", "10"), follows("III", "V")
    (True, True, True, True, False)
    >>> follows("3.1", "3.2"), follows("3.1", "4.2")
    (True, False)
    """
    above, dot, last = num.rpartition(".")
    if dot:
        before, _, previous_last = previous.rpartition(".")
        return before == above and follows(previous_last, last)
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
