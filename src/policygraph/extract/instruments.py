"""Instruments that an item makes, submits, pilots, appraises, approves or amends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agencies import find_agencies
from policygraph.grammar.folding import key, squeeze
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import AgencyMention, InstrumentMention

LONGEST_NAME = 220
_CLAUSE_START = regex.compile(r"[.;]\s")
_ACTIONS = ("submits", "approves", "appraises", "amends", "pilots", "makes")
# Words between the verb and its object that do not break the tie ("Trình UBND tỉnh 2 đề án").
_PLAIN_GAP = regex.compile(r"(?i)[\s,]*(?:(?:và|các|một\s+số|mới|quy\s+định|\d{1,2}|việc|thí\s+điểm|triển\s+khai|thực\s+hiện|tổ\s+chức|được)[\s,]*){0,6}")


@cache
def kinds() -> dict[str, bool]:
    """Type words of instruments in standard spelling, and whether their subject alone ties an item."""
    return {entry["word"]: entry["tie"] for entry in resources.rules("instrument")["kind"]}


@cache
def _kind_pattern() -> regex.Pattern[str]:
    words = "|".join(r"\s+".join(word.split()) for word in sorted(kinds(), key=len, reverse=True))
    return regex.compile(rf"(?i)\b(?<kind>{words})\b")


@cache
def _rules(action: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("instrument") if rule.extra["action"] == action)


def find_instruments(unified: str, start: int, end: int) -> tuple[InstrumentMention, ...]:
    """Every instrument between two offsets that some verb acts upon, one record for each action.

    ``name`` is empty where only the type word stands ("hoàn chỉnh các đề án trình …").
    """
    found: list[InstrumentMention] = []
    position = start
    for match in _kind_pattern().finditer(unified, start, end):
        if match.start() < position:
            continue  # inside the name of the instrument before: "Đề án … trong thực hiện Quy chế …"
        actions = list(_actions(unified, start, match.start()))
        if not actions:
            continue
        name_end = _name_end(unified, match.end(), end)
        position = name_end
        found += _mentions(unified, match, name_end, actions)
    return tuple(found)


def _actions(unified: str, start: int, kind_start: int) -> Iterator[tuple[str, int, int, str]]:
    """(action, verb start, verb end, rule) of the verbs that govern a type word, nearest first.

    A verb governs across its fellow verbs ("Thẩm định, phê duyệt Đề án") and across the agency it
    names ("Trình UBND tỉnh ban hành quy chế"), within one clause.
    """
    clause = max((m.end() for m in _CLAUSE_START.finditer(unified, start, kind_start)), default=start)
    lowered = unified[clause:kind_start].lower()
    verbs = [
        (m.start(), m.end(), action, rule.id)
        for action in _ACTIONS
        for rule in _rules(action)
        if rule.applies(lowered)
        for m in rule.finditer(unified, clause, kind_start)
    ]
    position = kind_start
    seen: set[str] = set()
    for verb_start, verb_end, action, rule_id in sorted(verbs, reverse=True):
        if not _is_gap(unified, verb_end, position, action):
            break
        position = verb_start
        if action not in seen:
            seen.add(action)
            yield action, verb_start, verb_end, rule_id


def _is_gap(unified: str, start: int, end: int, action: str) -> bool:
    if end - start > 120:
        return False
    if _PLAIN_GAP.fullmatch(unified, start, end):
        return True
    if action != "submits":
        return False
    agencies = find_agencies(unified, start, end)
    return bool(agencies) and _PLAIN_GAP.fullmatch(unified, agencies[-1].end, end) is not None


def _name_end(unified: str, start: int, end: int) -> int:
    """Where the name ends. A line that was only wrapped does not end it."""
    stop = min(end, start + LONGEST_NAME)
    flat = unified[start:stop].replace("\n", " ")
    cuts = [m.start() for rule in _rules("end") for m in rule.finditer(flat)]
    return start + len(flat[: min(cuts, default=len(flat))].rstrip(" ,"))


def _mentions(
    unified: str, match: regex.Match[str], name_end: int, actions: list[tuple[str, int, int, str]]
) -> list[InstrumentMention]:
    kind = key(match["kind"])
    name = squeeze(unified[match.end() : name_end])
    start = min(verb_start for _, verb_start, _, _ in actions)
    return [
        InstrumentMention(
            action=action,
            kind=kind,
            name=name,
            text=unified[start:name_end],
            start=start,
            end=name_end,
            submitted_to=_submitted_to(unified, action, verb_end, match.start()),
            rule=rule,
        )
        for action, _, verb_end, rule in actions
    ]


def _submitted_to(unified: str, action: str, start: int, end: int) -> AgencyMention | None:
    agencies = find_agencies(unified, start, end) if action == "submits" else ()
    return agencies[0] if agencies else None
