"""What falls due again and again: "định kỳ 6 tháng, hằng năm", "trước ngày 15 tháng 11 hàng năm"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from policygraph.extract.deadline_calendar import Moment, exists, first_month, last_month
from policygraph.extract.deadline_phrases import Phrase, is_joined, is_listed, year_of
from policygraph.extract.deadline_tokens import Token, count_in
from policygraph.model import Recurrence

_CYCLE = regex.compile(
    r"(?i)(?:(?:định\s+kỳ|h[ằà]ng|mỗi|từng|theo)[\s:]+){0,2}"
    r"(?:(?P<half>nửa\s+năm)|(?:(?P<count>\d+|một|hai|ba|bốn|năm|sáu|mười)\s*)?(?P<unit>tháng|năm|quý|quí|tuần|ngày))|thường\s+niên"
)
_EVERY = {"năm": "year", "quý": "quarter", "quí": "quarter", "tháng": "month", "tuần": "week", "ngày": "day"}
_EVERY_MONTHS = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}
_TIMES = regex.compile(r"(?i)(\d{1,2}|một|hai|ba|bốn)\s+lần")
_TIMES_A_YEAR = {2: "half-year", 4: "quarter", 12: "month"}
_SENTENCE_END = regex.compile(r"[.;]\s|\n\s*\n")
_QUARTER = regex.compile(r"(?i)quý|quí")
# Months of a quarter by their place in it; of the last one nothing is kept: what is of no month is due at the end.
_MONTHS_OF_QUARTER = ((1, regex.compile(r"(?i)đầu|thứ\s+nhất")), (2, regex.compile(r"(?i)thứ\s+hai")))


def cycles(token: Token) -> Iterator[Phrase]:
    """A phrase for each cycle that a token names: "định kỳ 6 tháng, hằng năm" falls due in two."""
    found = list(_CYCLE.finditer(token.text))
    if len(found) < 2 or "lần" in token.text.lower():
        yield Phrase("every", token.start, token.end, token.rule, every=_frequency(token.text))
        return
    for match in found:
        span = token.start + match.start(), token.start + match.end()
        yield Phrase("every", *span, token.rule, every=_cycle(match))


def day_of_cycle(token: Token) -> Phrase:
    """A day of every month or, "ngày 15 tháng đầu quý sau", of every quarter."""
    recurs = Recurrence("month", day=count_in(token.text))
    if _QUARTER.search(token.text):
        month = next((number for number, words in _MONTHS_OF_QUARTER if words.search(token.text)), None)
        recurs = replace(recurs, every="quarter", month=month)
    return Phrase("every", token.start, token.end, token.rule, every=recurs)


def with_recurrences(words: str, found: list[Phrase]) -> list[Phrase]:
    """Join "hằng năm" with the day, period or years beside it; so "thường xuyên" and terms of years."""
    merged: list[Phrase] = []
    for phrase in _with_bracketed_days(words, found):
        left = merged[-1] if merged else None
        if left and is_joined(words, left, phrase) and (both := _merged(left, phrase)):
            merged[-1] = both
        else:
            merged.append(phrase)
    for i in range(len(merged) - 2, -1, -1):
        if is_listed(words, merged[i], merged[i + 1]):
            merged[i] = _also_recurring(merged[i], merged[i + 1])
    for i in range(1, len(merged)):
        if is_listed(words, merged[i - 1], merged[i]):
            merged[i] = _also_recurring(merged[i], merged[i - 1])
    return _begun(words, list(_apart(words, merged)))


def _with_bracketed_days(words: str, found: list[Phrase]) -> list[Phrase]:
    """ "định kỳ 6 tháng (trước ngày 15/6) và năm (trước ngày 15/12)": the days in brackets come back every year."""
    kept: list[Phrase] = []
    for phrase in found:
        cycle = kept[-1] if kept and kept[-1].kind == "every" else None
        enclosed = (
            cycle and words[cycle.end : phrase.start].strip() == "(" and phrase.last and phrase.last.unit == "day"
        )
        if cycle and enclosed and year_of(phrase) is None:
            kept[-1] = replace(phrase, start=cycle.start, every=_anniversary(phrase))
        else:
            kept.append(phrase)
    return kept


def _apart(words: str, found: list[Phrase]) -> Iterator[Phrase]:
    """ "Hằng năm các sở báo cáo … trước ngày 15/11": the day recurs with the words that open its sentence."""
    yearly: Phrase | None = None
    for phrase in found:
        if phrase.kind == "every" and phrase.every == Recurrence("year"):
            yearly = phrase
        recurs = yearly is not None and _is_limit_of_every_year(phrase) and _in_one_sentence(words, yearly, phrase)
        yield replace(phrase, every=_anniversary(phrase)) if recurs else phrase


def _begun(words: str, found: list[Phrase]) -> list[Phrase]:
    """ "trước ngày 15/6 và 15/12 hằng năm, bắt đầu từ năm 2025": since when each of these days recurs."""
    kept: list[Phrase] = []
    for phrase in reversed(found):
        right = kept[-1] if kept else None
        if right and right.first and _is_anniversary(phrase):
            if right.operator == "from" and not right.every and is_joined(words, phrase, right):
                kept[-1] = replace(phrase, end=right.end, first=right.first, last=None)
                continue
            if right.every and right.last is None and is_listed(words, phrase, right):
                phrase = replace(phrase, first=right.first, last=None)
        kept.append(phrase)
    return kept[::-1]


def _is_anniversary(phrase: Phrase) -> bool:
    return phrase.kind == "period" and phrase.every is not None and year_of(phrase) is None


def _in_one_sentence(words: str, left: Phrase, right: Phrase) -> bool:
    return _SENTENCE_END.search(words, left.end, right.start) is None


def _is_limit_of_every_year(phrase: Phrase) -> bool:
    if phrase.kind != "period" or phrase.every or year_of(phrase) is not None:
        return False
    return phrase.operator in ("before", "until") and phrase.last is not None and phrase.last.unit in ("day", "month")


def _cycle(match: regex.Match[str]) -> Recurrence | None:
    if match["half"]:
        return Recurrence("half-year")
    unit = (match["unit"] or "năm").lower()
    count = count_in(match["count"] or "")
    if unit == "tháng":
        return Recurrence(_EVERY_MONTHS[count]) if count in _EVERY_MONTHS else None
    return Recurrence(_EVERY[unit]) if count == 1 else None


def _frequency(text: str) -> Recurrence | None:
    """ "01 lần/năm", "6 tháng/lần"; "02 lần/năm" is every half-year, "04 lần/năm" every quarter."""
    match = _CYCLE.search(text)
    if match is None:
        return None
    times = _TIMES.match(text)
    count = count_in(times[1]) if times else 1
    if count == 1:
        return _cycle(match)
    yearly = (match["unit"] or "").lower() == "năm"
    return Recurrence(_TIMES_A_YEAR[count]) if yearly and count in _TIMES_A_YEAR else None


def _merged(left: Phrase, right: Phrase) -> Phrase | None:
    """One deadline out of a period and what says how it recurs or how long it lasts, else None."""
    if left.kind == right.kind == "every":
        return _said_again(left, right)
    period, other = (left, right) if left.kind == "period" else (right, left)
    if period.kind != "period" or other.kind == "period":
        return None
    every = other.every
    if period.every:
        # "hằng năm, chậm nhất ngày 20/12 (năm báo cáo)" says twice that it recurs.
        again = every is not None and every.every == period.every.every
        return replace(period, start=left.start, end=right.end) if again else None
    if every and year_of(period) is None:
        if every.every != "year":
            return None
        every = _anniversary(period)
    operator = period.operator or (other.operator if other.kind == "every" else None)
    return replace(period, start=left.start, end=right.end, every=every, operator=operator)


def _said_again(left: Phrase, right: Phrase) -> Phrase | None:
    """ "Định kỳ hàng tháng (trước ngày 18 hàng tháng)" is one deadline."""
    if not (left.every and right.every and left.every.every == right.every.every):
        return None
    every = right.every if right.every.day else left.every
    return replace(right, start=left.start, every=every, operator=right.operator or left.operator)


def _also_recurring(phrase: Phrase, neighbour: Phrase) -> Phrase:
    """ "trước ngày 15/6 và 15/12 hằng năm": both fall due every year."""
    yearly = neighbour.kind == "period" and neighbour.every and neighbour.every.every == "year"
    if phrase.kind != "period" or phrase.every or year_of(phrase) or year_of(neighbour) or not yearly:
        return phrase
    return replace(phrase, every=_anniversary(phrase), operator=phrase.operator or neighbour.operator)


def _anniversary(period: Phrase) -> Recurrence:
    """The last day or month of a period of every year: of "Quý I hằng năm" March."""
    moment = period.last
    if moment is None or moment.unit == "year" or not exists(moment):
        return Recurrence("year")
    if moment.unit == "day":
        return Recurrence("year", moment.number, moment.day)
    return Recurrence("year", _month_before(period.first) if period.operator == "before" else last_month(moment))


def _month_before(moment: Moment | None) -> int | None:
    """ "Trước tháng 6" is due by the end of May, "trước quý I" by the end of December."""
    return (first_month(moment) - 2) % 12 + 1 if moment else None
