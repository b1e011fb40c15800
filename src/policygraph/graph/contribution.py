"""What one document adds to the graphs that all documents share: little, so that it can be kept beside its graph.

A build that meets an unchanged document again takes its contribution from there and need not read the document.
It is kept as MessagePack and read back against the types below: bytes of a stranger can at worst be refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.graph.documents import file_name
from policygraph.graph.precedence import precedence_triples
from policygraph.graph.relations import foreign_triples, own_triples
from policygraph.graph.summary import Cell, cell_counts
from policygraph.graph.terms import Triple
from policygraph.model import Agency, Citation, Document, DocumentFacts, Instrument, InstrumentUse


@dataclass(frozen=True, slots=True)
class DatedCitation:
    """A citation that gives a date: the date, its place in code points, its words."""

    date: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """What is told of another document under one description: how often, with which outcome, names and dates."""

    document: Document
    count: int
    states: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dated: tuple[DatedCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of one document by kind of item, state of citation, relation, code of finding."""

    items: dict[str, int]
    citations: dict[str, int]
    relations: dict[str, int]
    warnings: dict[str, int]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One document's share. ``file`` is its name without folders, ``sha256`` that of the file.

    ``stated`` are plain relations of the document itself, ``foreign`` those of other documents; ``agencies`` come with
    the words that name them, where there are any; ``figures`` are what the graph ``summary`` adds up, ``precedence``
    which item comes after which.
    """

    document: Document
    file: str
    sha256: str
    cited: tuple[CitedDocument, ...]
    agencies: tuple[tuple[Agency, str | None], ...]
    instruments: tuple[tuple[Instrument, int], ...]
    stated: tuple[Triple, ...]
    foreign: tuple[Triple, ...]
    counts: Counts
    figures: tuple[tuple[Cell, int], ...]
    precedence: tuple[Triple, ...]


def contribution(facts: DocumentFacts) -> Contribution:
    """What a document's facts add to what documents share; the same facts give the same record."""
    source = facts.text.source
    return Contribution(
        document=facts.document,
        file=file_name(source.path),
        sha256=source.sha256,
        cited=tuple(_cited(facts)),
        agencies=tuple(dict.fromkeys(_agencies(facts))),
        instruments=tuple(Counter(use.instrument for use in _instrument_uses(facts)).items()),
        stated=tuple(dict.fromkeys(triple for triple in own_triples(facts) if triple[0] == facts.document.iri)),
        foreign=tuple(dict.fromkeys(foreign_triples(facts))),
        counts=Counts(
            items=Counter(item.kind for item in facts.items),
            citations=Counter(citation.status for citation in facts.citations),
            relations=Counter(relation.predicate for relation in facts.relations),
            warnings=Counter(warning.code for warning in facts.warnings),
        ),
        figures=cell_counts(facts),
        precedence=tuple(precedence_triples(facts)),
    )


def contribution_bytes(record: Contribution) -> bytes:
    """The record as MessagePack; the same record gives the same bytes."""
    import msgspec

    return msgspec.msgpack.encode(record)


def contribution_from_bytes(data: bytes) -> Contribution:
    """The record back. Raises ``ValueError`` for bytes that hold no such record."""
    import msgspec

    return msgspec.msgpack.decode(data, type=Contribution)  # its errors refine ValueError


def _cited(facts: DocumentFacts) -> Iterator[CitedDocument]:
    """Other documents than this one and its annexes, in relations, approvals and citations."""
    own = {facts.document.iri, *(annex.iri for annex in facts.annexes)}
    acting = [relation.object for relation in facts.relations] + [approval.document for approval in facts.approvals]
    counts = Counter(document for document in acting if document.iri not in own)
    citations: dict[Document, list[Citation]] = defaultdict(list)
    for citation in facts.citations:
        if citation.document.iri not in own:
            citations[citation.document].append(citation)
    for document in dict.fromkeys((*counts, *citations)):
        yield _described(document, counts[document], citations.get(document, []))


def _described(document: Document, acting: int, citations: list[Citation]) -> CitedDocument:
    mentions = [citation.mention for citation in citations]
    return CitedDocument(
        document,
        acting + len(citations),
        states=tuple(sorted({citation.status for citation in citations})),
        names=tuple(sorted({mention.name for mention in mentions if mention.name})),
        dated=tuple(
            DatedCitation(mention.date, mention.start, mention.end, mention.text)
            for citation, mention in zip(citations, mentions, strict=True)
            if mention.date and citation.status != "ambiguous"
        ),
    )


def _agencies(facts: DocumentFacts) -> Iterator[tuple[Agency, str | None]]:
    """Every agency of a document's facts with the words that name it, where the facts keep them."""
    if facts.document.issuer:
        yield facts.document.issuer, None
        for fact in facts.header:
            if fact.property == "issuer":
                yield facts.document.issuer, fact.evidence.text
    for citation in facts.citations:
        if citation.document.issuer:
            yield citation.document.issuer, citation.mention.issuer
    for item in facts.items:
        for part in item.participations:
            yield part.agency, part.evidence.text
    for use in _instrument_uses(facts):
        if use.submitted_to:
            yield use.submitted_to, None


def _instrument_uses(facts: DocumentFacts) -> Iterator[InstrumentUse]:
    """What items do with instruments, and documents that approve some."""
    for item in facts.items:
        yield from item.instruments
    for approval in facts.approvals:
        yield approval.use
