"""The rules of ``data/rules/relation.toml``, by the place where they look for their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from policygraph.grammar.confidence import confidence_of
from policygraph.grammar.folding import key, squeeze
from policygraph.grammar.rules import Rule, load_rules

Place = Literal["before", "after", "list", "between", "exception"]

# What stands alone (a sentence that somebody pasted) may come from any part of a document.
FRAGMENT = "fragment"
_OF_FRAGMENT = {"preamble", "article", "item"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule says of a citation. ``cue`` is where the words begin that say it."""

    rule: Rule
    predicate: str
    cue: int
    verb: str
    is_part: bool

    @property
    def beside(self) -> tuple[str, ...]:
        """What the same words say besides: "sửa đổi, bãi bỏ một số điều của" amends and repeals."""
        also: dict[str, str] = self.rule.extra.get("also", {})
        return tuple(predicate for verb, predicate in also.items() if verb in key(self.verb))

    @property
    def planned(self) -> bool:
        """Whether a task intends this."""
        return bool(self.rule.extra.get("planned"))

    @property
    def of_item(self) -> bool:
        """Whether the item in which the words stand is the subject."""
        return self.rule.extra.get("whose") == "item"

    @property
    def confidence(self) -> float:
        """How sure the rule is, between 0 and 1."""
        return confidence_of(self.rule.id, float(self.rule.extra["confidence"]))


def read_before(words: str, offset: int, kind: str, type_symbol: str | None) -> Reading | None:
    """What the words before a citation say of it: the first rule of the file that matches them."""
    return _read("before", words, offset, kind, type_symbol)


def read_after(words: str, offset: int, kind: str) -> Reading | None:
    """What the words behind a citation say of it ("… hết hiệu lực kể từ ngày …")."""
    return _read("after", words, offset, kind, None)


def read_list_head(words: str, offset: int, kind: str) -> Reading | None:
    """What a line above a list says of the documents in it ("Bãi bỏ các văn bản sau:")."""
    return _read("list", words, offset, kind, None)


def read_between(words: str, offset: int) -> Reading | None:
    """What the words between two citations say that the second did to the first."""
    lowered = squeeze(words).lower()
    for rule in _rules("between"):
        match = rule.pattern.search(words) if rule.applies(lowered) else None
        if match:
            predicate = next(name for name, said in match.groupdict().items() if said)
            return Reading(rule, predicate, offset + match.start(), match.group(), False)
    return None


def _read(place: Place, words: str, offset: int, kind: str, type_symbol: str | None) -> Reading | None:
    lowered = squeeze(words).lower()
    for rule in _rules_in(place, kind):
        if not rule.applies(lowered) or type_symbol not in rule.extra.get("types", (type_symbol,)):
            continue
        match = rule.pattern.search(words)
        if match:
            return _reading(rule, match, offset)
    return None


def has_exception(words: str) -> bool:
    """Whether the words behind a document that ends or is changed leave out some of its provisions."""
    lowered = squeeze(words).lower()
    return any(rule.applies(lowered) and rule.pattern.search(words) for rule in _rules("exception"))


@cache
def _rules_in(place: Place, kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in _rules(place) if _holds_in(rule, kind))


def _holds_in(rule: Rule, kind: str) -> bool:
    kinds: list[str] = rule.extra["kinds"]
    return not _OF_FRAGMENT.isdisjoint(kinds) if kind == FRAGMENT else kind in kinds


def _reading(rule: Rule, match: regex.Match[str], offset: int) -> Reading:
    groups = match.groupdict()
    is_part = bool((groups.get("part") or "").strip())
    return Reading(rule, rule.extra["predicate"], offset + match.start("cue"), match["cue"], is_part)


@cache
def _rules(place: Place) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("relation") if rule.extra.get("place", "before") == place)
