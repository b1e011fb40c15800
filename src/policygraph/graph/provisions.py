"""Provisions: the numbered elements of a document, as ELI subdivisions with Akoma Ntoso ids."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.terms import Triple, integer, iri, segment, term, text
from policygraph.model import DocumentFacts, Item, Provision


def provision_iri(document: str, eid: str) -> str:
    """The IRI of an element of a document."""
    return f"{document}/provision/{segment(eid)}"


def provision_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """Every provision of the outline, in its order, then the table rows that items stand in."""
    document = facts.document.iri
    known = set()
    for order, provision in enumerate(facts.provisions, start=1):
        known.add(provision.eid)
        yield from _provision(document, order, provision)
    for item in facts.items:
        if item.eid not in known:
            yield from _row(document, item)


def _provision(document: str, order: int, provision: Provision) -> Iterator[Triple]:
    me = provision_iri(document, provision.eid)
    yield from _element(document, provision.eid, provision.kind, provision.path, provision.start, provision.end)
    yield me, "pg:order", integer(order)
    if provision.parent is not None:
        yield me, "pg:within", iri(provision_iri(document, provision.parent))


def _row(document: str, item: Item) -> Iterator[Triple]:
    yield from _element(document, item.eid, "tr", item.path, item.evidence.start, item.evidence.end)


def _element(document: str, eid: str, kind: str, path: str, start: int, end: int) -> Iterator[Triple]:
    me = provision_iri(document, eid)
    yield me, "rdf:type", term("pg:Provision")
    yield me, "pg:provisionOf", iri(document)
    yield me, "pg:eId", text(eid)
    yield me, "pg:path", text(path)
    yield me, "pg:provisionKind", text(kind)
    yield me, "pg:start", integer(start)
    yield me, "pg:end", integer(end)
