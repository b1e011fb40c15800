"""How near a name is to what someone typed: with marks or without, whole, prefix or part."""

from __future__ import annotations

from collections.abc import Iterable

from policygraph.grammar.folding import fold, key

EQUAL, PREFIX, CONTAINS, WORDS = range(4)
Rank = tuple[int, int]


def rank(words: str, names: Iterable[str]) -> Rank | None:
    """How near the nearest of ``names`` is to ``words``: smaller is nearer, None is no match.

    The first figure is 0 where the marks agree (or none were typed), 1 where only the folded forms do;
    the second is EQUAL, PREFIX, CONTAINS or WORDS (every word begins a word of the name).

    >>> rank("so noi vu", ["Sở Nội vụ"]), rank("Sở Nội", ["Sở Nội vụ"]), rank("Sơ Nôi", ["Sở Nội vụ"])
    ((0, 0), (0, 1), (1, 1))
    >>> rank("1557/qd-ttg", ["1557/QĐ-TTg"]), rank("Quyết định 1557/QĐ-TTg", ["1557/QĐ-TTg"])
    ((0, 0), (0, 0))
    """
    kept = list(names)
    ranks = [r for asked in readings(words) for name in kept if (r := _rank(asked, name)) is not None]
    return min(ranks, default=None)


def readings(words: str) -> list[str]:
    """What was typed, and, where it ends in a document number, that number alone."""
    start = next((index for index, letter in enumerate(words) if letter.isdigit()), 0)
    return [words, words[start:]] if start and "/" in words[start:] else [words]


def _rank(asked: str, name: str) -> Rank | None:
    plain = key(asked).isascii()
    if not plain and (near := _nearness(key(asked), key(name))) is not None:
        return (0, near)
    near = _nearness(fold(asked), fold(name))
    return None if near is None else (0 if plain else 1, near)


def _nearness(asked: str, name: str) -> int | None:
    if not asked:
        return None
    if asked == name:
        return EQUAL
    if name.startswith(asked):
        return PREFIX
    if f" {asked}" in f" {name}":
        return CONTAINS
    starts = f" {name}"
    return WORDS if all(f" {word}" in starts for word in asked.split()) else None
