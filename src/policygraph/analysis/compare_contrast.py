"""Where two names go apart: "camera giám sát giao thông" and "camera giám sát an ninh" are two things of one kind.

A name that only says more ("trung tâm tích hợp dữ liệu", "trung tâm dữ liệu") goes on with what the other has as well;
one of another thing goes on, behind the same word, with what the other has nowhere. That each names its own place
("Cổng dịch vụ công tỉnh Lào Cai", "… tỉnh Kon Tum") tells nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache

import regex

from policygraph import resources
from policygraph.analysis.compare_words import Terms
from policygraph.grammar.folding import key

# What the one names, and what the other names in its place.
Contrast = tuple[str, str]
Neighbours = list[tuple[str, str]]


def contrast(first: Terms, second: Terms, one: Container[str], other: Container[str]) -> Contrast | None:
    """The first words in which two heads differ behind one word; ``one`` and ``other`` are all terms of the items.

    >>> from policygraph.analysis.compare_words import read
    >>> traffic, order = read("Lắp camera giám sát giao thông"), read("Lắp camera giám sát an ninh trật tự")
    >>> contrast(traffic.heads[0], order.heads[0], traffic.terms, order.terms)
    ('giao thông', 'an ninh trật tự')
    """
    ones, others = _neighbours(first), _neighbours(second)
    return next(_contrasts(ones, others, one, other), None)


def _contrasts(ones: Neighbours, others: Neighbours, one: Container[str], other: Container[str]) -> Iterator[Contrast]:
    for i, (before, word) in enumerate(ones):
        for j, (same, instead) in enumerate(others):
            if before == same and before not in _units() and word not in other and instead not in one:
                apart = _run(ones[i:], other), _run(others[j:], one)
                if not any(_provinces().match(words) for words in apart):
                    yield apart


@cache
def _units() -> frozenset[str]:
    """The last syllables of kinds of units: what follows is mostly a name of a place."""
    levels = resources.rules("compare")["levels"].values()
    return frozenset(unit.split()[-1] for level in levels for unit in (*level["main"], *level["others"]))


@cache
def _provinces() -> regex.Pattern[str]:
    rows = resources.gazetteer("provinces")
    names = {key(name) for row in rows for name in (row["name"], *row["variants"].split(";")) if name}
    return regex.compile(rf"(?:{'|'.join(sorted(map(regex.escape, names)))})(?!\p{{L}})")


def _neighbours(head: Terms) -> Neighbours:
    """The neighbouring words of a head, in their order."""
    pairs = (term.split(" ") for term in head if " " in term)
    return [(before, word) for before, word in pairs]


def _run(neighbours: Neighbours, known: Container[str]) -> str:
    """The words from the second on that follow one another and are not known."""
    words = [neighbours[0][1]]
    for before, word in neighbours[1:]:
        if before != words[-1] or word in known:
            break
        words.append(word)
    return " ".join(words)
