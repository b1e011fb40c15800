"""How sure rules are: as measured on answers made by hand, else as their authors estimate."""

from __future__ import annotations

from functools import cache
from typing import Final

from policygraph import resources

UNKNOWN: Final = 0.8


def confidence_of(rule: str, estimate: float = UNKNOWN) -> float:
    """How likely what a rule read is right, 0 to 1; ``estimate`` where ``data/rules/confidence.csv`` is silent."""
    return _confidences().get(rule, estimate)


@cache
def _confidences() -> dict[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in resources.rule_table("confidence")}
