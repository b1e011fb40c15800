"""The patterns of ``data/rules/zone.toml``: how a zone of a document shows that it begins."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from policygraph.grammar.rules import Rule, load_rules


def begins_zone(text: str, zone: str) -> bool:
    """Whether a paragraph, in unified spelling and without outer white space, begins a zone.

    >>> begins_zone("PHỤ LỤC II", "appendix"), begins_zone("theo Phụ lục II", "appendix")
    (True, False)
    """
    patterns = _opened_by(zone, text[:1])
    return bool(patterns) and any(pattern.search(text) for pattern in patterns)


@lru_cache(maxsize=1024)
def _opened_by(zone: str, first: str) -> tuple[regex.Pattern[str], ...]:
    """The patterns of a zone that a paragraph with this first character may match: most often none."""
    return tuple(rule.pattern for rule in _rules(zone) if first and first in rule.extra["opens"])


@cache
def openers(*zones: str) -> frozenset[str]:
    """The characters with which a paragraph that begins one of these zones may begin."""
    return frozenset(character for zone in zones for rule in _rules(zone) for character in rule.extra["opens"])


@cache
def _rules(zone: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("zone") if rule.extra["zone"] == zone)
