"""The figures that an objective sets."""

from __future__ import annotations

from policygraph.grammar.rules import load_rules
from policygraph.model import Target


def find_targets(content: str, start: int, end: int) -> tuple[Target, ...]:
    """All figures between two offsets, in order ("95,5 %" is 95.5)."""
    lowered = content[start:end].lower()
    return tuple(
        Target(float(m["value"].replace(",", ".")), rule.extra["unit"], m.group(), m.start(), m.end())
        for rule in load_rules("target")
        if rule.applies(lowered)
        for m in rule.finditer(content, start, end)
    )
