"""SQLite and Parquet: opened by sqlite3, Datasette and pyarrow, figures held equal to the graph's."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from conftest import ROOT
from policygraph.export.database import table_names, write_database
from policygraph.export.parquet_writer import write_parquet
from policygraph.export.parts import choose
from policygraph.export.rows import ITEM_KINDS
from policygraph.query import run_query, select_rows

# A table, and the class in the graph that it has a row for each of.
CLASSES = {
    "documents": ["pg:Document"],
    "agencies": ["pg:PublicOrganisation", "pg:AgencyGroup"],
    "items": list(ITEM_KINDS),
    "deadlines": ["pg:Deadline"],
    "citations": ["pg:CitationMention"],
    "instruments": ["pg:Instrument"],
    "concepts": ["pg:InstrumentConcept"],
    "jurisdictions": ["pg:Jurisdiction"],
    "evidence": ["pg:Assertion"],
    "provisions": ["pg:Provision"],
    "findings": ["pg:Finding"],
    "signatures": ["pg:Signature"],
    "targets": ["pg:Target"],
    "spans": ["oa:TextQuoteSelector"],
}


def count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize(("table", "classes"), CLASSES.items())
def test_as_many_rows_as_nodes(database: sqlite3.Connection, real_store: Any, table: str, classes: list[str]) -> None:
    asked = f"SELECT (COUNT(DISTINCT ?node) AS ?n) WHERE {{ VALUES ?class {{ {' '.join(classes)} }} ?node a ?class }}"
    assert count(database, table) == select_rows(real_store, asked)[0]["n"] > 0


@pytest.mark.parametrize("part", [([], []), (["4780/KH-UBND"], []), ([], ["thua thien hue"])])
def test_every_foreign_key_leads_to_a_row(real_store: Any, tmp_path: Path, part: tuple[list[str], list[str]]) -> None:
    write_database(choose(real_store, *part), tmp_path / "x.sqlite")
    opened = sqlite3.connect(tmp_path / "x.sqlite")
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert count(opened, "items") > 50
    opened.close()


def test_the_same_graph_gives_the_same_bytes(small_store: Any, tmp_path: Path) -> None:
    for name in "ab":
        write_database(choose(small_store), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_view_of_tasks_is_the_named_question(database: sqlite3.Connection, real_store: Any) -> None:
    asked = {row["item"]: row for row in run_query(real_store, "tasks").to_dicts()}
    found = {row["item"]: dict(row) for row in database.execute("SELECT * FROM tasks")}
    assert found.keys() == asked.keys()
    for item, row in found.items():
        for column in ("province", "path", "description", "lead", "coordinate", "latest"):
            assert row[column] == asked[item][column], (item, column)


def test_the_view_of_workload_has_the_known_figures(database: sqlite3.Connection) -> None:
    query = "SELECT sum(tasks) FROM workload WHERE province = 'Bến Tre' AND agency = 'Sở Nội vụ' AND role = 'ledBy'"
    assert database.execute(query).fetchone()[0] == 26
    assert database.execute(query + " AND quarter = '2013-Q4'").fetchone()[0] == 10


def test_every_edge_that_was_read_has_its_sentence(database: sqlite3.Connection, real_facts: dict[str, Any]) -> None:
    texts = {facts.document.iri: facts.text.content for facts in real_facts.values()}
    rows = database.execute("SELECT * FROM edges_with_words WHERE NOT inferred AND quote IS NOT NULL").fetchall()
    assert len(rows) > 300
    for row in rows:
        assert texts[row["source"]][row["start"] : row["end"]] == row["quote"]
    silent = "SELECT DISTINCT predicate FROM edges_with_words WHERE quote IS NULL AND NOT inferred"
    # Concepts are ours, successors of provinces the ontology's; issuers of cited documents come from their numbers.
    assert {row[0] for row in database.execute(silent)} <= {"instanceOfConcept", "issuedBy", "succeededBy"}


@pytest.mark.parametrize(
    ("words", "label"), [("so noi vu", "Sở Nội vụ (Bến Tre)"), ('"sở nội vụ"', "Sở Nội vụ (Bến Tre)")]
)
def test_search_with_and_without_marks(database: sqlite3.Connection, words: str, label: str) -> None:
    query = "SELECT nodes.label FROM nodes_fts JOIN nodes ON nodes.id = nodes_fts.rowid WHERE nodes_fts MATCH ?"
    assert label in [row[0] for row in database.execute(query, (words,))]
    assert database.execute(query, ('"số nói vú"',)).fetchall() == []


def test_every_view_answers(database: sqlite3.Connection) -> None:
    views = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    assert len(views) >= 6
    rows = {view: count(database, view) for view in views}
    assert rows["deadlines_before_issue"] == 3
    assert rows["planned_changes"] == 4
    assert rows["citations_unresolved"] == 1


def test_metadata_says_where_it_comes_from(database: sqlite3.Connection, real_store: Any) -> None:
    told = dict(map(tuple, database.execute("SELECT * FROM metadata")))
    assert told["graph_digest"] == real_store.manifest.digest
    assert told["part"] == "whole graph"


def test_hostile_words_are_data(small_database: sqlite3.Connection, plan: Any) -> None:
    query = "SELECT title FROM documents WHERE iri = ?"
    assert small_database.execute(query, (plan.document.iri,)).fetchone()[0] == plan.document.title


def test_datasette_opens_it(real_store: Any, tmp_path: Path) -> None:
    write_database(choose(real_store), tmp_path / "graph.sqlite")

    def get(path: str) -> Any:
        command = [sys.executable, "-m", "datasette", str(tmp_path / "graph.sqlite"), "--get", path]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    opened = get("/graph.json")
    assert {"documents", "items", "evidence"} <= {table["name"] for table in opened["tables"]}
    nodes = next(table for table in opened["tables"] if table["name"] == "nodes")
    assert nodes["fts_table"] == "nodes_fts"
    assert len(get("/graph/tasks.json?_shape=array&_size=100")) == 44
    assert get("/graph/nodes.json?_search=so+noi+vu&_shape=array")


def test_pyarrow_reads_the_same_rows(database: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    write_parquet(database, tmp_path / "a")
    write_parquet(database, tmp_path / "b")
    assert sorted(path.stem for path in (tmp_path / "a").iterdir()) == table_names(database)
    for path in (tmp_path / "a").iterdir():
        read = pyarrow.parquet.read_table(path)
        assert read.num_rows == count(database, path.stem)
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    documents = pyarrow.parquet.read_table(tmp_path / "a" / "documents.parquet").to_pylist()
    read = [row for row in documents if row["is_read"]]
    assert sorted(row["number"] for row in read) == ["2834/QĐ-UBND", "4780/KH-UBND"]
    assert all(row["is_read"] is True and isinstance(row["characters"], int) for row in read)
    assert len(read) == len(list((ROOT / "data" / "documents").glob("*.txt")))
