"""The bodies that a letterhead names: the one that issues the document and those above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import regex

from policygraph import resources
from policygraph.extract.agencies import find_agencies
from policygraph.extract.heads import HEADER_REACH, STRUCK, Head, rule
from policygraph.extract.truecase import truecase
from policygraph.grammar.folding import bare, key, squeeze
from policygraph.model import AgencyMention
from policygraph.structure.lines import split_lines

_LONGEST_NAME = 16  # words
_LONGEST_BLOCK = 600
_GROUP_REACH = 60
_WORD = regex.compile(r"[\p{L}&]+")
_LOCAL_UNIT = regex.compile(
    r"\s*(?P<unit>TINH|THANH PHO|TP\.?|HUYEN|QUAN|XA|PHUONG)\s+(?P<place>\p{L}+(?:\s+\p{L}+){0,3})"
)
_UNITS = {"TINH": "tỉnh", "HUYEN": "huyện", "QUAN": "quận", "XA": "xã", "PHUONG": "phường"}
_CAPITALS = regex.compile(r"\p{Lu}{2,}(?:\s\p{Lu}+(?!\p{L}))*")
_LOUD = regex.compile(r"\p{Lu}*[AEIOUYĂÂÊÔƠƯ]\p{Lu}+(?:\s\p{Lu}+)*|\p{Lu}+[AEIOUYĂÂÊÔƠƯ]\p{Lu}*(?:\s\p{Lu}+)*")


def read_letterhead(head: Head, content: str) -> tuple[AgencyMention, ...]:
    """The bodies of the letterhead nearest to the title, highest first; nothing where there is none.

    One body stands above the other ("BỘ TÀI CHÍNH / CỤC THUẾ"), and a name may be on two lines.
    """
    words = head.words.replace(STRUCK, " ")
    for start, end in reversed(head.letterheads):
        if bodies := _bodies(words, max(start, end - _LONGEST_BLOCK), end, content):
            return tuple(bodies)
    return tuple(_lines_of_their_own(words, max(0, len(words) - HEADER_REACH), len(words)))[-1:]


def _lines_of_their_own(words: str, start: int, end: int) -> Iterator[AgencyMention]:
    """The bodies that whole lines name."""
    for line in split_lines(words[start:end], start):
        body = next(iter(find_agencies(words, line.start, line.end)), None) if line.text else None
        if body and not body.is_group and (body.start, body.end) == (line.start, line.end):
            yield body


def _bodies(words: str, start: int, end: int, content: str) -> list[AgencyMention]:
    edges = [start, *(body.start for body in _lines_of_their_own_in(words, start, end)), end]
    parts = [find_agencies(words, first, last) for first, last in pairwise(edges) if first < last]
    found = [_whole(words, body, start) for part in parts for body in part]
    rest = found[-1].end if found else start
    if words[rest:end].strip(" \n-–,"):
        found += _without_marks(words, rest, end) or _unlisted(words, rest, end, content, is_alone=not found)
    return found


def _lines_of_their_own_in(words: str, start: int, end: int) -> Iterator[AgencyMention]:
    """Where one name ends and the next begins, two lines may read as one ("HUYỆN BA TRI / PHÒNG NỘI VỤ")."""
    return (body for body in _lines_of_their_own(words, start, end) if body.start > start)


def _whole(words: str, body: AgencyMention, start: int) -> AgencyMention:
    """The Party's group in a body is not that body; a name has no capitals but those of its words."""
    before = rule("party-group").pattern.search(words, max(start, body.start - _GROUP_REACH), body.start)
    if before is None:
        return replace(body, label=_quiet(body.label))
    label = f"{squeeze(before.group()).capitalize()} {body.label}"
    return replace(body, start=before.start(), label=label.replace("Ban cán sự", "Ban Cán sự"), kind="agency-party")


def _quiet(label: str) -> str:
    """ "TỈNH ỦY Bến Tre" as people write it."""
    if not any(len(run) > 4 for run in _LOUD.findall(bare(label))):
        return label
    lowered = _CAPITALS.sub(lambda m: m.group().lower(), label)
    return lowered[:1].upper() + lowered[1:]


def _unlisted(words: str, start: int, end: int, content: str, *, is_alone: bool) -> list[AgencyMention]:
    """A body that no list has: what is left of the letterhead, if it begins as names of bodies do."""
    lines = [line for line in words[start:end].split("\n") if line.strip()]
    if not is_alone and words[start:end].split("\n", 1)[0].strip(" -–"):
        return []  # the rest of the line still belongs to the body before
    name = squeeze(" ".join(lines)).strip("-– ")
    if not rule("body-words").pattern.match(bare(name)) or len(name.split()) > _LONGEST_NAME:
        return []
    first = start + words[start:end].find(name.split()[0])
    label = truecase(name, content)
    return [AgencyMention(name, first, end, label, "agency-other", "unknown", None, False, "agency-letterhead")]


def _without_marks(words: str, start: int, end: int) -> list[AgencyMention]:
    """Bodies whose names have lost their marks, as scanners leave them, in order."""
    found: list[AgencyMention] = []
    steps = list(_WORD.finditer(bare(words[start:end]).upper()))
    position = 0
    while position < len(steps):
        for last in range(min(len(steps), position + _LONGEST_NAME), position, -1):
            name = " ".join(step.group() for step in steps[position:last])
            if label := _names_without_marks().get(name):
                found.append(_restored(words, label, start, (steps[position].start(), steps[last - 1].end()), end))
                position = last
                break
        else:
            position += 1
    return found


def _restored(words: str, label: str, start: int, span: tuple[int, int], end: int) -> AgencyMention:
    place = _place(bare(words[start + span[1] : end]).upper())
    name = f"{label} {place}" if place else label
    mention = next(iter(find_agencies(name, 0, len(name))), None)
    first, last = start + span[0], start + span[1]
    if mention is None:
        mention = AgencyMention(name, 0, 0, name, "agency-other", "unknown", None, False, "agency-letterhead")
    return replace(mention, text=words[first:last], start=first, end=last)


def _place(after: str) -> str | None:
    """The province that follows a name without marks ("TP. HO CHI MINH")."""
    match = _LOCAL_UNIT.match(after)
    if match is None:
        return None
    following = match["place"].split()
    unit = _UNITS.get(match["unit"].rstrip("."), "thành phố")
    for count in range(len(following), 0, -1):
        if name := _provinces_without_marks().get(" ".join(following[:count])):
            return f"{unit} {name}"
    return None


@cache
def _names_without_marks() -> dict[str, str]:
    """Each listed name of at least two words, in capitals without marks → its standard form."""
    found: dict[str, str] = {}
    for row in resources.gazetteer("agencies"):
        for name in (row["label"], *filter(None, row["variants"].split(";"))):
            plain = " ".join(_WORD.findall(bare(key(name)).upper()))
            if " " in plain:
                found.setdefault(plain, row["label"])
    return found


@cache
def _provinces_without_marks() -> dict[str, str]:
    rows = resources.gazetteer("provinces")
    return {
        bare(key(name)).upper(): row["name"]
        for row in rows
        for name in (row["name"], *row["variants"].split(";"))
        if name
    }
