"""Put the tokens of a deadline together: operator, period, range, list, recurrence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import regex

from policygraph.extract.deadline_calendar import Moment, first_day
from policygraph.extract.deadline_tokens import Period, Token, count_in, periods
from policygraph.model import Recurrence

OPERATORS = ("before", "until", "from", "after", "in")
# A dash at the beginning of a line is a bullet, not a range.
_RANGE = regex.compile(r"[ \t]*[-‑–—−÷~→]\s*")
_LIST = regex.compile(r"[\s,;]{0,6}(?:(?:và|hoặc|rồi)\s{1,4})?")
_JOINED = regex.compile(r"[\s,:()–-]{0,8}(?:(?:và|vào|trong|giai\s+đoạn|thời\s+kỳ|hoàn\s+thành|xong)[\s(]{0,4}){0,2}")
_ENCLOSED = regex.compile(r"\s{0,4}[(:]\s{0,4}")
_OPEN_END = {"duration": regex.compile(r"[;,|)]|\.(?=\s|$)"), "event": regex.compile(r"[;|]|\.(?=\s|$)")}
_CYCLE = regex.compile(
    r"(?i)(?:(?:định\s+kỳ|h[ằà]ng|mỗi|từng|theo)[\s:]+){0,2}"
    r"(?:(?P<half>nửa\s+năm)|(?:(?P<count>\d+|ba|sáu)\s*)?(?P<unit>tháng|năm|quý|quí|tuần|ngày))|thường\s+niên"
)
_EVERY = {"năm": "year", "quý": "quarter", "quí": "quarter", "tháng": "month", "tuần": "week", "ngày": "day"}
_EVERY_MONTHS = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A deadline as it is worded: offsets into the words, periods not yet turned into days.

    ``kind``: period | every | always | duration | event. ``base`` is the day a duration is counted from.
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


def phrases(words: str, tokens: list[Token], year: int | None) -> list[Phrase]:
    """The deadlines that the tokens of some words make, left to right.

    ``year`` is taken where nothing in the words tells the year, except for what recurs.
    """
    found = _recurring(words, _shared(words, list(_read(words, tokens))))
    return [_in_year(phrase, year) for phrase in found]


def is_joined(words: str, left: Phrase, right: Phrase) -> bool:
    """Whether only punctuation and joining words stand between two phrases."""
    return _JOINED.fullmatch(words, left.end, right.start) is not None


def is_listed(words: str, left: Phrase, right: Phrase) -> bool:
    """Whether two phrases are neighbours in one list."""
    return left.end <= right.start and _LIST.fullmatch(words, left.end, right.start) is not None


def _read(words: str, tokens: list[Token]) -> Iterator[Phrase]:
    """One phrase a period, recurrence or event; operators and ranges are taken in."""
    previous: Phrase | None = None
    operator: Token | None = None
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.reads in OPERATORS:
            operator = token
            continue
        if token.reads == "following" and previous and _goes_on(words, previous, token):
            previous = replace(previous, end=token.end, last=None, operator="from")
            continue
        for phrase in _phrases_of(words, token, following):
            joined = _extended(words, previous, operator, phrase)
            if joined is None and previous:
                yield previous
            previous = joined or _with_operator(words, operator, phrase)
            operator = None
    if previous:
        yield previous


def _goes_on(words: str, previous: Phrase, token: Token) -> bool:
    return previous.last is not None and _LIST.fullmatch(words, previous.end, token.start) is not None


def _phrases_of(words: str, token: Token, following: Token | None) -> Iterator[Phrase]:
    """What a token says by itself."""
    match token.reads:
        case "every":
            yield from _cycles(token)
        case "monthly":
            every = "quarter" if regex.search(r"quý|quí", token.text.lower()) else "month"
            day = Recurrence(every, day=count_in(token.text))
            yield Phrase("every", token.start, token.end, token.rule, every=day)
        case "always":
            yield Phrase("always", token.start, token.end, token.rule)
        case "duration" | "event":
            end = _open_end(words, token, following)
            operator = "within" if token.reads == "duration" else "after"
            text = token.text if token.reads == "duration" else ""
            yield Phrase(token.reads, token.start, end, token.rule, operator=operator, text=text)
        case _:
            for period in periods(token):
                yield _from_period(period, token.rule)


def _from_period(period: Period, rule: str) -> Phrase:
    return Phrase("period", period.start, period.end, rule, period.first, period.last)


def _cycles(token: Token) -> Iterator[Phrase]:
    """ "định kỳ 6 tháng, hằng năm" falls due in two cycles."""
    cycles = list(_CYCLE.finditer(token.text))
    if len(cycles) < 2 or "lần" in token.text.lower():
        yield Phrase("every", token.start, token.end, token.rule, every=_frequency(token.text))
        return
    for match in cycles:
        span = token.start + match.start(), token.start + match.end()
        yield Phrase("every", *span, token.rule, every=_cycle(match))


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
    times = regex.match(r"(?i)(\d{1,2}|một)\s+lần", text)
    count = count_in(times[1]) if times else 1
    if count == 1:
        return _cycle(match)
    by_count = {2: "half-year", 4: "quarter", 12: "month"}
    yearly = (match["unit"] or "").lower() == "năm"
    return Recurrence(by_count[count]) if yearly and count in by_count else None


def _open_end(words: str, token: Token, following: Token | None) -> int:
    """An event is told in free words: up to the next token or the end of the clause."""
    if token.reads == "duration" and not regex.search(r"(?i)từ|sau|trước|khi", token.text):
        return token.end
    limit = following.start if following else len(words)
    stop = _OPEN_END[token.reads].search(words, token.end, limit)
    said = words[token.end : stop.start() if stop else limit]
    return token.end + len(regex.sub(r"(?i)(?:[\s,(]|(?<!\p{L})(?:và|hoặc|hoàn\s+thành))+$", "", said))


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


def _shared(words: str, found: list[Phrase]) -> list[Phrase]:
    """In a list the year may stand once, and the operator too: "trước 15/6 và 15/12/2025"."""
    found = _with_years_aside(words, found)
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if is_listed(words, left, right) and _year_of(left) is None and _year_of(right):
            found[i] = _in_year(left, _year_of(right))
    for i in range(1, len(found)):
        left, right = found[i - 1], found[i]
        if not is_listed(words, left, right) or not left.last or not right.last:
            continue
        if left.operator in ("before", "until") and right.operator is None and left.last.unit == right.last.unit:
            found[i] = replace(right, operator=left.operator)
        if _year_of(right) is None and _year_of(left):
            found[i] = _later(left, found[i])
    return found


def _with_years_aside(words: str, found: list[Phrase]) -> list[Phrase]:
    """ "Năm 2025 (Quý IV)", "Tháng 11 (năm 2025)": the year stands before or behind in a bracket."""
    kept: list[Phrase] = []
    for phrase in found:
        left = kept[-1] if kept else None
        if left and _ENCLOSED.fullmatch(words, left.end, phrase.start):
            year, part = (left, phrase) if _is_year(left) else (phrase, left)
            if _is_year(year) and part.last and part.last.year is None:
                dated = _in_year(part, _year_of(year))
                kept[-1] = replace(dated, start=left.start, end=phrase.end)
                continue
        kept.append(phrase)
    return kept


def _is_year(phrase: Phrase) -> bool:
    one = phrase.last is not None and phrase.first == phrase.last
    return one and phrase.operator is None and phrase.last is not None and phrase.last.unit == "year"


def _later(left: Phrase, right: Phrase) -> Phrase:
    """The year of the phrase before, unless the list would run backwards."""
    dated = _in_year(right, _year_of(left))
    backwards = left.last and dated.first and (first_day(dated.first) or "") < (first_day(left.last) or "")
    return right if backwards else dated


def _recurring(words: str, found: list[Phrase]) -> list[Phrase]:
    """Join "hằng năm" with the day, period or years beside it; so "thường xuyên" and terms of years."""
    merged: list[Phrase] = []
    for phrase in found:
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
    return merged


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
    if every and _year_of(period) is None:
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
    if phrase.kind != "period" or phrase.every or _year_of(phrase) or _year_of(neighbour) or not yearly:
        return phrase
    return replace(phrase, every=_anniversary(phrase), operator=phrase.operator or neighbour.operator)


def _anniversary(period: Phrase) -> Recurrence:
    moment = period.last if period.first == period.last else None
    if moment is None or moment.unit not in ("day", "month"):
        return Recurrence("year")
    return Recurrence("year", moment.number, moment.day or None)


def _year_of(phrase: Phrase) -> int | None:
    moment = phrase.last or phrase.first
    return moment.year if moment else None


def _in_year(phrase: Phrase, year: int | None) -> Phrase:
    """Fill in the year where the words leave it open and nothing recurs."""
    if year is None or phrase.every:
        return phrase
    first, last = (m and (m if m.year else replace(m, year=year)) for m in (phrase.first, phrase.last))
    if (
        first
        and last
        and not (phrase.first and phrase.first.year)
        and (first_day(first) or "") > (first_day(last) or "")
    ):
        last = replace(last, year=year + 1)
    return replace(phrase, first=first, last=last)
