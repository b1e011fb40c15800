"""Reports that recur: by whom, to whom, through whom, before which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from policygraph.extract.agencies import find_agencies
from policygraph.extract.agency_runs import agencies_from
from policygraph.extract.drafts import ItemDraft
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import AgencyMention, DeadlineMention

_CLOSING = regex.compile(r"[\s,)]*")
_SENTENCE_END = regex.compile(r"(?<=[.;])\s+(?=[\p{Lu}-])")


@cache
def _rule(part: str) -> Rule:
    return next(rule for rule in load_rules("report") if rule.extra["part"] == part)


def find_reports(unified: str, drafts: Iterable[ItemDraft]) -> Iterator[ItemDraft]:
    """A report for each sentence of a duty or key task that recurs and says to whom one reports."""
    for draft in drafts:
        for start, end in _sentences(unified, draft.start, draft.end):
            deadlines = tuple(d for d in draft.deadlines if d.recurs and start <= d.start < end)
            report = _report(unified, draft, start, end, deadlines) if deadlines else None
            if report is not None:
                yield report


def _sentences(unified: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _SENTENCE_END.finditer(unified, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


def _report(
    unified: str, draft: ItemDraft, start: int, end: int, deadlines: tuple[DeadlineMention, ...]
) -> ItemDraft | None:
    agencies = find_agencies(unified, start, end)
    to = _named_after("to", unified, agencies, start, end)
    if not to:
        return None
    via = _named_after("via", unified, agencies, start, end)
    others = {a.start for a in (*to, *via)}
    by = tuple(a for a in agencies if a.start not in others and a.end <= to[0].start)
    return ItemDraft(
        kind="report",
        eid=draft.eid,
        ordinal=draft.ordinal,
        path=draft.path,
        part=draft.part,
        group=draft.group,
        start=start,
        end=end,
        extent_end=end,
        lead=_subject(unified, by, start, deadlines) or draft.lead,
        deadlines=deadlines,
        report_to=to,
        via=via,
        rule="report-recurring",
    )


def _named_after(
    part: str, unified: str, agencies: tuple[AgencyMention, ...], start: int, end: int
) -> tuple[AgencyMention, ...]:
    """The agencies right after the last such words that any agency follows."""
    found: tuple[AgencyMention, ...] = ()
    for match in _rule(part).finditer(unified, start, end):
        run = agencies_from(unified, agencies, match.end())
        found = run or found
    return found


def _subject(
    unified: str, by: tuple[AgencyMention, ...], start: int, deadlines: tuple[DeadlineMention, ...]
) -> tuple[AgencyMention, ...]:
    """The agencies that open the sentence, or stand right after the words of the deadline."""
    for opening in (start, *(d.end for d in deadlines)):
        begin = opening + len(_CLOSING.match(unified[opening : opening + 20]).group())  # type: ignore[union-attr]
        run = agencies_from(unified, by, begin)
        if run:
            return run
    return ()
