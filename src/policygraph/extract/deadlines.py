"""Read deadlines: "Quý IV/2013", "trước ngày 15 tháng 11 hàng năm", "từ tháng 3 đến tháng 6/2025".

``read_deadlines`` is for words that are a deadline (a cell, what follows a label), ``find_deadlines``
for running text. The forms are data (``data/rules/deadline.toml``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate

import regex

from policygraph.extract.deadline_calendar import (
    Moment,
    counted,
    day_after,
    day_before,
    edtf,
    exists,
    first_day,
    last_day,
)
from policygraph.extract.deadline_composition import phrases
from policygraph.extract.deadline_phrases import Phrase
from policygraph.extract.deadline_prose import said_in_prose
from policygraph.extract.deadline_tokens import Token, count_in, tokenise
from policygraph.extract.spans import Spans, spans_between
from policygraph.grammar.dates import parse_date
from policygraph.grammar.folding import unify
from policygraph.model import DeadlineMention

_EDGE = " \t\n\r ()[].,;:|*_"
_TERM_UNITS = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}
_TERM_UNIT = regex.compile(r"(?i)(ngày|tuần|tháng|năm)(?!\p{L})")
# A time in running text has a digit or one of these; where there is neither, "trong", "đến" … say nothing of time.
_DIGIT = re.compile(r"\d")
_TIME_WORDS = ("năm", "tháng", "ngày", "tuần", "quý", "quí", "qúy", "qi", "qv", "q.", "lần", "niên")
_Bounds = tuple[str | None, str | None, str | None]


def read_deadlines(content: str, start: int, end: int, *, year: int | None = None) -> tuple[DeadlineMention, ...]:
    """All deadlines in words that are nothing but a deadline; unreadable words are kept without dates.

    ``year`` is the plan's year where the words give none. Offsets are into ``content``. Never raises.
    """
    words = _unified(content, start, end)
    found = phrases(words, tokenise(words, prose=False), year)
    if not found:
        return _unread(content, start, end)
    if len(found) == 1 and found[0].last is None and found[0].first is None:
        # What has no date is told by all of its words.
        found = [replace(found[0], start=_left(words), end=len(words.rstrip(_EDGE)))]
    return tuple(_mention(content, start, words, phrase) for phrase in found)


def find_deadlines(
    content: str,
    start: int,
    end: int,
    *,
    year: int | None = None,
    exclude: Spans = (),
) -> tuple[DeadlineMention, ...]:
    """The deadlines in running text: dates and periods that a cue makes a deadline.

    ``exclude`` holds spans of ``content`` in their order (citations with their dates) that are never read.
    """
    words = _unified(content, start, end)
    tokens = tokenise(words, prose=True) if _may_tell_time(words) else []
    if not tokens:
        return ()
    barred = [(a - start, b - start) for a, b in spans_between(exclude, start, end)]
    starts, ends = [a for a, _ in barred], list(accumulate((b for _, b in barred), max))
    free = [token for token in tokens if not _touches(token, starts, ends)]
    found = said_in_prose(words, phrases(words, free, year))
    return tuple(_mention(content, start, words, phrase) for phrase in found)


def _may_tell_time(words: str) -> bool:
    lowered = words.lower()
    return _DIGIT.search(words) is not None or any(word in lowered for word in _TIME_WORDS)


def _unified(content: str, start: int, end: int) -> str:
    """For matching only: spans are given in the raw text, so the length must stay."""
    unified = unify(content)
    return (unified if len(unified) == len(content) else content)[start:end]


def _touches(token: Token, starts: list[int], ends: list[int]) -> bool:
    """Whether a token lies in a span: of those that start before its end, one reaches beyond its start."""
    before = bisect_left(starts, token.end) - 1
    return before >= 0 and ends[before] > token.start


def _left(words: str) -> int:
    return len(words) - len(words.lstrip(_EDGE))


def _unread(content: str, start: int, end: int) -> tuple[DeadlineMention, ...]:
    raw = content[start:end]
    text = raw.strip(_EDGE)
    if not any(c.isalnum() for c in text):
        return ()
    at = start + _left(raw)
    return (DeadlineMention(text, at, at + len(text), None, None, None, None, None, "deadline-in-words"),)


def _mention(content: str, offset: int, words: str, phrase: Phrase) -> DeadlineMention:
    start, end = offset + phrase.start, offset + _closed(words, phrase)
    first, last, form = _bounds(phrase)
    if first and last and first > last:
        first = last = form = None
    return DeadlineMention(
        content[start:end], start, end, first, last, form, phrase.operator, phrase.every, phrase.rule
    )


def _closed(words: str, phrase: Phrase) -> int:
    """The end, with the bracket that the phrase opened."""
    text = words[phrase.start : phrase.end]
    return phrase.end + (text.count("(") > text.count(")") and words[phrase.end : phrase.end + 1] == ")")


def _bounds(phrase: Phrase) -> _Bounds:
    """First and last day and EDTF."""
    if phrase.kind == "duration":
        return _term(phrase)
    first, last = phrase.first, phrase.last
    if not all(exists(moment) for moment in (first, last) if moment):
        return None, None, None
    if last and phrase.operator in ("before", "until"):
        return _up_to(last, phrase.operator)
    if first and (last is None or phrase.operator in ("from", "after")):
        # "trước ngày 15/12 hằng năm, từ năm 2025" goes on from 2025: "before" is about the day that recurs.
        return _onward(first, "after" if phrase.operator == "after" else "from")
    if first and last:
        form = edtf(first) if first == last else f"{edtf(first)}/{edtf(last)}"
        bounds = first_day(first), last_day(last)
        return (*bounds, form) if all(bounds) else (None, None, form)
    return None, None, None


def _up_to(last: Moment, operator: str) -> _Bounds:
    """A day is named as the limit itself; "trước tháng 6" ends with May."""
    if operator == "until" or last.unit == "day":
        return None, last_day(last), f"../{edtf(last)}"
    day = day_before(first_day(last))
    return None, day, f"../{day}" if day else None


def _onward(first: Moment, operator: str) -> _Bounds:
    if operator == "from" or first.unit == "day":
        return first_day(first), None, f"{edtf(first)}/.."
    day = day_after(last_day(first))
    return day, None, f"{day}/.." if day else None


def _term(phrase: Phrase) -> _Bounds:
    """A term has dates only where the day it is counted from is written; working days are not counted."""
    base = parse_date(phrase.text)
    unit = _TERM_UNIT.search(phrase.text)
    if base is None or unit is None:
        return None, None, None
    if "làm" in phrase.text[unit.end() : unit.end() + 5]:
        return base, None, f"{base}/.."
    last = counted(base, count_in(phrase.text), _TERM_UNITS[unit[1].lower()])
    return base, last, f"{base}/{last}"
