from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from factories import Page, cite, decision, plan_facts
from policygraph.graph import build_graphs, ontology_graph, rules_digest, summary_record
from policygraph.graph.description import DATASET
from policygraph.graph.ontology import type_iri
from policygraph.graph.terms import BUILD


def test_the_summary_counts_each_kind_apart() -> None:
    _, summary = build_graphs([plan_facts(tasks=6), plan_facts(78, "thua-thien-hue", tasks=1)])
    record = summary_record(summary)
    assert record["documents"] == 2
    assert record["cited_documents"] == 3
    assert record["items"] == {"task": 3, "key-task": 1, "duty": 1, "objective": 1, "report": 1}
    assert (record["agencies"], record["agency_groups"]) == (5, 2)
    assert record["warnings"] == {"deadline-before-issue": 2}


def test_spellings_are_those_that_were_merged() -> None:
    one = plan_facts(agency_words="Sở NV")
    other = plan_facts(79, agency_words="SNV")
    _, alone = build_graphs([one])
    _, both = build_graphs([one, other])
    assert both.agencies == alone.agencies
    assert both.spellings == alone.spellings + 1


def test_every_citation_is_counted_in_one_of_three_states() -> None:
    page = Page()
    citations = tuple(
        cite(page, decision(n), status=state) for n, state in enumerate(("resolved", "ambiguous", "unresolved"), 1)
    )
    _, summary = build_graphs([replace(plan_facts(), citations=citations)])
    assert summary.citations == {"resolved": 1, "ambiguous": 1, "unresolved": 1}


def test_triples_add_up_to_the_lines_of_all_graphs() -> None:
    graphs, summary = build_graphs([plan_facts(), plan_facts(78)])
    assert sum(summary.triples.values()) == sum(len(graph.lines) for graph in graphs)
    assert summary.triples["documents"] == len(graphs[0].lines) + len(graphs[1].lines)


def test_the_description_counts_what_it_describes(objects) -> None:
    graphs, summary = build_graphs([plan_facts()], "0123456789ab")
    description = next(graph for graph in graphs if graph.iri == BUILD)
    others = sum(len(graph.lines) for graph in graphs if graph.iri != BUILD)
    assert objects(description, DATASET, "void:triples") == [str(others)]
    assert objects(description, f"{DATASET}/quality/citations-resolved", "dqv:value") == ["1"]
    assert summary.triples["build"] == len(description.lines)


def test_the_ontology_graph_holds_the_ontology_and_not_the_shapes(read) -> None:
    subjects = {subject for subject, _, _ in read(ontology_graph())}
    assert "https://w3id.org/policygraph/ontology#ledBy" in subjects
    assert not [subject for subject in subjects if "/shapes#" in subject]
    assert all(
        isinstance(q.subject, ox.NamedNode) for q in ox.parse("".join(ontology_graph().lines), ox.RdfFormat.N_QUADS)
    )


def test_a_document_type_is_found_by_its_notation(read) -> None:
    facts = read(ontology_graph())
    for symbol in ("KH", "QĐ", "NĐ"):
        assert (type_iri(symbol), "http://www.w3.org/2004/02/skos/core#notation", symbol) in facts


def test_the_digest_of_the_rules_is_stable() -> None:
    assert rules_digest() == rules_digest()
    assert len(rules_digest()) == 12
