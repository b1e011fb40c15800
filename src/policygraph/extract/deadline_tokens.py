"""Cut words into the tokens of ``data/rules/deadline.toml`` and read the periods that tokens name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from policygraph.extract.deadline_calendar import Moment
from policygraph.grammar.dates import date_numbers
from policygraph.grammar.numerals import roman_value
from policygraph.grammar.rules import Rule, load_rules

_ITEM = regex.compile(
    r"(?P<to>[-‑–—−÷~]|(?i:đến|tới))|(?:(?i:ngày|tháng|quý|quí|năm)\s*)?(?P<number>\d+|(?<!(?!Q)\p{L})[IVX]+(?!\p{L}))"
)
_IN_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "chín": 9, "mười": 10}
_COUNT = regex.compile(r"\d+|" + "|".join(_IN_WORDS), regex.IGNORECASE)
_YEAR = regex.compile(r"\d{4}")
_FROM_YEAR = 1000
# Behind the first digit: a year, or what joins a number to others and to units. Most numbers of a law tell no time.
_TELLING = (
    r"(?=\d{3}(?!\d)|\d{0,7}[a-zđ]?\s*(?:[-‑–—−÷~/.,&+(]|(?i:và|đến|tới|hoặc|ngày|tuần|tháng|năm|qu[ýí]|qúy|lần)))"
)
# No token is longer. Without a limit the engine looks through the whole rest of the text at each place.
_LONGEST = 300


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
    """The tokens of some words, left to right. Some rules are for prose or for cells alone."""
    starts, rules = _scanner(prose)
    found: list[Token] = []
    end = 0
    for place in starts.finditer(words):
        if place.start() >= end and (token := _token_at(words, place.start(), rules[_first(place.group())])):
            found.append(token)
            end = token.end
    return found


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
def _scanner(prose: bool) -> tuple[re.Pattern[str], dict[str, list[Rule]]]:
    """Where a token may begin, and the rules to try there: few places, few rules, so reading is fast."""
    rules: dict[str, list[Rule]] = {}
    for rule in load_rules("deadline"):
        if "reads" in rule.extra and rule.extra.get("only") != ("cell" if prose else "prose"):
            for word in rule.extra["begins"]:
                rules.setdefault(word, []).append(rule)
    return _starts([word for word in rules if word.isalpha()]), rules


def _starts(words: list[str]) -> re.Pattern[str]:
    """A number that may tell a time, or one of some words whole. The standard engine is faster at this."""
    rests: dict[str, set[str]] = {}  # by initial, so that few are tried at each place
    for word in words:
        for spelling in (word, word.capitalize(), word.upper()):
            rests.setdefault(spelling[0], set()).add(spelling[1:])
    spellings = "|".join(f"{initial}(?:{'|'.join(sorted(rests[initial]))})" for initial in sorted(rests))
    letter = r"[^\W\d_]"
    return re.compile(rf"(?<!\d)(?=[{''.join(rests)}\d])(?:\d{_TELLING}|(?<!{letter})(?:{spellings})(?!{letter}))")


def _first(start: str) -> str:
    return "1" if start.isdigit() else start.lower()


def _token_at(words: str, position: int, rules: list[Rule]) -> Token | None:
    for rule in rules:
        if match := rule.pattern.match(words, position, position + _LONGEST):
            return Token(rule.extra["reads"], rule.id, match.start(), match.end(), match.group())
    return None


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
    years = [int(n) for n in _YEAR.findall(words)]
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
