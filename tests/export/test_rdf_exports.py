"""RDF of the whole graph and of parts, read again by pyoxigraph and rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import NothingMatched
from policygraph.export.parts import choose
from policygraph.export.rdf import RDF_FORMATS, WITH_GRAPHS, literal, rdf_text
from policygraph.export.sorting import sorted_lines
from policygraph.graph.terms import INFERRED, text
from policygraph.namespaces import BASE, PREFIXES
from policygraph.store import Store

GOLDEN = Path(__file__).parent / "golden"
READERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld"}
REIFIES = ox.NamedNode(PREFIXES["rdf"] + "reifies")
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
PLAN = f"{BASE}doc/ben-tre/2013/77-kh-ubnd"


def written(store: Store, form: str, **wishes: Any) -> str:
    return "".join(rdf_text(choose(store).graphs(), form, **wishes))


def quads(store: Store) -> set[ox.Quad]:
    return set(store._complete)


@pytest.mark.parametrize("form", WITH_GRAPHS)
def test_pyoxigraph_reads_every_quad(small_store: Store, form: str) -> None:
    assert set(ox.parse(written(small_store, form), format=READERS[form])) == quads(small_store)


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_without_graphs_the_inferred_is_left_out(small_store: Store, form: str) -> None:
    asserted = {quad.triple for quad in quads(small_store) if quad.graph_name.value != INFERRED}
    assert {quad.triple for quad in ox.parse(written(small_store, form), format=READERS[form])} == asserted
    assert len(asserted) < len(quads(small_store))


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_rdflib_reads_as_many(small_store: Store, form: str) -> None:
    dataset = rdflib.Dataset()
    target = dataset if form in WITH_GRAPHS else dataset.default_graph
    target.parse(data=written(small_store, form), format=RDFLIB[form])
    known = (
        quads(small_store) if form in WITH_GRAPHS else {q for q in quads(small_store) if q.graph_name.value != INFERRED}
    )
    assert len(set(dataset.quads())) == len(known)
    plan = rdflib.URIRef(PLAN)
    assert [str(o) for _, _, o, _ in dataset.quads((plan, rdflib.URIRef(PREFIXES["pg"] + "number"), None, None))] == [
        "77/KH-UBND"
    ]


def test_trig_is_what_the_build_wrote(real_store: Store, real_build: Path) -> None:
    assert written(real_store, "trig") == (real_build / "graph.trig").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["ttl", "trig", "nt", "nq"])
def test_assertions_become_reifiers(small_store: Store, form: str) -> None:
    """Every assertion reifies one triple, which is the one it spelled out before."""
    found = list(ox.parse(written(small_store, form, reifiers=True), format=READERS[form]))
    reified = {quad.subject: quad.object for quad in found if quad.predicate == REIFIES}
    assertion = ox.NamedNode(PREFIXES["pg"] + "Assertion")
    assert set(reified) == {q.subject for q in quads(small_store) if q.object == assertion and q.predicate == TYPE}
    assert len(reified) > 40
    for quad in quads(small_store):
        if quad.subject in reified and quad.predicate.value == PREFIXES["rdf"] + "object":
            assert reified[quad.subject].object == quad.object
    assert not any(quad.predicate.value == PREFIXES["rdf"] + "predicate" for quad in found)


def test_sparql_1_2_finds_the_words_of_a_triple(small_store: Store) -> None:
    store = ox.Store()
    store.bulk_load(written(small_store, "nq", reifiers=True), format=ox.RdfFormat.N_QUADS)
    asked = "SELECT ?quote { ?item pg:ledBy ?agency ~ ?evidence . ?evidence pg:quote ?quote } ORDER BY ?quote"
    rows = store.query(asked, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert {row["quote"].value for row in rows} == {"Sở NV"}


def test_a_part_holds_its_documents_and_all_they_name(small_store: Store) -> None:
    part = choose(small_store, ["77/KH-UBND"])
    graphs = {graph: list(lines) for graph, lines in part.graphs()}
    assert part.documents() == (PLAN,)
    own = {str(quad.subject) for quad in quads(small_store) if quad.graph_name.value == f"{PLAN}/graph"}
    assert {line.split(" ")[0] for line in graphs[f"{PLAN}/graph"]} == own
    assert not any("thua-thien-hue" in line for lines in graphs.values() for line in lines)
    read = list(ox.parse("".join(line for lines in graphs.values() for line in lines), format=ox.RdfFormat.N_QUADS))
    assert set(read) < quads(small_store)
    described = {quad.subject for quad in read}
    for quad in read:
        if quad.predicate.value in (PREFIXES["pg"] + name for name in ("ledBy", "refersTo", "submits", "issuedBy")):
            assert quad.object in described, quad


def test_documents_and_provinces_add_up(small_store: Store) -> None:
    both = choose(small_store, ["77/KH-UBND"], ["thua thien hue"])
    assert len(both.documents()) == 2
    whole = {graph for graph, _ in choose(small_store).graphs()}
    assert {graph for graph, _ in both.graphs()} < whole


@pytest.mark.parametrize(("documents", "provinces"), [(["xyzzy"], []), (["9001/QĐ-TTg"], []), ([], ["ca mau"])])
def test_what_was_not_read_has_no_part(small_store: Store, documents: list[str], provinces: list[str]) -> None:
    with pytest.raises(NothingMatched):
        choose(small_store, documents, provinces)


@pytest.mark.parametrize(("form", "head"), [("trig", "\n\n"), ("jsonld", '"@graph": [')])
def test_golden(small_store: Store, form: str, head: str) -> None:
    """The graph of what was inferred, short enough to be read; without the prefixes."""
    inferred = [(graph, lines) for graph, lines in choose(small_store).graphs() if graph == INFERRED]
    shown = "".join(rdf_text(inferred, form)).partition(head)[2]
    assert shown == (GOLDEN / f"inferred.{form}").read_text(encoding="utf-8")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"))), st.integers(1, 5))
def test_sorting_on_disk_gives_what_sorting_in_memory_gives(words: list[str], run: int) -> None:
    lines = [f"{word}\n" for word in words]
    key = str.swapcase
    assert list(sorted_lines(lines, key, run)) == sorted(lines, key=lambda line: (key(line), line))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_literals_come_back(words: str) -> None:
    assert literal(text(words)) == (words, PREFIXES["xsd"] + "string", None)
