"""Standing duties: a paragraph opens with agencies, and what follows is theirs to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

import regex

from policygraph.extract.agency_runs import AgencyHead, addressed_head, agency_head, coordinating_agencies
from policygraph.extract.deadlines import find_deadlines
from policygraph.extract.document_itself import before_itself, is_about_itself
from policygraph.extract.drafts import ItemDraft, Passages
from policygraph.extract.families import Families
from policygraph.grammar.rules import rule_pattern
from policygraph.model import AgencyMention, Outline, Provision

SHORTEST_DUTY = 15
_SENTENCE_END = regex.compile(r"(?<=[.;])\s+(?=\p{Lu})")
_DUTY_SECTIONS = {"organisation", "report", "key-task", ""}


def find_duties(
    outline: Outline, unified: str, family: Families, roles: dict[str, str], taken: set[str], passages: Passages
) -> Iterator[ItemDraft]:
    """The duties of every provision that is about agencies; ``taken`` provisions are other items already.

    Each direct child of such a provision is one duty, and so are the words that follow the agencies
    in the provision itself.
    """
    done: set[str] = set()
    for provision in outline.provisions:
        if provision.eid in taken or provision.eid in done or provision.kind in ("preamble", "closing"):
            continue
        if roles[provision.eid] not in _DUTY_SECTIONS:
            continue
        head = agency_head(unified, provision.body_start, provision.head_end)
        if head is None or (roles[provision.eid] == "key-task" and _heads_others(unified, provision, head, family)):
            continue
        below = _below(unified, provision, family)
        done |= below
        children = [c for c in family.children.get(provision.eid, []) if c.eid in below and c.eid not in taken]
        yield from _duties(unified, provision, head, children, passages)


def _below(unified: str, provision: Provision, family: Families) -> set[str]:
    """What stands below an agency, up to where the document speaks of itself."""
    its = takewhile(lambda p: not is_about_itself(unified, p), family.descendants(provision.eid))
    return {p.eid for p in its}


def _heads_others(unified: str, provision: Provision, head: AgencyHead, family: Families) -> bool:
    """Whether a key task that opens with a group is a heading: what stands under it opens with agencies of its own."""
    if head.addressed or not any(agency.is_group for agency in head.agencies):
        return False
    return any(_opens_with_agency(unified, child) for child in family.children.get(provision.eid, ()))


def _opens_with_agency(unified: str, child: Provision) -> bool:
    head = agency_head(unified, child.body_start, child.head_end)
    return head is not None and not unified[child.body_start : head.agencies[0].start].strip()


def sentence_duties(unified: str, draft: ItemDraft, passages: Passages) -> Iterator[ItemDraft]:
    """The duties that sentences inside another item give ("… . Giao Sở Nội vụ chủ trì, hoàn thành trước …")."""
    for match in rule_pattern("duty", "duty-sentence").finditer(unified, draft.start, draft.end):
        end = _SENTENCE_END.search(unified, match.end(), draft.end)
        stop = end.start() if end else draft.end
        head = agency_head(unified, match.start(), stop)
        if head is None:
            continue
        yield replace(
            draft,
            kind="duty",
            start=match.start(),
            end=stop,
            extent_end=stop,
            lead=head.agencies,
            coordinate=_others(coordinating_agencies(unified, head.end, stop), head.agencies),
            deadlines=find_deadlines(unified, match.start(), stop, year=passages.year, exclude=passages.cited),
            rule="duty-sentence",
        )


def _duties(
    unified: str, provision: Provision, head: AgencyHead, children: list[Provision], passages: Passages
) -> Iterator[ItemDraft]:
    start = provision.body_start if head.due else head.end
    words = unified[head.end : provision.head_end].strip()
    if len(words) >= SHORTEST_DUTY and not (children and words.endswith(":")):
        yield _duty(unified, provision, head, start, provision.head_end, passages)
    with_all = coordinating_agencies(unified, head.end, provision.head_end) if words.endswith(":") else ()
    for child in children:
        own = addressed_head(unified, child.body_start, child.head_end)
        if own is not None:  # "Giao Sở …" below another agency's duties turns to someone else
            yield _duty(unified, child, own, own.end, child.head_end, passages)
        elif child.head_end - child.body_start >= SHORTEST_DUTY and not _announces(unified, child):
            duty = _duty(unified, child, head, child.body_start, child.head_end, passages)
            also = _others(_others(with_all, head.agencies), duty.coordinate)
            yield replace(duty, coordinate=(*also, *duty.coordinate))


def _announces(unified: str, child: Provision) -> bool:
    """Whether a paragraph without a label leads on to what stands behind it ("… Thủ tướng Chính phủ yêu cầu:")."""
    words = unified[child.body_start : child.head_end].rstrip()
    return child.kind == "para" and words.endswith(":") and not rule_pattern("duty", "duty-with").search(words)


def _duty(unified: str, provision: Provision, head: AgencyHead, start: int, end: int, passages: Passages) -> ItemDraft:
    start += len(unified[start:end]) - len(unified[start:end].lstrip(" \n:-–,"))
    end = before_itself(unified, start, end)
    return ItemDraft(
        kind="duty",
        eid=provision.eid,
        ordinal=provision.label.rstrip(".:)/ ") or None,
        path=provision.path,
        part=provision.part,
        start=start,
        end=end,
        extent_end=provision.end if provision.start != start else end,
        lead=head.agencies,
        coordinate=_others(coordinating_agencies(unified, start, end), head.agencies),
        deadlines=find_deadlines(unified, start, end, year=passages.year, exclude=passages.cited),
        rule="duty-under-agency",
    )


def _others(agencies: tuple[AgencyMention, ...], leads: tuple[AgencyMention, ...]) -> tuple[AgencyMention, ...]:
    own = {agency.label for agency in leads}
    return tuple(agency for agency in agencies if agency.label not in own)
