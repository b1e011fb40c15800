"""Put the tokens of a deadline together: operator, period, range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

import regex

from policygraph.extract.deadline_calendar import first_day
from policygraph.extract.deadline_lists import with_list_years
from policygraph.extract.deadline_phrases import Phrase, in_year
from policygraph.extract.deadline_recurrence import cycles, day_of_cycle, with_recurrences
from policygraph.extract.deadline_tokens import Token, periods

_OPERATORS = ("before", "until", "from", "after", "in")
# A dash at the beginning of a line is a bullet, not a range.
_RANGE = regex.compile(r"[ \t]*[-‑–—−÷~→]\s*")
_GOES_ON = regex.compile(r"[\s,;]{0,6}(?:và\s{1,4})?")
_OPEN_END = {"duration": regex.compile(r"[;,|)]|\.(?=\s|$)"), "event": regex.compile(r"[;|]|\.(?=\s|$)")}
_BASE = regex.compile(r"(?i)từ|sau|trước|khi")
_LOOSE_END = regex.compile(r"(?i)(?<!\p{L})(?:và|hoặc|hoàn\s{1,3}thành)\Z")
_LOOSE = " \n\t,("


def phrases(words: str, tokens: list[Token], year: int | None) -> list[Phrase]:
    """The deadlines that the tokens of some words make, left to right.

    ``year`` is taken where nothing in the words tells the year, except for what recurs.
    """
    found = with_recurrences(words, with_list_years(words, list(_read(words, tokens))))
    return [in_year(phrase, year) for phrase in found]


def _read(words: str, tokens: list[Token]) -> Iterator[Phrase]:
    """One phrase a period, recurrence or event; operators and ranges are taken in."""
    previous: Phrase | None = None
    operator: Token | None = None
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.reads in _OPERATORS:
            operator = token
            continue
        if token.reads == "following":
            previous = _without_end(words, previous, token)
            continue
        for phrase in _phrases_of(words, token, following):
            joined = _extended(words, previous, operator, phrase)
            if joined is None and previous:
                yield previous
            previous = joined or _with_operator(words, operator, phrase)
            operator = None
    if previous:
        yield previous


def _without_end(words: str, previous: Phrase | None, token: Token) -> Phrase | None:
    """ "năm 2025 và các năm tiếp theo" begins and goes on."""
    if previous is None or previous.last is None or not _GOES_ON.fullmatch(words, previous.end, token.start):
        return previous
    return replace(previous, end=token.end, last=None, operator="from")


def _phrases_of(words: str, token: Token, following: Token | None) -> Iterator[Phrase]:
    """What a token says by itself."""
    match token.reads:
        case "every":
            yield from cycles(token)
        case "monthly":
            yield day_of_cycle(token)
        case "always":
            yield Phrase("always", token.start, token.end, token.rule)
        case "duration":
            end = _open_end(words, token, following) if _BASE.search(token.text) else token.end
            yield Phrase("duration", token.start, end, token.rule, operator="within", text=token.text)
        case "event":
            end = _open_end(words, token, following)
            yield Phrase("event", token.start, end, token.rule, operator="after")
        case _:
            for period in periods(token):
                yield Phrase("period", period.start, period.end, token.rule, period.first, period.last)


def _open_end(words: str, token: Token, following: Token | None) -> int:
    """An event is told in free words: up to the next token or the end of the clause."""
    limit = following.start if following else len(words)
    stop = _OPEN_END[token.reads].search(words, token.end, limit)
    said = words[token.end : stop.start() if stop else limit]
    told = said.rstrip(_LOOSE)
    loose = _LOOSE_END.search(told[-20:])
    return token.end + len(told.removesuffix(loose.group()).rstrip(_LOOSE) if loose else told)


def _with_operator(words: str, operator: Token | None, phrase: Phrase) -> Phrase:
    """The operator belongs to the phrase when nothing stands between them."""
    if operator is None or phrase.kind in ("always", "event") or words[operator.end : phrase.start].strip():
        return phrase
    ranged = operator.reads == "from" and phrase.first != phrase.last
    name = None if operator.reads == "in" or ranged else operator.reads
    return replace(phrase, start=operator.start, operator=name or phrase.operator)


def _extended(words: str, previous: Phrase | None, operator: Token | None, phrase: Phrase) -> Phrase | None:
    """The range that a phrase closes: "từ tháng 3 đến tháng 6/2025", "10/2013 - 3/2014"."""
    if previous is None or previous.kind != "period" or phrase.kind != "period":
        return None
    if previous.operator not in (None, "from") or previous.last is None:
        return None
    if operator and operator.reads == "until" and operator.start >= previous.end:
        gap = words[previous.end : operator.start] + words[operator.end : phrase.start]
        if gap.strip(" \n\t-–—"):
            return None
    elif not _RANGE.fullmatch(words, previous.end, phrase.start):
        return None
    return _range(previous, phrase)


def _range(left: Phrase, right: Phrase) -> Phrase:
    """A left bound without a year takes the right one's, or the year before when it is later in the year."""
    first, last = left.first, right.last
    if first and last and first.year is None and last.year:
        first = replace(first, year=last.year)
        if (first_day(first) or "") > (first_day(last) or ""):
            first = replace(first, year=last.year - 1)
    return replace(left, end=right.end, first=first, last=last, operator=None)
