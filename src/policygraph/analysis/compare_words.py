"""What the words of a plan's item say: its matter, what it is about, and what is to be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from policygraph import resources
from policygraph.analysis.compare_short import ShortForms
from policygraph.grammar.folding import key

# Terms are single syllables and pairs of neighbouring ones; the figure is how much a term matters where it stands.
Terms = Mapping[str, float]

_CLAUSES = regex.compile(r"[^\p{L}\s]+")
_SENTENCE_END = regex.compile(r"[.;:]")


@dataclass(frozen=True, slots=True)
class Reading:
    """``terms`` of the whole item; ``heads``: of each thing it is about, the terms that name it; ``acts``: classes."""

    terms: Terms
    heads: tuple[Terms, ...]
    acts: frozenset[str]


def read(description: str, things: Iterable[str] = (), short: ShortForms | None = None) -> Reading:
    """The reading of one item; ``things`` are the names of the instruments that it makes, submits or amends.

    ``short`` writes out short forms, by default those of the tables alone.

    >>> sorted(read("Ban hành Quy chế tuyển dụng công chức").heads[0])
    ['chức', 'công', 'công chức', 'dụng', 'dụng công', 'tuyển', 'tuyển dụng']
    >>> sorted(read("Thẩm định, phê duyệt Đề án vị trí việc làm").acts)
    ['approve']
    """
    forms = short or ShortForms()
    texts = [_plain(forms.written_out(text)) for text in (description, *things)]
    terms: dict[str, float] = {}
    for text in texts:
        for term, emphasis in _terms(text):
            terms[term] = max(emphasis, terms.get(term, 0.0))
    heads = tuple(head for text in texts[1:] or texts if (head := _head(text)))
    return Reading(terms, heads, _acts(texts[0]))


def _plain(text: str) -> str:
    """Lower case; without numbers and without what says nothing of the matter."""
    plain = key(text)
    for pattern in _lexicon().dropped:
        plain = pattern.sub(" , ", plain)
    return plain


def _terms(text: str) -> Iterator[tuple[str, float]]:
    for clause in _CLAUSES.split(text):
        emphasis = 1.0
        for part in _lexicon().qualifier.split(_lexicon().opening.sub("", clause)):
            for term in _pairs(part.split()):
                yield term, emphasis
            emphasis = float(_table()["qualifier"])


def _pairs(words: list[str]) -> Iterator[str]:
    """The syllables that carry meaning, and the pairs of neighbours among them."""
    before = ""
    for word in words:
        if word in _lexicon().ties:
            before = ""
            continue
        yield word
        if before:
            yield f"{before} {word}"
        before = word


def _head(text: str) -> Terms:
    """The terms of the first words of substance, up to the end of the sentence; the first weigh most."""
    terms: dict[str, float] = {}
    place, longest = 0, int(_table()["head"])
    for clause in _CLAUSES.split(_SENTENCE_END.split(text.strip(" .,"), maxsplit=1)[0]):
        named = _lexicon().qualifier.split(_lexicon().naming.sub("", clause), maxsplit=1)[0]
        words = named.split()
        for term in _pairs(words[: longest - place]):
            terms.setdefault(term, 1 - place / (2 * longest))
        place += len(words)
        if place >= longest:
            break
    return terms


def _acts(text: str) -> frozenset[str]:
    """The classes of the words of acts with which the text begins."""
    start = _lexicon().acting.match(text)
    if start is None:
        return frozenset()
    found = {name for name, pattern in _lexicon().acts.items() if pattern.search(start[0])}
    # "Tiếp tục xây dựng" builds: how it is done says little beside what is done.
    return frozenset(found - {"carry-out"} or found)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of ``data/rules/compare.toml``, compiled."""

    ties: frozenset[str]
    dropped: tuple[regex.Pattern[str], ...]
    qualifier: regex.Pattern[str]
    opening: regex.Pattern[str]
    naming: regex.Pattern[str]
    acting: regex.Pattern[str]
    acts: dict[str, regex.Pattern[str]]


@cache
def _lexicon() -> _Lexicon:
    table, words = _table(), _table()["words"]
    acts = [word for of_class in table["acts"].values() for word in of_class]
    dropped = (pattern.replace("{{ACT}}", _any(acts)) for pattern in table["dropped"].values())
    opening = rf"^(?:\s|\b{_any([*acts, *words['openers']])}\b)+"
    naming = rf"^(?:\s|\b{_any([*acts, *words['openers'], *words['kinds']])}\b)+"
    return _Lexicon(
        ties=frozenset(words["ties"]),
        dropped=tuple(regex.compile(pattern) for pattern in dropped),
        qualifier=regex.compile(rf"\b{_any(words['qualifiers'])}\b"),
        opening=regex.compile(opening),
        naming=regex.compile(naming),
        acting=regex.compile(rf"(?:[\s,.;]|\b{_any([*acts, *words['openers']])}\b)+"),
        acts={name: regex.compile(rf"\b{_any(of_class)}\b") for name, of_class in table["acts"].items()},
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return f"(?:{'|'.join(map(regex.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def _table() -> dict[str, Any]:
    return resources.rules("compare")
