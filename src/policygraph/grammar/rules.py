"""Rules as data: compile ``data/rules/*.toml``.

A rule file holds optional ``[macros]`` (named fragments, written ``{{NAME}}`` in patterns) and a list
of ``[[rule]]`` with

* ``id``: unique over all files; ``sentence``: what it reads, in English;
* ``anchors``: lower-case strings; the pattern is tried only where one of them occurs (keeps reading fast);
* ``pattern``: a verbose `regex` pattern (white space and ``#`` are ignored; write ``\\s`` for a space);
* ``examples``: at least two texts that it matches; ``counterexamples``: at least one that it does not.

Any further keys belong to the stage that owns the file. Patterns match on ``folding.unify``-ed text,
case-sensitive unless they say ``(?i)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import regex

from policygraph import resources
from policygraph.errors import BadResource

_MACRO = regex.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Rule:
    """One rule. ``written`` is its pattern with macros written out, ``extra`` keeps the keys of the stage."""

    id: str
    sentence: str
    anchors: tuple[str, ...]
    written: str
    place: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    extra: dict[str, Any]

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern: made when it is first wanted, since a short document needs few of all rules.

        Raises ``BadResource`` naming the file and the rule where it does not compile.
        """
        try:
            return regex.compile(self.written, regex.VERBOSE | regex.VERSION1)
        except regex.error as error:
            raise BadResource(f"the pattern does not compile: {error}", place=self.place) from error

    def applies(self, lowered: str) -> bool:
        """Whether an anchor occurs in a text that is lower-case already."""
        for anchor in self.anchors:  # asked for most rules at most places: a generator would take twice as long
            if anchor in lowered:
                return True
        return not self.anchors

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """All matches between two offsets, left to right."""
        return self.pattern.finditer(text, start, len(text) if end is None else end)


_OWN = {"id", "sentence", "anchors", "pattern", "examples", "counterexamples"}


def expand(pattern: str, macros: dict[str, str]) -> str:
    """Write out ``{{NAME}}`` macros, which may use one another."""
    for _ in range(10):
        expanded = _MACRO.sub(lambda m: f"(?:{macros[m[1]]})", pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
    raise ValueError("macros refer to one another in a circle")


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``data/rules/<name>.toml``, in file order.

    Raises ``BadResource`` naming the file and the rule where a key or a macro is missing.
    """
    data = resources.rules(name)
    # The macros of dates are shared: citations, headers and deadlines all hold dates.
    macros = {**resources.rules("date")["macros"], **data.get("macros", {})}
    return tuple(_rule(name, entry, macros) for entry in data.get("rule", []))


@cache
def named_rule(name: str, rule_id: str) -> Rule:
    """One rule of a file by its id, for stages that look for one particular thing."""
    return next(rule for rule in load_rules(name) if rule.id == rule_id)


@cache
def rule_pattern(name: str, rule_id: str) -> regex.Pattern[str]:
    """The pattern of one rule; where it has anchors and is asked often, ask ``Rule.applies`` first."""
    return named_rule(name, rule_id).pattern


def _rule(name: str, entry: dict[str, Any], macros: dict[str, str]) -> Rule:
    place = f"data/rules/{name}.toml, rule {entry.get('id', '?')}"
    try:
        written = expand(entry["pattern"], macros)
    except KeyError as error:
        raise BadResource(f"missing key or macro {error}", place=place) from error
    except ValueError as error:
        raise BadResource(str(error), place=place) from error
    return Rule(
        id=entry["id"],
        sentence=entry.get("sentence", ""),
        anchors=tuple(entry.get("anchors", ())),
        written=written,
        place=place,
        examples=tuple(entry.get("examples", ())),
        counterexamples=tuple(entry.get("counterexamples", ())),
        extra={k: v for k, v in entry.items() if k not in _OWN},
    )
