from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from factories import plan_facts
from policygraph.errors import BadQuery, BadStore, MissingInput
from policygraph.graph import build_graphs
from policygraph.store import Store, load_store, open_store, write_build
from policygraph.store.manifest import FORMAT

GRAPHS, _ = build_graphs([plan_facts(), plan_facts(78, "thua-thien-hue")])
MEMBERS = "SELECT ?group ?member { ?group org:hasMember ?member }"


@pytest.fixture(scope="module", params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    if request.param == "memory":
        return load_store(GRAPHS)
    folder = tmp_path_factory.mktemp("out")
    write_build(folder, GRAPHS, [], {})
    return open_store(folder)


def test_the_default_graph_is_the_union_without_what_was_inferred(store: Store) -> None:
    leads = "SELECT ?name { ?item pg:ledBy ?agency . ?agency pg:name ?name }"  # two graphs in one question
    assert {row["name"].value for row in store.query(leads)} == {"Sở Nội vụ"}
    assert list(store.query(MEMBERS)) == []


def test_who_asks_for_what_was_inferred_gets_it(store: Store) -> None:
    assert len(list(store.query(MEMBERS, inferred=True))) == 2
    assert len(list(store.query("SELECT * { GRAPH pgid:graph\\/inferred { ?a ?b ?c } }"))) == 2
    named = "SELECT * { GRAPH <https://w3id.org/policygraph/id/graph/inferred> { ?a ?b ?c } }"
    assert len(list(store.query(named))) == 2


def test_a_question_can_be_narrowed_to_graphs(store: Store) -> None:
    one = GRAPHS[0].iri
    tasks = list(store.query("SELECT ?s { ?s a pg:Task }", graphs=[one]))
    assert [row["s"].value for row in tasks] == [plan_facts().items[0].iri]


@pytest.mark.parametrize("word", ["FROM", "from", "FROM NAMED <https://example.org/none> FROM"])
def test_a_question_narrows_itself_by_from(store: Store, word: str) -> None:
    tasks = list(store.query(f"SELECT ?s {word} <{GRAPHS[0].iri}> {{ ?s a pg:Task }}"))
    assert [row["s"].value for row in tasks] == [plan_facts().items[0].iri]
    assert list(store.query("SELECT ?s FROM <https://example.org/none> { ?s a pg:Task }")) == []
    inferred = "SELECT * FROM <https://w3id.org/policygraph/id/graph/inferred> { ?a ?b ?c }"
    assert len(list(store.query(inferred))) == 2


def test_all_graphs_are_listed(store: Store) -> None:
    assert store.graphs() == sorted(graph.iri for graph in GRAPHS)
    assert len(store) == sum(len(graph.lines) for graph in GRAPHS)


@pytest.mark.parametrize("text", ["", "SELECT", "INSERT DATA { <a:a> <a:a> <a:a> }", "SELECT * { ?s nowhere:p ?o }"])
def test_what_is_no_query_is_refused_with_a_hint(store: Store, text: str) -> None:
    with pytest.raises(BadQuery) as failure:
        store.query(text)
    assert failure.value.hint


def test_rdflib_sees_the_store(store: Store) -> None:
    dataset = store.dataset()
    assert isinstance(dataset, rdflib.Dataset)
    task = rdflib.URIRef(plan_facts().items[0].iri)
    pg = rdflib.Namespace("https://w3id.org/policygraph/ontology#")
    assert str(dataset.value(task, pg.ordinal)) == "1"
    assert {str(row.name) for row in dataset.query("SELECT ?name { ?t pg:ledBy/pg:name ?name }")} == {"Sở Nội vụ"}
    assert not list(dataset.query(MEMBERS))
    assert len(list(store.dataset(inferred=True).query(MEMBERS))) == 2


def test_a_store_on_disk_cannot_be_written_through_rdflib(tmp_path: Path) -> None:
    write_build(tmp_path, GRAPHS, [], {})
    dataset = open_store(tmp_path).dataset()
    with pytest.raises(RuntimeError, match="read-write"):
        dataset.add((rdflib.URIRef("a:a"), rdflib.URIRef("a:a"), rdflib.URIRef("a:a")))


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(MissingInput) as failure:
        open_store(tmp_path / "nowhere")
    assert failure.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        "not JSON",
        "[]",
        '{"format": "policygraph/store/1"}',
        '{"format": "policygraph/store/99"}',
        json.dumps({"format": FORMAT, "rules": "", "digest": "0", "store": "gone", "documents": [], "files": {}}),
    ],
)
def test_a_folder_without_a_whole_store_of_this_version_is_said(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "policygraph.json").write_text(manifest)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadStore) as failure:
        open_store(tmp_path)
    assert failure.value.hint
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_store_is_said(tmp_path: Path) -> None:
    manifest = write_build(tmp_path, GRAPHS, [], {})
    for path in (tmp_path / manifest.store / "asserted").glob("*.sst"):
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(BadStore, match="cannot be opened") as failure:
        open_store(tmp_path)
    assert failure.value.hint
