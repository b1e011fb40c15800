"""Where a text names types of documents: patterns that begin with such a word are tried only there.

Each of these patterns on its own would look at every letter of the text, and more than once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

import ahocorasick
import regex

from policygraph.extract.citation_tables import tables
from policygraph.grammar.rules import Rule, load_rules

_BLANKS = "\n\t\r\f\v\u00a0"
_MOST_BLANKS = 4  # more are found as four
# No match is longer. Without a limit the engine looks for the letters it needs in all of the text that follows.
_LONGEST = 2000


def all_of(rule: Rule, text: str) -> Iterator[regex.Match[str]]:
    """All matches of a rule of citations that says in ``begins`` with which words, as written, they begin."""
    found = _places(text)
    yield from _tried(rule.pattern, text, sorted(place for word in rule.extra["begins"] for place in found[word]))


def any_of(pattern: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """All matches in a short stretch of a pattern that may begin with any type word, in full or shortened."""
    plain = text[start:end]
    for blank in _BLANKS:
        plain = plain.replace(blank, " ")
    places = sorted({start + last + 1 - length for last, length in _automaton().iter(plain)})
    yield from _tried(pattern, text, places, end)


def _tried(
    pattern: regex.Pattern[str], text: str, places: list[int], end: int | None = None
) -> Iterator[regex.Match[str]]:
    reached = 0
    for place in places:
        stop = place + _LONGEST if end is None else end
        if place >= reached and (match := pattern.match(text, place, stop)):
            yield match
            reached = match.end()


@lru_cache(maxsize=2)
def _places(text: str) -> dict[str, list[int]]:
    """By word, where the rules of citations may begin: several of them ask for it, of one document."""
    pattern = _beginnings()
    found: dict[str, list[int]] = {word: [] for rule in load_rules("citation") for word in rule.extra.get("begins", ())}
    for match in pattern.finditer(text):
        found[match.group()].append(match.start())
    return found


@cache
def _beginnings() -> re.Pattern[str]:
    """One of the words that rules begin with. The standard engine is the faster one at this."""
    words = {word for rule in load_rules("citation") for word in rule.extra.get("begins", ())}
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


@cache
def _automaton() -> ahocorasick.Automaton:
    """Type words up to the first letter of their second syllable, which few other words share."""
    automaton = ahocorasick.Automaton()
    starts = {start for words in tables()["types"] for start in _spellings(*words.split())}
    for start in sorted(starts | tables()["short_types"].keys()):
        automaton.add_word(start, len(start))
    automaton.make_automaton()
    return automaton


def _spellings(first: str, second: str = "", *_: str) -> Iterator[str]:
    spellings = (first, first.capitalize(), first.upper())
    if not second:
        yield from spellings
        return
    for spelling, blanks, letter in product(spellings, range(1, _MOST_BLANKS), (second[0], second[0].upper())):
        yield spelling + " " * blanks + letter
    yield from (spelling + " " * _MOST_BLANKS for spelling in spellings)
