"""The verdict on one item of one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from policygraph.evaluation.pairing import Entry, Pairing

Outcome = Literal["hit", "missed", "extra"]

SECTIONS: Final = ("header", "citations", "relations", "tasks", "lead", "coordinate", "deadline")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``rules`` are those that read the item; a missed item has none."""

    section: str
    outcome: Outcome
    words: str
    rules: tuple[str, ...] = ()


def judgements(section: str, pairing: Pairing[Any], *, is_complete: bool = True) -> Iterator[Judgement]:
    """One judgement a pair and one a single; what an incomplete answer lacks is not held against anyone."""
    for wanted, found in pairing.pairs:
        yield Judgement(section, "hit", wanted.words, found.rules)
    yield from (Judgement(section, "missed", entry.words) for entry in pairing.missed)
    if is_complete:
        yield from extra(section, pairing.extra)


def extra(section: str, entries: tuple[Entry[Any], ...]) -> Iterator[Judgement]:
    """What was found and not expected."""
    return (Judgement(section, "extra", entry.words, entry.rules) for entry in entries)
