"""What a column of a task table holds, told from its head."""

from __future__ import annotations

from functools import lru_cache

from policygraph.grammar.folding import squeeze, unify
from policygraph.grammar.rules import load_rules

LONGEST_HEAD = 90
_LONGEST_PRINTED = 4 * LONGEST_HEAD  # with its white space


@lru_cache(maxsize=1024)
def column_role(head: str) -> str | None:
    """ordinal | task | objective | lead | coordinate | deadline | product | supervisor | budget | note, or None.

    >>> column_role("Đơn vị thực hiện"), column_role("Thời gian hoàn thành"), column_role("Xã")
    ('lead', 'deadline', None)
    """
    if len(head) > _LONGEST_PRINTED:
        return None
    words = squeeze(unify(head)).rstrip(":.")
    if not words or len(words) > LONGEST_HEAD:
        return None
    lowered = words.lower()
    for rule in load_rules("table"):
        if rule.applies(lowered) and rule.pattern.search(words):
            return str(rule.extra["role"])
    return None
