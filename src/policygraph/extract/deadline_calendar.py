"""Periods of the calendar that deadlines name: days, months, quarters, half-years and years.

Bounds are ISO days, EDTF has its own codes: quarters 33–36, half-years 40–41 (ISO 8601-2:2019, 4.8).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policygraph.grammar.dates import iso_date

_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_EDTF = {"half": 39, "quarter": 32, "month": 0}


@dataclass(frozen=True, slots=True)
class Moment:
    """A unit of the calendar: ``number`` is the half, quarter or month, ``day`` the day of that month.

    ``unit``: year | half | quarter | month | day. ``year`` is None where the text gives none.
    """

    unit: str
    year: int | None
    number: int = 0
    day: int = 0


def first_day(moment: Moment) -> str | None:
    """The day it begins; None without a year or where the calendar has no such period."""
    if moment.year is None:
        return None
    if moment.unit == "day":
        return iso_date(moment.year, moment.number, moment.day)
    return iso_date(moment.year, first_month(moment), 1)


def last_day(moment: Moment) -> str | None:
    """The day it ends; None as in ``first_day``."""
    first = first_day(moment)
    if first is None or moment.year is None or moment.unit == "day":
        return first
    month = last_month(moment)
    return iso_date(moment.year, month, monthrange(moment.year, month)[1]) if month <= 12 else None


def day_before(day: str | None) -> str | None:
    """The day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


def day_after(day: str | None) -> str | None:
    """The day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None


def edtf(moment: Moment) -> str:
    """The period in EDTF, an unknown year as ``XXXX``.

    >>> edtf(Moment("quarter", 2014, 1)), edtf(Moment("day", None, 11, 15))
    ('2014-33', 'XXXX-11-15')
    """
    year = "XXXX" if moment.year is None else f"{moment.year:04}"
    if moment.unit == "year":
        return year
    if moment.unit == "day":
        return f"{year}-{moment.number:02}-{moment.day:02}"
    return f"{year}-{moment.number + _EDTF[moment.unit]:02}"


def exists(moment: Moment) -> bool:
    """Whether a calendar has such a period, in its year or, without one, in some year (29/02)."""
    return last_day(moment if moment.year else replace(moment, year=2000)) is not None


def counted(day: str, count: int, unit: str) -> str | None:
    """The last day of a term counted from a day that is not part of it (Bộ luật Dân sự 2015, Điều 147).

    ``unit``: day | week | month | year.
    """
    start = date.fromisoformat(day)
    if unit in ("day", "week"):
        return (start + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return iso_date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def first_month(moment: Moment) -> int:
    """The month of the year with which it begins.

    >>> first_month(Moment("quarter", None, 2)), last_month(Moment("quarter", None, 2))
    (4, 6)
    """
    return 1 if moment.unit == "year" else _MONTHS[moment.unit] * (moment.number - 1) + 1


def last_month(moment: Moment) -> int:
    """The month of the year with which it ends, more than 12 where a year has no such period."""
    return first_month(moment) + _MONTHS[moment.unit] - 1
