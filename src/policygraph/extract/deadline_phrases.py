"""A deadline as it is worded, and how two of them stand to one another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from policygraph.extract.deadline_calendar import Moment, first_day
from policygraph.model import Recurrence

_LIST = regex.compile(r"[\s,;]{0,6}(?:(?:và|hoặc|rồi)\s{1,4})?")
_JOINED = regex.compile(r"[\s,:()–-]{0,8}(?:(?:và|vào|trong|giai\s+đoạn|thời\s+kỳ|hoàn\s+thành|xong)[\s(]{0,4}){0,2}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A deadline as it is worded: offsets into the words, periods not yet turned into days.

    ``kind``: period | every | always | duration | event. ``text`` holds the words of a duration.
    """

    kind: str
    start: int
    end: int
    rule: str
    first: Moment | None = None
    last: Moment | None = None
    operator: str | None = None
    every: Recurrence | None = None
    text: str = ""


def is_joined(words: str, left: Phrase, right: Phrase) -> bool:
    """Whether only punctuation and joining words stand between two phrases."""
    return _JOINED.fullmatch(words, left.end, right.start) is not None


def is_listed(words: str, left: Phrase, right: Phrase) -> bool:
    """Whether two phrases are neighbours in one list."""
    return left.end <= right.start and _LIST.fullmatch(words, left.end, right.start) is not None


def year_of(phrase: Phrase) -> int | None:
    """The year in which it falls due, as far as the words tell."""
    moment = phrase.last or phrase.first
    return moment.year if moment else None


def in_year(phrase: Phrase, year: int | None) -> Phrase:
    """Fill in the year where the words leave it open and nothing recurs."""
    if year is None or phrase.every:
        return phrase
    first, last = (m and (m if m.year else replace(m, year=year)) for m in (phrase.first, phrase.last))
    if first and last and year_of(phrase) is None and (first_day(first) or "") > (first_day(last) or ""):
        last = replace(last, year=year + 1)
    return replace(phrase, first=first, last=last)
