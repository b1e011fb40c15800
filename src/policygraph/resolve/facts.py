"""Put together what was read from one document: mentions become facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policygraph.grammar.confidence import confidence_of
from policygraph.grammar.folding import squeeze
from policygraph.identifiers import document_iri, year_of
from policygraph.model import (
    AgencyMention,
    AnnexFact,
    Approval,
    Citation,
    Document,
    DocumentFacts,
    Evidence,
    HeaderFact,
    HeaderMention,
    InstrumentMention,
    InstrumentUse,
    ItemMention,
    Outline,
    RelationMention,
)
from policygraph.resolve.agencies import AgencyContext, resolve_agency
from policygraph.resolve.catalog import Catalog
from policygraph.resolve.documents import Cited, resolve_citations
from policygraph.resolve.findings import find_findings
from policygraph.resolve.instruments import InstrumentBook
from policygraph.resolve.items import ItemResolver
from policygraph.resolve.jurisdictions import find_province
from policygraph.resolve.relations import resolve_relations
from policygraph.resolve.scope import CENTRAL, UNKNOWN, central_issuer
from policygraph.resolve.types import type_label


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that ``extract`` found in one document.

    ``ties`` runs beside ``items``, ``approvals`` beside ``cited`` (the instrument that the cited
    document's title approves, or None).
    """

    header: HeaderMention
    cited: tuple[Cited, ...]
    relations: tuple[RelationMention, ...]
    items: tuple[ItemMention, ...]
    ties: tuple[tuple[InstrumentMention, ...], ...]
    approvals: tuple[InstrumentMention | None, ...]


def resolve_facts(outline: Outline, mentions: Mentions, book: InstrumentBook, catalog: Catalog) -> DocumentFacts:
    """The facts of one document. Every mention is in them: resolved, ambiguous or unresolved."""
    home, context = resolve_home(outline, mentions.header)
    content = outline.text.content
    citations = resolve_citations(mentions.cited, home, catalog)
    resolver = ItemResolver(content, home, context, book)
    items = tuple(resolver.resolve(m, t) for m, t in zip(mentions.items, mentions.ties, strict=True))
    pairs = zip(reversed(mentions.items), reversed(items), strict=True)
    item_iris = {m.eid: i.iri for m, i in pairs if m.kind != "report"}  # of several in one place the first
    facts = DocumentFacts(
        text=outline.text,
        document=home,
        type_label=type_label(home.type),
        place=mentions.header.place,
        signers=mentions.header.signers,
        effective=mentions.header.effective,
        header=tuple(_header_facts(content, home, mentions.header)),
        annexes=tuple(_annexes(outline, home)),
        provisions=outline.provisions,
        citations=tuple(c for c in citations if c is not None),
        relations=resolve_relations(outline, home, mentions.relations, citations, item_iris),
        items=items,
        approvals=tuple(_approvals(content, citations, mentions.approvals)),
        warnings=(),
        effective_until=mentions.header.effective_until,
    )
    return replace(facts, warnings=find_findings(facts, mentions.header))


def resolve_home(outline: Outline, header: HeaderMention) -> tuple[Document, AgencyContext]:
    """The document itself, and the context in which its agencies are resolved."""
    header = _with_issuer(header)
    jurisdiction = _home_jurisdiction(header)
    context = AgencyContext(jurisdiction, header.date, header.issuer.label if header.issuer else None)
    issuer = resolve_agency(header.issuer, context) if header.issuer else None
    year = year_of(header.number, header.date, None)
    name = header.title or f"sha256 {outline.text.source.sha256[:12]}"
    document = Document(
        iri=document_iri(jurisdiction, header.number, name, year),
        number=header.number,
        type=header.type,
        name=None if header.number else name,
        title=header.title,
        date=header.date,
        year=year,
        issuer=issuer,
        jurisdiction=jurisdiction,
    )
    return document, context


def _with_issuer(header: HeaderMention) -> HeaderMention:
    """The central body that the number's symbol stands for, where nothing else tells the issuer."""
    label = central_issuer(header.number or "")
    if header.issuer is not None or label is None or header.number_span is None:
        return header
    mention = AgencyMention(label, *header.number_span, label, "agency-other", "central", None, False, "issuer-symbol")
    return replace(header, issuer=mention)


def _home_jurisdiction(header: HeaderMention) -> str:
    """Whose the document is: the nation's, or the province's that issuer, superiors, place or title name."""
    issuer, above = header.issuer, header.superiors
    if issuer is not None and issuer.level == "central":
        return CENTRAL
    if slug := _first_province(issuer.place if issuer else None, *(a.place for a in above)):
        return slug
    if above and all(a.level == "central" for a in above):
        return CENTRAL
    if slug := _first_province(header.place, issuer.label if issuer else None, header.title):
        return slug
    return CENTRAL if header.type in ("L", "BL", "PL", "NĐ", "TT", "TTLT") else UNKNOWN


def _first_province(*names: str | None) -> str | None:
    return next((slug for name in names if name and (slug := find_province(name))), None)


def _header_facts(content: str, home: Document, header: HeaderMention) -> list[HeaderFact]:
    issuer = header.issuer
    spans = [
        ("number", home.number, header.number_span, "header-number"),
        ("date", home.date, header.date_span, "header-date"),
        ("title", home.title, header.title_span, "header-title"),
        ("effective", header.effective, header.effective_span, "header-effective"),
        ("effective-until", header.effective_until, header.effective_span, "header-effective"),
        (
            "issuer",
            home.issuer.iri if home.issuer else None,
            (issuer.start, issuer.end) if issuer else None,
            "header-issuer",
        ),
    ]
    facts = [
        HeaderFact(name, value, _evidence(content, *span, rule)) for name, value, span, rule in spans if value and span
    ]
    return facts + [
        HeaderFact("signer", s.name, _evidence(content, s.start, s.end, "header-signer")) for s in header.signers
    ]


def _evidence(content: str, start: int, end: int, rule: str) -> Evidence:
    return Evidence(start, end, content[start:end], rule, confidence_of(rule))


def _annexes(outline: Outline, home: Document) -> list[AnnexFact]:
    content = outline.text.content
    return [
        AnnexFact(
            iri=f"{home.iri}/annex/{number}",
            eid=annex.eid,
            title=squeeze(content[annex.title_start : annex.title_end]),
            evidence=_evidence(content, annex.title_start, annex.title_end, "annex-title"),
        )
        for number, annex in enumerate(outline.annexes, start=1)
    ]


def _approvals(
    content: str, citations: Sequence[Citation | None], approvals: Sequence[InstrumentMention | None]
) -> list[Approval]:
    found: dict[tuple[str, str], Approval] = {}
    for citation, named in zip(citations, approvals, strict=True):
        if citation is None or named is None:
            continue
        book = InstrumentBook(citation.document.jurisdiction, [(named.kind, named.name)])
        instrument = book.find(named.kind, named.name)
        if instrument is None:
            continue
        evidence = _evidence(content, named.start, named.end, named.rule)
        use = InstrumentUse(instrument, "approves", None, evidence)
        found.setdefault((citation.document.iri, instrument.iri), Approval(citation.document, use))
    return list(found.values())
