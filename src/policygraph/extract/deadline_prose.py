"""Tell deadlines from other times in running text: a time counts only where a cue makes it one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from policygraph.extract.deadline_phrases import Phrase, is_listed
from policygraph.grammar.rules import Rule, load_rules

# Cues stand near; looking no further keeps reading linear.
_REACH = 160
_CLAUSE_END = regex.compile(r"[.;]\s|\n\s*[-+•*]\s")
_FIRM = regex.compile(r"(?i)(?:từ\s+nay|.{0,12}(?:nhất|hạn|không)|(?:.{0,8}\s)?(?:hết|cuối))(?!\p{L})")
_INSIDE = regex.compile(r"(?i)(?<!\p{L})(?:trong|vào|khoảng)(?!\p{L})")
_TERM = regex.compile(r"(?i)trong\s+(?:vòng|thời\s+hạn)|(?:chậm|muộn)\s+nhất")
_YEAR = regex.compile(r"\d{4}")
_PERIODIC = regex.compile(r"(?i)định\s+kỳ")
_AFTER_OPENING = regex.compile(r"\s*[:,]")
_AFTER_CLOSING = regex.compile(r"\s*(?:[.;)]|/|\n\s*[-+•*a-zđ\d]|\Z)")
_AFTER_BRACKET = regex.compile(r"\s*[),;]")


def said_in_prose(words: str, found: list[Phrase]) -> list[Phrase]:
    """Those phrases that the words around them make deadlines, with the words that lead them in."""
    said: list[Phrase] = []
    for phrase in found:
        led = _led_in(words, phrase)
        if led is None and said and is_listed(words, said[-1], phrase) and _alike(said[-1], phrase):
            led = phrase
        if led is not None:
            said.append(led)
    return said


def _led_in(words: str, phrase: Phrase) -> Phrase | None:
    """The phrase, in a bracket with its lead, or None where nothing makes it a deadline."""
    text = words[phrase.start : phrase.end]
    if phrase.kind in ("always", "event") or _is_vague(phrase, text):
        return None
    before = _before(words, phrase.start)
    lead = _rule("bracket").pattern.search(before)
    if lead and _AFTER_BRACKET.match(words, phrase.end):
        return replace(phrase, start=phrase.start - len(before) + lead.start("lead"))
    return phrase if _is_cued(phrase, before) or _stands_alone(words, phrase, before) else None


def _is_vague(phrase: Phrase, text: str) -> bool:
    """A number that need not be a year ("(2006)"), a day of every year ("(ngày 25/11)")."""
    if phrase.kind != "period" or phrase.last is None or phrase.every:
        return False
    if phrase.last.unit == "year":
        return phrase.first == phrase.last and "năm" not in text.lower()
    day = phrase.last.unit == "day" and phrase.first == phrase.last and phrase.operator is None
    return day and not _YEAR.search(text)


def _is_cued(phrase: Phrase, before: str) -> bool:
    """A cue in front; a recurrence needs a label: "Thời gian: hằng năm", not "thực hiện theo tháng"."""
    if phrase.kind == "every" and not before.rstrip().endswith((":", "(")):
        return False
    spanning = (phrase.kind == "period" and phrase.first != phrase.last) or phrase.operator == "from"
    return (_asks("cue", before) or (spanning and _asks("work", before))) and not _asks("fact", before)


def _before(words: str, position: int) -> str:
    """The words near by; a mark shows where they were cut, which is no beginning of a clause."""
    cut = max(0, position - _REACH)
    return ("…" if cut else "") + words[cut:position]


def _stands_alone(words: str, phrase: Phrase, before: str) -> bool:
    """Whether the phrase's own words and its place in the clause make it a deadline."""
    clause = before[max((m.end() for m in _CLAUSE_END.finditer(before)), default=0) :]
    text = words[phrase.start : phrase.end]
    opening = _asks("opening", before)
    if phrase.kind == "duration":
        return bool(_TERM.match(text))
    if _asks("fact", clause):
        return False
    if phrase.kind == "every" or phrase.every:
        return _recurs(words, phrase, text, opening)
    match phrase.operator:
        case "before":
            return True
        case "until":
            return opening or bool(_FIRM.match(text)) or not _asks("title", clause)
        case None if _INSIDE.match(text):
            return True
        case None:
            return _set_off(words, phrase, before, opening)
    return False


def _recurs(words: str, phrase: Phrase, text: str, opening: bool) -> bool:
    """ "hằng năm" by itself mostly describes a plan or a budget; with a day or up front it is a deadline."""
    if phrase.operator in ("before", "until") or _PERIODIC.match(text):
        return True
    if phrase.every and phrase.every.day and _INSIDE.search(text):  # "vào ngày 20 tháng cuối quý"
        return True
    return opening and bool(_AFTER_OPENING.match(words, phrase.end))


def _set_off(words: str, phrase: Phrase, before: str, opening: bool) -> bool:
    """ "Quý I/2014: lập dự thảo", "…, trình Ủy ban nhân dân tỉnh, quý IV/2013." """
    if phrase.first is None or (phrase.first.unit == "day" and phrase.first == phrase.last):
        return False
    if opening and _AFTER_OPENING.match(words, phrase.end):
        return True
    return before.rstrip().endswith(",") and bool(_AFTER_CLOSING.match(words, phrase.end))


def _alike(left: Phrase, right: Phrase) -> bool:
    return bool(left.last and right.last and left.last.unit == right.last.unit)


def _asks(ask: str, before: str) -> bool:
    return _rule(ask).pattern.search(before) is not None


@cache
def _rule(ask: str) -> Rule:
    return next(rule for rule in load_rules("deadline") if rule.extra.get("asks") == ask)
