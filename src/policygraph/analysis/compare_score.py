"""How much two items of plans say the same: a score from 0 to 1 that can say why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from policygraph import resources
from policygraph.analysis.compare_contrast import Contrast, contrast
from policygraph.analysis.compare_items import PlanItem
from policygraph.analysis.compare_short import ShortForms
from policygraph.analysis.compare_words import Reading, Terms, read
from policygraph.errors import BadQuery

_YEAR = 365
# An explanation tells so many of the terms that agree, the heaviest first.
_TOLD = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One reason of a score: ``value`` 0 to 1, its share ``weight`` of the whole, and what agrees on both sides."""

    name: str
    weight: float
    value: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` is the sum of weight times value over ``parts``, whose weights add up to 1."""

    value: float
    parts: tuple[Part, ...]


class Scorer:
    """Scores pairs of the items it was made with.

    Terms that many of the items use weigh little, and so do those of the plans' ``titles``: what all of a plan
    is about does not tell its items apart.
    """

    def __init__(self, items: Iterable[PlanItem], titles: Iterable[str] = ()) -> None:
        known = {item.iri: item for item in items}
        subjects = list(titles)
        short = ShortForms([*subjects, *(text for item in known.values() for text in _texts(item))])
        self._readings = {iri: _reading(item, short) for iri, item in known.items()}
        self._counts = Counter(term for reading in self._readings.values() for term in reading.terms)
        self._subject = {term for title in subjects for term in read(title, (), short).terms}
        heads = [head for reading in self._readings.values() for head in reading.heads]
        self._weights = {term: self._weigh(term) for terms in (self._counts, *heads) for term in terms}
        self._leads = Counter(lead for item in known.values() for lead in item.leads)
        self._led = sum(bool(item.leads) for item in known.values())
        self._totals = {iri: self._total(reading.terms) for iri, reading in self._readings.items()}
        self._small_head = float(_table()["small"]) * (median(map(self._total, heads)) if heads else 0.0)
        self._small = float(_table()["small"]) * (median(self._totals.values()) if known else 0.0)

    def score(self, one: PlanItem, other: PlanItem) -> Score:
        """The score of a pair; the same whichever comes first."""
        parts = tuple(self._parts(one, other))
        whole = sum(part.weight for part in parts)
        scaled = tuple(Part(part.name, part.weight / whole, part.value, part.shared) for part in parts)
        return Score(sum(part.weight * part.value for part in scaled), scaled)

    def covered(self, item: PlanItem, others: Iterable[PlanItem]) -> float:
        """How much of what an item says the others say together, 0 to 1, by the weight of its terms."""
        terms = self._readings[item.iri].terms
        held = {term for other in others for term in self._readings[other.iri].terms}
        whole = self._totals[item.iri]
        return self._total({term: terms[term] for term in terms if term in held}) / whole if whole else 0.0

    def contrast(self, one: PlanItem, other: PlanItem) -> Contrast | None:
        """Where the names of what two items are about go apart; None too where both act on one idea."""
        first, second = self._readings[one.iri], self._readings[other.iri]
        if not (first.heads and second.heads) or dict(one.instruments).keys() & dict(other.instruments).keys():
            return None
        _, head, its = self._nearest_heads(one, other)
        return contrast(head, its, first.terms, second.terms)

    def _parts(self, one: PlanItem, other: PlanItem) -> Iterator[Part]:
        first, second = self._readings[one.iri], self._readings[other.iri]
        weights = _table()["weights"]
        yield self._words(one, other)
        if first.heads and second.heads:
            value, shared = self._object(one, other)
            yield Part("object", weights["object"], value, shared)
        if first.acts and second.acts:
            acts = first.acts & second.acts
            yield Part("act", weights["act"], float(bool(acts)), tuple(sorted(acts)))
        if one.leads and other.leads:
            yield self._lead(one, other)
        if (days := days_between(one, other)) is not None:
            yield Part("deadline", weights["deadline"], max(0.0, 1 - abs(days) / _YEAR), (f"{abs(days)}",))
        if named := sorted({label for iri, label in one.named if iri in dict(other.named)}):
            yield Part("documents", weights["documents"], 1.0, tuple(named))

    def _words(self, one: PlanItem, other: PlanItem) -> Part:
        first, second = self._readings[one.iri].terms, self._readings[other.iri].terms
        shared = first.keys() & second.keys()
        value = self._likeness(first, second, self._totals[one.iri], self._totals[other.iri], self._small)
        told = sorted(shared, key=lambda term: (-self._weights[term], term))[:_TOLD]
        return Part("words", _table()["weights"]["words"], value, tuple(told))

    def _object(self, one: PlanItem, other: PlanItem) -> tuple[float, tuple[str, ...]]:
        """1 for an instrument of one idea; else how much the likest of their heads agree."""
        names = dict(other.instruments)
        if ideas := sorted({name for iri, name in one.instruments if iri in names}):
            return 1.0, tuple(ideas)
        value, first, second = self._nearest_heads(one, other)
        return value, tuple(sorted(first.keys() & second.keys(), key=lambda term: (-self._weights[term], term)))

    def _nearest_heads(self, one: PlanItem, other: PlanItem) -> tuple[float, Terms, Terms]:
        pairs = [
            (self._heads(f, s), f, s) for f in self._readings[one.iri].heads for s in self._readings[other.iri].heads
        ]
        return max(pairs, key=lambda pair: pair[0])

    def _heads(self, first: Terms, second: Terms) -> float:
        return self._likeness(first, second, self._total(first), self._total(second), self._small_head)

    def _likeness(self, first: Terms, second: Terms, one: float, other: float, least: float) -> float:
        """Dice's coefficient blended with the share of the smaller text that the other covers; ``one``, ``other``:
        what the texts weigh, ``least`` what the smaller one counts as at least."""
        shared = sum(min(first[t], second[t]) * self._weights[t] for t in sorted(first.keys() & second.keys()))
        if not shared or first == second:
            return float(bool(shared))
        blend = float(_table()["blend"])
        return blend * 2 * shared / (one + other) + (1 - blend) * shared / max(min(one, other), least)

    def _lead(self, one: PlanItem, other: PlanItem) -> Part:
        weights = _table()["weights"]
        shared = sorted(set(one.leads) & set(other.leads))
        if not shared:
            return Part("lead", weights["lead_differs"], 0.0, ())
        rarity = max(math.log(2 * self._led / self._leads[lead]) for lead in shared) / math.log(self._led + 1)
        return Part("lead", weights["lead"] * min(1.0, rarity), 1.0, tuple(shared))

    def _total(self, terms: Terms) -> float:
        return sum(emphasis * self._weights[term] for term, emphasis in sorted(terms.items()))

    def _weigh(self, term: str) -> float:
        """The rarer among the items compared, the heavier; a pair of syllables more than one alone."""
        rarity = math.log((len(self._readings) + 1) / max(1, self._counts[term]))
        common = float(_table()["subject"]) if term in self._subject else 1.0
        return common * (rarity if " " in term else float(_table()["single"]) * rarity)


def days_between(one: PlanItem, other: PlanItem) -> int | None:
    """From the last day of the one to that of the other; None where either has no last day.

    Of yearly deadlines it is the distance within the year.
    """
    if (first := last_day(one)) and (second := last_day(other)):
        return (second - first).days
    yearly = [_yearly(item) for item in (one, other)]
    if yearly[0] and yearly[1]:
        return (yearly[1] - yearly[0]).days
    return None


def last_day(item: PlanItem) -> date | None:
    """The last day of the last deadline that does not recur."""
    return max((due.latest for due in item.deadlines if due.latest), default=None)


def _yearly(item: PlanItem) -> date | None:
    """The day of a yearly deadline in a leap year, so that every day exists."""
    for due in item.deadlines:
        if due.recurs and due.recurs[0] == "year" and due.recurs[1] and due.recurs[2]:
            return date(2000, due.recurs[1], due.recurs[2])
    return None


def _texts(item: PlanItem) -> tuple[str, ...]:
    return item.description, *(name for _, name in item.instruments)


def _reading(item: PlanItem, short: ShortForms) -> Reading:
    description, *things = _texts(item)
    return read(description, things, short)


def threshold(least: float | None = None) -> float:
    """The score from which two items say the same: ``least``, or the one calibrated by hand for None.

    Raises ``BadQuery`` for what is no score.
    """
    if least is None:
        return float(_table()["threshold"])
    if not 0 <= least <= 1:  # nan is on no side of a bound
        raise BadQuery(f"a score is a number from 0 to 1, not {least}")
    return least


def _table() -> dict[str, Any]:
    return resources.rules("compare")


def scores(
    scorer: Scorer, ones: Sequence[PlanItem], others: Sequence[PlanItem], least: float
) -> dict[tuple[str, str], Score]:
    """The scores, from ``least`` on, of items that may be paired, by their IRIs."""
    pairs = ((one, other) for one in ones for other in others if comparable(one, other))
    found = (((one.iri, other.iri), scorer.score(one, other)) for one, other in pairs)
    return {pair: score for pair, score in found if score.value >= least}


# What is to be done may be a task in one plan and a key task in another; all else is compared with its own kind.
_WORK = frozenset({"task", "key-task"})


def comparable(one: PlanItem, other: PlanItem) -> bool:
    """Whether items of their kinds can say the same."""
    return one.kind == other.kind or {one.kind, other.kind} <= _WORK
