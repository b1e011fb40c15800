"""What stands around a citation: the type word before it, its date, issuer, title and provision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from policygraph.extract.citation_tables import compiled, rule_of, type_of_word, type_word_pattern
from policygraph.extract.type_words import any_of
from policygraph.grammar.dates import parse_date
from policygraph.grammar.folding import squeeze

_HEAD_WINDOW = 160
_PROVISION_WINDOW = 200
_TITLE_LENGTH = 600

_JOINT_AT_END = regex.compile(r"(?:\s+(?:của|tại|trong))?[\s,;]*$")
_OWN_NUMBER = regex.compile(r"(?<!\p{L}[^\S\n])S[ốó]\s{0,2}:\s{0,3}$")


@dataclass(frozen=True, slots=True)
class Head:
    """The type word before a number. ``type`` is None where the list of types has none for it."""

    start: int
    end: int
    type: str | None


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a citation. ``end`` is where its date or year ends, or where it ended itself."""

    end: int
    date: str | None
    year: int | None
    issuer: str | None
    title: str | None


@cache
def _type_words() -> regex.Pattern[str]:
    return regex.compile(type_word_pattern())


def head_before(text: str, start: int, floor: int) -> Head | None:
    """The type word to which a number at ``start`` belongs, looking back no further than ``floor``."""
    low = max(floor, start - _HEAD_WINDOW)
    words = list(any_of(_type_words(), text, low, start))
    for word in reversed(words[-3:]):
        if compiled("{{HEAD_NEAR}}").fullmatch(text, word.end(), start):
            return Head(word.start(), word.end(), type_of_word(word.group()))
        if compiled("{{HEAD_FAR}}").fullmatch(text, word.end(), start):
            return Head(word.start(), word.end(), type_of_word(word.group()))
    return None


def is_list_joint(text: str, start: int, end: int) -> bool:
    """Whether only what joins the numbers of a list stands between two offsets."""
    return end - start < 40 and compiled("{{LIST_JOINT}}").fullmatch(text, start, end) is not None


def names_no_document(text: str, start: int) -> bool:
    """Whether the words before a number say that it numbers a form, an annex, a licence."""
    return compiled("{{NO_DOCUMENT}}$").search(text, max(0, start - 60), start) is not None


def follows_so(text: str, start: int) -> bool:
    """Whether "số" stands right before."""
    return compiled(r"(?<!\p{L}){{SO}}\s*$").search(text, max(0, start - 20), start) is not None


def heads_a_document(text: str, start: int) -> bool:
    """Whether "Số:" stands right before: the document's own number."""
    return _OWN_NUMBER.search(text, max(0, start - 20), start) is not None


def tail_after(text: str, end: int) -> Tail:
    """Date or year, issuer and title that follow a citation ending at ``end``."""
    stop = min(len(text), end + _TITLE_LENGTH)
    dated = compiled("{{DATE_AFTER}}").match(text, end, stop)
    date = parse_date(dated["date"]) if dated else None
    of_year = None if dated else compiled("{{YEAR_AFTER}}").match(text, end, stop)
    after = dated.end() if dated else of_year.end() if of_year else end
    issued = compiled("{{ISSUER_AFTER}}").match(text, after, stop)
    issuer = squeeze(issued["issuer"]) if issued else None
    if issued and issued["date"] and date is None:
        date = parse_date(issued["date"])
    year = int(of_year["year"]) if of_year and date is None else None
    return Tail(after, date, year, issuer, title_after(text, issued.end() if issued else after))


def title_after(text: str, start: int) -> str | None:
    """The subject of a document: the words from "về việc", "phê duyệt" … to their natural end."""
    match = compiled("{{TITLE_AFTER}}").match(text, start, min(len(text), start + _TITLE_LENGTH))
    if match is None:
        return None
    words = match["title"]
    cut = compiled("{{TITLE_END}}").search(words)
    return squeeze(words[: cut.start()] if cut else words).rstrip(" ,") or None


def provision_before(text: str, start: int, floor: int) -> str | None:
    """The provision that is meant when it stands before a citation ("khoản 2 Điều 5"), or None."""
    low = max(floor, start - _PROVISION_WINDOW)
    rule = rule_of("citation-provision")
    match = rule.pattern.search(text, low, start) if rule.applies(text[low:start].lower()) else None
    if match is None:
        return None
    words = _JOINT_AT_END.sub("", match.group())
    return squeeze(words) or None
