"""What is wrong with a file of a question is told with its place; the questions of the project are well formed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policygraph import resources
from policygraph.errors import BadQuery, BadResource, MissingInput, OutputFailed
from policygraph.query import list_queries, load_query, run_query
from policygraph.query.checking import problems
from policygraph.query.skeleton import TEXT, new_query


@pytest.mark.parametrize("path", resources.query_paths(), ids=lambda path: path.stem)
def test_the_questions_of_the_project_are_well_formed(path: Path, real_store: Any) -> None:
    assert list(problems(path, real_store)) == []


BROKEN = [
    ("# title-en: Title of the question\n", "", ": the line 'title-en' is missing"),
    ("# column: path path", "# colum: path path", ":7: a head has no line 'colum'"),
    ("path path — Mục / Place", "path place — Mục / Place", ":7: unknown kind 'place'"),
    ("name optional", "name perhaps", ":5: cannot read"),
    ("# column: path path", "# column: item path", ":9: 'item' is there twice"),
    ("# example: tinh=", "# example: tin=", ":10: there is no parameter 'tin'"),
    ("# example: tinh=Bến Tre\n", "\n# note: một / one\n", ":11: the line 'note' stands behind the head"),
    ("pg:key ?tinh }", "pg:key ?key }", ":5: the parameter 'tinh' is not used"),
    ("# column: path path — Mục / Place\n", "", ": the head does not tell the column 'path'"),
    ("?path ?description ?item WHERE", "?description ?item WHERE", ":7: the SPARQL gives no column 'path'"),
    ("?province ?path ?description", "?path ?province ?description", ": the columns stand in another order"),
    ("?item pg:setOutIn ?plan ;", "?item pg:setOutIn ?plan }", ":16: the query cannot be run: here should stand"),
    ("SELECT DISTINCT ?province ?path ?description ?item WHERE", "ASK", ": a named query must be a SELECT"),
    ("path path — Mục", "path integer — Mục", ":7: 'annex/I/1' in the column 'path' is not of kind integer"),
]


@pytest.mark.parametrize(("good", "bad", "words"), BROKEN)
def test_each_fault_has_its_place(tmp_path: Path, real_store: Any, good: str, bad: str, words: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(TEXT.replace(good, bad), encoding="utf-8")
    assert good in TEXT
    found = [str(problem) for problem in problems(path, real_store)]
    assert any(f"mine.rq{words}" in problem for problem in found), found


def test_a_new_question_is_well_formed_and_answers(tmp_path: Path, real_store: Any) -> None:
    path = new_query("my-question", tmp_path / "mine")
    assert list(problems(path, real_store)) == []
    table = run_query(real_store, load_query("my-question", [tmp_path / "mine"]), {"tinh": "ben tre"})
    assert len(table.rows) == 27


def test_new_questions_overwrite_nothing(tmp_path: Path) -> None:
    path = new_query("mine", tmp_path)
    path.write_text("kept", encoding="utf-8")
    with pytest.raises(OutputFailed, match="exists already"):
        new_query("mine", tmp_path)
    assert path.read_text(encoding="utf-8") == "kept"
    for name in ("tasks", "../mine", "Mine", "a b", "-a", ""):
        with pytest.raises(BadQuery):
            new_query(name, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.rq"]


def test_a_name_says_one_thing(tmp_path: Path) -> None:
    new_query("mine", tmp_path)
    assert {query.name for query in list_queries([tmp_path])} - {q.name for q in list_queries()} == {"mine"}
    (tmp_path / "tasks.rq").write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadResource, match="another query named 'tasks'"):
        load_query("mine", [tmp_path])
    with pytest.raises(MissingInput, match="no such folder"):
        list_queries([tmp_path / "absent"])


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(b"# title-vi: \xff\n")
    assert [str(problem) for problem in problems(path)] == [f"{path}: not UTF-8 text"]
