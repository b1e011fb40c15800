from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import Page, cite, decision, plan_facts, relate
from policygraph.graph import document_graph, ontology_graph
from policygraph.graph.terms import expand
from policygraph.model import DocumentFacts, Finding

PG = "https://w3id.org/policygraph/ontology#"
FACTS = plan_facts(tasks=5)
PLAN = FACTS.document.iri
TASK = FACTS.items[0].iri
CITED = FACTS.citations[0].document.iri


def quads(facts: DocumentFacts) -> list[ox.Quad]:
    return list(ox.parse("".join(document_graph(facts).lines), ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        (PLAN, "rdfs:label", ["77/KH-UBND (Bến Tre, 2013)"]),
        (PLAN, "pg:number", ["77/KH-UBND"]),
        (PLAN, "pg:documentType", [f"{PG}type-KH"]),
        (PLAN, "pg:readFrom", [f"{PLAN}/text"]),
        (PLAN, "pg:effective", ["2013-10-13"]),
        (f"{PLAN}/text", "pg:file", ["77.txt"]),
        (f"{PLAN}/signer/1", "pg:signerTitle", ["Chủ tịch"]),
        (f"{PLAN}/annex/1", "pg:annexOf", [PLAN]),
        (f"{PLAN}/annex/1", "rdfs:label", ["Danh mục nhiệm vụ, 77/KH-UBND (Bến Tre, 2013)"]),
        (f"{PLAN}/provision/sec_I__cl_1", "pg:within", [f"{PLAN}/provision/sec_I"]),
        (f"{PLAN}/provision/annex__tbl_1__row_1", "pg:provisionKind", ["tr"]),
        (TASK, "rdf:type", [f"{PG}Task"]),
        (TASK, "pg:order", ["1"]),
        (TASK, "pg:itemOf", [f"{PLAN}/plan"]),
        (TASK, "pg:ledBy", ["https://w3id.org/policygraph/id/agency/ben-tre/so-noi-vu"]),
        (TASK, "pg:submits", ["https://w3id.org/policygraph/id/instrument/ben-tre/de-an/vi-tri-viec-lam"]),
        (f"{TASK}/deadline/1", "pg:edtf", ["2014-33"]),
        (f"{TASK}/deadline/1", "pg:recursMonth", ["11"]),
        (FACTS.items[3].iri, "rdf:type", [f"{PG}Objective"]),
        (f"{FACTS.items[3].iri}/target/1", "pg:value", ["100"]),
    ],
)
def test_the_graph_has_the_shape_of_the_docs(objects, subject, predicate, expected) -> None:
    assert objects(document_graph(FACTS), subject, predicate) == expected


@pytest.mark.parametrize(
    ("predicate", "planned", "of_item", "expected"),
    [
        ("implements", False, False, ["cites", "implements"]),
        ("cites", False, False, ["cites"]),
        ("replaces", False, False, ["cites", "replaces"]),
        ("replaces", True, False, ["cites", "intendsToReplace"]),
        ("suspends", True, False, ["cites"]),
        ("implements", False, True, ["follows", "mentions"]),
        ("cites", False, True, ["mentions"]),
        ("replaces", True, True, ["intendsToReplace", "mentions"]),
        ("amends", False, True, ["intendsToAmend", "mentions"]),
        ("proposedBy", False, True, ["mentions"]),
    ],
)
def test_items_and_plans_change_nothing_and_every_relation_keeps_its_citation(
    predicate: str, planned: bool, of_item: bool, expected: list[str]
) -> None:
    relation = relate(TASK if of_item else PLAN, predicate, FACTS.citations[1], planned=planned)
    facts = replace(FACTS, relations=(relation,))
    target = FACTS.citations[1].document.iri
    edges = {
        q.predicate.value for q in quads(facts) if q.subject.value == relation.subject and q.object.value == target
    }
    assert edges == {PG + name for name in expected}


