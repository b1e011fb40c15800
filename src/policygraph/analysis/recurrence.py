"""When something falls due again: the words "hàng năm, trước ngày 15/11" as a rule of iCalendar (RFC 5545, 3.3.10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from policygraph.model import Recurrence

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_MONTHS_APART: Final = {"half-year": 6, "quarter": 3}
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Rule:
    """``months`` and ``days`` limit a yearly or monthly rule; day -1 is the last of the month.

    ``assumed`` says that the words leave the day open: it is then the last day of each period.
    """

    frequency: str
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekday: str | None = None
    assumed: bool = False

    def parts(self) -> dict[str, object]:
        """The parts of an RRULE, by name.

        >>> rule_of(Recurrence("year", 11, 15)).parts()
        {'FREQ': 'YEARLY', 'BYMONTH': [11], 'BYMONTHDAY': [15]}
        """
        last_of_several = -1 if len(self.days) > 1 else None
        parts = {
            "FREQ": self.frequency,
            "BYMONTH": list(self.months),
            "BYMONTHDAY": list(self.days),
            "BYDAY": self.weekday,
            "BYSETPOS": last_of_several,
        }
        return {name: part for name, part in parts.items() if part}

    def days_from(self, start: date) -> Iterator[date]:
        """The days on which it is due, from ``start`` on, without end."""
        return (moment.date() for moment in self._rrule(start))

    def _rrule(self, start: date) -> rrule:
        from dateutil import rrule as dates

        return dates.rrule(
            getattr(dates, self.frequency),
            dtstart=datetime(start.year, start.month, start.day),
            bymonth=self.months or None,
            bymonthday=self.days or None,
            byweekday=getattr(dates, self.weekday) if self.weekday else None,
            bysetpos=-1 if len(self.days) > 1 else None,
        )


def rule_of(recurs: Recurrence) -> Rule:
    """The rule for words that say how often; a day that they leave open is the last one of the period.

    >>> rule_of(Recurrence("quarter")).parts()
    {'FREQ': 'MONTHLY', 'BYMONTH': [3, 6, 9, 12], 'BYMONTHDAY': [-1]}

    Raises ``ValueError`` for a frequency that there is not.
    """
    match recurs.every:
        case "day":
            return Rule("DAILY")
        case "week":
            return Rule("WEEKLY", weekday="SU", assumed=True)
        case "month":
            return Rule("MONTHLY", days=_days(recurs.day), assumed=recurs.day is None)
        case "year":
            assumed = recurs.month is None or recurs.day is None
            return Rule("YEARLY", (recurs.month or 12,), _days(recurs.day), assumed=assumed)
        case "half-year" | "quarter":
            apart = _MONTHS_APART[recurs.every]
            months = tuple(m for m in range(1, 13) if (m - (recurs.month or 12)) % apart == 0)
            return Rule("MONTHLY", months, _days(recurs.day), assumed=recurs.day is None)
    raise ValueError(f"{recurs.every!r} is no frequency")


def _days(day: int | None) -> tuple[int, ...]:
    """A day of the month; in a month that is too short, its last one (a set of which the last counts)."""
    if day is None:
        return (-1,)
    return (day,) if day <= _SHORTEST_MONTH else tuple(range(_SHORTEST_MONTH, day + 1))
