"""CSV, TSV, JSON and graphs, each opened again by a reader we did not write."""

from __future__ import annotations

import csv
import io
import json

import pandas
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from policygraph.export.cells import FORMULA_STARTS, guard
from policygraph.export.csv_writer import to_csv, to_tsv
from policygraph.export.graph_writer import GRAPH_FORMATS, as_table, to_graph
from policygraph.export.json_writer import to_json, to_ndjson
from policygraph.query.results import Label, ResultTable, Triples

HOSTILE = [
    "=1+1",
    "+84 75",
    "-1+1",
    "- Xây dựng Đề án",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]
PG = "https://w3id.org/policygraph/ontology#"


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def test_csv_comes_back_whole(table: ResultTable) -> None:
    head, *rows = read_csv(to_csv(table))
    assert head == list(table.columns)
    assert rows[0] == ["Sở Nội vụ", "2013-10-09", "09/10/2013", "26", "0.5", "false", table.rows[0][6]]
    assert rows[1] == ["Các sở, ban, ngành", "", "Quý 1/2014", "-7", "", "true", ""]
    assert rows[2][2] == "a|b <script>\n*c* \x1b[31m"


def test_pandas_reads_our_csv_with_its_types(table: ResultTable) -> None:
    frame = pandas.read_csv(io.BytesIO(to_csv(table, bom=True)))
    assert frame["tasks"].tolist() == [26, -7, 0]
    assert frame["share"].sum() == 1.75


def test_a_byte_order_mark_only_when_asked_for(table: ResultTable) -> None:
    assert to_csv(table, bom=True) == b"\xef\xbb\xbf" + to_csv(table)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("writer", [to_csv, to_tsv])
def test_no_cell_of_csv_begins_a_formula(words: str, writer: object) -> None:
    table = ResultTable(Label("x", "x"), ("a", "b"), (("x", words),))
    data = writer(table)
    dialect = "excel" if writer is to_csv else "excel-tab"
    cell = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), dialect=dialect))[1][1]
    assert not cell.startswith(FORMULA_STARTS)
    assert cell.removeprefix("'").split() == words.split()


@given(st.text())
def test_the_guard_adds_an_apostrophe_or_nothing(words: str) -> None:
    guarded = guard(words)
    assert guarded in (words, f"'{words}")
    assert not str(guarded).startswith(FORMULA_STARTS)


def test_numbers_are_not_guarded(table: ResultTable) -> None:
    assert guard(-7) == -7


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_tsv_has_as_many_lines_and_cells_as_the_table(rows: list[tuple[str, str]]) -> None:
    lines = to_tsv(ResultTable(Label("x", "x"), ("a", "b"), tuple(rows))).decode("utf-8").split("\n")
    assert len(lines) == len(rows) + 2
    assert lines[-1] == ""
    assert all(line.count("\t") == 1 for line in lines[:-1])


def test_json_keeps_every_value(table: ResultTable) -> None:
    assert json.loads(to_json(table)) == table.to_dicts()
    assert [json.loads(line) for line in to_ndjson(table).splitlines()] == table.to_dicts()


def test_no_rows_are_valid_in_every_format(empty: ResultTable) -> None:
    assert json.loads(to_json(empty)) == []
    assert to_ndjson(empty) == b""
    assert read_csv(to_csv(empty)) == [list(empty.columns)]
    assert to_tsv(empty).decode("utf-8") == "\t".join(empty.columns) + "\n"


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_graphs_come_back_whole(form: str) -> None:
    triples = Triples(((f"<{PG}a>", f"<{PG}ledBy>", f"<{PG}b>"), (f"<{PG}a>", f"<{PG}quote>", '"Sở \\"Nội vụ\\""')))
    names = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
    read = rdflib.Dataset(default_union=True)
    read.parse(data=to_graph(triples, form), format=names[form])
    found = {(s, p, str(o)) for s, p, o, _ in read.quads()}
    pg = rdflib.Namespace(PG)
    assert found == {(pg.a, pg.ledBy, f"{PG}b"), (pg.a, pg.quote, 'Sở "Nội vụ"')}
    assert to_graph(triples, form) == to_graph(triples, form)


def test_triples_can_be_a_table() -> None:
    triples = Triples((("<a:a>", "<a:b>", '"c"'),))
    assert as_table(triples).rows == (("<a:a>", "<a:b>", '"c"'),)
