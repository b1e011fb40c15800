"""The verdict on one item of one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from policygraph.evaluation.pairing import Entry, Pairing

Outcome = Literal["hit", "missed", "extra"]

SECTIONS: Final = (
    "header",
    "citations",
    "spans",
    "numbers",
    "relations",
    "replaces",
    "negatives",
    "tasks",
    "lead",
    "coordinate",
    "deadline",
)
# What they count has been counted in another section already, or was chosen to mislead.
DERIVED_SECTIONS: Final = frozenset({"spans", "numbers", "replaces", "negatives"})
# Nothing can be missed in them: only what is found falsely says something.
FALSE_ONLY_SECTIONS: Final = frozenset({"negatives"})


class Expected(Protocol):
    """What the record of one text is held to."""

    @property
    def id(self) -> str:
        """Its short name."""

    @property
    def split(self) -> str | None:
        """Whether rules were written while looking at it ("dev") or not ("held-out")."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that it covers."""


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


@dataclass(frozen=True, slots=True)
class Scored:
    """The judgements on one text. ``answer`` is what they were held to."""

    answer: Expected
    judgements: tuple[Judgement, ...]
