"""What capitals in the items compared stand for: "CBCCVC" in one plan is "cán bộ, công chức, viên chức" in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agency_spellings import spellings
from policygraph.grammar.folding import key, squeeze, unify

# Fewer capitals have too many readings to be told from the words of other items.
_FEWEST = 4
_CAPITALS = regex.compile(rf"(?<![\p{{L}}&])\p{{Lu}}{{{_FEWEST},}}(?![\p{{L}}&])")
_PHRASE_END = regex.compile(r"[^\p{L}\s,–-]+")
_WORD = regex.compile(r"\p{L}+")
_JOINT = "và"  # has no letter of its own in a short form


class ShortForms:
    """The short forms of the tables, and those whose letters begin the words of just one phrase of ``texts``."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        plain = [unify(text) for text in texts if not text.isupper()]
        used = {short for text in plain for short in _CAPITALS.findall(_known_written_out(text))}
        self._phrases = _phrases(plain, used) if used else {}

    def written_out(self, text: str) -> str:
        """The text with its short forms in words; words in capitals only have none.

        >>> ShortForms(["Phát triển quỹ đất", "PTQĐ huyện"]).written_out("PTQĐ huyện, GD-ĐT")
        'phát triển quỹ đất huyện, giáo dục và đào tạo'
        """
        if text.isupper() and " " in text:
            return text
        plain = _known_written_out(unify(text))
        return _CAPITALS.sub(lambda m: self._phrases.get(m[0], m[0]), plain)


def _known_written_out(text: str) -> str:
    known, pattern = _known()
    return pattern.sub(lambda m: known[m[0]], text)


@cache
def _known() -> tuple[dict[str, str], regex.Pattern[str]]:
    """Every spelling of every short form of the tables, and the pattern that finds them."""
    found: dict[str, str] = {}
    for short, full in tables():
        for spelling in spellings(short):
            found.setdefault(spelling.upper().replace(f" {_JOINT.upper()}", f" {_JOINT}"), key(full))
    longest_first = sorted(found, key=lambda short: (-len(short), short))
    return found, regex.compile(rf"(?<![\p{{L}}&])(?:{'|'.join(map(regex.escape, longest_first))})(?![\p{{L}}&])")


def tables() -> Iterator[tuple[str, str]]:
    """Each short form with its words: those in names of agencies, in names of laws, and all others."""
    yield from resources.rules("agency")["short_forms"].items()
    yield from ((short.upper(), full) for short, full in resources.rules("citation")["abbreviations"].items())
    yield from ((row["short"], row["full"]) for row in resources.gazetteer("abbreviations"))


def _phrases(texts: Iterable[str], wanted: set[str]) -> dict[str, str]:
    """For each short form the phrase whose words it begins, where the texts have one such phrase only."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    lengths = sorted(set(map(len, wanted)))
    for text in texts:
        for part in _PHRASE_END.split(text):
            for short, words, phrase in _initialled(part, lengths):
                if short in wanted:
                    found[short][words].add(phrase)
    return {short: min(next(iter(phrases.values()))) for short, phrases in found.items() if len(phrases) == 1}


def _initialled(part: str, lengths: list[int]) -> Iterator[tuple[str, str, str]]:
    """Every run of words of these lengths: its initials, its words and the phrase as written."""
    words = [word for word in _WORD.finditer(part) if word[0].lower() != _JOINT]
    initials = "".join(word[0][0].upper() for word in words)
    for length in lengths:
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            phrase = squeeze(part[run[0].start() : run[-1].end()])
            yield initials[start : start + length], key(" ".join(word[0] for word in run)), key(phrase)
