"""Pair what was expected with what was found, one to one; what stays single was missed, or is extra."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Entry(Generic[K]):
    """Something to pair: what it is recognised by, its words for people, the rules that read it."""

    key: K
    words: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing(Generic[K]):
    """The outcome; the first of a pair was expected, the second found."""

    pairs: tuple[tuple[Entry[K], Entry[K]], ...]
    missed: tuple[Entry[K], ...]
    extra: tuple[Entry[K], ...]


def pair(expected: Iterable[Entry[K]], found: Iterable[Entry[K]], alike: Callable[[K, K], bool]) -> Pairing[K]:
    """Equal keys first, then the first that is ``alike``: a lenient match never takes what another equals."""
    missed, extra = list(expected), list(found)
    pairs = []
    for same in (lambda one, other: one == other, alike):
        for wanted in tuple(missed):
            other = next((entry for entry in extra if same(wanted.key, entry.key)), None)
            if other is not None:
                pairs.append((wanted, other))
                missed.remove(wanted)
                extra.remove(other)
    return Pairing(tuple(pairs), tuple(missed), tuple(extra))


def pair_best(likeness: Callable[[int, int], float], expected: int, found: int) -> dict[int, int]:
    """Which of ``found`` things belongs to each of ``expected``, by their places: the likest pairs first.

    ``likeness`` is 0 for what may not be paired. Pairs that are equally alike are taken in order.
    """
    pairs = ((likeness(i, j), -i, -j) for i in range(expected) for j in range(found))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((candidate for candidate in pairs if candidate[0]), reverse=True):
        if -i not in chosen and -j not in taken:
            chosen[-i] = -j
            taken.add(-j)
    return chosen


def distinct(entries: Iterable[Entry[K]]) -> Sequence[Entry[K]]:
    """One entry a key, in order, with the words of the first and the rules of all."""
    found: dict[K, Entry[K]] = {}
    for entry in entries:
        first = found.setdefault(entry.key, entry)
        rules = tuple(dict.fromkeys(first.rules + entry.rules))
        found[entry.key] = replace(first, rules=rules)
    return tuple(found.values())
