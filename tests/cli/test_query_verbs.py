"""``query --limit`` and ``--timeout``, folders of one's own questions, ``queries show|new|test``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def ask(run, real_build: Path) -> Any:
    return lambda *arguments, **settings: run("query", "--store", real_build, *arguments, **settings)


def test_what_a_limit_leaves_out_is_told(ask) -> None:
    for question in ([MANY], ["--name", "tasks"]):
        done = ask(*question, "--limit", 3, "-f", "json")
        assert (done.status, len(json.loads(done.out))) == (0, 3)
        assert done.err == "3 rows shown, more exist; --limit 0 shows all\n"
    assert ask("--name", "tasks", "--limit", 44).err == ""


def test_a_query_that_takes_too_long_fails(ask) -> None:
    done = ask(ENDLESS, "--timeout", 1)
    assert (done.status, done.out) == (1, "")
    assert "error: the query took longer than 1 seconds" in done.err


def test_own_questions_from_begin_to_answer(run, ask, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run("queries", "new", "my-question", folder).status == 0
    again = run("queries", "new", "my-question", folder)
    assert (again.status, "the file exists already" in again.err) == (2, True)
    own = {"POLICYGRAPH_QUERIES": str(folder), "POLICYGRAPH_STORE": str(tmp_path / "none")}
    assert any(row["name"] == "my-question" for row in json.loads(run("queries", "list", "-f", "json", env=own).out))
    by_option = ask("--queries", folder, "--name", "my-question", "-p", "tinh=ben tre", "-f", "json")
    assert len(json.loads(by_option.out)) == 27
    assert ask("--name", "my-question", "-p", "tinh=ben tre", "-f", "json", env=own).out == by_option.out


def test_show_is_the_file_and_how_to_ask(run) -> None:
    done = run("queries", "show", "tasks-of-agency")
    assert done.out.startswith("# title-vi: ")
    assert "co-quan (name, required): Agency by any spelling" in done.err
    assert "for instance: policygraph query --name tasks-of-agency -p co-quan='Sở Nội vụ'" in done.err


def test_faults_are_told_with_file_and_line(run, real_build: Path, tmp_path: Path) -> None:
    run("queries", "new", "mine", tmp_path)
    path = tmp_path / "mine.rq"
    good = run("queries", "test", path, "--store", real_build)
    assert (good.status, good.err) == (0, "1 questions tested on the graph, 0 problems\n")
    path.write_text(
        path.read_text(encoding="utf-8").replace("column: path path", "column: place path"), encoding="utf-8"
    )
    bad = run("queries", "test", path, "--store", real_build)
    assert (bad.status, bad.out) == (1, "")
    assert f"error: {path}:7: the SPARQL gives no column 'place'" in bad.err
    assert "the head does not tell the column 'path'" in bad.err


@pytest.mark.parametrize(
    ("names", "words"), [(["taks"], "did you mean tasks"), (["absent.rq"], "no such file"), (["a b"], "no query named")]
)
def test_what_cannot_be_tested(run, names: list[str], words: str) -> None:
    done = run("queries", "test", *names)
    assert (done.status, words in done.err) == (2, True)
