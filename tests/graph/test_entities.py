from __future__ import annotations

from dataclasses import replace

import pytest

from factories import Page, agency, cite, decision, plan_facts, relate
from policygraph.graph import build_graphs, entity_graph
from policygraph.graph.cited import prevailing
from policygraph.graph.inference import inferred_graph, member_types
from policygraph.graph.terms import ENTITIES
from policygraph.model import DocumentFacts, Finding

BEN_TRE = plan_facts(77)
HUE = plan_facts(78, "thua-thien-hue", agency_words="Sở  Nội\nvụ")
ID = "https://w3id.org/policygraph/id/"
PG = "https://w3id.org/policygraph/ontology#"
NOI_VU = f"{ID}agency/ben-tre/so-noi-vu"


def citing(*dates: str | None, serial: int = 80) -> DocumentFacts:
    """A plan that cites decision 9001 once for each date."""
    page, plan = Page(), plan_facts(serial, cited=0, tasks=0)
    citations = tuple(cite(page, decision(date=date), date=date) for date in dates)
    text = replace(plan.text, content=page.content)
    return replace(
        plan, text=text, citations=citations, relations=tuple(relate(plan.document.iri, "cites", c) for c in citations)
    )


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        (NOI_VU, "rdfs:label", ["Sở Nội vụ (Bến Tre)"]),
        (NOI_VU, "pg:name", ["Sở Nội vụ"]),
        (NOI_VU, "pg:alias", ["Sở NV"]),
        (f"{ID}agency/thua-thien-hue/so-noi-vu", "pg:alias", []),
        (f"{ID}agency/ben-tre/uy-ban-nhan-dan-tinh", "pg:alias", ["UBND TỈNH"]),
        (f"{ID}jurisdiction/ben-tre", "rdfs:label", ["Bến Tre"]),
        (f"{ID}jurisdiction/ben-tre", "skos:notation", []),  # the ontology says it
        (f"{ID}instrument/ben-tre/de-an/vi-tri-viec-lam", "rdfs:label", ["Đề án vị trí việc làm (Bến Tre)"]),
        (f"{ID}instrument/ben-tre/de-an/vi-tri-viec-lam", "pg:alias", ["đề án VTVL"]),
        (f"{ID}instrument/concept/de-an/vi-tri-viec-lam", "rdfs:label", ["Đề án vị trí việc làm"]),
        (decision().iri, "rdfs:label", ["9001/QĐ-TTg (2012)"]),
        (decision().iri, "pg:resolution", ["resolved"]),
        (NOI_VU, "pg:key", ["so noi vu", "so noi vu ben tre", "so nv"]),
        (f"{ID}jurisdiction/ben-tre", "pg:key", ["ben tre"]),
        (f"{ID}instrument/concept/de-an/vi-tri-viec-lam", "pg:key", ["de an vi tri viec lam"]),
        (decision().iri, "pg:key", ["9001 qd ttg", "9001 qd ttg 2012", "ve cong vu"]),
        (BEN_TRE.document.iri, "pg:key", []),
        (BEN_TRE.document.iri, "rdfs:label", []),  # it was read
    ],
)
def test_what_documents_share_is_described_once(objects, subject, predicate, expected) -> None:
    assert objects(entity_graph([BEN_TRE, HUE]), subject, predicate) == expected


def test_the_order_of_documents_does_not_matter() -> None:
    assert build_graphs([BEN_TRE, HUE])[0][2:] == build_graphs([HUE, BEN_TRE])[0][2:]


def test_each_fact_stands_in_exactly_one_graph(read) -> None:
    graphs, _ = build_graphs([BEN_TRE, HUE, citing("2012-10-18")])
    facts = [fact for graph in graphs for fact in read(graph)]
    assert len(facts) == len(set(facts))


def test_what_two_texts_say_of_a_third_document_stands_once_with_both_their_words(read) -> None:
    graphs, _ = build_graphs([BEN_TRE, HUE])
    approved = f"{ID}instrument/vn/de-an/vi-tri-viec-lam"
    places = [graph.iri for graph in graphs if (decision().iri, f"{PG}approves", approved) in read(graph)]
    words = [graph.iri for graph in graphs if (f"{PG}approves") in {o for _, _, o in read(graph)}]
    assert places == [ENTITIES]
    assert [iri for iri in words if iri.endswith("/graph")] == [f"{f.document.iri}/graph" for f in (BEN_TRE, HUE)]


def test_what_a_document_says_of_itself_stays_its_own(objects) -> None:
    amended = relate(decision().iri, "amends", BEN_TRE.citations[1])
    itself = replace(plan_facts(1, "vn", cited=0), document=decision(), relations=(amended,))
    other = replace(BEN_TRE, relations=(amended,))
    for documents, expected in (([other], 1), ([itself, other], 0)):
        assert len(objects(entity_graph(documents), decision().iri, "pg:amends")) == expected


def test_a_cited_document_that_is_read_after_all_is_described_by_itself(objects) -> None:
    read_later = replace(plan_facts(1, "vn"), document=decision())
    assert objects(entity_graph([BEN_TRE, read_later]), decision().iri, "rdfs:label") == []


