"""Agencies: who is named in prose, and who stands in a list.

``find_agencies`` reads running words, ``read_agency_list`` a cell or the words after "Cơ quan phối hợp:",
``read_agency_run`` the agencies that follow one another in a sentence ("phối hợp với A, B và C tổ chức …").
Names come from data/gazetteers/agencies.csv, open classes from data/rules/agency.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policygraph.extract.agency_lists import read_names, read_run, read_under_head
from policygraph.extract.agency_names import name_at
from policygraph.extract.agency_scan import scan
from policygraph.extract.flattened import Flattened, flatten, origin
from policygraph.model import AgencyMention

_LONGEST_RUN = 4000


def find_agencies(content: str, start: int, end: int) -> tuple[AgencyMention, ...]:
    """The agencies named in ``content[start:end]``, left to right, without overlap.

    >>> [m.label for m in find_agencies("Giao Sở Nội vụ trình UBND tỉnh.", 0, 31)]
    ['Sở Nội vụ', 'Ủy ban nhân dân tỉnh']
    """
    return tuple(iter_agencies(content, start, end))


def iter_agencies(content: str, start: int, end: int) -> Iterator[AgencyMention]:
    """The same one by one: what stands behind the last one taken is never read."""
    flat = flatten(content, start, end)
    found = scan(flat, in_list=False)
    reached = 0
    for at in found.starts:
        if at >= reached and (named := read_under_head(found, at) or _one(name_at(found, at))):
            yield from _placed(content, flat, named)
            reached = named[-1].end


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
    for mention in mentions:
        start = origin(flat, mention.start)
        end = origin(flat, mention.end - 1) + 1
        yield replace(mention, start=start, end=end, text=content[start:end])
