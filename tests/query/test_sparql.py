from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import BadQuery
from policygraph.grammar.folding import unify
from policygraph.query import Label, ResultTable, Triples, run_sparql, select_rows
from samples import store_of


def test_select_types_cells(engine: Any) -> None:
    table = run_sparql(
        engine,
        """SELECT ?doc ?number ?date (COUNT(?item) AS ?items) (BOUND(?number) AS ?known) WHERE {
             ?doc pg:number ?number ; pg:date ?date . ?item pg:setOutIn ?doc
           } GROUP BY ?doc ?number ?date ORDER BY ?number""",
    )
    assert isinstance(table, ResultTable)
    assert table.columns == ("doc", "number", "date", "items", "known")
    assert table.kinds == ("iri", "string", "date", "integer", "boolean")
    assert [row[1:] for row in table.rows] == [
        ("11/KH-UBND", "2020-03-03", 7, True),
        ("22/QĐ-UBND", "2020-05-05", 2, True),
    ]


def test_empty_answer_keeps_its_columns(engine: Any) -> None:
    table = run_sparql(engine, "SELECT ?a ?b WHERE { ?a pg:nothing ?b }")
    assert isinstance(table, ResultTable)
    assert (table.columns, table.rows) == (("a", "b"), ())


@pytest.mark.parametrize(("pattern", "held"), [("?x a pg:Task", True), ("?x a pg:Nothing", False)])
def test_ask(engine: Any, pattern: str, held: bool) -> None:
    table = run_sparql(engine, f"ASK {{ {pattern} }}")
    assert isinstance(table, ResultTable)
    assert table.rows == ((held,),)


@pytest.mark.parametrize(
    "text",
    [
        'CONSTRUCT { ?x rdfs:label "a\\"b" } WHERE { ?x skos:notation "vn" }',
        "DESCRIBE <https://w3id.org/policygraph/id/jurisdiction/vn>",
    ],
)
def test_graphs_come_as_triples(engine: Any, text: str) -> None:
    answer = run_sparql(engine, text)
    assert isinstance(answer, Triples)
    assert answer.triples == tuple(sorted(answer.triples)) != ()
    again = store_of("").query("ASK {}") is not None and _triples_of(answer.to_ntriples())
    assert again == len(answer.triples)


def _triples_of(text: str) -> int:
    import pyoxigraph as ox

    return len(list(ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)))


@pytest.mark.parametrize(
    ("params", "rows"),
    [
        ({"name": "Sở Nội vụ"}, 2),
        ({"name": "Sở Nội vụ", "who": "<https://w3id.org/policygraph/id/agency/ben-tre/so-noi-vu>"}, 1),
        ({"name": 'Sở Nội vụ" } # '}, 0),
        ({}, 8),
    ],
)
def test_parameters_are_bound(engine: Any, params: dict[str, str], rows: int) -> None:
    pattern = "?who pg:agencyType ?type ; pg:name ?name FILTER(?name != 'WHERE {')"
    text = f"SELECT ?who # WHERE {{\nWHERE {{ {pattern} }} ORDER BY ?who"
    assert len(select_rows(engine, text, params)) == rows


@pytest.mark.parametrize(
    "value", [date(2020, 3, 3), 36, "Uỷ ban", "", 'a"b\\c\n', "<https://example.org/x>", "?x", "'''"]
)
def test_every_value_is_one_term(engine: Any, value: Any) -> None:
    [row] = select_rows(engine, "SELECT ?x WHERE { }", {"x": value})
    expected = unify(value).strip("<>") if isinstance(value, str) else str(value)
    assert str(row["x"]) == expected


EMPTY = store_of("")


@given(st.text(max_size=40))
def test_no_string_breaks_out(value: str) -> None:
    words = f"x{value}"  # never an IRI in angle brackets
    assert select_rows(EMPTY, "SELECT ?x WHERE { }", {"x": words}) == [{"x": unify(words)}]


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("SELECT ?x WHERE { ?x", {}),
        ("SELECT ?x WHERE { ?x nope:name ?y }", {}),
        ("SELECT ?x WHERE { SERVICE <https://example.org/> { ?x ?p ?o } }", {}),
        ("DESCRIBE <https://example.org/x>", {"x": "y"}),
        ("SELECT ?x WHERE { }", {"a b": "y"}),
        ("SELECT ?x WHERE { }", {"x": "<not an iri>"}),
        ("INSERT DATA { <https://x> <https://y> <https://z> }", {}),
        ("", {}),
    ],
)
def test_what_cannot_run_says_so(engine: Any, text: str, params: dict[str, str]) -> None:
    with pytest.raises(BadQuery) as caught:
        run_sparql(engine, text, params)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("SELECT ?s WHERE { ?s a undefined:Task }", "line 1, column 38", "Prefix not found"),
        ("SELECT ?s\nWHERE { ?s a pg:Task ", "line 2, column 22", 'here should stand "," or "."'),
        ("SELECT (SUM(?x) AS ?y) ?z { ?x ?y ?z }", "line 1, column 39", "a variable that is unbound"),
        ("LOAD <https://example.org/x>", None, "neither SELECT nor ASK"),
        ("", None, "neither SELECT nor ASK"),
    ],
)
def test_a_refusal_names_the_place_in_the_users_own_text(real_store: Any, text: str, place: str, words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        run_sparql(real_store, text)
    assert caught.value.place == place
    assert words in caught.value.message


def test_a_parameter_that_is_not_used_is_refused(engine: Any) -> None:
    with pytest.raises(BadQuery, match="'nam' is not used") as caught:
        run_sparql(engine, "SELECT ?name { ?x pg:name ?name }", {"nam": "Sở Tài chính"})
    assert caught.value.hint == "use it: ?nam"


def test_rows_come_from_select_only(engine: Any) -> None:
    with pytest.raises(BadQuery):
        select_rows(engine, "CONSTRUCT WHERE { ?s pg:number ?o }")


def test_table_for_people_is_escaped() -> None:
    words = Label("<b>vi</b>", "en & more")
    table = ResultTable(
        words, ("a",), (("<script>",), (None,), (3,)), labels=(words,), kinds=("string",), notes=(words,)
    )
    page = table._repr_html_()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert table.heads("en") == ("en & more",)
    assert table.to_pandas()["a"].tolist()[0] == "<script>"
    assert ResultTable(words, ("a",), ()).heads() == ("a",)
