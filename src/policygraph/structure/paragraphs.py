"""Join hard-wrapped lines into paragraphs and cut lines that hold more than one provision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from policygraph.grammar.folding import SMALL_LETTERS, bare, unify
from policygraph.grammar.rules import load_rules
from policygraph.structure.lines import (
    Line,
    in_capitals,
    is_capitals,
    is_cell_mark,
    is_separator,
    stands_alone,
)
from policygraph.structure.markers import Marker, follows, read_marker
from policygraph.structure.zone_rules import begins_zone, openers

WIDEST_WRAPPED_LINE = 130
LONGEST_TYPE = 60
_ENDS = regex.compile(r"[.:!?…”\"/]$")
_OPENS_SENTENCE = regex.compile(r"[\p{Lu}\d“\"(]")
_OPENS_NOTE = regex.compile(r"\(\s?\p{Lu}")
_INLINE_POINT = re.compile(rf"[.;:”\"][ \n]+(?=(?P<num>[{SMALL_LETTERS}])\)[ \n]\S)")
_ROMAN = re.compile(r"[IVX]\.[ \n]")
_INLINE_ROMAN = regex.compile(r"(?<=\p{L})[ \n]+(?=(?P<num>[IVX]{1,5})\.[ \n]\p{Lu}{2})")


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph (or a drawn rule, or the bar of a layout cell) and the label it opens with. Never changed."""

    start: int
    end: int
    kind: str  # text | separator | bar
    marker: Marker | None


def split_paragraphs(content: str, lines: list[Line]) -> list[Block]:
    """The blocks that the lines of a text (without its tables) make up, in order."""
    unified = unify(content)
    groups = _Joiner(unified, lines).groups()
    return [block for group, marker in groups for block in _blocks(unified, group, marker)]


class _Joiner:
    """Decides line by line whether a paragraph goes on; knows how the text was wrapped."""

    def __init__(self, unified: str, lines: list[Line]) -> None:
        self.unified = unified
        self.lines = lines
        self.under_title = True  # the first paragraph, and the one under a document's type
        lengths = sorted(len(line.text) for line in lines if line.text)
        blanks = len(lines) - len(lengths)
        self.width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        self.wrapped = self.width <= WIDEST_WRAPPED_LINE
        self.spaced = blanks > 0.15 * len(lengths)
        self.last_nums: dict[str, str] = {}  # by kind of label
        self.recipients = openers("recipients")

    def groups(self) -> Iterator[tuple[list[Line], Marker | None]]:
        """The lines of each paragraph and the label it opens with."""
        group: list[Line] = []
        opening: Marker | None = None
        apart = True  # a blank line, a bar or a drawn rule stands before
        for line in self.lines:
            if not line.text:
                apart = True
                continue
            alone = stands_alone(line)
            marker = None if alone else read_marker(self.unified, line.start)
            if group and not (apart or alone or self._begins(group, line, marker)):
                group.append(line)
                continue
            if group:
                yield group, opening
                self.under_title = is_type_line(group[0].text)
            group, opening, apart = [line], marker, alone
            if marker:
                self.last_nums[marker.kind] = marker.num
        if group:
            yield group, opening

    def _begins(self, group: list[Line], line: Line, marker: Marker | None) -> bool:
        """Whether ``line`` begins a new paragraph right after ``group``, with nothing between them."""
        last = group[-1]
        if marker is None and line.text[0].islower() and not (in_capitals(last) or in_capitals(line)):
            # Most lines that were wrapped: nothing below begins with a small letter.
            return not self.wrapped and _ENDS.search(last.text) is not None
        if self._ends_paragraph(last, line) or (marker is not None and self._is_label(group, line, marker)):
            return True
        if self.under_title and _gives_grounds(line.text):
            return True
        if self.under_title and _OPENS_NOTE.match(line.text) and begins_zone(line.text, "annex-note"):
            return True  # else the title of an annex, where it is in small letters, would go on with its note
        if line.text[0] in self.recipients and begins_zone(line.text, "recipients"):
            return True
        if not line.text[1:2].islower() and begins_zone(line.text, "signature") and in_capitals(line):
            return not begins_zone(group[0].text, "signature")
        before, here = in_capitals(last), in_capitals(line)
        if (before and is_type_line(last.text)) or (here and is_type_line(line.text)):
            return True
        return before != here and self._changes_case(group, line)

    def _is_label(self, group: list[Line], line: Line, marker: Marker) -> bool:
        heading = in_capitals(group[-1])
        if marker.kind == "indent":
            # "I. MỤC ĐÍCH / - YÊU CẦU" is one heading, "2011 / - 2015" one period.
            rest = self.unified[marker.end : line.end]
            return not (heading and is_capitals(rest)) and not (rest[:1].isdigit() and group[-1].text[-1:].isdigit())
        if heading or _ENDS.search(group[-1].text) or group[-1].text.endswith((";", ",")):
            return True
        return (
            marker.num in ("1", "I", "A", "a")
            or follows(self.last_nums.get(marker.kind, ""), marker.num)
            or self._opens_below(marker.num)
            or " " in marker.label.rstrip(".) ")  # a label in words ("Nhiệm vụ 2:")
            or marker.level <= 6
        )

    def _opens_below(self, num: str) -> bool:
        """Whether a number is the first below one just read: 3.1 below 3."""
        above, _, last = num.rpartition(".")
        return last == "1" and above in self.last_nums.values()

    def _changes_case(self, group: list[Line], line: Line) -> bool:
        if in_capitals(line):
            return len(line.text.split()) >= 3 and _ENDS.search(group[-1].text) is not None
        return all(in_capitals(x) for x in group) and len(" ".join(x.text for x in group).split()) >= 2

    def _ends_paragraph(self, last: Line, line: Line) -> bool:
        if not self.wrapped:
            return not line.text[0].islower() or _ENDS.search(last.text) is not None
        if self.spaced:
            return False
        if opens_preamble(line.text):
            return last.text.endswith((";", ".", ":", ","))
        if not _ENDS.search(last.text) or not _OPENS_SENTENCE.match(line.text):
            return False
        return last.text.endswith(":") or len(last.text) < 0.85 * self.width


