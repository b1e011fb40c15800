"""Rows up to a limit, and queries that may not take for ever: in memory, in a folder, on a server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from policygraph.errors import BadQuery, QueryTimeout
from policygraph.query import ResultTable, Triples, run_query, run_sparql
from policygraph.store import open_store
from samples import store_of

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"  # more rows than anyone could collect


@pytest.fixture(params=["folder", "oxigraph_url", "virtuoso_url"])
def place(request: pytest.FixtureRequest, real_build: Path) -> Any:
    return real_build if request.param == "folder" else request.getfixturevalue(request.param)


def test_a_limit_says_that_there_is_more(engine: Any) -> None:
    whole = run_query(engine, "tasks")
    assert (len(whole.rows), whole.more) == (5, False)
    cut = run_query(engine, "tasks", limit=2)
    assert (cut.rows, cut.more) == (whole.rows[:2], True)
    assert cut.notes[-1].en == "2 rows shown, more exist"
    assert run_query(engine, "tasks", limit=5) == whole


def test_triples_are_cut_too(engine: Any) -> None:
    found = run_sparql(engine, "CONSTRUCT WHERE { ?task a pg:Task }", limit=3)
    assert isinstance(found, Triples)
    assert (len(found.triples), found.more) == (3, True)


@pytest.mark.parametrize("timeout", [None, 20.0])
def test_rows_are_read_no_further_than_the_limit(real_build: Path, timeout: float | None) -> None:
    found = run_sparql(open_store(real_build), MANY, limit=10, timeout=timeout)
    assert isinstance(found, ResultTable)
    assert (len(found.rows), found.more) == (10, True)


def test_a_query_that_takes_too_long_is_ended(place: Any) -> None:
    store, began = open_store(place), time.monotonic()
    with pytest.raises(QueryTimeout):
        run_sparql(store, ENDLESS, timeout=1.0)
    assert time.monotonic() - began < 8
    assert isinstance(run_sparql(store, "ASK { }"), ResultTable)  # the store goes on


@pytest.mark.parametrize(
    "text",
    ["SELECT ?task ?date { ?task a pg:Task ; pg:hasDeadline/pg:latest ?date } ORDER BY ?task ?date", "ASK { }"],
)
def test_with_time_enough_nothing_changes(place: Any, text: str) -> None:
    store = open_store(place)
    assert run_sparql(store, text, timeout=60.0) == run_sparql(store, text)
    graph = "CONSTRUCT WHERE { ?task a pg:Task }"
    assert run_sparql(store, graph, timeout=60.0) == run_sparql(store, graph)


def test_what_is_inferred_is_asked_in_the_other_process_too(real_build: Path) -> None:
    store, params = open_store(real_build), {"co-quan": "Các sở, ban, ngành tỉnh"}
    assert run_query(store, "members-of-group", params, timeout=60.0) == run_query(store, "members-of-group", params)


@pytest.mark.parametrize(
    ("text", "words"),
    [("SELECT ?a { ?a", "cannot be run"), ("SELECT ?a { SERVICE <http://example.org/> { ?a ?b ?c } }", "network")],
)
def test_refusals_stay_what_they_are(real_build: Path, text: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        run_sparql(open_store(real_build), text, timeout=60.0)


def test_a_graph_in_memory_cannot_be_ended() -> None:
    import rdflib

    for store in (store_of(""), rdflib.Dataset()):
        with pytest.raises(BadQuery, match="in memory"):
            run_sparql(store, "ASK { }", timeout=1.0)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="POSIX only")
def test_the_process_does_not_outlive_its_time(real_build: Path) -> None:
    command = [sys.executable, "-c", "from policygraph.store.worker import main; main()"]
    request = {"folder": str(real_build), "text": ENDLESS, "inferred": False, "seconds": 1.0}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    process.communicate(json.dumps(request).encode(), timeout=20)
    assert process.returncode != 0
