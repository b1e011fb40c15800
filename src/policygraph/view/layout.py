"""Positions in lanes: rows stacked in reading order, every other card beside the rows it belongs to.

No forces and no iteration: one pass to stack, one pass to place, O(n log n) for the sorting, and the
same input always gives the same picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median_low

GAP = 4.0  # between two cards
GROUP_GAP = 10.0  # between two groups of rows
SECTION_GAP = 44.0  # between two documents
LINE = 14.0  # one line of text
PADDING = 8.0


@dataclass(frozen=True, slots=True)
class Card:
    """A rectangle to place. ``section`` is the document it belongs to; None leaves that to its links.

    ``group`` parts the rows of a section; a card that is not ``shown`` at first does not pull others to itself.
    """

    id: str
    lane: int
    height: float
    section: str | None = None
    group: str = ""
    shown: bool = True


def card_height(text: str, width: float, max_lines: int, character: float = 6.2) -> float:
    """The height of a card that shows ``text`` in ``width`` units, at most ``max_lines`` lines.

    ``character`` is the mean advance of a character: an estimate that errs on the wide side.

    >>> card_height("Sở Nội vụ", 160, 3)
    22.0
    """
    capitals = sum(character.isupper() for character in text)
    lines = ceil((len(text) * character + capitals * character * 0.3) / width)
    return LINE * min(max(lines, 1), max_lines) + PADDING


def lay_out_lanes(cards: Sequence[Card], links: Iterable[tuple[str, str]], order: Sequence[int]) -> dict[str, float]:
    """The middle of each card on the y axis, by id.

    ``order`` names the lanes as they are to be placed; the cards of its first lane are the rows, which are
    stacked as given, section by section. Cards of the same lane never overlap.
    """
    neighbours = _neighbours(cards, links)
    sections = _sections(cards, neighbours, order)
    placed: dict[str, float] = {}
    shown = {card.id for card in cards if card.shown}
    top = 0.0
    for members in sections.values():
        by_lane = {lane: [card for card in members if card.lane == lane] for lane in order}
        height = max(_stacked(by_lane[lane]) for lane in order)
        rows = by_lane[order[0]]
        here = _stack(rows, top + (height - _stacked(rows)) / 2)
        for lane in order[1:]:
            wanted = {card.id: _pull(neighbours[card.id], here, shown, top) for card in by_lane[lane]}
            here |= _spread(by_lane[lane], wanted, top, top + height)
        placed |= here
        top += height + SECTION_GAP
    return placed


def _neighbours(cards: Sequence[Card], links: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """The cards that each card is linked to, without repetition, in the other lane that is nearest to it."""
    lanes = {card.id: card.lane for card in cards}
    found: dict[str, dict[int, dict[str, None]]] = {card.id: {} for card in cards}
    for ends in links:
        for one, other in (ends, reversed(ends)):
            distance = abs(lanes[one] - lanes[other])
            if distance:
                found[one].setdefault(distance, {})[other] = None
    return {id_: list(by_distance[min(by_distance)]) if by_distance else [] for id_, by_distance in found.items()}


def _sections(
    cards: Sequence[Card], neighbours: Mapping[str, list[str]], order: Sequence[int]
) -> dict[str, list[Card]]:
    """The cards of each section; one that names none goes where most of its neighbours are."""
    home = {card.id: card.section for card in cards if card.section is not None}
    sections: dict[str, list[Card]] = {section: [] for section in home.values()}
    for lane in order:
        for card in (card for card in cards if card.lane == lane):
            votes = Counter(home[other] for other in neighbours[card.id] if other in home)
            section = home.get(card.id) or (max(votes, key=lambda name: votes[name]) if votes else "")
            home[card.id] = section
            sections.setdefault(section, []).append(card)
    return sections


def _gap_before(previous: Card, card: Card) -> float:
    return GAP if previous.group == card.group else GROUP_GAP


def _stacked(cards: Sequence[Card]) -> float:
    """The height of cards stacked below one another."""
    gaps = sum(_gap_before(a, b) for a, b in pairwise(cards))
    return sum(card.height for card in cards) + gaps


def _stack(cards: Sequence[Card], top: float) -> dict[str, float]:
    placed: dict[str, float] = {}
    for index, card in enumerate(cards):
        top += _gap_before(cards[index - 1], card) if index else 0
        placed[card.id] = top + card.height / 2
        top += card.height
    return placed


def _pull(neighbours: Sequence[str], placed: Mapping[str, float], shown: set[str], top: float) -> float:
    """Where a card would like to be: beside the middle one of the neighbours placed in its section."""
    near = [other for other in neighbours if other in placed]
    visible = [other for other in near if other in shown]
    return median_low([placed[other] for other in visible or near]) if near else top


@dataclass(slots=True)
class _Pile:
    """Cards that touch; ``wanted`` sums where each of them would have the pile begin."""

    cards: list[Card]
    wanted: float
    height: float

    def top(self, highest: float, lowest: float) -> float:
        return max(min(self.wanted / len(self.cards), lowest - self.height), highest)

    def take(self, other: _Pile) -> None:
        offset = self.height + _gap_before(self.cards[-1], other.cards[0])
        self.wanted += other.wanted - offset * len(other.cards)
        self.height = offset + other.height
        self.cards.extend(other.cards)


def _spread(cards: Sequence[Card], wanted: Mapping[str, float], top: float, bottom: float) -> dict[str, float]:
    """The cards as near to where they want to be as they can without overlapping or leaving the section."""
    piles: list[_Pile] = []
    for card in sorted(cards, key=lambda card: wanted[card.id]):
        piles.append(_Pile([card], wanted[card.id] - card.height / 2, card.height))
        while len(piles) > 1 and piles[-2].top(top, bottom) + piles[-2].height + GAP > piles[-1].top(top, bottom):
            last = piles.pop()
            piles[-1].take(last)
    return {id_: y for pile in piles for id_, y in _stack(pile.cards, pile.top(top, bottom)).items()}
