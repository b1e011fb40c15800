"""Every rule file: ids unique, NFC, each example matches, no counter-example does."""

from __future__ import annotations

import unicodedata

import pytest

from policygraph import resources
from policygraph.grammar.folding import unify
from policygraph.grammar.rules import Rule, load_rules

RULES = [(name, rule) for name in resources.rule_names() for rule in load_rules(name)]
IDS = [f"{name}:{rule.id}" for name, rule in RULES]


def test_there_are_rules() -> None:
    assert len(RULES) >= 20


def test_ids_are_unique() -> None:
    ids = [rule.id for _, rule in RULES]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("name", "rule"), RULES, ids=IDS)
def test_examples(name: str, rule: Rule) -> None:
    assert len(rule.examples) >= 2, "a rule carries at least two examples"
    assert rule.counterexamples, "a rule carries at least one counter-example"
    assert rule.sentence
    find = rule.pattern.match if resources.rules(name).get("match") == "start" else rule.pattern.search
    for text in rule.examples:
        assert unicodedata.is_normalized("NFC", text)
        assert rule.applies(unify(text).lower()), f"no anchor in {text!r}"
        assert find(unify(text)), f"does not match {text!r}"
    for text in rule.counterexamples:
        assert not (rule.applies(unify(text).lower()) and find(unify(text))), f"matches {text!r}"
