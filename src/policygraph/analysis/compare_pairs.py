"""Which item of one plan goes with which of the other: one to one first, then what is left over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policygraph import resources
from policygraph.analysis.compare_contrast import Contrast
from policygraph.analysis.compare_items import PlanItem
from policygraph.analysis.compare_score import Score

# The IRIs of an item of the first plan and of one of the second; a plan may be compared with itself.
Pair = tuple[str, str]

# Weights of a matching are whole numbers, so that its result does not hang on rounding.
_SCALE = 1_000_000


@dataclass(frozen=True, slots=True)
class Match:
    """``shared``: one of the two has a better counterpart, so that an item is told of in several matches.

    ``contrast``: where the names of what they are about go apart.
    """

    one: PlanItem
    other: PlanItem
    score: Score
    shared: bool
    contrast: Contrast | None = None

    @property
    def sure(self) -> bool:
        """Whether the two are one thing to be done, and not merely alike."""
        return self.contrast is None and self.score.value >= float(_table()["sure"])


def align(
    ones: Sequence[PlanItem], others: Sequence[PlanItem], scores: Mapping[Pair, Score], least: float
) -> list[Match]:
    """The matches of two plans whose scores are at least ``least``, in the order of the first.

    First the one-to-one matching with the greatest sum of squared scores, within each kind of item. Then every
    item that is left goes with what is most like it of its own kind, even if that has its match already, and
    with what is most like it of another kind where that is more alike still; as an item mostly has one counterpart
    or none, a further one must score more (``further`` in the rules).
    """
    pairs = _Pairs(ones, others, scores, least)
    matched = pairs.one_to_one()
    taken = {node for pair in matched for node in enumerate(pair)}
    left = [(side, item.iri) for side, items in enumerate((ones, others)) for item in items]
    shared = {pair for node in left if node not in taken for pair in pairs.nearest(node)} - set(matched)
    found = [pairs.match(pair, False) for pair in matched] + [pairs.match(pair, True) for pair in shared]
    return sorted(found, key=lambda match: (match.one.place, match.shared, match.other.place))


class _Pairs:
    """The pairs that may be taken. A node is the side (0 or 1) and the IRI of an item."""

    def __init__(
        self, ones: Sequence[PlanItem], others: Sequence[PlanItem], scores: Mapping[Pair, Score], least: float
    ) -> None:
        self._items = {item.iri: item for item in (*ones, *others)}
        self._scores = {pair: scores[pair] for pair in sorted(scores) if scores[pair].value >= least}
        self._further = least + float(_table()["further"])
        self._ranked: dict[tuple[int, str], list[Pair]] = defaultdict(list)
        for pair in sorted(self._scores, key=self._rank):
            for node in enumerate(pair):
                self._ranked[node].append(pair)

    def one_to_one(self) -> list[Pair]:
        """The matching of greatest sum of squares, of items of one kind that are near each other."""
        import networkx

        graph = networkx.Graph()
        for pair in sorted(filter(self._is_own, self._scores), key=sorted):
            first, second = sorted(enumerate(pair), key=lambda node: (node[1], node[0]))
            graph.add_edge(first, second, weight=round(self._value(pair) ** 2 * _SCALE))
        matched = (dict(edge) for edge in networkx.max_weight_matching(graph))
        return sorted((sides[0], sides[1]) for sides in matched)

    def nearest(self, node: tuple[int, str]) -> list[Pair]:
        """An item with what is most like it: of its own kind, and of any kind where that is another one."""
        ranked = [pair for pair in self._ranked.get(node, []) if self._value(pair) >= self._further]
        own = next(filter(self._is_own, ranked), None)
        return list(dict.fromkeys(pair for pair in (*ranked[:1], own) if pair))

    def match(self, pair: Pair, shared: bool) -> Match:
        """The match of a pair."""
        return Match(self._items[pair[0]], self._items[pair[1]], self._scores[pair], shared)

    def _is_own(self, pair: Pair) -> bool:
        """Whether the two are of one kind, and neither has something much more like it."""
        best = max(self._value(self._ranked[node][0]) for node in enumerate(pair))
        near = self._value(pair) >= float(_table()["nearness"]) * best
        return near and self._items[pair[0]].kind == self._items[pair[1]].kind

    def _value(self, pair: Pair) -> float:
        return self._scores[pair].value

    def _rank(self, pair: Pair) -> tuple[int, list[str]]:
        """The likest first; of those equally alike always the same one, whichever plan comes first."""
        return -round(self._value(pair) * _SCALE), sorted(pair)


def _table() -> dict[str, Any]:
    return resources.rules("compare")
