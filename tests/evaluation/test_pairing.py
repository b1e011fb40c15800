"""One to one: equal ones first, nothing twice, nothing lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from policygraph.evaluation.pairing import Entry, distinct, pair, pair_best

KEYS = st.lists(st.integers(0, 5), max_size=8)


def entries(keys: list[int]) -> list[Entry[int]]:
    return [Entry(key, str(key)) for key in keys]


@given(KEYS, KEYS)
def test_every_entry_is_in_exactly_one_place(expected: list[int], found: list[int]) -> None:
    outcome = pair(entries(expected), entries(found), lambda one, other: abs(one - other) == 1)
    ours = [one.key for one, _ in outcome.pairs] + [entry.key for entry in outcome.missed]
    theirs = [other.key for _, other in outcome.pairs] + [entry.key for entry in outcome.extra]
    assert Counter(ours) == Counter(expected)
    assert Counter(theirs) == Counter(found)


@given(KEYS, KEYS)
def test_equal_keys_are_always_paired(expected: list[int], found: list[int]) -> None:
    outcome = pair(entries(expected), entries(found), lambda one, other: True)
    equal = sum(one.key == other.key for one, other in outcome.pairs)
    assert equal == (Counter(expected) & Counter(found)).total()


def test_a_lenient_match_does_not_take_what_another_equals() -> None:
    outcome = pair(entries([1, 2]), entries([2]), lambda one, other: True)
    assert [(one.key, other.key) for one, other in outcome.pairs] == [(2, 2)]
    assert [entry.key for entry in outcome.missed] == [1]


def test_the_likest_are_paired_first_and_ties_in_order() -> None:
    likeness = [[0.9, 1.0], [0.9, 0.95], [0.0, 0.0]]
    assert pair_best(lambda i, j: likeness[i][j], 3, 2) == {0: 1, 1: 0}
    assert pair_best(lambda i, j: 1.0, 2, 3) == {0: 0, 1: 1}


def test_distinct_entries_keep_the_rules_of_all() -> None:
    found = distinct([Entry("a", "A", ("one",)), Entry("b", "B"), Entry("a", "a", ("two", "one"))])
    assert found == (Entry("a", "A", ("one", "two")), Entry("b", "B"))
