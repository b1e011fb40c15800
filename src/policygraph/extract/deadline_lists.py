"""Lists of deadlines share what stands once: a year, an operator."""

from __future__ import annotations

from dataclasses import replace

import regex

from policygraph.extract.deadline_calendar import first_day
from policygraph.extract.deadline_phrases import Phrase, in_year, is_listed, year_of

_ENCLOSED = regex.compile(r"\s{0,4}[(:]\s{0,4}")


def with_list_years(words: str, found: list[Phrase]) -> list[Phrase]:
    """The phrases with the year and the operator of their list: "trước 15/6 và 15/12/2025"."""
    dated = _with_years_aside(words, found)
    for i in range(len(dated) - 2, -1, -1):
        left, right = dated[i], dated[i + 1]
        if is_listed(words, left, right) and year_of(left) is None and year_of(right):
            dated[i] = in_year(left, year_of(right))
    for i in range(1, len(dated)):
        if is_listed(words, dated[i - 1], dated[i]):
            dated[i] = _continued(dated[i - 1], dated[i])
    return dated


def _continued(left: Phrase, right: Phrase) -> Phrase:
    """The right one of two neighbours with the operator and the year of the left one."""
    if not left.last or not right.last:
        return right
    if left.operator in ("before", "until") and right.operator is None and left.last.unit == right.last.unit:
        right = replace(right, operator=left.operator)
    return _later(left, right) if year_of(right) is None and year_of(left) else right


def _with_years_aside(words: str, found: list[Phrase]) -> list[Phrase]:
    """ "Năm 2025 (Quý IV)", "Tháng 11 (năm 2025)": the year stands before or behind in a bracket."""
    kept: list[Phrase] = []
    for phrase in found:
        left = kept[-1] if kept else None
        if left and _ENCLOSED.fullmatch(words, left.end, phrase.start):
            year, part = (left, phrase) if _is_year(left) else (phrase, left)
            if _is_year(year) and part.last and part.last.year is None:
                dated = in_year(part, year_of(year))
                kept[-1] = replace(dated, start=left.start, end=phrase.end)
                continue
        kept.append(phrase)
    return kept


def _is_year(phrase: Phrase) -> bool:
    one = phrase.last is not None and phrase.first == phrase.last
    return one and phrase.operator is None and phrase.last is not None and phrase.last.unit == "year"


def _later(left: Phrase, right: Phrase) -> Phrase:
    """The year of the phrase before, unless the list would run backwards."""
    dated = in_year(right, year_of(left))
    backwards = left.last and dated.first and (first_day(dated.first) or "") < (first_day(left.last) or "")
    return right if backwards else dated
