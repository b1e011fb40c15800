"""Where everything of a timeline's picture stands, in pixels from its upper left corner."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise, takewhile

from policygraph.analysis.periods import Unit, period
from policygraph.analysis.recurrence import rule_of
from policygraph.analysis.timeline import first_due, has_day, period_cell
from policygraph.analysis.timeline_reading import Due
from policygraph.query import Coded

WIDTH, LEFT, RIGHT = 1240, 380, 1224  # of the picture, of the axis
ROW, SECTION, HEAD = 36, 30, 52
LABEL_CHARACTERS, WORDS_CHARACTERS = 58, 44
CHARACTER = 6.0  # how wide a letter of small type is taken to be
SMALLEST, FADE = 7.0, 64.0
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
MOST_BANDS, _MOST_MARKS = 120, 120
_YEARS_ALONE = 4  # what recurs without end is drawn for some years


@dataclass(frozen=True, slots=True)
class Band:
    """One period of the axis; ``label`` is empty where there is no room for it."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A deadline as drawn: open where its start or end is not said; ``marks`` are days on which it recurs."""

    due: Due
    y: float
    x: float
    width: float
    open_start: bool
    open_end: bool
    marks: tuple[float, ...]
    label: tuple[str, ...]
    words: str
    words_x: float
    words_end: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the bars under it."""

    label: str
    y: float
    bars: tuple[Bar, ...]


class Axis:
    """Days as pixels: whole periods from the first day to the last."""

    def __init__(self, days: Iterable[date], unit: Unit, lang: str) -> None:
        known = sorted(days)
        self.unit, self._lang = unit, lang
        self.start, self.end = _begin(known[0], unit), _following(known[-1], unit)
        self._scale = (RIGHT - LEFT) / (self.end - self.start).days

    def x(self, day: date) -> float:
        """Where a day begins; what is outside stands at the border."""
        inside = min(max(day, self.start), self.end)
        return round(LEFT + (inside - self.start).days * self._scale, 1)

    def bands(self) -> list[Band]:
        """The periods, named within their year, with as many names as there is room for."""
        starts = self._starts(self.unit)
        longest = max(len(self._name(start)) for start in starts[:-1])
        room = (RIGHT - LEFT) / (len(starts) - 1)
        every = math.ceil((longest + 2) * CHARACTER / room)
        return self._bands(starts, lambda n, start: self._name(start) if n % every == 0 else "")

    def years(self) -> list[Band]:
        """The years that the axis touches; where there is no room some stay without a name."""
        starts = self._starts("year")
        every = math.ceil(len("2014  ") * CHARACTER * (len(starts) - 1) / (RIGHT - LEFT))
        return self._bands(starts, lambda n, start: str(start.year) if n % every == 0 else "")

    def _bands(self, starts: list[date], name: Callable[[int, date], str]) -> list[Band]:
        ends = pairwise(starts)
        return [Band(self.x(s), round(self.x(e) - self.x(s), 1), name(n, s)) for n, (s, e) in enumerate(ends)]

    def _starts(self, unit: Unit) -> list[date]:
        """The first days of the periods on the axis, several at a time where there are too many, and its end."""
        starts = [self.start]
        while (following := _following(starts[-1], unit)) < self.end:
            starts.append(following)
        return [*starts[:: math.ceil(len(starts) / MOST_BANDS)], self.end]

    def _name(self, day: date) -> str:
        """A period without its year; of years nothing is left."""
        cell = period_cell(period(day.isoformat(), self.unit))
        words = cell.words.text(self._lang) if isinstance(cell, Coded) else str(cell)
        return "" if self.unit == "year" else words.replace(str(day.year), "").strip(" /")


def axis_of(rows: Sequence[Due], unit: Unit, lang: str) -> Axis | None:
    """The axis on which all that has a day finds its place; None where nothing has one."""
    dated = [day for due in rows if not due.recurs for day in _days(due)]
    again = [day for due in rows if (day := first_due(due)) is not None]
    if not dated and again:
        dated = [date(min(max(again).year + _YEARS_ALONE, date.max.year - 1), 12, 31)]
    days = dated + again
    return Axis(days, unit, lang) if days else None


def sections(
    parts: Sequence[tuple[str, Sequence[Due]]], axis: Axis, top: float, heading: float, with_leads: bool
) -> list[Section]:
    """The bars of each section, one under the other, from ``top`` on; ``heading`` is the height of a heading."""
    placed = []
    y = top
    for label, rows in parts:
        drawn = [due for due in rows if has_day(due)]
        if drawn:
            first = y + heading
            bars = tuple(_bar(due, axis, first + n * ROW, with_leads) for n, due in enumerate(drawn))
            placed.append(Section(label, y, bars))
            y = first + len(drawn) * ROW
    return placed


def _bar(due: Due, axis: Axis, y: float, with_leads: bool) -> Bar:
    first, last = (date.fromisoformat(day) if day else None for day in (due.first, due.last))
    marks: tuple[float, ...] = ()
    if due.recurs:
        first = first_due(due) or axis.start
        marks = tuple(axis.x(day) for day in _recurring(due, first, axis.end))
        x, end = marks[0], axis.x(axis.end)
    else:
        end = axis.x(_after(last)) if last else axis.x(first or axis.start) + FADE
        x = axis.x(first) if first else end - FADE
    x = max(x, LEFT)
    width = max(min(end, RIGHT) - x, SMALLEST)
    x = min(x, RIGHT - SMALLEST)
    words = _cut(" ".join(due.words.split()), WORDS_CHARACTERS)
    fits = x + width + 8 + len(words) * CHARACTER < RIGHT
    place = x + width + 8 if fits else x - (14 if marks else 8)
    is_open = (first is None, last is None and due.recurs is None)
    label = _label(due, with_leads)
    return Bar(due, y, round(x, 1), round(width, 1), *is_open, marks, label, words, round(place, 1), not fits)


def _recurring(due: Due, first: date, end: date) -> list[date]:
    """The days on which it recurs up to the end of the axis: at least the first, and no more than can be told apart."""
    assert due.recurs is not None
    until = min(end, date.fromisoformat(due.last)) if due.last else end
    days = takewhile(lambda day: day <= until, rule_of(due.recurs).days_from(first))
    return list(islice(days, _MOST_MARKS)) or [first]


def _label(due: Due, with_leads: bool) -> tuple[str, ...]:
    leads = ", ".join(due.names("lead"))
    if with_leads and leads:
        return (_cut(" ".join(due.description.split()), LABEL_CHARACTERS), _cut(leads, LABEL_CHARACTERS))
    lines = textwrap.wrap(due.description, LABEL_CHARACTERS, max_lines=2, placeholder=" …")
    return tuple(lines)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0] + " …"


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _days(due: Due) -> list[date]:
    return [date.fromisoformat(day) for day in (due.first, due.last) if day]


def _begin(day: date, unit: Unit) -> date:
    return date(day.year, (day.month - 1) // _MONTHS[unit] * _MONTHS[unit] + 1, 1)


def _following(day: date, unit: Unit) -> date:
    """The first day of the next period; the last day that there is where the calendar ends."""
    months = day.year * 12 + _begin(day, unit).month - 1 + _MONTHS[unit]
    return date(months // 12, months % 12 + 1, 1) if months // 12 <= date.max.year else date.max