def test_what_is_issued_with_a_document_does_not_cite_it() -> None:
    own = cite(Page(), FACTS.document)
    facts = replace(FACTS, relations=(relate(f"{PLAN}/annex/1", "annexOf", own),))
    assert not [q for q in quads(facts) if q.predicate.value == f"{PG}cites" and q.object.value == PLAN]


def test_every_edge_that_is_marked_evidenced_has_words() -> None:
    ontology = ox.parse("".join(ontology_graph().lines), ox.RdfFormat.N_QUADS)
    marked = {q.subject for q in ontology if q.predicate.value == f"{PG}evidenced"}
    found = quads(FACTS)
    claims: dict[object, dict[str, object]] = {}
    for quad in found:
        if quad.predicate.value.startswith(expand("rdf:subject")[:-7]) and "/assertion/" in quad.subject.value:
            claims.setdefault(quad.subject, {})[quad.predicate.value.rsplit("#")[-1]] = quad.object
    shown = {(claim["subject"], claim["predicate"], claim["object"]) for claim in claims.values()}
    edges = {(q.subject, q.predicate, q.object) for q in found if q.predicate in marked}
    assert len(marked) > 20
    assert len(edges) > 40
    assert edges <= shown


def test_quotes_are_the_words_between_their_offsets() -> None:
    found = quads(FACTS)
    starts = {q.subject: int(q.object.value) for q in found if q.predicate.value == f"{PG}start"}
    ends = {q.subject: int(q.object.value) for q in found if q.predicate.value == f"{PG}end"}
    quotes = {q.subject: q.object.value for q in found if q.predicate.value == f"{PG}quote"}
    assert len(quotes) > 40
    for subject, quote in quotes.items():
        assert FACTS.text.content[starts[subject] : ends[subject]] == quote


def test_a_citation_between_candidates_refers_to_none(objects) -> None:
    open_one = cite(Page(), decision(), status="ambiguous")
    chosen = replace(open_one, candidates=(open_one.document.iri, f"{open_one.document.iri}-b"))
    graph = document_graph(replace(FACTS, citations=(chosen,), relations=()))
    me = f"{PLAN}/citation/{chosen.mention.start}-{chosen.mention.end}"
    assert objects(graph, me, "pg:resolution") == ["ambiguous"]
    assert objects(graph, me, "pg:candidate") == list(chosen.candidates)
    assert objects(graph, me, "pg:refersTo") == []


def test_a_finding_about_the_whole_document_quotes_nothing(objects) -> None:
    graph = document_graph(replace(FACTS, warnings=(Finding("number-missing", "no number", 0, 0),)))
    me = f"{PLAN}/warning/number-missing/0-0"
    assert objects(graph, me, "pg:message") == ["no number"]
    assert objects(graph, me, "pg:quote") == []


def test_the_order_in_which_facts_come_does_not_matter() -> None:
    turned = replace(
        FACTS,
        items=FACTS.items[::-1],
        citations=FACTS.citations[::-1],
        relations=FACTS.relations[::-1],
        header=FACTS.header[::-1],
    )
    assert document_graph(turned) == document_graph(FACTS)


odd = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(number=odd, title=odd, description=odd, eid=odd, code=odd)
def test_odd_words_never_raise_and_leave_no_blank_node(number, title, description, eid, code) -> None:
    document = replace(FACTS.document, number=number, title=title, type=number)
    item = replace(FACTS.items[0], description=description, eid=eid, group=title)
    facts = replace(FACTS, document=document, items=(item,), warnings=(Finding(code, title, 0, 3),))
    for quad in quads(facts):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        assert quad.graph_name.value == f"{PLAN}/graph"


def test_a_document_that_was_read_has_keys_and_its_annexes_have_none(read) -> None:
    facts = plan_facts(77)
    keys = {(subject, key) for subject, predicate, key in read(document_graph(facts)) if predicate.endswith("#key")}
    names = ("77 kh ubnd", "77 kh ubnd ben tre 2013", "ke hoach thu")
    assert keys == {(facts.document.iri, name) for name in names}
