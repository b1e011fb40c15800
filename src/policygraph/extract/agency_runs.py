"""Agencies that a paragraph opens with, and those that follow "phối hợp với"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

import regex

from policygraph.extract.agencies import find_agencies, opening_agencies
from policygraph.extract.agency_scan import first_words
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import AgencyMention

SHORT_LOOK = 160  # code points, for the first agencies of a paragraph
LONG_LOOK = 1500  # for all agencies that it opens with
LONGEST_NAME = 110
_FIRST_WORDS = re.compile(r"[\s,;]*([^\W\d_]+)\s*([^\W\d_]*)")


@dataclass(frozen=True, slots=True)
class AgencyHead:
    """The agencies a paragraph is about; what they have to do begins at ``end``.

    ``addressed``: words such as "Giao", "Đề nghị" turn to them. ``due``: the paragraph opens with a day instead.
    """

    agencies: tuple[AgencyMention, ...]
    end: int
    addressed: bool = False
    due: bool = False


@cache
def _rule(part: str) -> Rule:
    return next(rule for rule in load_rules("duty") if rule.extra["part"] == part)


def agency_head(unified: str, start: int, end: int) -> AgencyHead | None:
    """The agencies with which the words from ``start`` open, or None.

    "2. Sở Tài chính:", "Giao Sở Nội vụ chủ trì …", "Trách nhiệm của thủ trưởng các sở; Chủ tịch UBND …".
    """
    start = _past_space(unified, start, end)
    opening = _opening(unified, start, end)
    begin = start + (opening.end() if opening else 0)
    # Most paragraphs open with no agency: their first words tell, else a short look.
    if not _may_begin(unified, begin, end):
        return None
    joint = _rule("joint").pattern
    run = tuple(opening_agencies(unified, begin, min(end, begin + SHORT_LOOK), joint))
    if not run:
        return None
    if run[-1].end > begin + SHORT_LOOK - LONGEST_NAME:  # it may go on, or have been cut
        run = tuple(opening_agencies(unified, begin, min(end, begin + LONG_LOOK), joint))
    after = unified[run[-1].end : end]
    asked = opening is not None and opening["asks"] is not None
    verb = _rule("verb").pattern.match(after)
    if verb is None and not (asked and _rule("asked").pattern.match(after)):
        return None
    rest = run[-1].end + (_told_of_agency(verb) if verb else 0)
    due = opening is not None and opening["due"] is not None
    return AgencyHead(run, rest, addressed=opening is not None and not due, due=due)


def _told_of_agency(verb: regex.Match[str]) -> int:
    """How many of the words behind an agency tell who it is ("(thuộc Sở …)") or only lead on to what it has to do."""
    return verb.end() if verb.group().rstrip().endswith((":", ".")) else max(0, verb.end("aside"))


def addressed_head(unified: str, start: int, end: int) -> AgencyHead | None:
    """The agencies to whom the words turn ("Giao Sở …", "Đề nghị …"), or None: mostly the first word tells."""
    if _opening(unified, _past_space(unified, start, end), end) is None:
        return None
    head = agency_head(unified, start, end)
    return head if head is not None and head.addressed else None


def _past_space(unified: str, start: int, end: int) -> int:
    """Where the words begin: white space may stand behind "Điều 3."."""
    while start < end and unified[start].isspace():
        start += 1
    return start


def _opening(unified: str, start: int, end: int) -> regex.Match[str] | None:
    """Words such as "Giao" that may stand before the agency a paragraph is about."""
    rule = _rule("opening")
    if _first_words(unified, start, end)[0] not in rule.extra["begins"]:
        return None
    return rule.pattern.match(unified[start:end])


def _may_begin(unified: str, start: int, end: int) -> bool:
    """Whether the first words are those of an agency, or of what joins it to the words before."""
    first, second = _first_words(unified, start, end)
    return first in first_words() or f"{first} {second}" in first_words() or first in _rule("joint").extra["begins"]


def _first_words(unified: str, start: int, end: int) -> tuple[str, str]:
    """The first two words in lower case, "" where there is none."""
    match = _FIRST_WORDS.match(unified, start, end)
    return (match[1].lower(), match[2].lower()) if match else ("", "")


def agencies_from(unified: str, agencies: Sequence[AgencyMention], start: int) -> tuple[AgencyMention, ...]:
    """The run of agencies that begins at ``start``, joined by nothing but commas and conjunctions."""
    run: list[AgencyMention] = []
    position = start
    # Asked for many starts in one long line: those before each are not looked at.
    for at in range(bisect_left(agencies, start, key=attrgetter("start")), len(agencies)):
        agency = agencies[at]
        if agency.start < position:
            continue
        if not _rule("joint").pattern.fullmatch(unified[position : agency.start]):
            break
        run.append(agency)
        position = agency.end
    return tuple(run)


def coordinating_agencies(unified: str, start: int, end: int) -> tuple[AgencyMention, ...]:
    """The agencies named after "phối hợp với" anywhere between two offsets, each once."""
    found: dict[str, AgencyMention] = {}
    rule = _rule("with")
    if not rule.applies(unified[start:end].lower()):
        return ()
    matches = list(rule.finditer(unified, start, end))
    agencies = find_agencies(unified, start, end) if matches else ()
    for match in matches:
        for agency in agencies_from(unified, agencies, match.end()):
            found.setdefault(agency.label, agency)
    return tuple(found.values())
