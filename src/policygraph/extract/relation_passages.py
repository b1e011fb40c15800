"""The paragraphs that relations are read in: which citations stand in each, and which line opens a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from policygraph.extract.relation_rules import Reading, read_list_head
from policygraph.model import CitationMention

_BREAK = regex.compile(r"\n\s*\n|\|")
_LABEL = regex.compile(r"\s*(?:[-–+•]|\d{1,2}[.)]|\p{L}{1,2}\)|(?:Quyết|Nghị|Thông|Chỉ|Luật|Pháp)\s)")
_WORDS_ALONE = regex.compile(r"(?:^|__)(?:para|preamble)_\d+$|^$")
_OUTSIDE = "outside"  # the kind of a paragraph that no passage holds
_TRAIL = 8  # white space behind the colon that opens a list
_REACH = 400  # no cue stands further before its citation


@dataclass(slots=True)
class Passage:
    """A paragraph: title | preamble | item | article | annex-note | paragraph. Never changed; there are many."""

    start: int
    end: int
    eid: str
    kind: str
    part: str


def by_passage(
    text: str, citations: Sequence[CitationMention], passages: Sequence[Passage]
) -> list[tuple[Passage, list[int]]]:
    """Each paragraph with its citations; what stands in none is a paragraph of its own."""
    ordered = sorted(passages, key=lambda passage: (passage.start, -passage.end))
    starts = [passage.start for passage in ordered]
    groups: list[tuple[Passage, list[int]]] = [(passage, []) for passage in ordered]
    strays = []
    for index, citation in enumerate(citations):
        at = bisect_right(starts, citation.start) - 1
        if at >= 0 and citation.start < ordered[at].end:
            groups[at][1].append(index)
        else:
            strays.append(index)
    return sorted([*groups, *_stray_groups(text, citations, strays)], key=lambda group: group[0].start)


def _stray_groups(
    text: str, citations: Sequence[CitationMention], strays: list[int]
) -> list[tuple[Passage, list[int]]]:
    """The citations outside of all passages by the paragraphs in which they stand, parted by empty lines."""
    groups: list[tuple[Passage, list[int]]] = []
    for index in strays:
        citation = citations[index]
        if groups and citation.start < groups[-1][0].end:
            groups[-1][1].append(index)
            continue
        start = max(groups[-1][0].end if groups else 0, citation.start - _REACH, _after_break(text, citation.start))
        end = _BREAK.search(text, citation.end, citation.end + 2 * _REACH)
        stop = end.start() if end else min(len(text), citation.end + 2 * _REACH)
        groups.append((Passage(min(start, citation.start), max(stop, citation.end), "", _OUTSIDE, "body"), [index]))
    return groups


def _after_break(text: str, end: int) -> int:
    breaks = list(_BREAK.finditer(text, max(0, end - _REACH), end))
    return breaks[-1].end() if breaks else 0


@dataclass(slots=True)
class ListHeads:
    """Lines that say what is done to the documents of the list below them."""

    text: str
    open: tuple[Passage, Reading] | None = None

    def over(self, passage: Passage) -> Reading | None:
        """What the line above says of the documents in a paragraph; a paragraph may be such a line itself."""
        over = self.open if self.open and _is_below(passage, self.open[0], self.text) else None
        if self.text[max(passage.start, passage.end - _TRAIL) : passage.end].rstrip().endswith(":"):
            words = self.text[max(passage.start, passage.end - _REACH) : passage.end]
            reading = read_list_head(words, passage.end - len(words), passage.kind)
            self.open = (passage, reading) if reading else None
            # A consolidated text names the document itself in this line, and those that amended it below.
            if reading:
                return reading if reading.predicate == "consolidates" else None
        elif over is None:
            self.open = None
        return over[1] if over else None


def _is_below(passage: Passage, head: Passage, text: str) -> bool:
    """Whether a paragraph belongs to the list below a line: its child, or a labelled line that follows it."""
    if passage.part != head.part:
        return False
    if passage.eid.startswith(f"{head.eid}__"):
        return True
    has_children = head.kind == "article" or not _WORDS_ALONE.search(head.eid)
    return not has_children and _LABEL.match(text, passage.start, passage.end) is not None
