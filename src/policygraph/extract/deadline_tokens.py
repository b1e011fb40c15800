"""Cut words into the tokens of ``data/rules/deadline.toml`` and read the periods that tokens name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from policygraph.extract.deadline_calendar import Moment
from policygraph.grammar.dates import date_numbers
from policygraph.grammar.numerals import roman_value
from policygraph.grammar.rules import Rule, load_rules

_ITEM = regex.compile(
    r"(?P<to>[-–]|(?i:đến|tới))|(?:(?i:ngày|tháng|quý|quí|năm)\s*)?(?P<number>\d+|(?<!\p{L})[IVX]+(?!\p{L}))"
)
_IN_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "chín": 9, "mười": 10}
_COUNT = regex.compile(r"\d+|" + "|".join(_IN_WORDS), regex.IGNORECASE)
_FROM_YEAR = 1000


@dataclass(frozen=True, slots=True)
class Token:
    """What a rule matched, ``reads`` as in the rule file."""

    reads: str
    rule: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of the calendar and the words that name it."""

    start: int
    end: int
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers that follow one another: "III-IV", "2013, 2014"."""

    low: int
    high: int
    start: int
    end: int


def tokenise(words: str, *, prose: bool) -> list[Token]:
    """The tokens of some words, left to right. Only prose has scopes ("giai đoạn 2011-2015")."""
    pattern, rules = _scanner(prose)
    return [_token(match, rules) for match in pattern.finditer(words)]


def periods(token: Token) -> list[Period]:
    """The periods a token names: several where a list has gaps ("tháng 3, 6, 9/2025")."""
    match token.reads:
        case "day":
            day, month, year = date_numbers(token.text)
            moment = Moment("day", year, month, day)
            return [Period(token.start, token.end, moment, moment)]
        case "days":
            return list(_days(token))
        case "part":
            return [_part_of_year(token)]
        case "year":
            return list(_years(token))
        case "month" | "quarter":
            return list(_numbered(token))
    return []


def count_in(text: str) -> int:
    """The first number in some words, in digits or in words; 1 where there is none."""
    match = _COUNT.search(text)
    if match is None:
        return 1
    return int(match.group()) if match.group().isdigit() else _IN_WORDS[match.group().lower()]


@cache
def _scanner(prose: bool) -> tuple[regex.Pattern[str], dict[str, Rule]]:
    """All token rules as one pattern: the leftmost match wins, then the order of the file."""
    rules = [rule for rule in load_rules("deadline") if "reads" in rule.extra]
    chosen = {f"r{i}": rule for i, rule in enumerate(rules) if prose or rule.extra["reads"] != "scope"}
    pattern = "|".join(f"(?P<{name}>{rule.pattern.pattern}\n)" for name, rule in chosen.items())
    return regex.compile(pattern, regex.VERBOSE | regex.VERSION1), chosen


def _token(match: regex.Match[str], rules: dict[str, Rule]) -> Token:
    rule = rules[str(match.lastgroup)]
    return Token(rule.extra["reads"], rule.id, match.start(), match.end(), match.group())


def _days(token: Token) -> Iterator[Period]:
    items, year = _items(token.text)
    month = items.pop()
    items[-1] = replace(items[-1], end=month.end)
    for run in _runs(items):
        first, last = (Moment("day", year, month.low, day) for day in (run.low, run.high))
        yield _period(token, run, first, last)


def _numbered(token: Token) -> Iterator[Period]:
    items, year = _items(token.text)
    for run in _runs(items):
        last = Moment(token.reads, year, run.high)
        # "tháng 11 đến tháng 3/2014" begins in the year before.
        before = year is not None and run.low > run.high
        yield _period(token, run, Moment(token.reads, year - 1 if year and before else year, run.low), last)


def _years(token: Token) -> Iterator[Period]:
    runs = list(_runs(_items(token.text, years=True)[0]))
    if not runs:
        yield Period(token.start, token.end, Moment("year", None), Moment("year", None))
    for run in runs:
        yield _period(token, run, Moment("year", run.low), Moment("year", run.high))


def _part_of_year(token: Token) -> Period:
    """ "6 tháng đầu năm 2014" is a half-year, other counts are months."""
    words = token.text.lower()
    years = [int(n) for n in regex.findall(r"\d{4}", words)]
    year, months = (years[0] if years else None), 6 if words.startswith("nửa") else count_in(words)
    head = "đầu" in words
    if months == 6:
        first = last = Moment("half", year, 1 if head else 2)
    else:
        first, last = Moment("month", year, 1 if head else 13 - months), Moment("month", year, months if head else 12)
    return Period(token.start, token.end, first, last)


def _items(text: str, *, years: bool = False) -> tuple[list[_Run], int | None]:
    """The numbers of a list, ranges closed; the year at its end apart."""
    items: list[_Run] = []
    year, to = None, False
    for match in _ITEM.finditer(text):
        if match["to"]:
            to = True
            continue
        value = int(match["number"]) if match["number"].isdigit() else roman_value(match["number"]) or 0
        if value >= _FROM_YEAR and not years:
            year = value
            items[-1:] = [replace(item, end=match.end()) for item in items[-1:]]
        elif to and items:
            items[-1] = replace(items[-1], high=value, end=match.end())
        else:
            # The unit's word stands before the first number.
            items.append(_Run(value, value, match.start() if items else 0, match.end()))
        to = False
    return items, year


def _runs(items: list[_Run]) -> Iterator[_Run]:
    """A list without gaps is one stretch: "Năm 2013, 2014"."""
    current: _Run | None = None
    for item in items:
        if current and item.low == current.high + 1:
            current = replace(current, high=item.high, end=item.end)
            continue
        if current:
            yield current
        current = item
    if current:
        yield current


def _period(token: Token, run: _Run, first: Moment, last: Moment) -> Period:
    return Period(token.start + run.start, token.start + run.end, first, last)
