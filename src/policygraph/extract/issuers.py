"""Who issued a document: the body of the letterhead, below the title, that enacts, of the annex note, that signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import regex

from policygraph.extract.agencies import find_agencies
from policygraph.extract.heads import leaves, rule
from policygraph.model import AgencyMention, CitationMention, Leaf, Outline
from policygraph.structure.lines import is_capitals, split_lines

_NOTE_REACH = 160  # "… ngày 25 tháng 12 năm 2013 của UBND tỉnh Thừa Thiên Huế)"
_PREAMBLE_REACH = 40  # paragraphs
_VERB_REACH = 40
_TITLE_LINES = 24
_MINISTRY = "agency-ministry"
_CLAUSE = regex.compile(r"(?<=[;.])\s*\n\s*(?=\p{Lu})(?!Căn|Theo|Xét|Thực|Điều)")


def find_issuer(
    outline: Outline, unified: str, letterhead: Sequence[AgencyMention], note: CitationMention | None
) -> AgencyMention | None:
    """The issuing body, or None. A body that the text names with its place is preferred to a bare one."""
    candidates = _candidates(outline, unified, letterhead, note)
    first = next(candidates, None)
    if first is None or first.place or first.level == "central":
        return first
    with_place = (c for c in candidates if c.place and c.kind == first.kind and c.level in (first.level, "province"))
    return next(with_place, first)


def _candidates(
    outline: Outline, unified: str, letterhead: Sequence[AgencyMention], note: CitationMention | None
) -> Iterator[AgencyMention]:
    yield from _own(letterhead)
    for leaf in leaves(outline, "title"):
        yield from _opening_lines(unified, leaf)
    yield from islice(_enacting(outline, unified), 1)
    for match in islice(rule("passed").finditer(unified) if "thông qua" in unified else (), 1):
        yield from _bodies(unified, match.start("body"), match.end("body"))[:1]
    if note is not None:
        yield from find_agencies(unified, note.end, note.end + _NOTE_REACH)[:1]
    for leaf in leaves(outline, "signature")[:1]:
        yield from _bodies(unified, leaf.start, leaf.end)[:1]


def _own(letterhead: Sequence[AgencyMention]) -> Sequence[AgencyMention]:
    """The lowest body of a letterhead; of ministries that issue a circular together the first."""
    if letterhead and all(body.kind == _MINISTRY for body in letterhead):
        return letterhead[:1]
    return letterhead[-1:]


def _opening_lines(unified: str, leaf: Leaf) -> Iterator[AgencyMention]:
    """The bodies with which lines of capitals under the title begin, or of which a line consists: who decides."""
    for line in split_lines(unified[leaf.start : leaf.end], leaf.start)[:_TITLE_LINES]:
        end = min(leaf.end, line.start + _NOTE_REACH) if is_capitals(line.text) else line.end
        for body in _bodies(unified, line.start, end)[:1]:
            if body.start == line.start and (is_capitals(line.text) or body.end == end):
                yield body
    if match := rule("title-number").pattern.search(unified, leaf.start, leaf.end):
        yield from _bodies(unified, match.start("body"), match.end("body"))[:1]


def _enacting(outline: Outline, unified: str) -> Iterator[AgencyMention]:
    """ "Chính phủ ban hành Nghị định …": the body with which a paragraph of the preamble opens."""
    for leaf in leaves(outline, "preamble")[:_PREAMBLE_REACH]:
        for start in (leaf.start, *(c.end() for c in _CLAUSE.finditer(unified, leaf.start, leaf.end))):
            body = next(iter(_bodies(unified, start, min(leaf.end, start + _NOTE_REACH))), None)
            if body is None or body.start != start:
                continue
            if body.end == leaf.end or rule("enacts").pattern.match(unified[body.end : body.end + _VERB_REACH]):
                yield body


def _bodies(unified: str, start: int, end: int) -> list[AgencyMention]:
    return [a for a in find_agencies(unified, start, end) if not a.is_group]


def citation_issuer(citation: CitationMention) -> AgencyMention | None:
    """The agency that a citation's "của …" names, or None."""
    return _issuer_named(citation.issuer) if citation.issuer else None


@lru_cache(maxsize=256)
def _issuer_named(words: str) -> AgencyMention | None:
    """Few bodies issue most of what a document cites."""
    return next(iter(find_agencies(words, 0, len(words))), None)
