"""What a reader of one document should be warned about. Codes are stable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from policygraph.model import Citation, DocumentFacts, Finding, HeaderMention


def find_findings(facts: DocumentFacts, header: HeaderMention) -> tuple[Finding, ...]:
    """All findings of one document, in reading order."""
    found: list[Finding] = [
        *_unread(facts),
        *header.warnings,
        *_missing_header(facts),
        *_deadlines(facts),
        *_citations(facts),
        *_dates(facts),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda w: (w.start, w.code, w.end)))


def _unread(facts: DocumentFacts) -> Iterator[Finding]:
    if facts.text.unread:
        places = ", ".join(facts.text.unread)
        yield Finding("page-not-read", f"no words could be read here, only a picture: {places}", 0, 0)


def _missing_header(facts: DocumentFacts) -> Iterator[Finding]:
    if facts.document.number is None:
        yield Finding("document-without-number", "no number of this document could be read", 0, 0)
    if facts.document.date is None:
        yield Finding("document-without-date", "no date of issue of this document could be read", 0, 0)


def _deadlines(facts: DocumentFacts) -> Iterator[Finding]:
    issued = facts.document.date
    if issued is None:
        return
    for item in facts.items:
        for deadline in item.deadlines:
            mention = deadline.mention
            if mention.last is not None and mention.last < issued:
                message = f"due on {mention.last}, before the document was issued on {issued}"
                yield Finding("deadline-before-issue", message, mention.start, mention.end)


def _citations(facts: DocumentFacts) -> Iterator[Finding]:
    yield from _unnumbered(facts)
    for citation in facts.citations:
        mention = citation.mention
        place = (mention.start, mention.end)
        if citation.status != "resolved":
            yield Finding(f"citation-{citation.status}", _open_message(citation), *place)
        for code in mention.warnings:
            yield Finding(code, f"the citation was read with a repair or doubt: {code}", *place)


def _unnumbered(facts: DocumentFacts) -> Iterator[Finding]:
    """The first citation of each document whose number the text gives nowhere; a constitution has none."""
    told = {citation.document.iri for citation in facts.citations if citation.mention.number is not None}
    for citation in facts.citations:
        mention, meant = citation.mention, {citation.document.iri}
        is_told = meant <= told or (citation.candidates and told.issuperset(citation.candidates))
        if mention.number is None and mention.type != "HP" and not is_told:
            told |= meant
            yield Finding(
                "citation-without-number", "this document is cited without its number", mention.start, mention.end
            )


def _open_message(citation: Citation) -> str:
    if citation.status == "ambiguous":
        return f"{len(citation.candidates)} documents fit this citation"
    return "the citation does not say enough to tell which document is meant"


def _dates(facts: DocumentFacts) -> Iterator[Finding]:
    """The same document cited with two dates: one node, and a finding where the rarer (or later) one stands."""
    dated = [c for c in facts.citations if c.mention.date and c.mention.number is not None]
    given: dict[str, Counter[str]] = defaultdict(Counter)
    for citation in dated:
        given[citation.document.iri][citation.mention.date or ""] += 1
    for citation in dated:
        ((usual, _),) = given[citation.document.iri].most_common(1)
        if citation.mention.date != usual:
            message = f"cited with the date {citation.mention.date}, elsewhere with {usual}"
            yield Finding("date-conflict", message, citation.mention.start, citation.mention.end)
