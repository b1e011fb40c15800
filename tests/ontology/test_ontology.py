"""What makes an ontology usable, checked offline: labels, definitions, examples, alignment, no drift from docs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from policygraph.graph.summary import CUBES, structure
from policygraph.namespaces import CUBE, ONTOLOGY, PG, PREFIXES
from policygraph.resources import ontology_path, root

ELI = Namespace("http://data.europa.eu/eli/ontology#")
ERRORS = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")  # where owlrl reports what cannot be
TERMS = Namespace(PG)
QB = Namespace(PREFIXES["qb"])
CONCEPT_FILES = ("document-types", "agency-types", "jurisdictions")
OURS = ("pg", "pgid", "cube")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ITEM_KINDS = ("Task", "KeyTask", "StandingDuty", "Objective", "ReportingObligation")
EVIDENCED = (
    "cites implements hasLegalBasis details repeals replaces amends suspends corrects consolidates annexOf proposedBy "
    "mentions follows intendsToReplace intendsToAmend intendsToRepeal "
    "ledBy coordinatedBy reportsTo reportsVia submitsTo hasDeadline hasTarget setOutIn "
    "makes submits pilots appraises approves amendsInstrument tiedTo number title date issuedBy "
    "effective effectiveUntil"
)


@cache
def parsed(name: str) -> Graph:
    return Graph().parse(ontology_path(f"{name}.ttl"))


def terms(*kinds: Node) -> list[URIRef]:
    graph = parsed("policygraph")
    return sorted({term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)})


def concepts(name: str) -> list[URIRef]:
    graph = parsed(name)
    found = {*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(RDF.type, SKOS.ConceptScheme)}
    return sorted(concept for concept in found if isinstance(concept, URIRef))


def languages(graph: Graph, subject: Node, predicate: URIRef) -> Counter[str | None]:
    return Counter(text.language for text in graph.objects(subject, predicate) if isinstance(text, Literal))


def local(iri: Node) -> str:
    return str(iri).rsplit("#", 1)[-1]


def words_of_docs() -> str:
    return (root() / "docs" / "graph.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("term", terms(*KINDS), ids=local)
def test_term_has_label_definition_and_example(term: URIRef) -> None:
    graph = parsed("policygraph")
    assert languages(graph, term, RDFS.label) == {"vi": 1, "en": 1}
    assert languages(graph, term, SKOS.definition) == {"vi": 1, "en": 1}
    assert len(list(graph.objects(term, SKOS.example))) == 1
    assert graph.value(term, RDFS.isDefinedBy) == URIRef(ONTOLOGY)
    assert sum((term, RDF.type, kind) in graph for kind in KINDS) == 1


@pytest.mark.parametrize("name", CONCEPT_FILES)
def test_concepts_have_label_and_definition_in_both_languages(name: str) -> None:
    for concept in concepts(name):
        assert languages(parsed(name), concept, SKOS.prefLabel) == {"vi": 1, "en": 1}, concept
        assert languages(parsed(name), concept, SKOS.definition) == {"vi": 1, "en": 1}, concept


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_classes_or_properties_share_a_label(language: str) -> None:
    graph = parsed("policygraph")
    for kinds in ((OWL.Class,), KINDS[1:]):
        labels = Counter(
            str(text)
            for term in terms(*kinds)
            for text in graph.objects(term, RDFS.label)
            if isinstance(text, Literal) and text.language == language
        )
        assert [label for label, count in labels.items() if count > 1] == []


def test_the_ontology_describes_itself() -> None:
    graph, me = parsed("policygraph"), URIRef(ONTOLOGY)
    assert str(graph.value(me, OWL.versionIRI)) == f"{ONTOLOGY}/{graph.value(me, OWL.versionInfo)}"
    assert languages(graph, me, DCTERMS.title) == {"vi": 1, "en": 1}
    assert str(graph.value(me, DCTERMS.license)).startswith("https://creativecommons.org/licenses/by/")
    assert str(graph.value(me, VANN.preferredNamespacePrefix)) == "pg"
    assert str(graph.value(me, VANN.preferredNamespaceUri)) == PG


@pytest.mark.parametrize("path", sorted(ontology_path("").glob("*.ttl")), ids=lambda path: path.stem)
def test_file_is_nfc_and_without_blank_nodes(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    assert not [triple for triple in Graph().parse(path) if any(isinstance(node, BNode) for node in triple)]


@pytest.mark.parametrize("name", CONCEPT_FILES)
def test_concept_files_are_what_rdflib_writes(name: str) -> None:
    """Byte-stable: reading and writing them again changes nothing, so that a diff shows what was changed."""
    graph = Graph(bind_namespaces="none").parse(ontology_path(f"{name}.ttl"))
    assert graph.serialize(format="turtle").rstrip("\n") + "\n" == ontology_path(f"{name}.ttl").read_text(
        encoding="utf-8"
    )


# ---------------------------------------------------------------- docs and ontology say the same


def terms_in_docs() -> set[str]:
    """The terms of ours in docs/graph.md; ``pg:a|b`` counts as ``pg:a`` and ``pg:b``."""
    found = re.findall(r"pg:([A-Za-z0-9-]+(?:\|[A-Za-z0-9]+)*)", words_of_docs())
    return {term for alternatives in found for term in alternatives.split("|")}


def test_docs_use_no_term_that_is_not_defined() -> None:
    defined = {local(term) for term in terms(*KINDS)}
    defined |= {local(concept) for name in CONCEPT_FILES for concept in concepts(name)}
    assert sorted(terms_in_docs() - defined) == []


def test_every_term_is_used_in_docs() -> None:
    assert sorted({local(term) for term in terms(*KINDS)} - terms_in_docs()) == []


def test_code_of_the_graph_uses_no_term_that_is_not_defined() -> None:
    defined = {local(term) for term in terms(*KINDS)}
    sources = (Path(__file__).parents[2] / "src" / "policygraph").rglob("*.py")
    used = {name for path in sources for name in re.findall(r'"pg:([A-Za-z]+)"', path.read_text(encoding="utf-8"))}
    assert sorted(used - defined) == []


def test_exactly_what_is_read_from_text_needs_evidence() -> None:
    marked = {local(term) for term in parsed("policygraph").subjects(TERMS.evidenced, Literal(True))}
    assert marked == set(EVIDENCED.split())


# ---------------------------------------------------------------- other vocabularies


@cache
def foreign() -> dict[str, bool]:
    """Each known term of another vocabulary by IRI, and whether it may be used."""
    lines = (Path(__file__).parent / "foreign_terms.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {PREFIXES[row[0].split(":")[0]] + row[0].split(":")[1]: "deprecated" not in row for row in rows}


def foreign_iris(graph: Graph) -> Iterator[str]:
    for triple in graph:
        for node in triple:
            iri = str(node.datatype) if isinstance(node, Literal) and node.datatype else str(node)
            if not isinstance(node, Literal) or node.datatype:
                yield iri


def strangers(iris: Iterable[str]) -> list[str]:
    """IRIs of a vocabulary we know by prefix that are no usable term of it."""
    others = tuple(namespace for prefix, namespace in PREFIXES.items() if prefix not in OURS)
    return sorted({iri for iri in iris if iri.startswith(others) and not foreign().get(iri, False)})


def test_foreign_terms_of_the_ontology_exist_and_are_not_deprecated() -> None:
    for path in sorted(ontology_path("").glob("*.ttl")):
        assert strangers(foreign_iris(Graph().parse(path))) == [], path.name


def test_foreign_terms_of_docs_and_code_exist_and_are_not_deprecated() -> None:
    prefixes = "|".join(prefix for prefix in PREFIXES if prefix not in OURS)
    files = [root() / "docs" / "graph.md", *(root() / "src" / "policygraph" / "graph").glob("*.py")]
    found = {
        match
        for path in files
        for match in re.findall(rf"(?<![\w:])({prefixes}):([A-Za-z]\w*)", path.read_text("utf-8"))
    }
    assert strangers(PREFIXES[prefix] + name for prefix, name in found) == []


def test_deprecated_terms_are_known_as_such() -> None:
    assert foreign()[str(ELI.implements)] is False
    assert strangers([str(ELI.implements), str(ELI.no_such_term)]) == [str(ELI.implements), str(ELI.no_such_term)]


# ---------------------------------------------------------------- figures over all documents


def cube_terms() -> list[URIRef]:
    graph = parsed("cube")
    return sorted(
        {term for kind in (QB.DimensionProperty, QB.MeasureProperty) for term in graph.subjects(RDF.type, kind)}
    )


@pytest.mark.parametrize("term", cube_terms(), ids=local)
def test_dimension_has_label_and_definition_in_both_languages(term: URIRef) -> None:
    assert languages(parsed("cube"), term, RDFS.label) == {"vi": 1, "en": 1}
    assert languages(parsed("cube"), term, SKOS.definition) == {"vi": 1, "en": 1}
    assert parsed("cube").value(term, RDFS.range) is not None


@pytest.mark.parametrize("cube", CUBES)
def test_structure_of_a_cube_is_what_the_build_writes(cube: str) -> None:
    graph, me = parsed("cube"), URIRef(f"{CUBE}{cube}")
    components = list(graph.objects(me, QB.component))
    parts = {str(part) for component in components for part in graph.objects(component, QB.dimension | QB.measure)}
    assert parts == set(structure(cube))
    assert languages(graph, me, RDFS.label) == {"vi": 1, "en": 1}


def test_every_structure_has_its_cube() -> None:
    found = parsed("cube").subjects(RDF.type, QB.DataStructureDefinition)
    assert {local(structure) for structure in found} == set(CUBES)


# ---------------------------------------------------------------- soundness


def test_kinds_of_items_are_pairwise_disjoint() -> None:
    graph = parsed("policygraph")
    for kind in ITEM_KINDS:
        assert (TERMS[kind], RDFS.subClassOf, TERMS.PlanItem) in graph
        for other in set(ITEM_KINDS) - {kind}:
            pair = (TERMS[kind], TERMS[other])
            assert any((one, OWL.disjointWith, two) in graph for one, two in (pair, pair[::-1])), pair


def test_items_stay_out_of_the_domains_of_eli() -> None:
    """No property that an item carries is a sub-property of ELI's, whose subjects are legal resources."""
    graph = parsed("policygraph")
    for term in graph.subjects(RDFS.domain, TERMS.PlanItem):
        above = set(graph.transitive_objects(term, RDFS.subPropertyOf))
        assert not [wider for wider in above if str(wider).startswith(ELI)], term
    for intention in ("intendsToReplace", "intendsToAmend", "intendsToRepeal"):
        assert list(graph.objects(TERMS[intention], RDFS.subPropertyOf)) == []


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader, TERMS.succeededBy])
def test_hierarchies_have_no_cycles(relation: URIRef) -> None:
    graph = Graph()
    for name in ("policygraph", *CONCEPT_FILES):
        graph += parsed(name)
    edges = list(graph.subject_objects(relation))
    assert edges
    assert [start for start, above in edges if start in graph.transitive_objects(above, relation)] == []


