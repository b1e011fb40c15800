"""Give a title printed in capitals the letters that the document's own sentences use."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agencies import find_agencies
from policygraph.structure.lines import is_capitals

LONGEST_OPENING = 6_000
_WORD = regex.compile(r"\p{L}[\p{L}\d]*")
_STEP = re.compile(r"([\W\d_]*)([^\W\d_][^\W_]*)")  # a word and what parts it from the one before
_NEAR = 4
_VERBATIM = regex.compile(
    r"\d[\d/]*[/-]\p{L}[\p{L}\d-]*(?:-\p{L}+)*|(?<![\p{L}\d])(?:X{0,2}(?:IX|IV|VI{2,3}|II{1,2})|X{1,2}V?I{0,3})(?!\p{L})"
)
_NAMED_BODIES = (
    "agency-ministry",
    "agency-peoples-committee",
    "agency-peoples-council",
    "agency-department",
    "agency-government",
)
_COMMON_WORDS = ("Hòa Bình",)
_SENTENCE_START = regex.compile(r"(?:^|[.;:!?–•+“\"(-]|\n)\s*$")


def truecase(title: str, content: str) -> str:
    """The title in sentence case; names keep the capitals they have in ``content``.

    A title that is not all capitals comes back as it is.

    >>> truecase("KẾ HOẠCH TỈNH BẾN TRE", "ban hành Kế hoạch của tỉnh Bến Tre năm 2013")
    'Kế hoạch tỉnh Bến Tre'
    """
    if not is_capitals(title):
        return title
    lowered = [match.group().lower() for match in _WORD.finditer(title)]
    pairs, words = _usage(content, set(lowered))
    cased = iter([_cased(lowered, i, pairs, words) for i in range(len(lowered))])
    result = _names_kept(title, _WORD.sub(lambda _: next(cased), title))
    return result[:1].upper() + result[1:]


def _names_kept(title: str, cased: str) -> str:
    """Names of bodies and provinces, document numbers and Roman numerals as they are always written."""
    for match in _VERBATIM.finditer(title):
        cased = cased[: match.start()] + match.group() + cased[match.end() :]
    for name in _province_names():
        position = title.find(name.upper())
        if position >= 0 and not title[position + len(name) : position + len(name) + 1].isalpha():
            cased = cased[:position] + name + cased[position + len(name) :]
    for body in find_agencies(title, 0, len(title)):
        if body.kind in _NAMED_BODIES and body.label.upper() == title[body.start : body.end]:
            cased = cased[: body.start] + body.label + cased[body.end :]
    return cased


@cache
def _province_names() -> tuple[str, ...]:
    """With their unit where the name alone is a common word ("hòa bình": peace)."""
    names = {row["name"] for row in resources.gazetteer("provinces")}
    return tuple(sorted(f"tỉnh {name}" if name in _COMMON_WORDS else name for name in names))


Usage = dict[tuple[str, str], Counter[str]]


def _usage(content: str, wanted: set[str]) -> tuple[Usage, dict[str, Counter[str]]]:
    """How each wanted word is written, alone and beside its neighbours, in lines that are not capitals.

    The opening paragraphs repeat the title; the rest of a long text need not be searched.
    """
    pairs: Usage = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for line in content[:LONGEST_OPENING].split("\n"):
        if is_capitals(line):
            continue
        steps = _STEP.findall(line)
        lowered = [word.lower() for _, word in steps]
        for i in [i for i, word in enumerate(lowered) if word in wanted]:
            gap, word = steps[i]
            before = steps[i - 1][1][-1:] + gap if i else gap
            if (gap != " " or not i) and _SENTENCE_START.search(before[-_NEAR:]):
                continue  # a capital here says nothing
            words[lowered[i]][word] += 1
            if i and lowered[i - 1] in wanted:
                pairs[lowered[i], "<" + lowered[i - 1]][word] += 1
            if i + 1 < len(steps) and lowered[i + 1] in wanted:
                pairs[lowered[i], ">" + lowered[i + 1]][word] += 1
    return pairs, words


def _cased(lowered: list[str], i: int, pairs: Usage, words: dict[str, Counter[str]]) -> str:
    word = lowered[i]
    votes: Counter[str] = Counter()
    if i:
        votes += pairs.get((word, "<" + lowered[i - 1]), Counter())
    if i + 1 < len(lowered):
        votes += pairs.get((word, ">" + lowered[i + 1]), Counter())
    votes = votes or words.get(word, Counter())
    return min(votes, key=lambda form: (-votes[form], form)) if votes else word
