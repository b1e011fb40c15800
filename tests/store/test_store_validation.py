"""A store is held to the shapes document by document, with what is found in the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

import policygraph as pg
from factories import plan_facts
from policygraph.graph import NamedGraph, build_graphs, ontology_graph
from policygraph.graph.validation import validate_graph
from policygraph.namespaces import BASE
from policygraph.store import load_store
from policygraph.store.validation import violations

BAD = sorted((Path(__file__).parents[1] / "shapes" / "bad").glob("*.ttl"))
GRAPH = f"{BASE}doc/vn/2012/1-qd/graph"


def quads(path: Path, graph: str) -> NamedGraph:
    lines = Graph().parse(path).serialize(format="nt").splitlines()
    return NamedGraph(graph, tuple(sorted(f"{line.removesuffix(' .')} <{graph}> .\n" for line in lines if line)))


def ontology() -> Graph:
    return Graph().parse(data="".join(line.rsplit("<", 1)[0] + ".\n" for line in ontology_graph().lines), format="nt")


def test_real_documents_hold_to_the_shapes(real_build: Path, real_store: Any) -> None:
    assert pg.validate(real_build) == pg.validate(real_store, "en") == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
@pytest.mark.parametrize("graph", [GRAPH, f"{BASE}graph/entities", f"{BASE}graph/summary"])
def test_what_is_found_in_a_part_is_what_is_found_in_the_whole(path: Path, graph: str) -> None:
    store = load_store([ontology_graph(), quads(path, graph)])
    assert violations(store) == validate_graph(Graph().parse(path), ontology()) != ()


def test_documents_excuse_what_they_share_and_answer_for_themselves() -> None:
    good, _ = build_graphs([plan_facts(), plan_facts(78, "thua-thien-hue")])
    assert violations(load_store(good)) == ()
    store = load_store([*good, quads(BAD[0], GRAPH)])
    assert {found.focus for found in violations(store)} == {
        found.focus for found in validate_graph(Graph().parse(BAD[0]), ontology())
    }
