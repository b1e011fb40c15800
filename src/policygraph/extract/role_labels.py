"""Find "Cơ quan chủ trì: … ; Cơ quan phối hợp: … ; Thời gian: …" and cut the values between the labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from policygraph.extract.agencies import read_agency_run
from policygraph.grammar.folding import squeeze
from policygraph.grammar.rules import Rule, load_rules

# A label opens a paragraph or follows the end of a clause; inside a sentence it is an ordinary word.
_BEFORE = regex.compile(r"(?:^|[.;,(\[:–—•+*|\n-]|\)\s)\s*(?:\p{Ll}\)\s*|\d{1,2}[.)]\s*)?$")
_LABEL_WINDOW = 12
_LONGEST_LABEL = 200
_ANSWER_WINDOW = 150
_CLOSING_WINDOW = 4
_LONGEST_BRACKET = 420
_SHORTEST_ITEM = 10


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """The words after a label, or in a bracket that says who leads.

    ``role``: lead | coordinate | deadline | product | content | other.
    """

    role: str
    label_start: int
    start: int
    end: int
    rule: str


def find_labelled_values(unified: str, start: int, end: int) -> tuple[LabelledValue, ...]:
    """All labelled values between two offsets, in order; each ends where the next label begins."""
    reach = unified.rfind(":", start, end) + 1  # no label reaches beyond the last colon
    labels = _labels(unified, start, reach) if reach else []
    values = [] if labels else _bracketed(unified, start, end)
    ends = [label_start for _, label_start, _, _ in labels[1:]] + [end]
    for (role, label_start, value_start, rule), value_end in zip(labels, ends, strict=False):
        words = unified[value_start:value_end].rstrip(" \n;,.(-–+•")
        lead = len(words) - len(words.lstrip())
        values.append(LabelledValue(role, label_start, value_start + lead, value_start + len(words), rule))
    return tuple(values)


def _bracketed(unified: str, start: int, end: int) -> list[LabelledValue]:
    """ "… (Sở Công Thương chủ trì, phối hợp với Sở Tài chính)": the bracket is the value."""
    if unified.rfind(")", max(start, end - _CLOSING_WINDOW), end) < 0:
        return []
    rule = next(rule for rule in load_rules("role") if rule.extra["role"] == "bracket")
    words = unified[start:end]
    match = rule.pattern.search(words, max(0, len(words) - _LONGEST_BRACKET))
    if match is None or match.start() < _SHORTEST_ITEM:
        return []
    who = start + match.start("who")
    if not read_agency_run(unified, who, min(end, who + _ANSWER_WINDOW)):
        return []
    return [LabelledValue("lead", start + match.start(), start + match.start() + 1, start + match.end() - 1, rule.id)]


def _labels(unified: str, start: int, end: int) -> list[tuple[str, int, int, str]]:
    """Role, start, end and rule of each label, in order. Each ends in a colon: words far from one are not looked at."""
    found: list[tuple[str, int, int, str]] = []
    colon = start - 1
    while (colon := unified.find(":", low := colon + 1, end)) >= 0:
        if label := _label(unified, start, max(low, colon - _LONGEST_LABEL), colon + 1):
            found.append(label)
    return found


def _label(unified: str, start: int, low: int, end: int) -> tuple[str, int, int, str] | None:
    """The label that ends at ``end`` and does not begin before ``low``: by the first rule that reads one."""
    words = squeeze(unified[low:end]).lower()
    for rule in _label_rules():
        match = rule.pattern.search(unified, low, end) if rule.applies(words) else None
        if match is None:
            continue
        before = unified[max(start, match.start() - _LABEL_WINDOW) : match.start()]
        if _BEFORE.search(before) and _is_answered(rule, unified, match.end()):
            return str(rule.extra["role"]), match.start(), match.end(), rule.id
    return None


@cache
def _label_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("role") if rule.extra["role"] != "bracket")


def _is_answered(rule: Rule, unified: str, end: int) -> bool:
    """Whether what follows a label is what the label needs: a bare verb labels agencies only."""
    return rule.extra.get("needs") != "agency" or bool(read_agency_run(unified, end, end + _ANSWER_WINDOW))
