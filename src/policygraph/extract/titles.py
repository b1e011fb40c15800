"""What a document is about: the lines under its type, or after "V/v" in the head of a letter."""

from __future__ import annotations

from functools import cache

import regex

from policygraph.extract.agencies import find_agencies
from policygraph.extract.document_types import type_words
from policygraph.extract.heads import STRUCK, Head, leaves, letterhead_lines, rule
from policygraph.extract.truecase import truecase
from policygraph.grammar.folding import bare, squeeze
from policygraph.model import Leaf, Outline
from policygraph.structure.lines import Line, is_capitals, split_lines

LONGEST_BODY = 120
_TITLE_LEAVES = 12
_BODY_LINES = 4

Title = tuple[str | None, tuple[int, int] | None]


def find_title(outline: Outline, unified: str, head: Head) -> Title:
    """The title in sentence case and its span, without the issuing body that may follow it; None where it has none."""
    content = outline.text.content
    lines = _title_lines(leaves(outline, "title")[:_TITLE_LEAVES], unified, letterhead_lines(head))
    if not lines:
        return _about(unified, head)
    words = squeeze(" ".join(content[line.start : line.end] for line in lines))
    words = rule("of-assembly").pattern.sub("", words) or words
    words = rule("of-committee").pattern.sub("", words)
    words = rule("title-number").pattern.sub("", words).strip() or words
    title = truecase(words, content)
    return title[:1].upper() + title[1:], (lines[0].start, lines[-1].end)


def _title_lines(titles: list[Leaf], unified: str, letterhead: tuple[str, ...]) -> list[Line]:
    lines = [line for leaf in titles for line in split_lines(unified[leaf.start : leaf.end], leaf.start) if line.text]
    if not lines:
        return []
    first = _after_type(lines[0])
    kept: list[Line] = [first] if first else []
    opens = {leaf.start for leaf in titles}
    for i, line in enumerate(lines[1:], 1):
        repeats = line.text.startswith(letterhead)
        if kept and _decides(unified, lines[i:], kept[-1], is_apart=line.start in opens, repeats=repeats):
            break
        if any(c.isalnum() for c in line.text):
            kept.append(line)
    return kept


def _after_type(line: Line) -> Line | None:
    """The title where it stands on one line with its type ("Quyết định về việc …")."""
    rest = line.text[len(type_words(line.text)) :].strip(" :.-–")
    if is_capitals(line.text) or not rest:
        return None
    return Line(line.end - len(rest), line.end, rest) if line.text.endswith(rest) else line


def _decides(unified: str, lines: list[Line], last: Line, *, is_apart: bool, repeats: bool) -> bool:
    """Whether who decides is named from here on: a body and at most the session at which it decides.

    A wrapped line of the title may begin with a body too ("QUY CHẾ CỦA / ỦY BAN NHÂN DÂN …"): then the line
    before is not finished, or the body is not all that follows.
    """
    line = lines[0]
    if rule("unfinished").pattern.search(last.text):
        return False
    if repeats:
        return True
    if not is_capitals(line.text):
        return _is_just_body(unified, line.start, line.end)
    if not rule("body").pattern.match(line.text) and not _body_without_marks().match(bare(line.text)):
        return False
    if is_apart and len(line.text) < LONGEST_BODY:
        return True
    rest = [x for x in lines[:_BODY_LINES] if is_capitals(x.text)]
    if len(rest) == _BODY_LINES:
        return False
    return _is_just_body(unified, line.start, rest[-1].end)


@cache
def _body_without_marks() -> regex.Pattern[str]:
    return regex.compile(bare(rule("body").pattern.pattern), regex.VERBOSE | regex.VERSION1)


def _is_just_body(unified: str, start: int, end: int) -> bool:
    body = next(iter(find_agencies(unified, start, end)), None)
    if body is None or body.start - start > 2:
        return False
    rest = unified[body.end : end]
    return not rest.strip(" \n,.:") or rule("session").pattern.match(rest) is not None


def _about(unified: str, head: Head) -> Title:
    """ "V/v …" in the header of a letter."""
    match = rule("about").pattern.search(head.words) if head.is_headed else None
    match = match or rule("about").pattern.search(unified, 0, head.end)
    if match is None:
        return None, None
    words = squeeze(match["about"].split(STRUCK)[0]).rstrip(" .,;_-–*")
    if not words:
        return None, None
    return words[:1].upper() + words[1:], match.span("about")
