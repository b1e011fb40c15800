"""What documents and items do to other documents, under the names that the ontology has for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.graph.evidence import assertion
from policygraph.graph.terms import Triple, iri
from policygraph.model import DocumentFacts, Evidence, Relation

# What is planned has changed nothing yet, and items are no legal resources: their relations have names of their own.
_INTENDED = {"replaces": "pg:intendsToReplace", "amends": "pg:intendsToAmend", "repeals": "pg:intendsToRepeal"}
_FOLLOWED = {"implements": "pg:follows", "hasLegalBasis": "pg:follows", "details": "pg:follows"}


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge with its words; ``own`` where the document speaks of itself, its annexes or its items."""

    triple: Triple
    evidence: Evidence
    scope: str
    own: bool


def relation_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """The document's relations with their words.

    What it says of other documents stands here with its words alone: the plain triple, which another text
    may state too, is given by ``foreign_triples`` and stands once, in the graph ``entities``.
    """
    for edge in _edges(facts):
        subject, predicate, obj = edge.triple
        planned = predicate in _INTENDED.values()
        yield from assertion(facts, subject, predicate, obj, edge.evidence, scope=edge.scope, planned=planned)
        if edge.own:
            yield edge.triple


def own_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """The plain relations that the document states of itself, its annexes and its items."""
    return (edge.triple for edge in _edges(facts) if edge.own)


def foreign_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """The plain relations that the document states of other documents ("A, amended by B")."""
    return (edge.triple for edge in _edges(facts) if not edge.own)


def _edges(facts: DocumentFacts) -> Iterator[_Edge]:
    items = {item.iri for item in facts.items}
    own = {facts.document.iri, *(annex.iri for annex in facts.annexes), *items}
    for relation in facts.relations:
        for predicate in _predicates(facts.document.iri, relation, relation.subject in items):
            triple = (relation.subject, predicate, iri(relation.object.iri))
            yield _Edge(triple, relation.evidence, relation.scope, relation.subject in own)
    for approval in facts.approvals:
        triple = (approval.document.iri, "pg:approves", iri(approval.use.instrument.iri))
        yield _Edge(triple, approval.use.evidence, "whole", approval.document.iri in own)


def _predicates(document: str, relation: Relation, is_item: bool) -> list[str]:
    """The name that fits the subject, and beside it the bare citation."""
    bare = "pg:mentions" if is_item else "pg:cites"
    named = f"pg:{relation.predicate}"
    if is_item or relation.planned:
        named = {**_INTENDED, **(_FOLLOWED if is_item else {})}.get(relation.predicate, bare)
    if named == bare or relation.object.iri == document:  # nobody cites himself
        return [named]
    return [named, bare]
