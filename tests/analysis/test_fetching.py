"""Questions about many nodes: none is longer than a store takes, however long the IRIs are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.analysis.attributes import attributes
from policygraph.analysis.edges import Edge, with_quotes
from policygraph.analysis.fetching import LONGEST, batches, term_batches
from policygraph.namespaces import BASE
from policygraph.store.guards import MAX_LENGTH

IRIS = st.lists(st.integers(1, 400).map(lambda length: f"{BASE}doc/" + "x" * length), max_size=900)


@given(IRIS)
def test_each_iri_stands_in_one_batch_and_none_is_too_long(iris: list[str]) -> None:
    found = list(term_batches(iris))
    assert " ".join(found).split() == [f"<{iri}>" for iri in sorted(set(iris))]
    assert all(len(terms) <= LONGEST for terms in found)
    assert MAX_LENGTH > 2 * LONGEST


def test_five_hundred_nodes_with_long_names_were_one_query_too_long(real_store: Any) -> None:
    iris = [f"{BASE}instrument/ben-tre/de-an/{'ten-dai-' * 14}{number}" for number in range(500)]
    assert attributes(real_store, [*iris, f"{BASE}agency/ben-tre/so-noi-vu"], "pg:name").keys() == {
        f"{BASE}agency/ben-tre/so-noi-vu"
    }


def test_edges_between_nodes_with_long_names_were_one_query_too_long(real_store: Any) -> None:
    scheme = f"{BASE}instrument/ben-tre/de-an/{'ten-dai-' * 24}"
    triples = [(f"{scheme}{number}", "follows", f"{scheme}{number + 1}") for number in range(200)]
    asked = [Edge(*triple, None, triple) for triple in triples]
    assert with_quotes(real_store, asked) == {edge: edge for edge in asked}


@pytest.mark.parametrize(("size", "expect"), [(2, ["ab", "cd", "e"]), (5, ["abcde"]), (9, ["abcde"])])
def test_parts_in_order(size: int, expect: list[str]) -> None:
    assert list(batches("abcde", size)) == expect
