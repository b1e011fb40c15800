"""Who issued a document: the body above the number, below the title, in the annex note, or that signed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policygraph.extract.agencies import find_agencies
from policygraph.grammar.rules import load_rules
from policygraph.model import AgencyMention, CitationMention, Leaf, Outline
from policygraph.structure.lines import is_capitals

LETTERHEAD_GAP = 40
_NOTE_REACH = 160  # "… ngày 25 tháng 12 năm 2013 của UBND tỉnh Thừa Thiên Huế)"


def find_issuer(outline: Outline, unified: str, note: CitationMention | None) -> AgencyMention | None:
    """The issuing body, or None. A body that the text names with its place is preferred to a bare one."""
    candidates = list(_candidates(outline, unified, note))
    if not candidates:
        return None
    first = candidates[0]
    with_place = (c for c in candidates[1:] if c.place and c.kind == first.kind)
    return first if first.place else next(with_place, first)


def _candidates(outline: Outline, unified: str, note: CitationMention | None) -> Iterator[AgencyMention]:
    yield from _letterhead(outline, unified)
    for leaf in outline.leaves:
        if leaf.kind == "title" and is_capitals(unified[leaf.start : leaf.end]):
            yield from (a for a in _bodies(unified, leaf) if a.start - leaf.start < 3)
    if note is not None:
        yield from find_agencies(unified, note.end, note.end + _NOTE_REACH)[:1]
    for leaf in outline.leaves:
        if leaf.kind == "signature":
            yield from _bodies(unified, leaf)[:1]
            break


def _letterhead(outline: Outline, unified: str) -> list[AgencyMention]:
    """The lowest body of the letterhead that stands last before the number.

    One body stands above the other ("BỘ TÀI CHÍNH / CỤC THUẾ"), and a name may be on two lines.
    """
    lines = [leaf for leaf in outline.leaves if leaf.kind == "header" and _is_letterhead(unified, leaf)]
    blocks: list[list[Leaf]] = []
    for leaf in lines:
        if blocks and leaf.start - blocks[-1][-1].end <= LETTERHEAD_GAP:
            blocks[-1].append(leaf)
        else:
            blocks.append([leaf])
    found = [find_agencies(unified, block[0].start, block[-1].end) for block in blocks]
    return [agencies[-1] for agencies in reversed(found) if agencies][:1]


def _bodies(unified: str, leaf: Leaf) -> list[AgencyMention]:
    return [a for a in find_agencies(unified, leaf.start, leaf.end) if not a.is_group]


def _is_letterhead(unified: str, leaf: Leaf) -> bool:
    words = unified[leaf.start : leaf.end].strip()
    motto = next(rule for rule in load_rules("header") if rule.extra["field"] == "motto")
    return is_capitals(words) and motto.pattern.search(words) is None and len(words) < 200


def citation_issuer(citation: CitationMention) -> AgencyMention | None:
    """The agency that a citation's "của …" names, or None."""
    return _issuer_named(citation.issuer) if citation.issuer else None


@lru_cache(maxsize=256)
def _issuer_named(words: str) -> AgencyMention | None:
    """Few bodies issue most of what a document cites."""
    return next(iter(find_agencies(words, 0, len(words))), None)
