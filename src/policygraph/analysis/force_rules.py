"""Whether a document is in force on a day: what follows from dated words, and what does not.

docs/time.md has the same as a table. Nothing is concluded from silence: in force is only what says itself from
when, ended only what another document ends, from the day on which that one takes effect, or what set its own last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from policygraph.analysis.edges import Quote

Status = Literal["in-force", "partly-ended", "ended", "not-yet", "unknown"]
Reason = Literal[
    "effective",
    "effective-later",
    "issued-later",
    "ended",
    "expired",
    "last-day-amended",
    "part-ended",
    "only-cited",
    "no-effect-date",
    "several-effect-dates",
    "acting-date-unknown",
    "suspended",
    "ended-before-issue",
    "after-reading",
]

ENDS = ("replaces", "repeals")
CHANGES_PART = ("amends",)
HALTS = ("suspends",)
ACTS = (*ENDS, *CHANGES_PART, *HALTS)


@dataclass(frozen=True, slots=True)
class Act:
    """What another document does to one: ``predicate`` of ``ACTS``; ``effective`` are the days that document gives.

    ``document`` is the IRI and ``label`` the name of the acting document, ``issued`` its date or None.
    """

    document: str
    label: str
    predicate: str
    whole: bool
    effective: tuple[str, ...]
    issued: str | None
    quote: Quote

    @property
    def ends(self) -> bool:
        """Whether it ends all of the document."""
        return self.predicate in ENDS and self.whole

    @property
    def ends_part(self) -> bool:
        """Whether words of the document end: what is amended loses some of its words."""
        return self.predicate in CHANGES_PART or (self.predicate in ENDS and not self.whole)

    def in_effect(self, day: str) -> bool | None:
        """Whether the acting document has taken effect; None where the graph cannot tell.

        Before it was issued it did nothing; after that, only its own words say from when.
        """
        if self.effective:
            return _agreed(self.effective, day)
        return False if self.issued and reached(self.issued, day) is False else None


@dataclass(frozen=True, slots=True)
class Dated:
    """What the graph knows of one document: ISO dates (a year or month where no more is known) and what acts on it.

    ``until`` is the last day of its force by its own words. ``quotes`` are the words of the dates: (predicate, words)
    pairs.
    """

    iri: str
    label: str
    is_read: bool
    issued: str | None
    effective: tuple[str, ...]
    quotes: tuple[tuple[str, Quote], ...]
    acts: tuple[Act, ...]
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, why, and the acts that it rests on or that are told beside it."""

    status: Status
    reason: Reason
    acts: tuple[Act, ...] = ()


def judge(document: Dated, day: str, read_to: str | None = None) -> Judgement:
    """The status of ``document`` on ``day`` (ISO).

    ``read_to`` is the day up to which everything that matters was read: later than that, what nothing ended may
    have ended all the same.
    """
    acts = document.acts
    wrong = _those(acts, lambda act: _earlier(act.issued, document.issued))
    if wrong:
        return Judgement("unknown", "ended-before-issue", wrong)
    ending = _those(acts, lambda act: act.ends and act.in_effect(day))
    if ending:
        return Judgement("ended", "ended", ending)
    if document.until and day > document.until:
        return _expired(acts, day)
    begun, reason = _begun(document, day)
    if begun is False:
        return Judgement("not-yet", reason)
    doubt = _doubt(acts, day)
    if doubt:
        return doubt
    parts = _those(acts, lambda act: act.ends_part and act.in_effect(day))
    if begun is None and not parts:
        return Judgement("unknown", reason)
    perhaps = _those(acts, lambda act: act.ends_part and act.in_effect(day) is None)
    if perhaps and not parts:
        return Judgement("unknown", "acting-date-unknown", perhaps)
    if read_to is not None and day > read_to:
        return Judgement("unknown", "after-reading", parts)
    halted = _those(acts, lambda act: act.predicate in HALTS and act.in_effect(day) is not False)
    return Judgement("partly-ended", "part-ended", parts + halted) if parts else Judgement("in-force", reason, halted)


def _expired(acts: tuple[Act, ...], day: str) -> Judgement:
    """Its own last day is past; what amends it may have set a later one."""
    amending = _those(acts, lambda act: act.predicate in CHANGES_PART and act.in_effect(day) is not False)
    return Judgement("unknown", "last-day-amended", amending) if amending else Judgement("ended", "expired")


def _doubt(acts: tuple[Act, ...], day: str) -> Judgement | None:
    """What may have ended or halted all of the document, where nothing says when, or until when."""
    ending = _those(acts, lambda act: act.ends and act.in_effect(day) is None)
    if ending:
        return Judgement("unknown", "acting-date-unknown", ending)
    halted = _those(acts, lambda act: act.predicate in HALTS and act.whole and act.in_effect(day) is not False)
    return Judgement("unknown", "suspended", halted) if halted else None


def _begun(document: Dated, day: str) -> tuple[bool | None, Reason]:
    if document.effective:
        begun = _agreed(document.effective, day)
        return begun, "effective" if begun else "several-effect-dates" if begun is None else "effective-later"
    if document.issued and reached(document.issued, day) is False:
        return False, "issued-later"
    return None, "no-effect-date" if document.is_read else "only-cited"


def reached(date: str, day: str) -> bool | None:
    """Whether ``day`` is on or after ``date``; None for a day within a date that names a month or year only.

    >>> reached("2013-10-03", "2013-10-03"), reached("2013", "2012-12-31"), reached("2013", "2013-06-01")
    (True, False, None)
    """
    same = day[: len(date)]
    if same == date and len(date) < len(day):
        return None
    return same >= date


def _agreed(dates: Iterable[str], day: str) -> bool | None:
    found = {reached(date, day) for date in dates}
    return found.pop() if len(found) == 1 else None


def _earlier(date: str | None, other: str | None) -> bool:
    """Whether one date is before another, both known well enough to say so."""
    shortest = min(len(date or ""), len(other or ""))
    return bool(date and other) and str(date)[:shortest] < str(other)[:shortest]


def _those(acts: Iterable[Act], wanted: Callable[[Act], bool | None]) -> tuple[Act, ...]:
    return tuple(act for act in acts if wanted(act))
