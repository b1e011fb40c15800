"""Each shape has a graph that passes all shapes, and one that fails by that shape and by no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Namespace, URIRef
from rdflib.term import Node

from policygraph.graph.validation import Language, Violation, validate_graph
from policygraph.resources import ontology_path

SHAPES = Namespace("https://w3id.org/policygraph/shapes#")
GRAPHS = Path(__file__).parents[1] / "shapes"
PARTS = ("policygraph", "document-types", "agency-types", "jurisdictions")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetNode)


@cache
def ontology() -> Graph:
    graph = Graph()
    for part in PARTS:
        graph.parse(ontology_path(f"{part}.ttl"))
    return graph


@cache
def shapes() -> Graph:
    return Graph().parse(ontology_path("shapes.ttl"))


def read(kind: str, name: str) -> Graph:
    return Graph().parse(GRAPHS / kind / f"{name}.ttl")


def shapes_with_targets() -> list[str]:
    found = {shape for target in TARGETS for shape in shapes().subjects(target)}
    return sorted(str(shape).removeprefix(SHAPES) for shape in found)


def what_it_asks(name: str) -> set[str]:
    """The property shapes of a node shape, and itself where it holds constraints of its own."""
    shape = SHAPES[name]
    asked: set[Node] = set(shapes().objects(shape, SH.property))
    if (shape, SH["not"], None) in shapes() or (shape, SH.sparql, None) in shapes():
        asked.add(shape)
    return {str(asked_shape) for asked_shape in asked}


@pytest.mark.parametrize("name", shapes_with_targets())
def test_good_graph_passes_every_shape(name: str) -> None:
    good = read("good", name)
    assert validate_graph(good, ontology()) == ()
    classes = set(shapes().objects(SHAPES[name], SH.targetClass))
    narrower = {narrow for wide in classes for narrow in ontology().transitive_subjects(_subclass(), wide)}
    assert not classes or any(kind in narrower for kind in good.objects(None, RDF.type)), (
        "the shape has nothing to check"
    )


def _subclass() -> URIRef:
    return URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@pytest.mark.parametrize("name", shapes_with_targets())
def test_bad_graph_fails_by_all_that_its_shape_asks_and_by_nothing_else(name: str) -> None:
    found = validate_graph(read("bad", name), ontology())
    assert {violation.shape for violation in found} == what_it_asks(name)


def test_every_shape_and_graph_belongs_to_the_other() -> None:
    for kind in ("good", "bad"):
        assert sorted(path.stem for path in (GRAPHS / kind).glob("*.ttl")) == shapes_with_targets()


def test_only_roles_and_leads_are_warnings() -> None:
    warnings = {str(shape) for shape in shapes().subjects(SH.severity, SH.Warning)}
    assert warnings == {str(SHAPES["lead-apart"]), str(SHAPES["has-lead"])}
    assert {violation.severity for violation in validate_graph(read("bad", "Task"), ontology())} == {"warning"}


def test_shapes_have_no_blank_nodes_and_speak_both_languages() -> None:
    assert not [triple for triple in shapes() if any(type(node).__name__ == "BNode" for node in triple)]
    silent = set(shapes().objects(None, SH["not"])) | set(shapes().objects(None, SH.qualifiedValueShape))
    silent |= {inner for shape in silent for inner in shapes().objects(shape, SH.property)}
    for shape in set(shapes().subjects(RDF.type, SH.PropertyShape)) - silent:
        assert {message.language for message in shapes().objects(shape, SH.message)} == {"vi", "en"}, shape


def test_evidence_names_the_edge_without_words() -> None:
    edges = {
        (found.focus.rsplit("/", 1)[1], found.path) for found in validate_graph(read("bad", "Evidence"), ontology())
    }
    namespace = "https://w3id.org/policygraph/ontology#"
    assert edges == {("item", f"{namespace}coordinatedBy"), ("cited", f"{namespace}number")}


@pytest.mark.parametrize(
    ("graph", "language", "message"),
    [
        ("Task", "en", "The task has no lead agency."),
        ("Task", "vi", "Nhiệm vụ không có cơ quan chủ trì."),
        ("Evidence", "en", "An edge that was read has no words to show for it."),
        ("Evidence", "vi", "Cạnh được đọc từ văn bản mà không có câu chữ làm chứng."),
    ],
)
def test_messages_come_in_the_language_asked_for(graph: str, language: Language, message: str) -> None:
    assert {found.message for found in validate_graph(read("bad", graph), ontology(), language)} == {message}


def test_validation_leaves_the_graphs_alone_and_repeats_itself() -> None:
    bad = read("bad", "Assertion")
    before, size = set(bad), len(ontology())
    first: tuple[Violation, ...] = validate_graph(bad, ontology())
    assert validate_graph(bad, ontology()) == first
    assert list(first) == sorted(first, key=lambda v: (v.shape, v.focus, v.path or "", v.value or ""))
    assert set(bad) == before
    assert len(ontology()) == size
