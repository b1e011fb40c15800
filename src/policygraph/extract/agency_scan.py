"""Where names and rules may begin in flattened words: one pass with an automaton over all names and anchors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick
import regex

from policygraph import resources
from policygraph.extract.agency_spellings import spellings
from policygraph.extract.flattened import Flattened
from policygraph.grammar.rules import Rule, load_rules

_WORD = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the gazetteer, as far as reading needs it."""

    label: str
    kind: str
    level: str
    needs_scope: bool
    has_branches: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """Flattened words with what may begin at each position: entries with their end, and rules.

    ``starts`` are these positions, in order. In a list weak signs count too; in a cell, where nothing but
    agencies is expected, the words after a group belong to it.
    """

    flat: Flattened
    entries: dict[int, list[tuple[int, Entry]]]
    rules: dict[int, dict[str, Rule]]
    starts: tuple[int, ...]
    in_list: bool
    in_cell: bool


@cache
def known_names() -> dict[str, Entry]:
    """Key of each spelling → the gazetteer's entry."""
    data = resources.rules("agency")
    names: dict[str, Entry] = {}
    for row in resources.gazetteer("agencies"):
        label = row["label"]
        needy, branched = label in data["needs_scope"], label in data["with_branches"]
        entry = Entry(label, row["kind"], row["level"], needy, branched)
        for name in (label, *filter(None, row["variants"].split(";"))):
            for spelling in spellings(name):
                names.setdefault(spelling, entry)
    return names


@cache
def rules_for(use: str) -> tuple[Rule, ...]:
    """The rules of data/rules/agency.toml with one ``use``."""
    return tuple(rule for rule in load_rules("agency") if rule.extra.get("use") == use)


@cache
def _anchored() -> dict[str, list[Rule]]:
    """Each anchor with its rules."""
    anchored: dict[str, list[Rule]] = {}
    for use in ("name", "open", "head", "office"):
        for rule in rules_for(use):
            for anchor in rule.anchors:
                anchored.setdefault(anchor, []).append(rule)
    return anchored


@cache
def first_words() -> frozenset[str]:
    """How any name or anchor begins, in lower case: two words with one space between, or one that stands alone.

    Where neither the first word of a text nor its first two are among them, it opens with no agency.
    """
    return frozenset(_beginning(words) for words in known_names().keys() | _anchored().keys())


def _beginning(words: str) -> str:
    first, *others = words.split()
    simple = others and first.isalpha() and others[0].isalpha()
    return f"{first} {others[0]}" if simple else _WORD.findall(words)[0]


@cache
def _automaton() -> ahocorasick.Automaton:
    """All names and all anchors of rules in one automaton: (entry or None, rules, length)."""
    names, anchored = known_names(), _anchored()
    automaton = ahocorasick.Automaton()
    for word in sorted(names.keys() | anchored.keys()):
        automaton.add_word(word, (names.get(word), tuple(anchored.get(word, ())), len(word)))
    automaton.make_automaton()
    return automaton


def scan(flat: Flattened, *, in_list: bool, in_cell: bool = False) -> Scan:
    """Find where names and rules may begin, in one pass over the words."""
    entries: dict[int, list[tuple[int, Entry]]] = {}
    rules: dict[int, dict[str, Rule]] = {}
    lowered, size = flat.lowered, len(flat.lowered)
    for last, (entry, anchored, length) in _automaton().iter(lowered):
        start, end = last + 1 - length, last + 1
        if start and lowered[start - 1].isalnum():
            continue
        if end < size and lowered[end].isalpha():
            continue
        if entry:
            entries.setdefault(start, []).append((end, entry))
        if anchored:
            rules.setdefault(start, {}).update((rule.id, rule) for rule in anchored)
    return Scan(flat, entries, rules, tuple(sorted(entries.keys() | rules.keys())), in_list, in_cell)


def rules_at(found: Scan, at: int, use: str) -> list[Rule]:
    """The rules of one ``use`` with an anchor at a position."""
    return [rule for rule in found.rules.get(at, {}).values() if rule.extra["use"] == use]
