"""The summary equals what a query over the facts counts, whatever the documents, and disturbs no other question."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counted import facts_query
from factories import plan_facts
from made_plans import plans
from policygraph.graph import build_graphs
from policygraph.graph.summary import CUBES, Summary, cell_counts
from policygraph.graph.terms import SUMMARY
from policygraph.model import DocumentFacts
from policygraph.query import list_queries, run_query, select_rows
from policygraph.store import load_store


def cube_query(cube: str) -> str:
    asked = " ; ".join(f"cube:{name} ?{name}" for name in CUBES[cube])
    names = " ".join(f"?{name}" for name in CUBES[cube])
    pattern = f"?one qb:dataSet <https://w3id.org/policygraph/id/cube/{cube}> ; cube:count ?n ; {asked}"
    return f"SELECT {names} ?n WHERE {{ {pattern} }} ORDER BY {names}"


def assert_equal(store: Any) -> None:
    for cube in CUBES:
        counted = select_rows(store, facts_query(cube))
        assert select_rows(store, cube_query(cube)) == counted, cube


def test_the_two_real_documents(real_store: Any) -> None:
    assert_equal(real_store)
    assert all(select_rows(real_store, cube_query(cube)) for cube in CUBES)


def test_many_plans() -> None:
    facts = [plan_facts(n, ("ben-tre", "thua-thien-hue", "ca-mau")[n % 3], tasks=1 + n % 9) for n in range(1, 301)]
    store = load_store(build_graphs(facts)[0])
    assert_equal(store)
    rows = select_rows(store, cube_query("items"))
    assert sum(int(row["n"] or 0) for row in rows) == sum(len(one.items) for one in facts)


@settings(max_examples=40, deadline=None)
@given(plans())
def test_any_documents(facts: list[DocumentFacts]) -> None:
    assert_equal(load_store(build_graphs(facts)[0]))


@settings(max_examples=20, deadline=None)
@given(plans(), st.randoms())
def test_the_order_of_documents_is_nothing_to_it(facts: list[DocumentFacts], random: Any) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert summary_of(facts) == summary_of(shuffled)


def summary_of(facts: list[DocumentFacts]) -> Any:
    summary = Summary()
    for one in facts:
        summary.add(one.document.iri, cell_counts(one))
    return summary.graph()


def test_counts_of_documents_add_up() -> None:
    facts = [plan_facts(1, tasks=5), plan_facts(2, tasks=3)]
    lines = "".join(summary_of(facts).lines)
    assert summary_of(facts).iri == SUMMARY
    assert f'cube/items/ben-tre/task> <https://w3id.org/policygraph/cube#count> "{1 + 1}"' in lines
    assert cell_counts(facts[0]) == tuple(sorted(cell_counts(facts[0])))


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_no_question_about_facts_meets_an_observation(query: Any) -> None:
    """What is asked of facts is the same with the summary and without it; only figures may come from it."""
    graphs, _ = build_graphs([plan_facts(1, tasks=5), plan_facts(2, "ca-mau", tasks=4)])
    params = {p.name: _some(p) for p in query.parameters if p.required}
    answers = [
        run_query(load_store(kept), query, params).rows
        for kept in (graphs, [graph for graph in graphs if graph.iri != SUMMARY])
    ]
    assert answers[0] == answers[1] or "cube:" in query.text


def _some(parameter: Any) -> str:
    known = {"co-quan": "Sở Nội vụ", "van-ban": "1/KH-UBND", "so": "1/KH-UBND"}
    typed = {"date": "2014-01-01", "integer": "10"}
    document = "https://w3id.org/policygraph/id/doc/ben-tre/2013/1-kh-ubnd"
    return known.get(parameter.name, typed.get(parameter.type, document))


def test_of_cited_documents_the_most_cited_are_kept(monkeypatch: pytest.MonkeyPatch, real_facts: Any) -> None:
    """A figure of each would be a large part of a large graph; the kept ones are those that a query finds first."""
    monkeypatch.setattr("policygraph.graph.summary.MOST_CITED", 2)
    store = load_store(build_graphs(real_facts.values())[0])
    kept = select_rows(store, cube_query("citing-documents"))
    counted = select_rows(store, facts_query("citing-documents"))
    assert len(kept) == 2 < len(counted)  # none of the two was read, so that both lists hold them
    assert all(row in counted for row in kept)
    most = max(counted, key=lambda row: int(row["n"] or 0))
    assert most in kept
    assert most["n"] == len(real_facts)
