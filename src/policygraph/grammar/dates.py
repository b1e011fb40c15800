"""Calendar days as Vietnamese texts write them: "ngày 18 tháng 10 năm 2012", "09/8/2012", "ngày 15 tháng 11".

The forms are data (``data/rules/date.toml``); the macros of that file may be used in every rule file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import regex

from policygraph import resources
from policygraph.errors import BadQuery
from policygraph.grammar.rules import expand

_DIGITS = regex.compile(r"\d+")
# A year in two digits belongs to the last century from here on: "16-5-89". The oldest documents are of 1945.
_FIRST_YEAR = 45
# A day that somebody asks about: its year is whole, so that its order is sure.
_ASKED = regex.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\1\d{4}")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A day found in a text. ``year`` is None where the text gives none.

    ``iso`` is None without a year, and for a day that no calendar has (31/02).
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    iso: str | None


@cache
def date_pattern() -> str:
    """A pattern without groups for a day with its year, for `regex` in verbose mode."""
    return expand("{{DATE}}", resources.rules("date")["macros"])


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMatch]:
    """All days between two offsets, left to right; the word "ngày" before a day belongs to its span.

    A day and month alone count only after "ngày". Never raises.

    >>> [d.iso for d in find_dates("ngày 08/5/2012 và ngày 22 tháng 4 năm 2013")]
    ['2012-05-08', '2013-04-22']
    """
    for match in _either().finditer(text, start, len(text) if end is None else end):
        yield _from_match(match)


def parse_date(text: str) -> str | None:
    """The first day with a year in a text as ISO 8601, or None (none there, or no such day).

    >>> parse_date("Bến Tre, ngày 03 tháng 10 năm 2013")
    '2013-10-03'
    """
    match = _full().search(text)
    return _from_match(match).iso if match else None


def date_numbers(written: str) -> tuple[int, int, int | None]:
    """Day, month and year (None where there is none) of one written day, which need not exist.

    >>> date_numbers("ngày 30/11"), date_numbers("2013-10-03")
    ((30, 11, None), (3, 10, 2013))
    """
    numbers = [int(digits) for digits in _DIGITS.findall(written)]
    if numbers[0] > 99:
        numbers.reverse()
    return numbers[0], numbers[1], _century(numbers[2]) if len(numbers) > 2 else None


def day_of(said: str | date) -> date:
    """The day that somebody asks about, as a date or written. Raises ``BadQuery`` for what is none.

    >>> day_of("2014-06-30") == day_of("30/6/2014") == day_of(date(2014, 6, 30))
    True
    """
    if isinstance(said, date):
        return said.date() if isinstance(said, datetime) else said
    if isinstance(said, str) and _ASKED.fullmatch(said.strip()):
        day, month, year = date_numbers(said)
        if year and (iso := iso_date(year, month, day)):
            return date.fromisoformat(iso)
    raise BadQuery(f"{said!r:.80} is no day", hint="write 2014-06-30 or 30/6/2014")


def iso_date(year: int, month: int, day: int) -> str | None:
    """ISO 8601 of a day, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _full() -> regex.Pattern[str]:
    return regex.compile(date_pattern(), regex.VERBOSE | regex.VERSION1)


@cache
def _either() -> regex.Pattern[str]:
    pattern = expand("{{DATE}}|{{DAY_MONTH}}", resources.rules("date")["macros"])
    return regex.compile(pattern, regex.VERBOSE | regex.VERSION1)


def _from_match(match: regex.Match[str]) -> DateMatch:
    day, month, year = date_numbers(match.group())
    iso = iso_date(year, month, day) if year else None
    return DateMatch(match.start(), match.end(), day, month, year, iso)


def _century(year: int) -> int:
    if year > 99:
        return year
    return year + (1900 if year >= _FIRST_YEAR else 2000)


def calendar_period(date: str, unit: str) -> str:
    """The quarter, month or year that holds an ISO date.

    >>> calendar_period("2013-12-31", "quarter"), calendar_period("2013-10-03", "month")
    ('2013-Q4', '2013-10')
    """
    if unit == "quarter":
        return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"
    return date[:7] if unit == "month" else date[:4]
