from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.graph.terms import NamedGraph, date, decimal, integer, named_graph, parse_line, segment, text

GRAPH = "https://example.org/graph"
SUBJECT = "https://example.org/s"
words = st.text(st.characters(exclude_categories=["Cs"]))


def parsed(graph: NamedGraph) -> list[ox.Quad]:
    return list(ox.parse("".join(graph.lines), ox.RdfFormat.N_QUADS))


@given(words)
def test_any_words_come_back_from_a_literal(value: str) -> None:
    (quad,) = parsed(named_graph(GRAPH, [(SUBJECT, "pg:quote", text(value))]))
    assert quad.object == ox.Literal(value)


@given(words)
def test_any_words_make_a_part_of_an_iri(value: str) -> None:
    (quad,) = parsed(named_graph(GRAPH, [(f"{SUBJECT}/{segment(value)}", "pg:quote", text(""))]))
    assert quad.subject == ox.NamedNode(f"{SUBJECT}/{segment(value)}")


@given(words, words)
def test_different_words_make_different_parts_of_iris(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)


@given(words)
def test_a_line_falls_into_its_four_terms(value: str) -> None:
    graph = named_graph(GRAPH, [(SUBJECT, "pg:quote", text(value))])
    subject, predicate, obj, name = parse_line(graph.lines[0])
    assert (subject, obj, name) == (f"<{SUBJECT}>", text(value), f"<{GRAPH}>")
    assert predicate == "<https://w3id.org/policygraph/ontology#quote>"


@pytest.mark.parametrize(
    ("written", "datatype", "lexical"),
    [
        (integer(36), "integer", "36"),
        (decimal(0.98), "decimal", "0.98"),
        (decimal(1.0), "decimal", "1"),
        (date("2013-10-03"), "date", "2013-10-03"),
        (date("2013-10"), "gYearMonth", "2013-10"),
        (date("2013"), "gYear", "2013"),
    ],
)
def test_a_number_or_date_has_the_datatype_of_its_precision(written: str, datatype: str, lexical: str) -> None:
    expected = f'"{lexical}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'
    assert written == expected


def test_triples_are_sorted_and_stand_once() -> None:
    triples = [(SUBJECT, "pg:path", text("b")), (SUBJECT, "pg:path", text("a")), (SUBJECT, "pg:path", text("b"))]
    assert [parse_line(line)[2] for line in named_graph(GRAPH, triples).lines] == ['"a"', '"b"']
