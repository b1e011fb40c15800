"""The order of rows that is made here is the one that SPARQL asks for."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.query import Label, ResultTable, list_queries, run_query
from policygraph.query.engine import Limits, answer, sorted_answer
from policygraph.query.sorting import unsorted

TITLE = Label("", "")
ORDERED = [
    "SELECT ?s ?o { ?s rdfs:label|pg:setOutIn ?o } ORDER BY DESC(?o) ?s",
    "SELECT DISTINCT ?p ?o WHERE { ?s ?p ?o . ?s pg:path ?o } ORDER BY ?o ?p",
    "SELECT DISTINCT ?path { ?s pg:path ?path ; pg:order ?n } ORDER BY ?n ?path",
    "SELECT ?s ?number { ?s a ?c OPTIONAL { ?s pg:number ?number } } ORDER BY DESC(?number) ?s ?c",
    "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) (MIN(STR(?s)) AS ?first) { ?s a ?c } GROUP BY ?c ORDER BY DESC(?n) ?first",
    'SELECT ?s (GROUP_CONCAT(?n; separator=" (x) ") AS ?all) { ?s pg:order ?n } GROUP BY ?s ORDER BY ?all ?s',
]
LEFT_TO_THE_ENGINE = [
    "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3",
    "SELECT ?s { ?s ?p ?o } ORDER BY STRLEN(STR(?s))",
    "SELECT * { ?s ?p ?o } ORDER BY ?s",
    "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c ?s ORDER BY ?s",
    "SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }",
    "SELECT ?s { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", ORDERED)
def test_rows_stand_as_the_engine_sorts_them(real_store: Any, text: str) -> None:
    assert unsorted(text).keys
    assert "ORDER BY" not in unsorted(text).text
    assert _rows(sorted_answer(real_store, text, TITLE)) == _rows(answer(real_store, text, TITLE))


@pytest.mark.parametrize("text", LEFT_TO_THE_ENGINE)
def test_what_is_no_order_of_columns_is_the_engines(text: str) -> None:
    assert unsorted(text).text == text


@pytest.mark.parametrize("text", ORDERED)
def test_a_limit_keeps_the_first_rows(real_store: Any, text: str) -> None:
    whole, cut = sorted_answer(real_store, text, TITLE), sorted_answer(real_store, text, TITLE, Limits(rows=2))
    assert isinstance(cut, ResultTable)
    assert _rows(cut) == _rows(whole)[:2]
    assert cut.more


def test_the_order_of_every_named_question_is_made_here(real_store: Any) -> None:
    for query in list_queries():
        assert unsorted(query.text).keys or "who" in query.text, query.name
        given = dict(query.examples)
        if all(parameter.name in given for parameter in query.parameters if parameter.required):
            assert run_query(real_store, query, given).columns == tuple(column.name for column in query.columns)


def _rows(found: Any) -> Any:
    assert isinstance(found, ResultTable)
    assert found.rows
    return found.rows
