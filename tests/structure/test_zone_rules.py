"""A zone's pattern is tried only where a paragraph opens with one of the characters that the rule gives."""

from __future__ import annotations

import pytest

from policygraph.grammar.folding import unify
from policygraph.grammar.rules import Rule, load_rules
from policygraph.structure.zone_rules import begins_zone


@pytest.mark.parametrize("rule", load_rules("zone"), ids=lambda rule: rule.id)
def test_every_example_begins_its_zone(rule: Rule) -> None:
    for text in rule.examples:
        assert begins_zone(unify(text), rule.extra["zone"]), text
    for text in rule.counterexamples:
        assert not begins_zone(unify(text), rule.extra["zone"]), text


def test_nothing_begins_no_zone() -> None:
    assert not begins_zone("", "signature")
