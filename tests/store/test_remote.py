"""A graph on real SPARQL servers: the same answers as from a folder, and what goes wrong says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import policygraph as pg
from conftest import DOCUMENTS, fail_on
from policygraph import pipeline
from policygraph.analysis.lint import lint
from policygraph.building import Changes
from policygraph.errors import BadQuery, BadStore, OutputFailed
from policygraph.graph.terms import ENTITIES
from policygraph.store import RemoteWriter, open_store
from policygraph.store.protocol import Client, Service
from servers import oxigraph_server

ANSWERS: dict[str, Callable[[Any], Any]] = {
    "depends": lambda store: pg.depends(store, "Đề án vị trí việc làm").to_table(),
    "workload": lambda store: pg.workload(store, by="quarter").to_table(),
    "evidence": lambda store: pg.evidence(store, "Sở Nội vụ", when="2013-Q4"),
    "compare": lambda store: pg.compare(store, "Bến Tre", "2834/QĐ-UBND").to_table(),
    "coverage": lambda store: pg.coverage(store, of="1557/QĐ-TTg").to_table(),
    "lag": lambda store: pg.lag(store, "1557/QĐ-TTg").to_table(),
    "search": lambda store: [row for row in pg.search(store, "so noi vu").rows if row[0] != "item"],
    "lint": lambda store: lint(store).to_table(),
    "validate": lambda store: pg.validate(store, "en"),
}


@pytest.fixture(params=["oxigraph_url", "virtuoso_url"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def test_holds_the_same_graphs(url: str, real_store: Any) -> None:
    remote = open_store(url)
    assert (remote.graphs(), len(remote)) == (real_store.graphs(), len(real_store))
    assert remote.summary == real_store.summary
    assert remote.manifest is not None
    assert remote.manifest.digest == real_store.manifest.digest
    assert remote.manifest.documents == real_store.manifest.documents
    assert list(remote.documents()) == list(real_store.documents())


@pytest.mark.parametrize("question", ANSWERS)
def test_answers_as_a_folder_does(url: str, real_store: Any, question: str) -> None:
    ask = ANSWERS[question]
    assert ask(open_store(url)) == ask(real_store)


@pytest.mark.parametrize("within", [False, True])
def test_a_query_may_say_itself_of_which_graphs_it_is(url: str, real_store: Any, *, within: bool) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{ENTITIES}> {{ ?s ?p ?o }}"
    remote = open_store(url)
    found = remote.query_within(text, 60) if within else remote.query(text)
    counts = [[int(row["n"].value) for row in rows] for rows in (found, real_store.query(text))]
    assert counts[0] == counts[1] != [len(real_store)]


def test_rdflib_asks_the_server(oxigraph_url: str) -> None:
    found = open_store(oxigraph_url).dataset().query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?task a pg:Task } }")
    assert [int(row[0]) for row in found] == [44]


def test_a_query_that_leaves_the_server_is_refused_here(oxigraph_url: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE"):
        open_store(oxigraph_url).query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_the_servers_own_words_are_told(oxigraph_url: str) -> None:
    with pytest.raises(BadQuery, match="the server refuses the query: 400"):
        open_store(oxigraph_url).query("SELECT nonsense { }")


class Recorded(RemoteWriter):
    """A writer that keeps what it sends."""

    def __enter__(self) -> Recorded:
        self.sent: list[str] = []
        super().__enter__()
        client, put, drop = self._client, self._client.put_graph, self._client.drop_graph
        client.put_graph = lambda iri, triples: (self.sent.append(f"put {iri}"), put(iri, triples))[1]  # type: ignore[method-assign]
        client.drop_graph = lambda iri: (self.sent.append(f"drop {iri}"), drop(iri))[1]  # type: ignore[method-assign]
        return self


def test_only_what_changed_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writers: list[Recorded] = []

    def recorded(place: str, *, fresh: bool) -> Recorded:
        writers.append(Recorded(place, fresh=fresh))
        return writers[-1]

    monkeypatch.setattr("policygraph.store.writer_of", recorded)
    folder = tmp_path / "documents"
    shutil.copytree(DOCUMENTS, folder)
    server = tmp_path / "server"
    server.mkdir()
    with oxigraph_server(server) as url:
        pipeline.build([folder], url, failed=fail_on)
        pipeline.build([folder], url, failed=fail_on)
        gone = next(iter(sorted(folder.glob("*.txt"))))
        gone.unlink()
        told: list[Changes] = []
        pipeline.build([folder], url, failed=fail_on, done=told.append)
        left = open_store(url).graphs()
        pipeline.build([folder], url, failed=fail_on, fresh=True)
    first, again, fewer, fresh = (writer.sent for writer in writers)
    assert told == [Changes(read=1, reused=0, dropped=1)]
    assert len(fresh) == len(left) + 2
    assert len(first) == 9  # two documents, what they share, and before and after these what there is
    assert [line.rsplit("/", 1)[1] for line in again] == ["manifest"]
    assert [line.split("/id/")[1] for line in fewer if line.startswith("drop")] == [
        "doc/ben-tre/2013/4780-kh-ubnd/graph"
    ]
    assert not any("4780-kh-ubnd" in graph for graph in left)
    monkeypatch.undo()
    pipeline.build([folder], tmp_path / "out", failed=fail_on)
    assert left == open_store(tmp_path / "out").graphs()


def test_without_a_commit_the_server_stays_as_it_was(tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as url, RemoteWriter(url), pytest.raises(BadStore, match="no graph of ours"):
        open_store(url)


@pytest.mark.parametrize(
    ("url", "query", "update", "graphs"),
    [
        ("http://h:1", "http://h:1/query", "http://h:1/update", "http://h:1/store"),
        ("http://h:1/", "http://h:1/query", "http://h:1/update", "http://h:1/store"),
        ("http://h/query", "http://h/query", "http://h/update", "http://h/store"),
        ("http://h/sparql", "http://h/sparql", "http://h/sparql", "http://h/sparql-graph-crud"),
        ("https://h/sparql-auth", "https://h/sparql-auth", "https://h/sparql-auth", "https://h/sparql-graph-crud-auth"),
    ],
)
def test_where_servers_put_their_endpoints(url: str, query: str, update: str, graphs: str) -> None:
    assert Service.from_url(url, {}) == Service(query, update, graphs)


def test_other_places_are_named_by_the_environment() -> None:
    named = {"POLICYGRAPH_UPDATE_URL": "http://h/ds/update", "POLICYGRAPH_GRAPHS_URL": "http://h/ds/data"}
    assert Service.from_url("http://h/ds/query", named).graphs == "http://h/ds/data"


def test_nobody_answers() -> None:
    with pytest.raises(BadStore, match="no SPARQL server answers"):
        open_store("http://127.0.0.1:1")


def test_no_address_at_all() -> None:
    with pytest.raises(BadStore, match="no SPARQL server answers"):
        open_store("http://")


class Page(BaseHTTPRequestHandler):
    """A site that is no SPARQL server."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<html>hello</html>")

    def do_PUT(self) -> None:
        self.send_response(403)
        self.end_headers()
        self.wfile.write(b"not here")

    def log_message(self, *args: object) -> None:
        pass


def test_a_page_is_no_answer_and_a_refusal_is_told() -> None:
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        with pytest.raises(BadStore, match="cannot be read"):
            open_store(url)
        with pytest.raises(OutputFailed, match="403 not here"):
            Client(Service.from_url(url, {})).put_graph("http://example.org/g", b"")
        server.shutdown()