RIGHT, WRONG, OTHER = "2012-10-18", "2012-10-19", "2012-10-20"
MOST = f"elsewhere mostly with {RIGHT}"


@pytest.mark.parametrize(
    ("dates", "agreed", "told"),
    [
        ([[RIGHT, WRONG]], None, {RIGHT: "is given 2 dates", WRONG: "is given 2 dates"}),
        ([[RIGHT], [WRONG]], None, {RIGHT: "is given 2 dates", WRONG: "is given 2 dates"}),
        ([[RIGHT], [RIGHT], [WRONG], [WRONG]], None, {RIGHT: "is given 2 dates", WRONG: "is given 2 dates"}),
        ([[RIGHT], [RIGHT], [WRONG]], RIGHT, {WRONG: MOST}),
        ([[WRONG, RIGHT, RIGHT]], RIGHT, {WRONG: MOST}),
        ([[WRONG, WRONG, WRONG], [RIGHT], [RIGHT]], RIGHT, {WRONG: MOST}),  # documents count, not citations
        ([[WRONG, RIGHT], [RIGHT]], RIGHT, {WRONG: MOST}),  # who contradicts itself has no voice
        ([[RIGHT], [RIGHT], [WRONG], [OTHER]], None, dict.fromkeys((RIGHT, WRONG, OTHER), "is given 3 dates")),
        ([[RIGHT], [RIGHT]], RIGHT, {}),
    ],
)
def test_of_two_dates_the_one_that_most_give_holds(objects, dates, agreed, told) -> None:
    documents = [citing(*given, serial=80 + number) for number, given in enumerate(dates)]
    graph = entity_graph(documents)
    assert objects(graph, decision().iri, "pg:date") == ([agreed] if agreed else [])
    for facts in documents:
        for mention in (citation.mention for citation in facts.citations):
            finding = f"{facts.document.iri}/warning/date-conflict/{mention.start}-{mention.end}"
            messages, expected = objects(graph, finding, "pg:message"), told.get(mention.date)
            assert len(messages) == (expected is not None)
            assert all(expected in message for message in messages)
            assert objects(graph, finding, "pg:quote") == [mention.text for _ in messages]


def test_a_document_knows_its_own_date_best(objects) -> None:
    own = replace(plan_facts(1, "vn"), document=decision(date=RIGHT))
    right, wrong, too = (citing(date, serial=81 + n) for n, date in enumerate((RIGHT, WRONG, WRONG)))
    graph = entity_graph([own, right, wrong, too])
    places = [(facts.document.iri, facts.citations[0].mention) for facts in (right, wrong, too)]
    iris = [f"{iri}/warning/date-conflict/{mention.start}-{mention.end}" for iri, mention in places]
    told = f"cited with the date {WRONG}, while the document itself gives {RIGHT}"
    assert [objects(graph, iri, "pg:message") for iri in iris] == [[], [told], [told]]


def test_which_of_two_dates_is_wrong_is_told_where_all_documents_meet(objects, read) -> None:
    facts = citing(WRONG, RIGHT)  # the first date that a text gives need not be the right one
    mention = facts.citations[1].mention
    facts = replace(facts, warnings=(Finding("date-conflict", "cited with another date", mention.start, mention.end),))
    graphs, _ = build_graphs([facts, citing(RIGHT, serial=82)])
    finding = f"{facts.document.iri}/warning/date-conflict/{mention.start}-{mention.end}"
    assert all(subject != finding for graph in graphs for subject, _, _ in read(graph))


def test_one_date_and_one_silence_are_no_conflict(objects) -> None:
    assert objects(entity_graph([citing("2012-10-18", None)]), decision().iri, "pg:date") == ["2012-10-18"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("a", 1), ("b", 2)], "b"),
        ([("long", 1), ("b", 1)], "long"),
        ([("a", 1), ("b", 1)], "b"),
        ([(None, 5), ("a", 1)], "a"),
        ([], None),
    ],
)
def test_what_is_said_most_prevails_then_what_says_most(values, expected) -> None:
    assert prevailing(values) == prevailing(values[::-1]) == expected


@pytest.mark.parametrize(
    ("label", "has_departments"),
    [
        ("Các sở, ban, ngành tỉnh", True),
        ("các Sở", True),
        ("Các cơ quan liên quan", False),
        ("Ủy ban nhân dân các huyện", False),
        ("Các cơ sở giáo dục", False),
    ],
)
def test_a_groups_words_tell_which_agencies_it_holds(label: str, has_departments: bool) -> None:
    assert ("agency-department" in member_types(label)) == has_departments


def test_members_are_the_known_agencies_of_the_groups_own_province(read) -> None:
    group = agency("Các sở, ban, ngành tỉnh", kind="agency-group", is_group=True)
    known = [
        group,
        agency("Sở Nội vụ"),
        agency("Sở Nội vụ", "thua-thien-hue"),
        agency("Bộ Nội vụ", "vn", "agency-ministry"),
    ]
    assert read(inferred_graph(known)) == {(group.iri, "http://www.w3.org/ns/org#hasMember", NOI_VU)}
