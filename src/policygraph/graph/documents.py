"""One document as a named graph: everything that was read from it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.evidence import assertion, citation_triples, edge, finding
from policygraph.graph.items import item_triples
from policygraph.graph.keys import key_triples
from policygraph.graph.labels import document_label
from policygraph.graph.ontology import type_iri
from policygraph.graph.provisions import provision_triples
from policygraph.graph.relations import relation_triples
from policygraph.graph.terms import NamedGraph, Triple, date, integer, iri, named_graph, term, text
from policygraph.model import AnnexFact, Document, DocumentFacts, HeaderFact
from policygraph.namespaces import BASE

# All documents together know better which date is wrong: the graph of entities tells it, not that of the document.
DATE_CONFLICT = "date-conflict"


def document_graph(facts: DocumentFacts) -> NamedGraph:
    """The named graph ``<document IRI>/graph``: same facts, same lines."""
    return named_graph(graph_iri(facts.document.iri), _triples(facts))


def graph_iri(document: str) -> str:
    """The IRI of the graph that holds what was read from a document."""
    return f"{document}/graph"


def file_name(path: str) -> str:
    """The name of a file without folders; what is no Unicode in it becomes a question mark."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].encode("utf-8", "replace").decode("utf-8")


def _triples(facts: DocumentFacts) -> Iterator[Triple]:
    yield from described(facts.document)
    yield from _read(facts)
    yield from _header(facts)
    for number, annex in enumerate(facts.annexes, start=1):
        yield from _annex(facts, number, annex)
    yield from provision_triples(facts)
    yield from item_triples(facts)
    yield from relation_triples(facts)
    for citation in facts.citations:
        yield from citation_triples(facts, citation)
    for warning in (found for found in facts.warnings if found.code != DATE_CONFLICT):
        quote = facts.text.content[warning.start : warning.end]
        yield from finding(facts.document.iri, warning.code, warning.message, warning.start, warning.end, quote)


def described(document: Document) -> Iterator[Triple]:
    """What is known of a document itself, read or only cited."""
    me = document.iri
    yield me, "rdf:type", term("pg:Document")
    yield me, "rdfs:label", text(document_label(document))
    yield me, "pg:jurisdiction", iri(f"{BASE}jurisdiction/{document.jurisdiction}")
    if document.type:
        yield me, "pg:documentType", iri(type_iri(document.type))
    if document.name:
        yield me, "pg:name", text(document.name)
    for predicate, obj in _own_words(document).items():
        yield me, predicate, obj
    yield from key_triples(me, (document_label(document), document.name, document.number, document.title))


def _own_words(document: Document) -> dict[str, str]:
    """What a document says of itself in its header, as predicate and object."""
    objects = {
        "pg:number": text(document.number) if document.number else None,
        "pg:title": text(document.title) if document.title else None,
        "pg:date": date(document.date) if document.date else None,
        "pg:issuedBy": iri(document.issuer.iri) if document.issuer else None,
    }
    return {predicate: obj for predicate, obj in objects.items() if obj is not None}


def _force(facts: DocumentFacts) -> dict[str, tuple[str, str]]:
    """The first and the last day of its force, where it gives them: predicate and day by the name of the fact."""
    days = {
        "effective": ("pg:effective", facts.effective),
        "effective-until": ("pg:effectiveUntil", facts.effective_until),
    }
    return {name: (predicate, day) for name, (predicate, day) in days.items() if day}


def _read(facts: DocumentFacts) -> Iterator[Triple]:
    me, source = facts.document.iri, facts.text.source
    read = f"{me}/text"
    for predicate, day in _force(facts).values():
        yield me, predicate, date(day)
    yield me, "pg:readFrom", iri(read)
    yield read, "rdf:type", term("pg:Text")
    yield read, "pg:sha256", text(source.sha256)
    yield read, "pg:characters", integer(source.characters)
    yield read, "pg:file", text(file_name(source.path))
    yield read, "dct:format", text(source.media_type)
    if facts.text.lines:
        yield read, "pg:lines", text(" ".join(f"{position}:{line}" for position, line in facts.text.lines))
    for number, signer in enumerate(facts.signers, start=1):
        signature = f"{me}/signer/{number}"
        yield signature, "rdf:type", term("pg:Signature")
        yield signature, "pg:signatureOf", iri(me)
        yield signature, "pg:signerName", text(signer.name)
        if signer.title:
            yield signature, "pg:signerTitle", text(signer.title)


def _header(facts: DocumentFacts) -> Iterator[Triple]:
    """The words behind the document's own number, date, title, issuer, signers and effect."""
    objects, force = _own_words(facts.document), _force(facts)
    predicates = {"number": "pg:number", "date": "pg:date", "title": "pg:title", "issuer": "pg:issuedBy"}
    for fact in facts.header:
        predicate = predicates.get(fact.property)
        if predicate in objects:
            yield from assertion(facts, facts.document.iri, predicate, objects[predicate], fact.evidence)
        elif fact.property in force:
            effect, day = force[fact.property]
            yield from assertion(facts, facts.document.iri, effect, date(day), fact.evidence)
        elif fact.property == "signer":
            yield from _signed(facts, fact)


def _signed(facts: DocumentFacts, fact: HeaderFact) -> Iterator[Triple]:
    for number, signer in enumerate(facts.signers, start=1):
        if signer.name == fact.value:
            signature = f"{facts.document.iri}/signer/{number}"
            yield from assertion(facts, signature, "pg:signerName", text(signer.name), fact.evidence)


def _annex(facts: DocumentFacts, number: int, annex: AnnexFact) -> Iterator[Triple]:
    yield annex.iri, "rdf:type", term("pg:Document")
    yield annex.iri, "rdfs:label", text(f"{annex.title or f'Phụ lục {number}'}, {document_label(facts.document)}")
    yield annex.iri, "pg:eId", text(annex.eid)
    yield annex.iri, "pg:jurisdiction", iri(f"{BASE}jurisdiction/{facts.document.jurisdiction}")
    yield from edge(facts, annex.iri, "pg:annexOf", iri(facts.document.iri), annex.evidence)
    if annex.title:
        yield from edge(facts, annex.iri, "pg:title", text(annex.title), annex.evidence)
