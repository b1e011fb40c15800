"""Builds onto real SPARQL servers that are cut off, or meet: the next one mends all, and one of two is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from plans import write_plans
from policygraph import pipeline
from policygraph.cli.main import run
from policygraph.errors import OutputFailed
from policygraph.graph.terms import NamedGraph, named_graph, term, text
from policygraph.namespaces import BASE
from policygraph.store import RemoteStore, RemoteWriter, mark, open_store
from policygraph.store.protocol import Client, Service
from servers import oxigraph_server, virtuoso_server

OTHERS = "http://example.org/of-others"
SERVERS = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}


def graph(name: str, words: str) -> NamedGraph:
    document = f"{BASE}doc/{name}"
    kind, label = (document, "rdf:type", term("pg:Document")), (document, "rdfs:label", text(words))
    return named_graph(f"{document}/graph", [kind, label])


ONE = [graph("kept", "kept"), graph("changed", "old"), graph("gone", "gone")]
OTHER = [graph("kept", "kept"), graph("changed", "new"), graph("new", "new"), graph("newer", "newer")]


class CutOff(Exception):
    pass


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, SERVERS[request.param](tmp_path_factory.mktemp("server")) as url:
        patch.setenv("POLICYGRAPH_USER", "dba")
        patch.setenv("POLICYGRAPH_PASSWORD", "dba")
        client_of(url).put_graph(OTHERS, b"<http://e.org/s> <http://e.org/p> <http://e.org/o> .\n")
        yield url


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes over from another writer need not wait until that one has looked."""
    monkeypatch.setattr(mark, "CHECK", 0.0)


def client_of(url: str) -> Client:
    return Client(Service.from_url(url))


def content(url: str) -> list[str]:
    """All that the server holds of ours and of others, the graph of the manifest too."""
    found = client_of(url).query("SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?s ?p ?o } }")
    rows = ([row[name].value for name in ("graph", "s", "p", "o")] for row in found)
    return sorted(" ".join(row) for row in rows if row[0].startswith((BASE, OTHERS)))


def write(url: str, graphs: list[NamedGraph], *, fresh: bool = False) -> None:
    with RemoteWriter(url, fresh=fresh) as writer:
        for one in graphs:
            writer.add(one)
        writer.commit([], {})


def cut_off(patch: pytest.MonkeyPatch, after: int, *, answered: bool = True) -> None:
    """After so many changes nothing reaches the server any more; the last one may have reached it unanswered."""
    numbers = count(1)
    number = 0

    def counted(change: Callable[..., None]) -> Callable[..., None]:
        def changed(*given: Any) -> None:
            nonlocal number
            if number <= after and change is not update:
                number = next(numbers)
            if number <= after or (number == after + 1 and not answered):
                change(*given)
            if number > after:
                raise CutOff

        return changed

    update = Client.update
    for name in ("put_graph", "drop_graph", "update"):
        patch.setattr(Client, name, counted(getattr(Client, name)))


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("fresh", [False, True])
def test_wherever_a_build_is_cut_off_the_next_one_mends_it(
    server: str, monkeypatch: pytest.MonkeyPatch, *, answered: bool, fresh: bool
) -> None:
    monkeypatch.setattr(mark, "LAPSE", 0.0)
    write(server, ONE)
    whole = content(server)
    for after in count():
        with pytest.MonkeyPatch.context() as patch:
            cut_off(patch, after, answered=answered)
            try:
                write(server, OTHER)
            except CutOff:
                pass
            else:
                break
        write(server, ONE, fresh=fresh)
        assert content(server) == whole
    assert after == 6  # what is uncertain, one gone, one changed, two new, the list of all
    write(server, ONE)
    assert content(server) == whole


@pytest.mark.usefixtures("soon")
def test_a_half_changed_server_says_so(server: str) -> None:
    write(server, ONE)
    with pytest.MonkeyPatch.context() as patch:
        cut_off(patch, 2)
        with pytest.raises(CutOff):
            write(server, OTHER)
    half = open_store(server)
    assert isinstance(half, RemoteStore)
    assert half.changing is not None
    assert half.changing != half.manifest.digest  # type: ignore[union-attr]
    write(server, OTHER, fresh=True)
    mended = open_store(server)
    assert isinstance(mended, RemoteStore)
    assert mended.changing is None
    assert mended.manifest.digest == half.changing  # type: ignore[union-attr]


def test_graphs_that_no_build_told_of_go_with_the_next_fresh_one(server: str) -> None:
    write(server, ONE)
    whole = content(server)
    stray, triple = graph("stray", "stray").iri, b"<http://e.org/s> <http://e.org/p> <http://e.org/o> .\n"
    client_of(server).put_graph(stray, triple)
    client_of(server).put_graph(ONE[0].iri, triple)
    write(server, ONE, fresh=True)
    assert content(server) == whole
    client_of(server).put_graph(stray, triple)
    client_of(server).drop_graph(mark.MANIFEST_GRAPH)
    write(server, ONE)
    assert content(server) == whole


def test_a_second_writer_is_told_and_harms_nothing(server: str) -> None:
    with RemoteWriter(server) as first:
        with pytest.raises(OutputFailed, match="another build is writing there") as caught:
            write(server, OTHER)
        assert "--fresh" in str(caught.value.hint)
        for one in ONE:
            first.add(one)
        first.commit([], {})
    whole = content(server)
    write(server, ONE, fresh=True)
    assert content(server) == whole


@pytest.mark.usefixtures("soon")
def test_who_is_taken_over_from_is_told_and_stops(server: str) -> None:
    write(server, OTHER)
    other = content(server)
    with RemoteWriter(server) as first:
        for one in ONE:
            first.add(one)
        write(server, OTHER, fresh=True)
        with pytest.raises(OutputFailed, match="taken the server over"):
            first.commit([], {})
    assert content(server) == other


@pytest.mark.usefixtures("soon")
def test_the_mark_of_a_killed_build_lapses_unless_it_is_renewed(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(server, ONE)
    whole = content(server)
    with RemoteWriter(server) as killed:
        monkeypatch.setattr(mark, "RENEWAL", 0.0)
        held = content(server)
        killed.add(graph("a", "a"))
        assert content(server) != held  # renewed
        with pytest.raises(OutputFailed):
            write(server, ONE)
        monkeypatch.setattr(mark, "LAPSE", 0.0)
        write(server, ONE)
    assert content(server) == whole


def test_the_command_line_warns_and_counts_in_the_order_of_a_folder(
    server: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_plans(tmp_path / "in", range(1, 4))
    shown = []
    for place in (str(tmp_path / "out"), server):
        pipeline.build([tmp_path / "in"], place, failed=pytest.fail)
        assert run(["info", place, "-f", "csv"]) == 0
        shown.append(capfd.readouterr())
    assert shown[0].out == shown[1].out
    with pytest.MonkeyPatch.context() as patch:
        cut_off(patch, 1)
        with pytest.raises(CutOff):
            pipeline.build([tmp_path / "in" / "1.txt"], server, failed=pytest.fail)
    assert run(["--lang", "en", "info", server]) == 0
    assert "was cut off" not in shown[1].err
    assert "was cut off" in capfd.readouterr().err
