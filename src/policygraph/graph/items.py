"""Plan items: tasks, key tasks, standing duties, objectives and reports, with who, by when and what they make."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.evidence import edge, place
from policygraph.graph.labels import item_label
from policygraph.graph.provisions import provision_iri
from policygraph.graph.terms import Triple, date, decimal, integer, iri, term, text
from policygraph.model import Deadline, DocumentFacts, Evidence, InstrumentUse, Item, Recurrence, Target

CLASSES = {
    "task": "pg:Task",
    "key-task": "pg:KeyTask",
    "duty": "pg:StandingDuty",
    "objective": "pg:Objective",
    "report": "pg:ReportingObligation",
}
ROLES = {"lead": "pg:ledBy", "coordinate": "pg:coordinatedBy", "reportsTo": "pg:reportsTo", "via": "pg:reportsVia"}
ACTIONS = {
    "makes": "pg:makes",
    "submits": "pg:submits",
    "pilots": "pg:pilots",
    "appraises": "pg:appraises",
    "approves": "pg:approves",
    "amends": "pg:amendsInstrument",
    "tiedTo": "pg:tiedTo",
}


def item_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """The document's plan and its items in the order of the text."""
    document = facts.document.iri
    if not facts.items:
        return
    yield f"{document}/plan", "rdf:type", term("pg:Plan")
    yield f"{document}/plan", "pg:carriedBy", iri(document)
    for order, item in enumerate(sorted(facts.items, key=_position), start=1):
        yield from _described(document, order, item)
        yield from edge(facts, item.iri, "pg:setOutIn", iri(document), item.evidence)
        for part in item.participations:
            yield from edge(facts, item.iri, ROLES[part.role], iri(part.agency.iri), part.evidence)
        for deadline in item.deadlines:
            yield from _deadline(facts, item, deadline)
        for use in item.instruments:
            yield from _use(facts, item, use)
        for number, target in enumerate(item.targets, start=1):
            yield from _target(facts, item, number, target)


def _position(item: Item) -> tuple[int, int, str]:
    return item.evidence.start, item.evidence.end, item.iri


def _described(document: str, order: int, item: Item) -> Iterator[Triple]:
    yield item.iri, "rdf:type", term(CLASSES[item.kind])
    yield item.iri, "rdfs:label", text(item_label(item.path, item.description))
    yield item.iri, "pg:itemOf", iri(f"{document}/plan")
    yield item.iri, "pg:standsIn", iri(provision_iri(document, item.eid))
    yield item.iri, "pg:path", text(item.path)
    yield item.iri, "pg:order", integer(order)
    yield item.iri, "pg:description", text(item.description)
    if item.ordinal:
        yield item.iri, "pg:ordinal", text(item.ordinal)
    if item.group:
        yield item.iri, "pg:group", text(item.group)


def _deadline(facts: DocumentFacts, item: Item, deadline: Deadline) -> Iterator[Triple]:
    mention = deadline.mention
    yield deadline.iri, "rdf:type", term("pg:Deadline")
    yield deadline.iri, "pg:words", text(mention.text)
    if mention.first:
        yield deadline.iri, "pg:earliest", date(mention.first)
    if mention.last:
        yield deadline.iri, "pg:latest", date(mention.last)
    if mention.edtf:
        yield deadline.iri, "pg:edtf", text(mention.edtf)
    if mention.operator:
        yield deadline.iri, "pg:operator", text(mention.operator)
    if mention.recurs:
        yield from _recurrence(deadline.iri, mention.recurs)
    # A deadline is as certain as the item that it was read for.
    words = Evidence(mention.start, mention.end, mention.text, mention.rule, item.evidence.confidence)
    yield from edge(facts, item.iri, "pg:hasDeadline", iri(deadline.iri), words)


def _recurrence(deadline: str, recurs: Recurrence) -> Iterator[Triple]:
    yield deadline, "pg:recursEvery", text(recurs.every)
    if recurs.month is not None:
        yield deadline, "pg:recursMonth", integer(recurs.month)
    if recurs.day is not None:
        yield deadline, "pg:recursDay", integer(recurs.day)


def _target(facts: DocumentFacts, item: Item, number: int, target: Target) -> Iterator[Triple]:
    me = f"{item.iri}/target/{number}"
    yield me, "rdf:type", term("pg:Target")
    yield me, "pg:value", decimal(target.value)
    yield me, "pg:unit", text(target.unit)
    yield from place(me, target.start, target.end, target.text)
    words = Evidence(target.start, target.end, target.text, item.evidence.rule, item.evidence.confidence)
    yield from edge(facts, item.iri, "pg:hasTarget", iri(me), words)


def _use(facts: DocumentFacts, item: Item, use: InstrumentUse) -> Iterator[Triple]:
    yield from edge(facts, item.iri, ACTIONS[use.action], iri(use.instrument.iri), use.evidence)
    if use.submitted_to is not None:
        yield from edge(facts, item.iri, "pg:submitsTo", iri(use.submitted_to.iri), use.evidence)
