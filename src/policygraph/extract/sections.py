"""What part of a plan each provision stands in, told from the headings above it."""

from __future__ import annotations

from policygraph.grammar.folding import squeeze, unify
from policygraph.grammar.rules import load_rules
from policygraph.model import Outline, Provision

LONGEST_HEADING = 250


def section_roles(outline: Outline) -> dict[str, str]:
    """For each provision's eid the role of the nearest heading at or above it.

    Roles: organisation, report, background, objective, budget, key-task; "" where no heading tells.
    """
    parents = {p.parent for p in outline.provisions}
    roles: dict[str, str] = {}
    for provision in outline.provisions:
        inherited = roles.get(provision.parent or "", "")
        own = _heading_role(outline, provision) if provision.eid in parents or _is_short(provision) else None
        roles[provision.eid] = own or inherited
    return roles


def is_heading(outline: Outline, provision: Provision) -> bool:
    """Whether words without anything below them are a heading all the same: by what they say, or by their capitals."""
    return heading_text(outline, provision).isupper() or _heading_role(outline, provision) is not None


def _is_short(provision: Provision) -> bool:
    return provision.head_end - provision.body_start <= 60


def _heading_role(outline: Outline, provision: Provision) -> str | None:
    if provision.head_end - provision.body_start > LONGEST_HEADING or provision.kind == "indent":
        return None
    words = heading_text(outline, provision).lower()
    for rule in load_rules("section"):
        if rule.applies(words) and rule.pattern.search(words):
            return str(rule.extra["role"])
    return None


def heading_text(outline: Outline, provision: Provision) -> str:
    """A provision's own words without its label and closing colon, on one line."""
    words = squeeze(unify(outline.text.content)[provision.body_start : provision.head_end])
    return words[:-1].rstrip() if words.endswith((":", ".", ";")) else words
