"""Give a title printed in capitals the letters that the document's own sentences use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agencies import find_agencies
from policygraph.structure.lines import is_capitals

LONGEST_OPENING = 6_000
_WORD = regex.compile(r"\p{L}[\p{L}\d]*")
_NEAR = 4
_BESIDE = 30
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

    A word that is never written with a capital is left out. The opening paragraphs repeat the title; the rest of a
    long text need not be searched.
    """
    prose = "\n".join(line for line in content[:LONGEST_OPENING].split("\n") if not is_capitals(line))
    lowered = prose.lower()
    pairs: Usage = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    if len(lowered) != len(prose):  # no letter of Vietnamese grows
        return pairs, words
    for word in wanted:
        if lowered.count(word) == prose.count(word):
            continue
        for start, end in _places(lowered, word):
            if _opens_sentence(prose, start):
                continue  # a capital here says nothing
            words[word][prose[start:end]] += 1
            before, after = _neighbours(lowered, start, end)
            if before in wanted:
                pairs[word, "<" + before][prose[start:end]] += 1
            if after in wanted:
                pairs[word, ">" + after][prose[start:end]] += 1
    return pairs, words


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands whole."""
    end = 0
    while (start := text.find(word, end)) >= 0:
        end = start + len(word)
        if not text[end : end + 1].isalnum() and not (start and text[start - 1].isalnum()):
            yield start, end


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The words beside a word on its line, "" where there is none near by."""
    before = _WORD.findall(text[max(0, start - _BESIDE) : start].rpartition("\n")[2])
    after = _WORD.search(text[end : end + _BESIDE].partition("\n")[0])
    return (before[-1] if before else "", after[0] if after else "")


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _NEAR) : start]
    if before[-1:] == " " and before[-2:-1].isalnum():
        return False
    return before.isspace() or _SENTENCE_START.search(before) is not None


def _cased(lowered: list[str], i: int, pairs: Usage, words: dict[str, Counter[str]]) -> str:
    word = lowered[i]
    votes: Counter[str] = Counter()
    if i:
        votes += pairs.get((word, "<" + lowered[i - 1]), Counter())
    if i + 1 < len(lowered):
        votes += pairs.get((word, ">" + lowered[i + 1]), Counter())
    votes = votes or words.get(word, Counter())
    return min(votes, key=lambda form: (-votes[form], form)) if votes else word
