"""Which task comes first, by what tasks do with one instrument: tables of small plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import plan_facts
from policygraph.graph import build_graphs
from policygraph.graph.precedence import precedence_triples
from policygraph.model import DocumentFacts

Acts = tuple[str, tuple[str, ...]]


def plan(*acts: Acts, serial: int = 77) -> DocumentFacts:
    """A plan whose items, of a kind each, act on one scheme."""
    facts = plan_facts(serial, tasks=len(acts), cited=0)
    items = tuple(
        replace(
            item,
            kind=kind,  # type: ignore[arg-type]
            targets=(),
            instruments=tuple(replace(item.instruments[0], action=action) for action in actions),
        )
        for item, (kind, actions) in zip(facts.items, acts, strict=True)
    )
    return replace(facts, items=items)


def order(facts: DocumentFacts) -> set[tuple[str, str, str]]:
    """(later, earlier, rule) by the number of the item."""
    said: dict[str, dict[str, str]] = {}
    for subject, predicate, obj in precedence_triples(facts):
        said.setdefault(subject, {})[predicate] = obj
    return {
        (told["rdf:subject"][-2], told["rdf:object"][-2], told["pg:rule"].strip('"'))
        for told in said.values()
        if "pg:rule" in told
    }


TASK, KEY = "task", "key-task"


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([(TASK, ("submits",)), (TASK, ("makes",))], {("1", "2", "submit-after-draft")}),
        ([(TASK, ("approves",)), (TASK, ("tiedTo",))], {("2", "1", "implement-after-approval")}),
        ([(TASK, ("pilots",)), (TASK, ("tiedTo",))], {("2", "1", "implement-after-pilot")}),
        ([(TASK, ("amends",)), (TASK, ("pilots",))], {("1", "2", "amend-after-pilot")}),
        (
            [(TASK, ("makes",)), (TASK, ("submits",)), (TASK, ("appraises", "approves"))],
            {("2", "1", "submit-after-draft"), ("3", "2", "appraise-after-submission")},
        ),
        ([(TASK, ("makes", "pilots")), (TASK, ("submits",))], set()),  # a trial that is being drafted: they overlap
        ([(TASK, ("submits",)), (TASK, ("submits",))], set()),
        ([(KEY, ("makes",)), (TASK, ("submits",))], set()),  # the table says the key task again
        ([(KEY, ("makes",)), (KEY, ("approves",))], {("2", "1", "approve-after-draft")}),
        ([("objective", ("approves",)), (TASK, ("tiedTo",))], set()),
        (
            [(TASK, ("makes", "pilots")), (TASK, ("approves",)), (TASK, ("tiedTo",))],
            {("3", "1", "implement-after-pilot"), ("3", "2", "implement-after-approval")},
        ),
    ],
)
def test_what_comes_first(acts: list[Acts], expected: set[tuple[str, str, str]]) -> None:
    assert order(plan(*acts)) == expected


def test_the_order_of_documents_and_of_items_does_not_matter() -> None:
    one, other = (
        plan((TASK, ("submits",)), (TASK, ("makes",))),
        plan((TASK, ("makes",)), (TASK, ("approves",)), serial=78),
    )
    turned = replace(one, items=one.items[::-1])
    assert sorted(precedence_triples(one)) == sorted(precedence_triples(turned))
    assert build_graphs([one, other])[0][2:] == build_graphs([other, one])[0][2:]


def test_plans_are_not_mixed() -> None:
    one, other = plan((TASK, ("makes",))), plan((TASK, ("submits",)), serial=78)
    lines = [line for graph in build_graphs([one, other])[0] for line in graph.lines]
    assert not any("#precededBy> <" in line for line in lines if "/ontology>" not in line)
