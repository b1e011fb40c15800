"""Instruments that an item makes, submits, pilots, appraises, approves or amends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agencies import find_agencies
from policygraph.extract.spans import Spans, spans_between
from policygraph.grammar.folding import key, squeeze
from policygraph.grammar.rules import Rule, load_rules, rule_pattern
from policygraph.model import InstrumentMention

LONGEST_NAME = 220
_CLAUSE_START = regex.compile(r"[.;]\s")
LONGEST_GAP = 120
LONGEST_CLAUSE = 400  # verbs further back govern nothing; keeps long lines linear
_OPENS_LINE = regex.compile(r"\n\s*[-–+•]\s*$")
_ACTIONS = ("submits", "approves", "appraises", "amends", "pilots", "makes")
# What one to whom something is submitted does with it.
_DECIDING = {"approves", "appraises", "makes"}


@dataclass(frozen=True, slots=True)
class _Verb:
    start: int
    end: int
    action: str
    rule: str


@cache
def kinds() -> dict[str, bool]:
    """Type words of instruments in standard spelling, and whether their subject alone ties an item."""
    return {entry["word"]: entry["tie"] for entry in resources.rules("instrument")["kind"]}


@cache
def _kind_pattern() -> re.Pattern[str]:
    """Every item is searched for these words: the standard engine, told where they may begin, is the faster one."""
    words = "|".join(r"\s+".join(word.split()) for word in sorted(kinds(), key=len, reverse=True))
    initials = "".join(sorted({letter for word in kinds() for letter in (word[0], word[0].upper())}))
    return re.compile(rf"\b(?=[{initials}])(?P<kind>(?i:{words}))\b")


@cache
def _rules(action: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("instrument") if rule.extra["action"] == action)


def find_instruments(unified: str, start: int, end: int, titles: Spans = ()) -> tuple[InstrumentMention, ...]:
    """Every instrument between two offsets that some verb acts upon, one record for each action.

    ``name`` is empty where only the type word stands ("hoàn chỉnh các đề án trình …"). What stands in
    the title of a cited document (``titles``) is that document's doing, not the item's.
    """
    found: list[InstrumentMention] = []
    named_to = start
    titles = spans_between(titles, start, end)
    list_verbs: list[_Verb] = []
    for match in _kind_pattern().finditer(unified, start, end):
        if any(s <= match.start() < e for s, e in titles):
            continue
        verbs = _governing_verbs(unified, start, match.start())
        if found and not verbs and _OPENS_LINE.search(unified, start, match.start()):
            verbs = list_verbs  # "Ban hành các quy định:" governs the dashes below it
        # Inside the name of another instrument only a verb of its own makes it one more:
        # "kế hoạch thí điểm xây dựng đề án …", but not "Đề án … trong thực hiện Quy chế …".
        if not verbs or (match.start() < named_to and verbs[0].start < _opening(found)):
            continue
        list_verbs = list_verbs or verbs
        name_end = _name_end(unified, match.end(), end)
        named_to = name_end
        verbs += _submitted_after(unified, name_end, end)
        found += _mentions(unified, match, name_end, verbs)
    return tuple(found)


def _opening(found: list[InstrumentMention]) -> int:
    """Where the words of the instrument found last begin to name it."""
    last = found[-1]
    return last.end - len(last.name)


def _governing_verbs(unified: str, start: int, kind_start: int) -> list[_Verb]:
    """The verbs that govern a type word, nearest first, without those that belong to somebody else.

    A verb governs across its fellow verbs ("Thẩm định, phê duyệt Đề án") and across the agency it
    names, within one clause. In "Trình UBND tỉnh ban hành quy chế" it is UBND tỉnh that issues.
    """
    verbs = list(_verbs_before(unified, start, kind_start))
    submitting = next((n for n, verb in enumerate(verbs) if verb.action == "submits"), None)
    if submitting is None:
        return verbs
    return [v for v in verbs[:submitting] if v.action not in _DECIDING] + verbs[submitting:]


def _verbs_before(unified: str, start: int, kind_start: int) -> Iterator[_Verb]:
    start = max(start, kind_start - LONGEST_CLAUSE)
    clause = max((m.end() for m in _CLAUSE_START.finditer(unified, start, kind_start)), default=start)
    lowered = unified[clause:kind_start].lower()
    verbs = [
        _Verb(m.start(), m.end(), action, rule.id)
        for action in _ACTIONS
        for rule in _rules(action)
        if rule.applies(lowered)
        for m in rule.finditer(unified, clause, kind_start)
    ]
    position = kind_start
    seen: set[str] = set()
    for verb in sorted(verbs, key=lambda v: v.start, reverse=True):
        if not _is_gap(unified, verb, position):
            break
        position = verb.start
        if verb.action not in seen:
            seen.add(verb.action)
            yield verb


def _submitted_after(unified: str, name_end: int, end: int) -> list[_Verb]:
    """ "Hoàn chỉnh các đề án … trình Bộ Nội vụ": the verb may follow its object, unless another one follows it."""
    (rule,) = _rules("submits")
    match = rule.pattern.search(unified, name_end, min(end, name_end + 12))
    if match is None or unified[name_end : match.start()].strip(" ,\n") not in ("", "và"):
        return []
    to = find_agencies(unified, match.end(), min(end, match.end() + LONGEST_GAP))[:1]
    if to and _kind_pattern().match(unified, to[0].end + 1, end):
        return []
    return [_Verb(match.start(), match.end(), "submits", rule.id)]


def _gap() -> regex.Pattern[str]:
    return rule_pattern("instrument", "instrument-gap")


def _is_gap(unified: str, verb: _Verb, end: int) -> bool:
    if end - verb.end > LONGEST_GAP:
        return False
    if _gap().fullmatch(unified[verb.end : end]):
        return True
    if verb.action != "submits":
        return False
    agencies = find_agencies(unified, verb.end, end)
    return bool(agencies) and _gap().fullmatch(unified[agencies[-1].end : end]) is not None


def _name_end(unified: str, start: int, end: int) -> int:
    """Where the name ends. A line that was only wrapped does not end it."""
    stop = min(end, start + LONGEST_NAME)
    flat = unified[start:stop].replace("\n", " ")
    cuts = [m.start() for rule in _rules("end") for m in rule.finditer(flat)]
    return start + len(flat[: min(cuts, default=len(flat))].rstrip(" ,"))


def _mentions(unified: str, match: re.Match[str], name_end: int, verbs: list[_Verb]) -> list[InstrumentMention]:
    kind, name = key(match["kind"]), squeeze(unified[match.end() : name_end])
    found = []
    for verb in verbs:
        start, end = min(verb.start, match.start()), max(verb.end, name_end)
        reach = (verb.end, match.start()) if verb.start < match.start() else (verb.end, verb.end + LONGEST_GAP)
        to = find_agencies(unified, *reach)[:1] if verb.action == "submits" else ()
        end = max([end, *(agency.end for agency in to)])
        found.append(
            InstrumentMention(verb.action, kind, name, unified[start:end], start, end, to[0] if to else None, verb.rule)
        )
    return found
