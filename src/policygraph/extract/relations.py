"""What the text says documents do to one another.

A paragraph is read from left to right. Each citation gets what the words before it say, or what was said
of the citation beside it, or what the line above its list says; a document that is named inside another
one's title is only cited. The words are data (``data/rules/relation.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policygraph.extract.citation_text import readable
from policygraph.extract.relation_chains import (
    changed_by,
    continues_list,
    stands_beside,
    stands_in_title,
    stands_in_unnumbered_title,
    without_announcement,
)
from policygraph.extract.relation_passages import ListHeads, Passage, by_passage
from policygraph.extract.relation_rules import Reading, read_after, read_before, read_between
from policygraph.grammar.confidence import confidence_of
from policygraph.model import CitationMention, RelationMention

__all__ = ["Passage", "find_relations"]

_CHANGES = ("replaces", "repeals", "amends", "suspends", "corrects")
_REACH = 400  # no cue stands further before its citation


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is said of one citation; ``actor`` is another cited document where that does it."""

    citation: int
    reading: Reading
    actor: int | None = None


@dataclass(slots=True)
class _Sentence:
    """Where the reading of one paragraph stands. ``top`` is the last citation outside of titles."""

    passage: Passage
    deeds: list[_Deed] = field(default_factory=list)
    top: int | None = None
    last: int | None = None
    reading: Reading | None = None
    passive: tuple[int, Reading] | None = None
    in_title: bool = False
    undecided: list[int] = field(default_factory=list)


def find_relations(
    content: str, citations: Sequence[CitationMention], passages: Sequence[Passage]
) -> tuple[RelationMention, ...]:
    """What is said of each citation, in the order of the citations; "cites" where nothing stronger is.

    What one cited document did to another comes besides, with ``subject_citation``. Never raises.
    """
    text = readable(content)
    groups = by_passage(text, citations, passages)
    mentions: list[RelationMention] = []
    heads = ListHeads(text)
    for passage, indexes in groups:
        head = heads.over(passage)
        deeds = _read_passage(text, citations, passage, indexes, head) if indexes else []
        mentions.extend(_mentions(content, citations, passage, indexes, deeds))
    return tuple(sorted(mentions, key=lambda mention: (mention.citation, mention.subject_citation is not None)))


def _read_passage(
    text: str, citations: Sequence[CitationMention], passage: Passage, indexes: list[int], head: Reading | None
) -> list[_Deed]:
    state = _Sentence(passage)
    state.reading = head
    for index in indexes:
        _read_citation(text, citations, state, index, head)
    _read_endings(text, citations, state)
    return state.deeds


def _read_citation(
    text: str, citations: Sequence[CitationMention], state: _Sentence, index: int, head: Reading | None
) -> None:
    citation = citations[index]
    before = citations[state.last].end if state.last is not None else state.passage.start
    low = max(before, citation.start - _REACH)
    words = text[low : citation.start]
    if stands_in_unnumbered_title(words):
        return
    if state.last is None:
        own = read_before(without_announcement(words), low, state.passage.kind, citation.type)
        _take_top(state, index, own or (head if _opens(words) else None))
    elif not (_is_passive(state, citations, index, words, low) or _is_nested(text, citations, state, index)):
        own = read_before(without_announcement(words), low, state.passage.kind, citation.type)
        _take_top(state, index, own or _shared(text, citations, state, index))
    state.last = index


def _opens(words: str) -> bool:
    """Whether a citation stands at the start of its line of a list, behind a label or a provision."""
    return "." not in words.strip(" .)") or len(words) < 60


def _shared(text: str, citations: Sequence[CitationMention], state: _Sentence, index: int) -> Reading | None:
    """What was said of the last citation outside of titles, where this one stands beside it."""
    if state.top is None or state.reading is None:
        return None
    top, citation = citations[state.top], citations[index]
    types = state.reading.rule.extra.get("types")
    gap = without_announcement(text[top.end : citation.start])
    # "Bãi bỏ Điều 1 Nghị định A sửa đổi Nghị định B …; Nghị định C": C belongs to the title of A.
    in_long_title = state.last != state.top and top.provision is not None and citation.provision is None
    fits = types is None or citation.type in types[:2]
    return state.reading if fits and not in_long_title and continues_list(gap) else None


