"""What a second graph gained and lost: facts that changed, and nothing that only moved."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from factories import plan_facts
from policygraph.analysis.difference import Difference, difference
from policygraph.analysis.document_facts import SECTIONS
from policygraph.errors import NothingMatched
from policygraph.graph import build_graphs
from policygraph.model import DocumentFacts, Evidence, Item, Recurrence
from policygraph.store import load_store
from samples import ENGINES, SAMPLE, store_of

TEXT = SAMPLE.read_text(encoding="utf-8")


def built(*documents: DocumentFacts) -> Any:
    graphs, _ = build_graphs(documents)
    return load_store(graphs)


def told(found: Difference) -> list[tuple[str, str, str]]:
    return [(c.fact.section, c.direction, c.fact.words) for d in found.documents for c in d.changes]


def with_item(facts: DocumentFacts, **changes: Any) -> DocumentFacts:
    """The facts with a changed first item."""
    return replace(facts, items=(replace(facts.items[0], **changes), *facts.items[1:]))


@pytest.fixture(scope="module")
def plan() -> DocumentFacts:
    return plan_facts(77)


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_graph_does_not_differ_from_itself(engine: str) -> None:
    store = ENGINES[engine](TEXT)
    found = difference(store, store_of(TEXT))
    assert not found
    assert found.counts() == {"added": 0, "removed": 0, "changed": 0, "same": 2, "gained": 0, "lost": 0}
    assert found.to_table().rows == ()


def test_what_only_moved_is_no_change() -> None:
    moved = re.sub(r"pg:(start|end) (\d+)", lambda m: f"pg:{m[1]} {int(m[2]) + 7}", TEXT)
    other_rules = re.sub(r'pg:rule "[^"]+" ; pg:confidence [\d.]+', 'pg:rule "new" ; pg:confidence 0.5', moved)
    assert other_rules != TEXT
    assert not difference(store_of(TEXT), store_of(other_rules))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"2020-05-05"^^xsd:date ;\n    pg:rule "effective',
            '"2020-06-06"^^xsd:date ;\n    pg:rule "effective',
            [("header", "effective 2020-05-05", "effective 2020-06-06")],
        ),
        (
            'pg:latest "2020-06-30"',
            'pg:latest "2020-07-31"',
            [
                (
                    "deadlines",
                    "hasDeadline 2020-04-01/2020-06-30 ← Trình UBND tỉnh Đề án vị trí việc làm",
                    "hasDeadline 2020-04-01/2020-07-31 ← Trình UBND tỉnh Đề án vị trí việc làm",
                )
            ],
        ),
        (
            "rdf:predicate pg:repeals",
            "rdf:predicate pg:replaces",
            [("relations", "repeals 8/2010/QĐ-UBND (part)", "replaces 8/2010/QĐ-UBND (part)")],
        ),
        (
            'pg:resolution "ambiguous" ;\n    pg:candidate',
            'pg:resolution "unresolved" ;\n    pg:candidate',
            [
                (
                    "citations",
                    "? “Luật Tổ chức chính quyền địa phương” (ambiguous)",
                    "? “Luật Tổ chức chính quyền địa phương” (unresolved)",
                )
            ],
        ),
    ],
)
def test_one_fact_less_and_one_more(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert TEXT.count(old) == 1
    changes = told(difference(store_of(TEXT), store_of(TEXT.replace(old, new))))
    assert changes == [
        (section, how, words) for section, lost, more in expected for how, words in (("lost", lost), ("gained", more))
    ]


def test_documents_added_and_removed(plan: DocumentFacts) -> None:
    other = plan_facts(88)
    found = difference(built(plan), built(plan, other))
    assert [document.state for document in found.documents] == ["same", "added"]
    assert [document.state for document in difference(built(plan, other), built(plan)).documents] == ["same", "removed"]
    (row,) = found.to_table().to_dicts()
    assert (row["change"], row["section"]) == ("added", "document")
    assert int(str(row["fact"]).split()[0]) == found.documents[1].facts > 10
    assert found.counts() == {"added": 1, "removed": 0, "changed": 0, "same": 1, "gained": 0, "lost": 0}


def test_a_task_loses_its_lead(plan: DocumentFacts) -> None:
    item: Item = plan.items[0]
    found = difference(built(plan), built(with_item(plan, participations=item.participations[1:])))
    assert told(found) == [("participations", "lost", f"ledBy Sở Nội vụ ← {item.description}")]
    ((change,),) = [document.changes for document in found.documents if document.changes]
    assert plan.text.content[change.quote.start : change.quote.end] == change.quote.text == "Sở NV"
    assert change.fact.told.en == f"led by Sở Nội vụ ← {item.description}"


def test_a_day_that_recurs_is_another_one(plan: DocumentFacts) -> None:
    item: Item = plan.items[0]
    due = item.deadlines[0]
    recurring = replace(due.mention, first=None, last=None, recurs=Recurrence("year", 12, 15))
    moved = replace(recurring, recurs=Recurrence("year", 1, 20))
    old, new = (built(with_item(plan, deadlines=(replace(due, mention=one),))) for one in (recurring, moved))
    assert told(difference(old, new)) == [
        ("deadlines", "lost", f"hasDeadline every year month 12 day 15 ← {item.description}"),
        ("deadlines", "gained", f"hasDeadline every year month 1 day 20 ← {item.description}"),
    ]


def test_a_task_is_said_otherwise(plan: DocumentFacts) -> None:
    changed = with_item(plan, description="Nhiệm vụ khác")
    sections = {section for section, _, _ in told(difference(built(plan), built(changed)))}
    assert {"items", "participations", "deadlines", "instruments"} == sections - {"relations"}


def test_the_same_words_elsewhere_are_the_same_fact(plan: DocumentFacts) -> None:
    item = plan.items[0]
    words: Evidence = replace(item.evidence, rule="another-rule", confidence=0.5)
    assert not difference(built(plan), built(with_item(plan, evidence=words, path="annex/I/99")))


def test_one_document_only(plan: DocumentFacts) -> None:
    other = plan_facts(88)
    old, new = built(plan, other), built(with_item(plan, description="x"), with_item(other, description="x"))
    assert len(difference(old, new).documents) == 2
    found = difference(old, new, document="88/kh-ubnd")
    assert [document.state for document in found.documents] == ["changed"]
    assert [document.state for document in difference(built(plan), new, document="88/KH-UBND").documents] == ["added"]
    with pytest.raises(NothingMatched):
        difference(old, new, document="no such document at all")


def test_backwards_is_the_mirror_image(plan: DocumentFacts) -> None:
    old, new = built(plan), built(with_item(plan, description="x", participations=()))
    forth, back = told(difference(old, new)), told(difference(new, old))
    turned = {"lost": "gained", "gained": "lost"}
    assert sorted(forth) == sorted((section, turned[how], words) for section, how, words in back)
    assert forth


def test_sections_are_told_in_their_order(plan: DocumentFacts) -> None:
    found = difference(built(plan), built(with_item(plan_facts(77, agency_words="Sở N.V."), description="x")))
    order = [list(SECTIONS).index(section) for section, _, _ in told(found)]
    assert order == sorted(order)


def test_the_real_documents_read_anew_are_the_same(real_store: Any, real_build: Any) -> None:
    from policygraph.store.dump import open_dump

    assert not difference(real_store, open_dump(str(real_build / "graph.trig")))
