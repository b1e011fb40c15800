"""Where a document speaks of itself ("Kế hoạch này thay thế …"): the list above is over, and nobody has to do it."""

from __future__ import annotations

from policygraph.grammar.rules import named_rule, rule_pattern
from policygraph.model import Provision

_REACH = 160


def is_about_itself(unified: str, provision: Provision) -> bool:
    """Whether a provision's own words speak of the document, or of what it ends."""
    words = unified[provision.body_start : min(provision.head_end, provision.body_start + _REACH)]
    return rule_pattern("duty", "document-itself").match(words.lstrip()) is not None


def before_itself(unified: str, start: int, end: int) -> int:
    """Where the words end that do not speak of the document itself."""
    rule = named_rule("duty", "document-itself-sentence")
    found = rule.pattern.search(unified, start, end) if rule.applies(unified[start:end].lower()) else None
    return start + len(unified[start : found.start()].rstrip()) if found else end
