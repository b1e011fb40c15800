"""Evidence: each edge that was read, with the words it rests on.

An edge is asserted as a plain triple, and beside it stands an IRI-named assertion that quotes the text
through both selectors of the Web Annotation Data Model (position and quote).
"""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.graph.terms import Triple, boolean, decimal, expand, integer, iri, segment, term, text
from policygraph.identifiers import assertion_iri
from policygraph.model import Citation, DocumentFacts, Evidence

CONTEXT = 32  # code points of prefix and suffix: enough to find the words again in a text that was edited


def edge(
    facts: DocumentFacts,
    subject: str,
    predicate: str,
    obj: str,
    evidence: Evidence,
    *,
    scope: str = "whole",
    planned: bool = False,
) -> Iterator[Triple]:
    """The plain triple and its assertion. ``obj`` is an object in N-Triples form."""
    yield subject, predicate, obj
    yield from assertion(facts, subject, predicate, obj, evidence, scope=scope, planned=planned)


def assertion(
    facts: DocumentFacts,
    subject: str,
    predicate: str,
    obj: str,
    evidence: Evidence,
    *,
    scope: str = "whole",
    planned: bool = False,
) -> Iterator[Triple]:
    """The assertion alone: what was read, by which rule, how sure, in which words."""
    start, end = evidence.start, evidence.end
    me = assertion_iri(facts.document.iri, subject, expand(predicate), obj, start, end)
    yield me, "rdf:type", term("pg:Assertion")
    yield me, "rdf:subject", iri(subject)
    yield me, "rdf:predicate", term(predicate)
    yield me, "rdf:object", obj
    yield me, "pg:rule", text(evidence.rule)
    yield me, "pg:confidence", decimal(evidence.confidence)
    yield me, "pg:reviewStatus", text("unreviewed")
    yield me, "pg:scope", text(scope)
    yield me, "pg:planned", boolean(planned)
    yield from place(me, start, end, evidence.text)
    yield me, "prov:wasQuotedFrom", iri(f"{facts.document.iri}/span/{start}-{end}")
    yield from span(facts, start, end)


def span(facts: DocumentFacts, start: int, end: int) -> Iterator[Triple]:
    """The words at two offsets as a ``oa:SpecificResource`` with both selectors."""
    content = facts.text.content
    me = f"{facts.document.iri}/span/{start}-{end}"
    position, quote = f"{me}/position", f"{me}/quote"
    yield me, "rdf:type", term("oa:SpecificResource")
    yield me, "oa:hasSource", iri(f"{facts.document.iri}/text")
    yield me, "oa:hasSelector", iri(position)
    yield me, "oa:hasSelector", iri(quote)
    yield position, "rdf:type", term("oa:TextPositionSelector")
    yield position, "oa:start", integer(start)
    yield position, "oa:end", integer(end)
    yield quote, "rdf:type", term("oa:TextQuoteSelector")
    yield quote, "oa:exact", text(content[start:end])
    yield quote, "oa:prefix", text(content[max(0, start - CONTEXT) : start])
    yield quote, "oa:suffix", text(content[end : end + CONTEXT])


def citation_triples(facts: DocumentFacts, citation: Citation) -> Iterator[Triple]:
    """The node of one citation: every citation has one, resolved or not."""
    mention, document = citation.mention, facts.document.iri
    me = f"{document}/citation/{mention.start}-{mention.end}"
    yield me, "rdf:type", term("pg:CitationMention")
    yield me, "pg:citedIn", iri(document)
    yield from place(me, mention.start, mention.end, mention.text)
    yield me, "pg:rule", text(mention.rule)
    yield me, "pg:resolution", text(citation.status)
    for candidate in citation.candidates:
        yield me, "pg:candidate", iri(candidate)
    if refers(citation):
        yield me, "pg:refersTo", iri(citation.document.iri)
    if mention.provision:
        yield me, "pg:provisionCited", text(mention.provision)


def refers(citation: Citation) -> bool:
    """Whether a citation refers to one document: between candidates nobody chooses."""
    return citation.document.iri not in citation.candidates or citation.status == "resolved"


def finding(document: str, code: str, message: str, start: int, end: int, quote: str) -> Iterator[Triple]:
    """Something a reader should know about the words at two offsets of a document."""
    me = f"{document}/warning/{segment(code)}/{start}-{end}"
    yield me, "rdf:type", term("pg:Finding")
    yield me, "pg:code", text(code)
    yield me, "pg:foundIn", iri(document)
    yield me, "pg:message", text(message)
    yield from place(me, start, end, quote)


def place(me: str, start: int, end: int, quote: str) -> Iterator[Triple]:
    """Offsets and words on the node itself; what is said of a whole document quotes nothing."""
    if quote:
        yield me, "pg:quote", text(quote)
    yield me, "pg:start", integer(start)
    yield me, "pg:end", integer(end)