def _gives_grounds(text: str) -> bool:
    """Whether a line right under a title's is the first of the grounds; a title's own may begin "Thực hiện" too."""
    return text.startswith("Căn cứ ") or (opens_preamble(text) and text.endswith((";", ",", ".")))


def is_type_line(text: str) -> bool:
    """Whether a line holds the type of a document in capitals, with its marks or as scanners leave them, alone."""
    if not text.isupper() or len(text) > LONGEST_TYPE:
        return False
    if any(pattern.fullmatch(text) for pattern in _types()):
        return True
    # One word alone without its marks ("LUAT", "LENH") may be another word.
    return len(text.split()) > 1 and any(pattern.fullmatch(bare(text)) for pattern in _types_without_marks())


@cache
def _types() -> tuple[regex.Pattern[str], ...]:
    return tuple(rule.pattern for rule in load_rules("title"))


@cache
def _types_without_marks() -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(bare(pattern.pattern), regex.X) for pattern in _types())


def opens_preamble(text: str) -> bool:
    """Whether a paragraph gives the grounds of a document."""
    return begins_zone(text, "grounds")


def _blocks(unified: str, group: list[Line], marker: Marker | None) -> list[Block]:
    first, last = group[0], group[-1]
    if is_cell_mark(first):
        return [Block(first.start, first.end, "bar", None)]
    if is_separator(first):
        return [Block(first.start, last.end, "separator", None)]
    return _cut_inline(unified, Block(first.start, last.end, "text", marker))


def _cut_inline(unified: str, block: Block) -> list[Block]:
    """Cut "…hiện hành. g) Xây dựng…" and "A. MỤC TIÊU, QUAN ĐIỂM I. MỤC TIÊU" where the next label stands."""
    if unified.find(")", block.start, block.end) < 0 and not _ROMAN.search(unified, block.start, block.end):
        return [block]
    cuts = []
    num = block.marker.num if block.marker else ""
    capitals = is_capitals(unified[block.start : block.end])
    pattern, opener = (_INLINE_ROMAN, "I") if capitals else (_INLINE_POINT, "a")
    for match in pattern.finditer(unified, block.start, block.end):
        opens = match["num"] == opener and (block.marker is None or block.marker.kind != "point")
        if follows(num, match["num"]) or opens:
            cuts.append(match.end())
            num = match["num"]
    if not cuts or (len(cuts) == 1 and num == "a"):  # a lone "a)" is a reference, not a list
        return [block]
    edges = [block.start, *cuts, block.end]
    return [
        Block(start, start + len(unified[start:end].rstrip()), "text", read_marker(unified, start))
        for start, end in pairwise(edges)
    ]