def _take_top(state: _Sentence, index: int, reading: Reading | None) -> None:
    state.top, state.reading, state.in_title, state.passive = index, reading, False, None
    if reading is None:
        state.undecided.append(index)
    else:
        state.deeds.append(_Deed(index, reading))


def _is_passive(state: _Sentence, citations: Sequence[CitationMention], index: int, words: str, low: int) -> bool:
    """ "A được sửa đổi bởi B", and "… bởi B và C": what B and C did to A."""
    assert state.last is not None
    if state.passive and stands_beside(words) and ";" not in words:
        changed, reading = state.passive
    else:
        found = read_between(words, low)
        others = [state.last] if state.top is None else [state.last, state.top]
        types = [citations[other].type for other in others]
        which = changed_by(types, citations[index].type) if found else None
        if found is None or which is None:
            return False
        changed, reading = others[which], found
    state.deeds.append(_Deed(changed, reading, actor=index))
    state.passive = (changed, reading)
    return True


def _is_nested(text: str, citations: Sequence[CitationMention], state: _Sentence, index: int) -> bool:
    """Whether a citation stands in the title of one before it, alone or beside another that does."""
    assert state.last is not None
    gap = text[citations[state.last].end : citations[index].start]
    if state.in_title and ";" not in gap and stands_beside(gap):
        return True
    low = citations[state.top].end if state.top is not None else citations[state.last].end
    since_top = without_announcement(text[low : citations[index].start])
    state.in_title = not (stands_beside(gap) or continues_list(since_top)) and stands_in_title(since_top)
    return state.in_title


def _read_endings(text: str, citations: Sequence[CitationMention], state: _Sentence) -> None:
    """Read what stands behind citations of which nothing was said before ("… hết hiệu lực")."""
    if not state.undecided or state.last is None:
        return
    for index in state.undecided:
        low = citations[index].end
        words = text[low : min(state.passage.end, low + 2 * _REACH)]
        reading = read_after(words, low, state.passage.kind)
        if reading:
            state.deeds.append(_Deed(index, reading))


def _mentions(
    content: str, citations: Sequence[CitationMention], passage: Passage, indexes: list[int], deeds: list[_Deed]
) -> Iterator[RelationMention]:
    acted = {deed.citation for deed in deeds if deed.actor is None}
    for index in indexes:
        if index not in acted:
            yield _cites(content, citations[index], index, passage)
    for deed in deeds:
        mention = _deed(content, citations, deed, passage)
        yield mention
        for predicate in deed.reading.beside:
            yield replace(mention, predicate=predicate)


def _cites(content: str, citation: CitationMention, index: int, passage: Passage) -> RelationMention:
    subject = passage.eid if passage.kind == "item" else None
    words = content[citation.start : citation.end]
    sure = confidence_of(citation.rule)
    return RelationMention(
        "cites", index, subject, None, False, "whole", words, citation.start, citation.end, "citation", sure
    )


def _deed(content: str, citations: Sequence[CitationMention], deed: _Deed, passage: Passage) -> RelationMention:
    citation, reading = citations[deed.citation], deed.reading
    actor = citations[deed.actor] if deed.actor is not None else citation
    # The cue may stand in the line above a list: then the document's own words are the evidence.
    start = citation.start if reading.cue < passage.start else min(reading.cue, citation.start)
    spoken = reading.cue + len(reading.verb) if reading.rule.extra.get("place") == "after" else 0
    end = max(citation.end, actor.end, spoken)
    is_part = reading.is_part or (citation.provision is not None and reading.predicate in _CHANGES)
    return RelationMention(
        predicate=reading.predicate,
        citation=deed.citation,
        subject=passage.eid if reading.of_item else None,
        subject_citation=deed.actor,
        planned=reading.planned,
        scope="part" if is_part else "whole",
        text=content[start:end],
        start=start,
        end=end,
        rule=reading.rule.id,
        confidence=reading.confidence,
    )
