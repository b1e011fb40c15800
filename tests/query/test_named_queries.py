from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policygraph import resources
from policygraph.errors import BadQuery, BadResource
from policygraph.query import list_queries, load_query, run_query
from policygraph.query.catalogue import catalogue
from policygraph.query.named import parse_query

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "sample_rows.toml").read_text(encoding="utf-8"))["case"]
ANY = {
    "name": "nothing", "string": "nothing", "iri": "https://example.org/nothing", "date": "2020-01-01", "integer": "0"
}  # fmt: skip
HEAD = "# title-vi: a\n# title-en: a\n# question-vi: a\n# question-en: a\n"


def answered(store: Any, case: dict[str, Any]) -> list[list[Any]]:
    table = run_query(store, case["query"], case.get("params", {}))
    kept = [table.columns.index(name) for name in case["columns"]]
    return [["" if row[index] is None else row[index] for index in kept] for row in table.rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case.get('params', '')}")
def test_expected_rows_on_every_engine(engine: Any, case: dict[str, Any]) -> None:
    assert answered(engine, case) == case["rows"]


def test_every_query_has_expected_rows() -> None:
    assert {query.name for query in list_queries()} == {case["query"] for case in CASES if case["rows"]}
    assert len(list_queries()) >= 42


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_head_and_sparql_agree(engine: Any, query: Any) -> None:
    params = {p.name: ANY[p.type] for p in query.parameters if p.required}
    table = run_query(engine, query, params)
    assert table.columns == tuple(column.name for column in query.columns)
    assert len(table.labels) == len(table.kinds) == len(table.columns)
    assert all(f"?{parameter.variable}" in query.text for parameter in query.parameters)
    assert "\n} ORDER BY" in query.text or "\nORDER BY" in query.text
    words = [query.title, query.question, *(part.label for part in (*query.parameters, *query.columns)), *query.notes]
    assert all(label.vi and label.en for label in words)
    assert unicodedata.is_normalized("NFC", query.text)


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_file_runs_as_it_stands(engine: Any, query: Any) -> None:
    assert engine.query(query.text) is not None


def test_unbound_answers_for_everything(engine: Any) -> None:
    everywhere = run_query(engine, "tasks").rows
    places = [run_query(engine, "tasks", {"tinh": place}).rows for place in ("ben tre", "THỪA THIÊN HUẾ")]
    assert everywhere == places[0] + places[1]
    assert run_query(engine, "tasks", {"tinh": "Cà Mau"}).rows == ()


@pytest.mark.parametrize(
    ("name", "params", "message", "hint"),
    [
        ("taks", {}, "taks", "tasks"),
        ("tasks", {"tính": "x"}, "tính", "tinh"),
        ("tasks-of-agency", {}, "co-quan", "-p co-quan="),
        ("evidence-of", {"chu-the": "not an iri"}, "iri", "whole IRI"),
        ("evidence-of", {"chu-the": "https://x> ?s ?p ?o . <y"}, "iri", "whole IRI"),
    ],
)
def test_errors_name_what_is_near(engine: Any, name: str, params: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(BadQuery, match=message) as caught:
        run_query(engine, name, params)
    assert hint in str(caught.value.hint)


def test_prefixed_iri_is_a_parameter_too(engine: Any) -> None:
    short = run_query(engine, "evidence-of", {"chu-the": "pgid:doc/ben-tre/2020/11-kh-ubnd"})
    whole = run_query(engine, "evidence-of", {"chu-the": "https://w3id.org/policygraph/id/doc/ben-tre/2020/11-kh-ubnd"})
    assert short.rows == whole.rows != ()


def test_a_day_is_written_as_people_write_it(engine: Any) -> None:
    text = f"{HEAD}# param: x date required — x / x\n# column: x date — x / x\nSELECT ?x WHERE {{ }}"
    for said in ("30/6/2014", "30-06-2014", date(2014, 6, 30)):
        assert run_query(engine, parse_query("x", text), {"x": said}).rows == (("2014-06-30",),)


@pytest.mark.parametrize("kind", ["date", "integer"])
def test_typed_parameters(engine: Any, kind: str) -> None:
    text = f"{HEAD}# param: x {kind} required — x / x\n# column: x {kind} — x / x\nSELECT ?x WHERE {{ }}"
    value = {"date": "2013-10-03", "integer": "36"}[kind]
    assert run_query(engine, parse_query("x", text), {"x": value}).rows == ((36 if kind == "integer" else value,),)
    with pytest.raises(BadQuery, match=f"not of type {kind}"):
        run_query(engine, parse_query("x", text), {"x": "Quý I"})


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE {}",
        HEAD.replace("question-en", "question"),
        HEAD + "# param: tinh string — x / y\n",
        HEAD + "# param: tinh text optional — x / y\n",
        HEAD + "# column: tinh string x\n",
        HEAD + "# column: tinh words — x / y\n",
    ],
)
def test_malformed_head_is_named(text: str) -> None:
    with pytest.raises(BadResource, match=r"odd\.rq"):
        parse_query("odd", text)


def test_page_of_queries_is_made_from_the_files() -> None:
    page = resources.root() / "docs" / "queries.md"
    assert page.read_text(encoding="utf-8") == catalogue()


def test_load_query_knows_its_parts() -> None:
    query = load_query("tasks-of-agency")
    assert [(p.name, p.type, p.required, p.variable) for p in query.parameters] == [
        ("co-quan", "name", True, "co_quan"),
        ("tinh", "name", False, "tinh"),
    ]
