"""Precision, recall and F1 over sections and splits, and how often each rule is right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policygraph.evaluation.judgement import SECTIONS, Outcome, Scored

ALL: Final = "all"
# The splits in the order in which they are told; others follow by name.
SPLITS: Final = ("dev", "held-out")
# Both sides of a normal distribution that hold 95 of 100.
QUANTILE: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Figure:
    """The counts of one section over ``documents`` documents; a negative is a document of its own.

    Where nothing was found or expected, nothing is wrong.
    """

    split: str
    section: str
    documents: int
    hits: int
    missed: int
    extra: int

    @property
    def precision(self) -> float:
        """The share of right ones among those found."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of found ones among those expected."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def false_in_100(self) -> float:
        """How many of 100 things that were read are false; of negatives: in how many of 100 something was read."""
        return 100 * (1 - self.precision)


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """How often what a rule read was right, in one section."""

    section: str
    rule: str
    right: int
    wrong: int

    @property
    def cases(self) -> int:
        """How often the rule was judged."""
        return self.right + self.wrong

    @property
    def precision(self) -> float:
        """The share of right ones."""
        return self.right / self.cases

    @property
    def lower_bound(self) -> float:
        """The precision that is passed with 97.5 % confidence (Wilson's score interval, its lower end)."""
        return wilson_lower_bound(self.right, self.cases)

    @property
    def confidence(self) -> float:
        """What to expect of the next case: Laplace's rule of succession, never 0 and never 1."""
        return (self.right + 1) / (self.cases + 2)


def figures_by_section(scored: Sequence[Scored]) -> list[Figure]:
    """The figures of each split, then of all documents; sections that no answer covers are left out."""
    named = {document.answer.split for document in scored} - {None}
    splits = [*(s for s in SPLITS if s in named), *sorted(s for s in named if s and s not in SPLITS)]
    figures = [figure for split in splits for figure in _figures(split, [d for d in scored if d.answer.split == split])]
    return [*figures, *_figures(ALL, scored)]


def figures_by_rule(scored: Iterable[Scored]) -> list[RuleFigure]:
    """The figures of each rule, by section and rule."""
    counts: Counter[tuple[str, str, Outcome]] = Counter()
    for document in scored:
        counts.update((j.section, rule, j.outcome) for j in document.judgements for rule in j.rules)
    return [
        RuleFigure(section, rule, counts[section, rule, "hit"], counts[section, rule, "extra"])
        for section, rule in sorted({key[:2] for key in counts}, key=lambda key: (SECTIONS.index(key[0]), key[1]))
    ]


def wilson_lower_bound(right: int, cases: int) -> float:
    """The lower end of Wilson's 95 % interval for a share (Wilson 1927, JASA 22, 209–212).

    >>> round(wilson_lower_bound(10, 10), 3), wilson_lower_bound(0, 10)
    (0.722, 0.0)
    """
    share, square = right / cases, QUANTILE**2
    middle = share + square / (2 * cases)
    half = QUANTILE * math.sqrt(share * (1 - share) / cases + square / (4 * cases**2))
    return min(share, max(0.0, (middle - half) / (1 + square / cases)))  # rounding may pass either end


def _figures(split: str, scored: Sequence[Scored]) -> Iterator[Figure]:
    counts = Counter((j.section, j.outcome) for document in scored for j in document.judgements)
    for section in SECTIONS:
        documents = sum(section in document.answer.sections for document in scored)
        if documents:
            outcomes = (counts[section, outcome] for outcome in ("hit", "missed", "extra"))
            yield Figure(split, section, documents, *outcomes)
