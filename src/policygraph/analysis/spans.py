"""The days between which something is due, and the periods that they lie in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from policygraph.analysis.periods import Unit, period

Placing = Literal["last", "each", "share"]
Amount = int | Fraction
MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """One deadline: its words, and its first and last day as ISO dates, None where the words leave them open."""

    words: str
    first: str | None
    last: str | None


def opened(span: Span, issued: str | None) -> tuple[str, bool]:
    """The day from which a deadline's work is open, and whether that is the day the document was issued.

    A deadline of several days ("Quý I/2014") opens on its first one. Of a single day ("20/10/2013"), and of
    "trước 30/6/2013", only the end is known: it opens when the document is issued, or on its own last day
    where the document has no date or a later one. Raises ``ValueError`` for a deadline without an end.

    >>> opened(Span("Quý I/2014", "2014-01-01", "2014-03-31"), "2013-10-03")
    ('2014-01-01', False)
    >>> opened(Span("20/10/2013", "2013-10-20", "2013-10-20"), "2013-10-03")
    ('2013-10-03', True)
    """
    if span.last is None:
        raise ValueError("a deadline without an end")
    if span.first and span.first < span.last:
        return span.first, False
    return (issued, True) if issued and issued <= span.last else (span.last, False)


def amounts(spans: Sequence[Span], issued: str | None, unit: Unit, placing: Placing) -> dict[str | None, Amount]:
    """How much of one item counts in which period: {None: 1} where it has no deadline with an end.

    ``last``: 1 in the period of each deadline's last day. ``each``: 1 in each period that a deadline spans.
    ``share``: fractions that add up to 1, each deadline alike, over its days.

    >>> amounts([Span("Năm 2013, 2014", "2013-01-01", "2014-12-31")], None, "year", "share")
    {'2013': Fraction(1, 2), '2014': Fraction(1, 2)}
    """
    ended = sorted({(opened(span, issued)[0], span.last) for span in spans if span.last})
    if not ended:
        return {None: 1}
    if placing == "last":
        return {period(last, unit): 1 for _, last in ended}
    found: dict[str | None, Amount] = {}
    for first, last in ended:
        for name, days in _days(first, last, unit):
            if placing == "each":
                found[name] = 1
            else:
                whole = (_day(last) - _day(first)).days + 1
                found[name] = found.get(name, 0) + Fraction(days, whole * len(ended))
    return found


def _days(first: str, last: str, unit: Unit) -> Iterator[tuple[str | None, int]]:
    """Each period between two days, with how many of these days it holds."""
    start, end = _day(first), _day(last)
    while start <= end:
        following = _next(start, unit)
        stop = end if following is None else min(end, following - timedelta(days=1))
        yield period(start.isoformat(), unit), (stop - start).days + 1
        if following is None:
            return
        start = following


def _next(day: date, unit: Unit) -> date | None:
    """The first day of the next period; None where the calendar ends."""
    months = day.year * 12 + (day.month - 1) // MONTHS[unit] * MONTHS[unit] + MONTHS[unit]
    return date(months // 12, months % 12 + 1, 1) if months // 12 <= date.max.year else None


def _day(text: str) -> date:
    return date.fromisoformat(text)
