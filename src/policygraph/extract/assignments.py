"""The agencies of a cell or a labelled value: a plain list, or "X chủ trì, phối hợp với Y, Z"."""

from __future__ import annotations

import regex

from policygraph.extract.agencies import read_agency_list, read_agency_run
from policygraph.grammar.rules import rule_pattern
from policygraph.model import AgencyMention

Agencies = tuple[AgencyMention, ...]

_NEXT_CLAUSE = regex.compile(r"[;,.]\s*(?:[-–+•]\s*)?(?:và\s+)?(?=\p{Lu}|các\s)")
_OPENING = regex.compile(r"(?i)[\s+•–:-]*(?:(?:giao|do)\s+|(?:chủ\s+trì|(?:cq|đv)ct)\s*:\s*)?")


def read_assignment(unified: str, start: int, end: int) -> tuple[Agencies, Agencies]:
    """(lead, coordinating) agencies between two offsets; a list without verbs gives leads alone."""
    leads = rule_pattern("duty", "assign-lead").search(unified, start, end)
    joint = rule_pattern("duty", "assign-with").search(unified, start, end)
    if leads is None and joint is None:
        return read_agency_list(unified, start, end), ()
    verb = min(m.start() for m in (leads, joint) if m)
    opening = _OPENING.match(unified, start, end)
    begin = opening.end() if opening else start
    named = read_agency_list(unified, begin, verb) if verb > begin else ()
    before = bool(named)
    if not named and leads is not None:  # "Chủ trì Sở X, phối hợp Sở Y"
        stop = joint.start() if joint and joint.start() > leads.end() else end
        named = read_agency_list(unified, leads.end(), stop)
    others = read_agency_run(unified, joint.end(), end) if joint else ()
    return named, others or (_behind(unified, leads, end) if before else ())


def _behind(unified: str, leads: regex.Match[str] | None, end: int) -> Agencies:
    """ "Sở A chủ trì; Sở B, Sở C phối hợp": those behind the semicolon take part, whatever their verb."""
    clause = _NEXT_CLAUSE.search(unified, leads.end(), end) if leads else None
    return read_agency_run(unified, clause.end(), end) if clause else ()
