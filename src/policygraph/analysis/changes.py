"""What one collection of facts has more and less often than another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, TypeVar

Direction = Literal["lost", "gained"]
Fact = TypeVar("Fact")


def differences(before: Counter[Fact], after: Counter[Fact]) -> Iterator[tuple[Direction, Fact, int]]:
    """Each fact that stands more often on one side, with how many times more: lost ones first, in their order.

    >>> list(differences(Counter("aab"), Counter("bc")))
    [('lost', 'a', 2), ('gained', 'c', 1)]
    """
    for fact, count in (before - after).items():
        yield "lost", fact, count
    for fact, count in (after - before).items():
        yield "gained", fact, count
