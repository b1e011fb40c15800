"""Find laws, codes, ordinances and constitutions that are cited by name.

Where a name ends is the hard part: the gazetteer of laws tells for all it knows (longest name first);
a name it does not know counts only where a date, a number or a citing word stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.citation_tables import compiled, rule_of, tables, type_of_word
from policygraph.grammar.folding import key, squeeze, unify

_WINDOW = 240
_LONGEST_UNKNOWN = 14
_TOKEN = regex.compile(r"[\p{L}\d]+|,|-|\n\s*\n|[^\s\p{L}\d]")
_AMENDING = regex.compile(
    r"\s+[Ss]ửa\s+đổi(?:\s*,\s*|\s+)(?:bổ\s+sung\s+)?(?:(?:một\s+số\s+điều|các\s+điều|Điều\s+\d+)\s+)?(?:của\s+)?"
)
_NEXT_LAW = regex.compile(r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?=(?:Bộ\s+[Ll]uật|Luật|Pháp\s+lệnh)\s)")


@dataclass(frozen=True, slots=True)
class LawName:
    """A law named in a text. ``is_certain``: the gazetteer knows it, or the words around it show it."""

    start: int
    end: int
    name: str
    type: str
    is_certain: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a possible name, abbreviations written out: several words may end at one place."""

    key: str
    text: str
    end: int
    misread: bool


def find_laws(text: str) -> Iterator[LawName]:
    """All laws by name, left to right, without overlap; ``text`` is unified."""
    reached = 0
    for match in rule_of("citation-law-by-name").finditer(text):
        if match.start() < reached or _is_no_law(text, match.start()):
            continue
        law = _amending(text, match) or _read(text, match)
        if law is not None:
            reached = law.end
            yield law


def _is_no_law(text: str, start: int) -> bool:
    return compiled("(?<!\\p{L}){{NO_LAW}}$").search(text, max(0, start - 30), start) is not None


def _amending(text: str, head: regex.Match[str]) -> LawName | None:
    """ "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C" is one law with one name."""
    opening = _AMENDING.match(text, head.end())
    if opening is None:
        return None
    end = opening.end()
    while match := rule_of("citation-law-by-name").pattern.match(text, end):
        inner = _read(text, match)
        if inner is None:
            break
        end, joint = inner.end, _NEXT_LAW.match(text, inner.end)
        if joint is None:
            break
        end = joint.end()
    if end == opening.end():
        return None
    end = len(text[:end].rstrip(" ,;\n")) if end < len(text) else end
    name = squeeze(text[head.start() : end])
    return LawName(head.start(), end, name, type_of_word(head.group()) or "L", True, ())


def _read(text: str, head: regex.Match[str]) -> LawName | None:
    words = list(_words(text, head))
    return _known(head, words) or _unknown(text, head, words)


def _words(text: str, head: regex.Match[str]) -> Iterator[_Word]:
    """The words from the head on, abbreviations written out."""
    for part in head.group().split():
        yield _Word(part.lower(), part, head.end(), False)
    abbreviations: dict[str, str] = tables()["abbreviations"]
    for token in _TOKEN.finditer(text, head.end(), min(len(text), head.end() + _WINDOW)):
        written = token.group()
        full = abbreviations.get(written.lower(), written)
        for word in full.split() or [written]:
            yield _Word(word.lower(), word, token.end(), written.upper() == "HDND")


@cache
def law_names() -> dict[tuple[str, ...], str]:
    """Names of laws by their words in lower case, commas as words."""
    names = {row["name"] for row in resources.gazetteer("laws")}
    return {tuple(_TOKEN.findall(key(name))): name for name in sorted(names)}


@cache
def _longest() -> int:
    return max(map(len, law_names()))


def _known(head: regex.Match[str], words: list[_Word]) -> LawName | None:
    keys = tuple(unify(word.key) for word in words[: _longest()])
    for size in range(len(keys), 0, -1):
        name = law_names().get(keys[:size])
        # The words of one abbreviation stay together.
        if name and (size == len(words) or words[size].end != words[size - 1].end):
            warnings = ("misread-abbreviation",) if any(word.misread for word in words[:size]) else ()
            return LawName(head.start(), words[size - 1].end, name, type_of_word(head.group()) or "L", True, warnings)
    return None


def _unknown(text: str, head: regex.Match[str], words: list[_Word]) -> LawName | None:
    heads = len(head.group().split())
    name = words[:heads]
    for this, following in zip(words[heads:], [*words[heads + 1 :], None], strict=True):
        if len(name) > _LONGEST_UNKNOWN or _ends_name(this, following):
            break
        name.append(this)
    if len(name) == heads or not name[heads].text[0].isupper():
        return None
    label = squeeze(" ".join(word.text for word in name)).replace(" ,", ",")
    cited = compiled("(?<!\\p{L}){{LAW_CUE}}$").search(text, max(0, head.start() - 40), head.start()) is not None
    return LawName(head.start(), name[-1].end, label, type_of_word(head.group()) or "L", cited, ())


@cache
def _stops() -> frozenset[str]:
    return frozenset(tables()["law_stops"]["words"])


def _ends_name(word: _Word, following: _Word | None) -> bool:
    if not word.text[0].isalpha() or word.key in _stops():
        return True
    if word.key != "và":
        return False
    # "Luật Phí và lệ phí" goes on; "Luật Nhà ở và Luật Đất đai", "… và các văn bản" do not.
    return following is None or following.text[0].isupper() or f"và {following.key}" in _stops()
