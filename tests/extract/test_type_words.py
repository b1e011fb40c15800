"""Patterns that are tried only where a type word stands find what they would find in the whole text."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from policygraph.extract.citation_tables import type_word_pattern
from policygraph.extract.type_words import all_of, any_of
from policygraph.grammar.folding import unify
from policygraph.grammar.rules import Rule, load_rules

RULES = [rule for rule in load_rules("citation") if "begins" in rule.extra]
DOCUMENTS = sorted((Path(__file__).parents[2] / "data" / "documents").glob("*.txt"))
TEXTS = [unify(path.read_text(encoding="utf-8")) for path in DOCUMENTS]
BROKEN = "theo NGHỊ  QUYẾT số 3, Quyết\nđịnh số 4, quyết     định 5, pháp lệnh 6 và QĐ 7"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_all_that_its_pattern_finds(rule: Rule) -> None:
    for text in (*TEXTS, " ".join(rule.examples)):
        expected = [match.span() for match in rule.pattern.finditer(text)]
        assert [match.span() for match in all_of(rule, text)] == expected
    assert list(all_of(rule, " ".join(rule.examples)))


def test_type_words_are_found_in_a_stretch() -> None:
    pattern = regex.compile(type_word_pattern())
    for text in (*TEXTS, BROKEN):
        for start in range(0, len(text), 997):
            end = min(len(text), start + 160)
            expected = [match.span() for match in pattern.finditer(text, start, end)]
            assert [match.span() for match in any_of(pattern, text, start, end)] == expected
