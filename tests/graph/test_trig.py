from __future__ import annotations

import pyoxigraph as ox
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from factories import plan_facts
from policygraph.graph import NamedGraph, build_graphs
from policygraph.graph.terms import iri, named_graph, segment, text
from policygraph.graph.trig import trig_graph, trig_head
from policygraph.namespaces import BASE

GRAPHS, _ = build_graphs([plan_facts(tasks=5), plan_facts(78, "thua-thien-hue")], "0123456789ab")


def written(graphs: list[NamedGraph]) -> str:
    return trig_head() + "".join(line for graph in graphs for line in trig_graph(graph))


def lines(graphs: list[NamedGraph]) -> set[ox.Quad]:
    return set(ox.parse("".join(line for graph in graphs for line in graph.lines), ox.RdfFormat.N_QUADS))


def test_pyoxigraph_reads_the_same_quads() -> None:
    assert set(ox.parse(written(GRAPHS), ox.RdfFormat.TRIG)) == lines(GRAPHS)


def test_rdflib_reads_the_same_quads() -> None:
    ours, plain = rdflib.Dataset(), rdflib.Dataset()
    ours.parse(data=written(GRAPHS), format="trig")
    plain.parse(data="".join(line for graph in GRAPHS for line in graph.lines), format="nquads")
    assert set(ours.quads()) == set(plain.quads())
    assert len(set(ours.quads())) > 1000


def test_nothing_is_unnamed() -> None:
    for quad in lines(GRAPHS):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
    assert "_:" not in written(GRAPHS)
    assert "[" not in written(GRAPHS).replace("\\[", "").split("graph/entities")[0].split('"')[0]


def test_a_node_stands_before_the_nodes_below_it() -> None:
    graph = named_graph(
        "https://example.org/g", [(f"{BASE}doc/a", "pg:path", text("")), (f"{BASE}doc/a/b", "pg:path", text(""))]
    )
    assert written([graph]).index("<doc/a> ") < written([graph]).index("<doc/a/b> ")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_odd_words_and_odd_iris_come_back(words: list[str]) -> None:
    triples = [(f"{BASE}doc/{segment(word)}", "pg:quote", text(word)) for word in words]
    triples += [(BASE + segment(word), "pg:cites", iri(f"https://example.org/{segment(word)}")) for word in words]
    graph = named_graph(f"{BASE}graph/test", triples)
    assert set(ox.parse(written([graph]), ox.RdfFormat.TRIG)) == lines([graph])
