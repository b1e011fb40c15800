from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import BadQuery
from policygraph.store.guards import check_query

SERVICE = "SERVICE <http://example.org/sparql> { ?a ?b ?c }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        'SELECT * { ?s ?p "SERVICE <http://example.org/>" }',
        "SELECT * { ?s ?p '''a 'quoted' SERVICE''' }",
        "SELECT * { ?s ?p ?o } # SERVICE is not asked",
        "SELECT * { <http://example.org/SERVICE#it's> ?p ?o }",
        "SELECT ?service { ?service ?p ex:SERVICE }",
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
        "SELECT * { ?s ?p ?o FILTER(?o <= 3) }",
        "SELECT * { ?s a\\/b ?o } VALUES ?s { <urn:isbn:1> }",
        "SELECT * { ?s ?p \"(((((\" FILTER(CONTAINS(?o, '{{{')) }",
        "SELECT * { VALUES ?x {" + ' "Sở"' * 3000 + "} }",
    ],
)
def test_honest_queries_pass(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {SERVICE} }}",
        "select * { service silent <http://example.org/> {} }",
        "SELECT * { SERVICE<http://example.org/>{} }",
        "SELECT * { SERVICESILENT<http://example.org/>{} }",
        "SELECT * { SERVICE:x {} }",
        "SELECT * { SERVICE?x{} }",
        "SELECT * { ?s ?p trueSERVICE <http://example.org/> {} }",
        "SELECT * { \\u0053ERVICE <http://example.org/> {} }",
        f"SELECT * {{ ?s ?p 'a' . {SERVICE} ?s ?p 'b' }}",
        f"SELECT * {{ ?s ?p ?o # comment\n {SERVICE} }}",
        # What looks like an IRI to a lexer and is an expression to a parser:
        f"SELECT * {{ FILTER(?a<'x>') {SERVICE} FILTER(?b = 'y') }}",
        f"SELECT * {{ FILTER(?a<?b#>'''\n) {SERVICE} #'''\n }}",
        f"SELECT * {{ FILTER(?a<ex:b#>'''\n) {SERVICE} #'''\n }}",
        f"SELECT * {{ <urn:a'b> ?p ?o . {SERVICE} <urn:a'b> ?p ?o }}",
    ],
)
def test_no_way_leads_to_the_network(query: str) -> None:
    with pytest.raises(BadQuery) as failure:
        check_query(query)
    assert failure.value.hint


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("SELECT * {" + " " * 64_000 + "}", "characters"),
        ("SELECT * " + "{" * 201 + "}" * 201, "nested"),
        ("SELECT * { FILTER" + "(" * 201 + "1" + ")" * 201 + "}", "nested"),
        ("SELECT * { ?s ?p ?o " + ". ?s ?p ?o " * 201 + "}", "patterns"),
        ("SELECT * { ?s ?p ?o " + "; ?p ?o " * 201 + "}", "patterns"),
        ("SELECT * { ?s <p:p>" + "/<p:p>" * 201 + " ?o }", "patterns"),
        ("SELECT " + "(1 AS ?x)" * 201 + "{}", "patterns"),
        ("SELECT (1" + "+1" * 7_040 + " AS ?x) {}", "terms"),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 5_000 + "?o) }", "terms"),
        ("SELECT * { ?s ?p (" + " 1" * 5_000 + ") }", "terms"),
    ],
)
def test_what_would_end_the_process_is_refused(query: str, what: str) -> None:
    with pytest.raises(BadQuery, match=what):
        check_query(query)


def test_the_place_of_a_refusal_is_told() -> None:
    with pytest.raises(BadQuery, match="line 2, column 3"):
        check_query("SELECT * {\n  SERVICE <http://example.org/> {} }")


@given(st.text(alphabet=st.sampled_from("SERVICE<>'\"#(){}?:\\\n au/"), max_size=60))
def test_odd_text_is_passed_or_refused(text: str) -> None:
    try:
        check_query(text)
    except BadQuery:
        return
    assert f"{{ {SERVICE} }}" not in text
