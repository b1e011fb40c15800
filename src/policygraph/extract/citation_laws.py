"""Find laws, codes, ordinances and constitutions that are cited by name.

Where a name ends is the hard part: the gazetteer of laws tells for all it knows (longest name first);
a name it does not know counts only where a date, a number or a citing word stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, pairwise

import regex

from policygraph import resources
from policygraph.extract.citation_tables import compiled, rule_of, tables, type_of_word
from policygraph.extract.type_words import all_of
from policygraph.grammar.folding import key, squeeze

# No name is longer. A match without an end would look for its letters in all of the text that follows.
_WINDOW = 240
_LONGEST_UNKNOWN = 14
_TOKEN = regex.compile(r"[\p{L}\d]+|,|-|\n\s*\n|[^\s\p{L}\d]")
_AMENDING = regex.compile(
    r"\s+[Ss]ửa\s+đổi(?:\s*,\s*|\s+)(?:bổ\s+sung\s+)?(?:(?:một\s+số\s+điều|các\s+điều|Điều\s+\d+)\s+)?(?:của\s+)?"
)
_MANY_LAWS = regex.compile(
    r"(?:các|\d{1,3})\s+[Ll]uật(?:\s+(?:có\s+)?liên\s+quan(?:\s+đến\s+\p{Ll}+(?:\s+(?!ngày|số|và|của|được)\p{Ll}+){0,8})?)?"
)
_BESIDE = regex.compile(r"\s{0,3}(?:[,;]|,?\s{0,3}(?:và|hoặc))\s{1,3}")
# A name that no gazetteer knows is whole where the next document follows, or the sentence ends.
_WHOLE = regex.compile(r"\s{0,3}(?:[;.:)]|[,;]?\s{0,3}(?:và\s{1,3})?(?:Bộ\s+[Ll]uật|Luật|Pháp\s+lệnh)\s|$)")
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
    previous: LawName | None = None
    for law in _each_law(text):
        if not law.is_certain and previous and previous.is_certain and _is_in_list(text, previous, law):
            law = replace(law, is_certain=True)
        yield law
        previous = law


def _is_in_list(text: str, previous: LawName, law: LawName) -> bool:
    """Whether a law goes on a list of laws that are certain: "Luật Giá, Luật An toàn thông tin, Luật Cơ yếu"."""
    beside = law.start - previous.end < 12 and _BESIDE.fullmatch(text, previous.end, law.start)
    return bool(beside) and _WHOLE.match(text, law.end, law.end + _WINDOW) is not None


def _each_law(text: str) -> Iterator[LawName]:
    reached = 0
    for match in all_of(rule_of("citation-law-by-name"), text):
        if match.start() < reached or _is_no_law(text, match.start()):
            continue
        # "Quốc hội ban hành Luật sửa đổi … của Luật A số 1": the document names itself; number and date are A's.
        law = None if _is_enacted(text, match.start()) or match.group() == "luật" else _amending(text, match)
        law = law or _read(text, match)
        if law is not None:
            reached = law.end
            yield law


def _is_no_law(text: str, start: int) -> bool:
    return compiled("(?<!\\p{L}){{NO_LAW}}$").search(text, max(0, start - 30), start) is not None


def _is_enacted(text: str, start: int) -> bool:
    return compiled(r"(?<!\p{L})[Bb]an\s+hành\s+$").search(text, max(0, start - 20), start) is not None


def _amending(text: str, head: regex.Match[str]) -> LawName | None:
    """ "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C" is one law with one name."""
    opening = _AMENDING.match(text, head.end(), head.end() + _WINDOW)
    if opening is None:
        return None
    end = opening.end()
    while match := rule_of("citation-law-by-name").pattern.match(text, end, end + _WINDOW):
        inner = _read(text, match)
        if inner is None:
            break
        end, joint = inner.end, _NEXT_LAW.match(text, inner.end, inner.end + _WINDOW)
        if joint is None:
            break
        end = joint.end()
    if many := _MANY_LAWS.match(text, end, end + _WINDOW):
        end = many.end()
    if end == opening.end():
        return None
    words = text[head.start() : end].rstrip(" ,;\n")
    end, name = head.start() + len(words), squeeze(words)
    return _law(head, end, name, is_certain=True)


def _read(text: str, head: regex.Match[str]) -> LawName | None:
    """The longest name that the gazetteer knows, else the words that can be a name."""
    node: _Node | None = _known_names()
    known: tuple[str, _Word] | None = None
    words: list[_Word] = []
    is_open, misread = True, False
    for word, following in pairwise(chain(_words(text, head), [None])):
        assert word is not None
        is_head = word.end == head.end()
        misread = misread or word.misread
        node = node.children.get(word.key) if node else None
        # The words of one abbreviation stay together.
        if node and node.name and (following is None or following.end != word.end):
            known = node.name, word
        is_open = is_open and (is_head or not _ends_name(word, following)) and len(words) <= _LONGEST_UNKNOWN
        if is_open:
            words.append(word)
        elif node is None:
            break
    if known:
        return _law(head, known[1].end, known[0], is_certain=True, misread=misread)
    return None if head.group() == "luật" else _unknown(text, head, words)


def _law(head: regex.Match[str], end: int, name: str, *, is_certain: bool, misread: bool = False) -> LawName:
    warnings = ("misread-abbreviation",) if misread else ()
    return LawName(head.start(), end, name, type_of_word(head.group()) or "L", is_certain, warnings)


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


@dataclass(slots=True)
class _Node:
    """One word of the names of laws, and the words that may follow it."""

    children: dict[str, _Node] = field(default_factory=dict)
    name: str | None = None


@cache
def _known_names() -> _Node:
    """The names of the gazetteer by their words in lower case, commas as words."""
    root = _Node()
    for name in sorted({row["name"] for row in resources.gazetteer("laws")}):
        words = _TOKEN.findall(key(name))
        _grow(root, words, name)
        if "," in words:  # the comma is often forgotten: "Luật Phòng chống tham nhũng"
            _grow(root, [word for word in words if word != ","], name)
    return root


def _grow(node: _Node, words: list[str], name: str) -> None:
    for word in words:
        node = node.children.setdefault(word, _Node())
    node.name = node.name or name


def _unknown(text: str, head: regex.Match[str], words: list[_Word]) -> LawName | None:
    heads = len(head.group().split())
    if len(words) == heads and squeeze(head.group()) == "Hiến pháp":
        return _law(head, head.end(), "Hiến pháp", is_certain=False)  # "Hiến pháp năm 1992"
    if len(words) == heads or not words[heads].text[0].isupper():
        return None
    label = squeeze(" ".join(word.text for word in words)).replace(" ,", ",")
    cited = compiled("(?<!\\p{L}){{LAW_CUE}}$").search(text, max(0, head.start() - 40), head.start()) is not None
    return _law(head, words[-1].end, label, is_certain=cited)


@cache
def _stops() -> frozenset[str]:
    return frozenset(tables()["law_stops"]["words"])


def _ends_name(word: _Word, following: _Word | None) -> bool:
    if not word.text[0].isalpha() or word.key in _stops() or word.text == "Luật":
        return True
    if word.key != "và":
        return False
    # "Luật Phí và lệ phí" goes on; "Luật Nhà ở và Luật Đất đai", "… và các văn bản" do not.
    return following is None or following.text[0].isupper() or f"và {following.key}" in _stops()
