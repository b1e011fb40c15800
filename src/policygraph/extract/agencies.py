"""Agencies: who is named in prose, and who stands in a list.

``find_agencies`` reads running words, ``read_agency_list`` a cell or the words after "Cơ quan phối hợp:",
``read_agency_run`` the agencies that follow one another in a sentence ("phối hợp với A, B và C tổ chức …").
Names come from data/gazetteers/agencies.csv, open classes from data/rules/agency.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from policygraph.extract.agency_lists import read_names, read_run, read_under_head
from policygraph.extract.agency_names import name_at
from policygraph.extract.agency_scan import Scan, scan
from policygraph.extract.flattened import Flattened, flatten, origin
from policygraph.model import AgencyMention

_LONGEST_RUN = 4000
Joint = regex.Pattern[str]


def find_agencies(content: str, start: int, end: int) -> tuple[AgencyMention, ...]:
    """The agencies named in ``content[start:end]``, left to right, without overlap.

    >>> [m.label for m in find_agencies("Giao Sở Nội vụ trình UBND tỉnh.", 0, 31)]
    ['Sở Nội vụ', 'Ủy ban nhân dân tỉnh']
    """
    flat = flatten(content, start, end)
    found = scan(flat, in_list=False)
    mentions: list[AgencyMention] = []
    for at in found.starts:
        if not mentions or at >= mentions[-1].end:
            mentions += _named_at(found, at)
    return tuple(_placed(content, flat, mentions))


def opening_agencies(content: str, start: int, end: int, joint: Joint) -> Iterator[AgencyMention]:
    """The agencies with which the words open, one by one: what stands behind the last one taken is never read.

    ``joint`` matches whole what may stand before the first and between two. Where it could not even begin
    so, the run is over and no further name is looked for.
    """
    flat = flatten(content, start, end)
    found = scan(flat, in_list=False)
    reached = 0
    for at in found.starts:
        if at < reached:
            continue
        if not joint.fullmatch(flat.words[reached:at], partial=True):
            return
        for mention in _named_at(found, at):
            if not joint.fullmatch(flat.words[reached : mention.start]):
                return
            yield from _placed(content, flat, [mention])
            reached = mention.end


def _named_at(found: Scan, at: int) -> list[AgencyMention]:
    return read_under_head(found, at) or _one(name_at(found, at))


def read_agency_list(content: str, start: int, end: int) -> tuple[AgencyMention, ...]:
    """The agencies of a list, in its order; nothing for an empty cell or one that says "Không".

    >>> [m.label for m in read_agency_list("Các sở, ban, ngành, UBND cấp huyện.", 0, 35)]
    ['Các sở, ban, ngành', 'Ủy ban nhân dân cấp huyện']
    """
    flat = flatten(content, start, end)
    return tuple(_placed(content, flat, read_names(scan(flat, in_list=True, in_cell=True))))


def read_agency_run(content: str, start: int, end: int) -> tuple[AgencyMention, ...]:
    """The agencies that follow one another from ``start`` on; the first other word ends the run.

    >>> [m.label for m in read_agency_run("Sở Tài chính, UBND các xã, phường tổ chức thực hiện", 0, 51)]
    ['Sở Tài chính', 'Ủy ban nhân dân các xã, phường']
    """
    flat = flatten(content, start, min(end, start + _LONGEST_RUN))
    first = len(flat.words) - len(flat.words.lstrip(" :-"))
    return tuple(_placed(content, flat, read_run(scan(flat, in_list=True), first)))


def _one(mention: AgencyMention | None) -> list[AgencyMention]:
    return [mention] if mention else []


def _placed(content: str, flat: Flattened, mentions: Iterable[AgencyMention]) -> Iterator[AgencyMention]:
    """The mentions with their offsets led back into the content."""
    for m in mentions:  # written out: ``dataclasses.replace`` takes five times as long
        start, end = origin(flat, m.start), origin(flat, m.end - 1) + 1
        text = content[start:end]
        yield AgencyMention(text, start, end, m.label, m.kind, m.level, m.place, m.is_group, m.rule, m.office)
