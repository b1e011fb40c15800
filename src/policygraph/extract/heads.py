"""The words above a document's title, with what says nothing of the issuer struck out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from policygraph.grammar.folding import bare
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import Leaf, Outline
from policygraph.structure.lines import Line, is_capitals, split_lines

HEADER_REACH = 2500  # a document without a title line still opens with its header
STRUCK = "|"  # stands for each character struck out, so that offsets stay
LONGEST_LETTERHEAD_LINE = 200
MOST_BLANK_LINES = 6
SHORTEST_LETTERHEAD = 3  # words
LONGEST_PLACE = 150  # code points, with what stands between it and the day
LONGEST_DAY = 200
_DAY = regex.compile("ng[àa]y")
_SIGN = regex.compile(r"[^\n]")
_BETWEEN = regex.compile(r"[^|]+")
_NOTHING = " \t|*#-_=–—.:"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before ``end``; ``words`` has the motto, the line of place and day and the number struck out.

    ``letterheads`` are its blocks of capitals: each the names of one body and of those above it, in order.
    ``is_headed`` is false where the text has neither title nor addressee: then it may have no head at all.
    """

    end: int
    words: str
    letterheads: tuple[tuple[int, int], ...]
    is_headed: bool


def read_head(outline: Outline, unified: str) -> Head:
    """The head of a document, up to its title, else up to whom it is addressed."""
    end = _end(outline)
    words = _strike(unified[:end], rule("motto").finditer(bare(unified[:end])))
    words = _strike(words, near_days("dateline", words, end))
    words = _strike(words, rule("number-line").finditer(words))
    is_headed = bool(leaves(outline, "title", "header"))
    return Head(end, words, tuple(_letterheads(words)) if is_headed else (), is_headed)


def _letterheads(words: str) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    blank = MOST_BLANK_LINES + 1
    for line in split_lines(words):
        if not line.text.strip(_NOTHING):
            blank += 1
        elif (found := _letterhead(line)) is None:
            blank = MOST_BLANK_LINES + 1
        elif blank > MOST_BLANK_LINES:
            blocks.append(found)
            blank = 0
        else:
            blocks[-1] = (blocks[-1][0], found[1])
            blank = 0
    return blocks


def letterhead_lines(head: Head) -> tuple[str, ...]:
    """The lines of the letterhead that are long enough to be known again where the same body decides."""
    blocks = [head.words[start:end] for start, end in head.letterheads]
    lines = (line.strip(_NOTHING) for block in blocks for line in block.split("\n"))
    return tuple(line for line in lines if len(line.split()) >= SHORTEST_LETTERHEAD)


def leaves(outline: Outline, *kinds: str) -> list[Leaf]:
    """The leaves of some zones, in order."""
    return [leaf for leaf in outline.leaves if leaf.kind in kinds]


@cache
def rule(field: str) -> Rule:
    """The header rule for one field."""
    return next(r for r in load_rules("header") if r.extra["field"] == field)


def near_days(field: str, words: str, end: int) -> Iterator[regex.Match[str]]:
    """The matches of a rule for a place and a day, in order. Only around each "ngày" is looked: a place may begin
    with any capital.
    """
    reached = 0
    for day in _DAY.finditer(words, 0, end):
        if day.start() < reached:
            continue
        low, high = max(reached, day.start() - LONGEST_PLACE), min(end, day.end() + LONGEST_DAY)
        match = rule(field).pattern.search(words, low, high)
        if match is not None:
            yield match
            reached = match.end()


def _end(outline: Outline) -> int:
    """Where the header ends: at the title, else after so many characters."""
    titles, headers = leaves(outline, "title"), leaves(outline, "header")
    if titles:
        return titles[0].start
    return headers[-1].end if headers else min(len(outline.text.content), HEADER_REACH)


def _strike(words: str, found: Iterable[regex.Match[str]]) -> str:
    """``words`` without what was found in them, or in words with the same offsets."""
    parts, last = [], 0
    for match in found:
        parts += [words[last : match.start()], _SIGN.sub(STRUCK, match.group())]
        last = match.end()
    return "".join(parts) + words[last:]


def _letterhead(line: Line) -> tuple[int, int] | None:
    """Where in a line the names of bodies stand, or None: most lines of prose are none."""
    if len(line.text) > LONGEST_LETTERHEAD_LINE + line.text.count(STRUCK):
        return None
    pieces = [p for p in _pieces(line) if is_capitals(p.text)]
    return (pieces[0].start, pieces[-1].end) if pieces else None


def _pieces(line: Line) -> Iterator[Line]:
    """What is left of a line between the parts struck out."""
    for match in _BETWEEN.finditer(line.text):
        kept = match.group().strip(_NOTHING)
        if kept:
            start = line.start + match.start() + match.group().find(kept)
            yield Line(start, start + len(kept), kept)
