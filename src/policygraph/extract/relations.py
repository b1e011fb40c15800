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
    opens_sentence,
    stands_apart,
    stands_beside,
    stands_in_title,
    stands_in_unnumbered_title,
    start_of_provisions,
    without_announcement,
)
from policygraph.extract.relation_passages import ListHeads, Passage, by_passage
from policygraph.extract.relation_rules import Reading, has_exception, read_after, read_before, read_between
from policygraph.grammar.confidence import confidence_of
from policygraph.identifiers import year_of
from policygraph.model import CitationMention, RelationMention

__all__ = ["Passage", "find_relations"]

_CHANGES = ("replaces", "repeals", "amends", "suspends", "corrects")
_REACH = 400  # no cue stands further before its citation
_PROVISIONS = 3000  # a list of provisions may stand between
_LONG_PROVISION = 100
_LIST = 900  # nor does a list go on further behind its last member
_INNER = 12  # a title names no more documents
# No list goes on, and no title either, over more words. Without a limit each citation of a long line is
# read together with all that stand before it.
_LONGEST_LIST = 1500


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is said of one citation; ``actor`` is another cited document where that does it."""

    citation: int
    reading: Reading
    actor: int | None = None


@dataclass(slots=True)
class _Sentence:
    """Where the reading of one paragraph stands.

    ``top`` is the last citation outside of titles, ``inner`` what stands in its title.
    """

    passage: Passage
    deeds: list[_Deed] = field(default_factory=list)
    top: int | None = None
    last: int | None = None
    reading: Reading | None = None
    passive: _Deed | None = None
    in_title: bool = False
    inner: list[int] = field(default_factory=list)
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
        if indexes:
            deeds = _read_passage(text, citations, passage, indexes, head)
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
        own = _read_words(text, before, citation, state.passage.kind)
        _take_top(state, index, own or (head if _opens(words) else None))
    elif _is_passive(state, citations, index, words, low) or _is_nested(text, citations, state, index):
        state.inner = [*state.inner[-_INNER:], index]
    else:
        own = _read_words(text, before, citation, state.passage.kind)
        _take_top(
            state, index, own or _own_ending(text, citations, state, index) or _shared(text, citations, state, index)
        )
    state.last = index


def _read_words(text: str, before: int, citation: CitationMention, kind: str) -> Reading | None:
    """What the words before a citation say of it.

    Without the line that announces the numbers first, then with it, then without a long list of provisions.
    """
    low = max(before, citation.start - _REACH)
    words = text[low : citation.start]
    short = without_announcement(words)
    reading = read_before(short, low, kind, citation.type)
    if reading is None and short != words:
        reading = read_before(words, low, kind, citation.type)
    if reading is None and citation.provision and (";" in words or len(citation.provision) > _LONG_PROVISION):
        start = start_of_provisions(text, max(before, citation.start - _PROVISIONS), citation.start)
        low = max(before, start - _REACH)
        if start < citation.start:
            reading = read_before(f"{text[low:start]}khoản 1 ", low, kind, citation.type)
    return reading


def _opens(words: str) -> bool:
    """Whether a citation stands at the start of its line of a list, behind a label or a provision."""
    return "." not in words.strip(" .)") or len(words) < 60


def _shared(text: str, citations: Sequence[CitationMention], state: _Sentence, index: int) -> Reading | None:
    """What was said of the last citation outside of titles, where this one stands beside it."""
    if state.top is None or state.reading is None:
        return None
    top, citation = citations[state.top], citations[index]
    if citation.start - top.end > _LONGEST_LIST:
        return None
    types = state.reading.rule.extra.get("types")
    gap = without_announcement(text[top.end : citation.start])
    # "Bãi bỏ Điều 1 Nghị định A sửa đổi Nghị định B …; Nghị định C": C belongs to the title of A.
    in_long_title = state.last != state.top and top.provision is not None and citation.provision is None
    fits = types is None or citation.type in types[:2]
    return state.reading if fits and not in_long_title and continues_list(gap) else None


def _take_top(state: _Sentence, index: int, reading: Reading | None) -> None:
    state.top, state.reading, state.in_title, state.passive = index, reading, False, None
    state.inner = []
    if reading is None:
        state.undecided.append(index)
    else:
        state.deeds.append(_Deed(index, reading))


def _is_passive(state: _Sentence, citations: Sequence[CitationMention], index: int, words: str, low: int) -> bool:
    """ "A được sửa đổi bởi B", and "… bởi B và C": what B and C did to A."""
    assert state.last is not None
    if state.passive and ";" not in words and _goes_on(citations, state.passive, index) and stands_beside(words):
        changed, reading = state.passive.citation, state.passive.reading
    else:
        found = read_between(words, low)
        other = _changed(state, citations, index, found) if found else None
        if found is None or other is None:
            return False
        changed, reading = other, found
    state.passive = _Deed(changed, reading, actor=index)
    state.deeds.append(state.passive)
    return True


def _goes_on(citations: Sequence[CitationMention], passive: _Deed, index: int) -> bool:
    """Whether a citation can be one more that did it: "bởi Luật số 1, Luật số 2"; not "…, Luật Hải quan số 3"."""
    assert passive.actor is not None
    actor, this = citations[passive.actor], citations[index]
    is_new = this.name is not None and actor.name is None
    return not is_new and not _is_younger(citations[passive.citation], this)


def _changed(state: _Sentence, citations: Sequence[CitationMention], index: int, reading: Reading) -> int | None:
    """The citation before this one to which something was done: the nearest that is no younger and no higher."""
    assert state.last is not None
    actor = citations[index]
    others = [*reversed(state.inner), *([] if state.top is None else [state.top])] or [state.last]
    others = [other for other in others if not _is_younger(citations[other], actor)]
    if reading.predicate == "details":
        return others[0] if others else None
    which = changed_by([citations[other].type for other in others], actor.type)
    return None if which is None else others[which]


def _is_younger(citation: CitationMention, actor: CitationMention) -> bool:
    years = [year_of(mention.number, mention.date, mention.year) for mention in (citation, actor)]
    return None not in years and years[0] > years[1]  # type: ignore[operator]


def _is_nested(text: str, citations: Sequence[CitationMention], state: _Sentence, index: int) -> bool:
    """Whether a citation stands in the title of one before it, alone or beside another that does."""
    assert state.last is not None
    gap = text[citations[state.last].end : citations[index].start]
    if state.in_title and ";" not in gap and stands_beside(gap):
        return not _is_like_top(citations, state, index)
    low = citations[state.top].end if state.top is not None else citations[state.last].end
    if citations[index].start - low > _LONGEST_LIST:
        state.in_title = False
        return False
    since_top = without_announcement(text[low : citations[index].start])
    state.in_title = not (stands_beside(gap) or continues_list(since_top)) and stands_in_title(since_top)
    return state.in_title


def _is_like_top(citations: Sequence[CitationMention], state: _Sentence, index: int) -> bool:
    """Whether a citation carries on the list outside of the title: of the outer kind, and nothing inside is.

    "Kế hoạch A về thực hiện Nghị quyết B và Kế hoạch C"; "(số A sửa đổi Nghị định B và số C)".
    """
    if state.top is None:
        return False
    top, this, inner = citations[state.top], citations[index], [citations[other] for other in state.inner]
    if _is_bare(this) or _is_bare(top):
        return _is_bare(this) and _is_bare(top) and not any(_is_bare(other) for other in inner)
    return this.type == top.type and this.provision is None and all(other.type != top.type for other in inner)


def _is_bare(citation: CitationMention) -> bool:
    return citation.text[:1].isdigit()


def _read_endings(text: str, citations: Sequence[CitationMention], state: _Sentence) -> None:
    """Read what stands behind citations of which nothing was said before ("A và B hết hiệu lực")."""
    endings = {index: _read_ending(text, citations[index], state.passage) for index in state.undecided}
    if not any(endings.values()):
        return
    for chain in _chains(text, citations, state):
        reading = None
        for index in reversed(chain):
            reading = endings[index] or reading
            if reading:
                state.deeds.append(_Deed(index, reading))


def _own_ending(text: str, citations: Sequence[CitationMention], state: _Sentence, index: int) -> Reading | None:
    """What is said behind a citation that opens a clause: "thay thế A; Điều 5 của B hết hiệu lực"."""
    if state.last is None or state.reading is None:
        return None
    gap = text[citations[state.last].end : citations[index].start]
    return _read_ending(text, citations[index], state.passage) if ";" in gap else None


def _read_ending(text: str, citation: CitationMention, passage: Passage) -> Reading | None:
    words = text[citation.end : min(passage.end, citation.end + 2 * _REACH)]
    reading = read_after(words, citation.end, passage.kind)
    before = text[max(passage.start, citation.start - _REACH) : citation.start]
    return None if reading is None or stands_apart(before) else reading


def _chains(text: str, citations: Sequence[CitationMention], state: _Sentence) -> Iterator[list[int]]:
    """The undecided citations, together where they are the list with which a sentence opens."""
    chain: list[int] = []
    for index in state.undecided:
        low, high = citations[chain[-1]].end if chain else 0, citations[index].start
        if chain and high - low < _LIST and continues_list(text[low:high]):
            chain.append(index)
            continue
        before = text[max(state.passage.start, citations[index].start - _REACH) : citations[index].start]
        if not opens_sentence(before):
            yield [index]  # "A (sau đây gọi là A') và B": the list goes on behind it
            continue
        if chain:
            yield chain
        chain = [index]
    if chain:
        yield chain


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


def _of_provisions(content: str, citations: Sequence[CitationMention], index: int, passage: Passage) -> bool:
    """Whether a change is of some provisions, or of all but some: so the words up to the next document say."""
    citation = citations[index]
    after = citations[index + 1].start if index + 1 < len(citations) else len(content)
    end = min(after, passage.end, citation.end + _REACH)
    return citation.provision is not None or has_exception(content[citation.end : end])


def _deed(content: str, citations: Sequence[CitationMention], deed: _Deed, passage: Passage) -> RelationMention:
    citation, reading = citations[deed.citation], deed.reading
    actor = citations[deed.actor] if deed.actor is not None else citation
    # The cue may stand in the line above a list: then the document's own words are the evidence.
    start = citation.start if reading.cue < passage.start else min(reading.cue, citation.start)
    # Words that stand behind the whole list are no evidence that anybody would read for its first members.
    is_near = reading.rule.extra.get("place") == "after" and reading.cue - citation.end < 2 * _REACH
    spoken = reading.cue + len(reading.verb) if is_near else 0
    end = max(citation.end, actor.end, spoken)
    changes = reading.predicate in _CHANGES
    is_part = reading.is_part or (changes and _of_provisions(content, citations, deed.citation, passage))
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