def closure(more: str = "") -> list[str]:
    """What the OWL 2 RL rules find impossible in the ontology, all good graphs together and ``more`` Turtle."""
    import owlrl

    graph = Graph() + parsed("policygraph")
    for path in sorted((Path(__file__).parents[1] / "shapes" / "good").glob("*.ttl")):
        graph.parse(path)
    graph.parse(data=more, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(
        str(text)
        for error in graph.subjects(RDF.type, ERRORS.ErrorMessage)
        for text in graph.objects(error, ERRORS.error)
    )


def test_good_graphs_are_consistent() -> None:
    assert closure() == []


def test_an_item_that_cites_as_documents_do_is_inconsistent() -> None:
    item = "https://w3id.org/policygraph/id/doc/ben-tre/2013/item"
    (error,) = closure(f"<{item}> <{PG}cites> <{item}-cited> .")
    assert item in error


# ---------------------------------------------------------------- concepts


def test_document_types_are_one_for_each_symbol() -> None:
    graph = parsed("document-types")
    symbols = Counter(str(symbol) for symbol in graph.objects(None, SKOS.notation))
    assert set(symbols.values()) == {1}
    assert {"KH", "QĐ", "NĐ", "TTLT", "L", "VBHN", "CV", "KL", "ĐA", "DA"} <= set(symbols)
    for concept, symbol in graph.subject_objects(SKOS.notation):
        assert concept == TERMS[f"type-{symbol}"]
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert (concept, SKOS.inScheme, ELI.ResourceTypeTable) in graph
        assert (concept, RDF.type, ELI.ResourceType) in graph
        assert graph.value(concept, DCTERMS.source, any=True) is not None


def test_provinces_of_2013_lead_to_those_of_2025() -> None:
    graph, nation = parsed("jurisdictions"), URIRef(f"{PREFIXES['pgid']}jurisdiction/vn")
    provinces = set(graph.subjects(SKOS.broader, nation))
    gone, new = set(graph.subjects(TERMS.validUntil)), set(graph.subjects(TERMS.validFrom))
    assert len(provinces - new) == 63
    assert len(provinces - gone) == 34
    assert set(graph.subjects(TERMS.succeededBy)) == gone
    assert set(graph.objects(None, TERMS.succeededBy)) <= provinces - gone
    for province in provinces:
        assert str(province).rsplit("/", 1)[1] == str(graph.value(province, SKOS.notation))
        assert graph.value(province, DCTERMS.source, any=True) is not None
