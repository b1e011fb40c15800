"""The patterns of ``data/rules/zone.toml``, by zone."""

from __future__ import annotations

from functools import cache

import regex

from policygraph.grammar.rules import load_rules


@cache
def zone_patterns(zone: str) -> tuple[regex.Pattern[str], ...]:
    """How a zone ("signature", "appendix", "annex-note" …) shows that it begins."""
    return tuple(rule.pattern for rule in load_rules("zone") if rule.extra["zone"] == zone)
