"""What a column of a task table holds, told from its head."""

from __future__ import annotations

from functools import lru_cache

from policygraph.grammar.folding import squeeze, unify
from policygraph.grammar.rules import load_rules

LONGEST_HEAD = 90


@lru_cache(maxsize=1024)
def column_role(head: str) -> str | None:
    """ordinal | task | objective | lead | coordinate | deadline | product | supervisor | budget | note, or None.

    >>> column_role("Đơn vị thực hiện"), column_role("Thời gian hoàn thành"), column_role("Xã")
    ('lead', 'deadline', None)
    """
    words = squeeze(unify(head)).rstrip(":.")
    if not words or len(words) > LONGEST_HEAD:
        return None
    for rule in load_rules("table"):
        if rule.pattern.search(words):
            return str(rule.extra["role"])
    return None
