"""Documents that are only cited: one node each, from everything that citations tell of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from policygraph.graph.documents import described
from policygraph.graph.evidence import finding
from policygraph.graph.keys import key_triples
from policygraph.graph.terms import Triple, text
from policygraph.model import Citation, Document, DocumentFacts

Name = TypeVar("Name", bound=str | int)
DATE_CONFLICT = "date-conflict"
_BEST_FIRST = ("resolved", "ambiguous", "unresolved")


@dataclass(slots=True)
class _Seen:
    """What was met of one document: descriptions, names, states, and each date with its places."""

    descriptions: Counter[Document] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    dates: dict[str, list[tuple[str, int, int, str]]] = field(default_factory=lambda: defaultdict(list))


class CitedDocuments:
    """Collects citations over all documents; a document that was read is not described here."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = defaultdict(_Seen)
        self._read: dict[str, Document] = {}
        self._told: set[tuple[str, int, int]] = set()

    def add(self, facts: DocumentFacts) -> None:
        """Take in one document and what it cites."""
        self._read[facts.document.iri] = facts.document
        told = (warning for warning in facts.warnings if warning.code == DATE_CONFLICT)
        self._told.update((facts.document.iri, warning.start, warning.end) for warning in told)
        own = {facts.document.iri, *(annex.iri for annex in facts.annexes)}
        acting = [relation.object for relation in facts.relations] + [approval.document for approval in facts.approvals]
        for document in acting:
            if document.iri not in own:
                self._seen[document.iri].descriptions[document] += 1
        for citation in facts.citations:
            if citation.document.iri not in own:
                self._cite(facts.document.iri, citation)

    def _cite(self, citing: str, citation: Citation) -> None:
        seen, mention = self._seen[citation.document.iri], citation.mention
        seen.descriptions[citation.document] += 1
        seen.states.add(citation.status)
        if mention.name:
            seen.names.add(mention.name)
        if mention.date and citation.status != "ambiguous":
            seen.dates[mention.date].append((citing, mention.start, mention.end, mention.text))

    def documents(self) -> list[Document]:
        """The documents that are only cited, by IRI, without a date where two were given."""
        return [self._merged(iri) for iri in sorted(self._seen) if iri not in self._read]

    def triples(self) -> Iterator[Triple]:
        """Their nodes, and a finding at each citation that gives one of two dates and is not told of yet."""
        for document in self.documents():
            yield from described(document)
            seen = self._seen[document.iri]
            if seen.states:
                yield document.iri, "pg:resolution", text(min(seen.states, key=_BEST_FIRST.index))
            for name in sorted(seen.names - {document.name}):
                yield document.iri, "pg:alias", text(name)
            yield from key_triples(document.iri, seen.names)
        for iri in sorted(self._seen):
            yield from self._conflict(iri)

    def _merged(self, iri: str) -> Document:
        seen = self._seen[iri]
        document = _merge(seen.descriptions)
        return replace(document, date=None) if len(seen.dates) > 1 else document

    def _dates(self, iri: str) -> list[str]:
        own = self._read[iri].date if iri in self._read else None
        return sorted({*self._seen[iri].dates, *([own] if own else [])})

    def _conflict(self, iri: str) -> Iterator[Triple]:
        dates = self._dates(iri)
        if len(dates) < 2:
            return
        own = self._read.get(iri)
        name = (own or _merge(self._seen[iri].descriptions)).number or iri
        for date, places in self._seen[iri].dates.items():
            if own is None or date != own.date:
                for citing, start, end, quote in (place for place in places if place[:3] not in self._told):
                    message = f"{name} is given {len(dates)} dates: {', '.join(dates)}"
                    yield from finding(citing, DATE_CONFLICT, message, start, end, quote)


def _merge(descriptions: Counter[Document]) -> Document:
    """One description: field by field what is said most often, then what says most."""
    first = min(descriptions, key=repr)
    return replace(
        first,
        number=prevailing((d.number, n) for d, n in descriptions.items()),
        type=prevailing((d.type, n) for d, n in descriptions.items()),
        name=prevailing((d.name, n) for d, n in descriptions.items()),
        title=prevailing((d.title, n) for d, n in descriptions.items()),
        date=prevailing((d.date, n) for d, n in descriptions.items()),
        year=prevailing((d.year, n) for d, n in descriptions.items()),
        issuer=min((d.issuer for d in descriptions if d.issuer), key=repr, default=None),
    )


def prevailing(values: Iterable[tuple[Name | None, int]]) -> Name | None:
    """The value counted most often; of those the longest, of those the last in order; None without any."""
    counts: Counter[Name] = Counter()
    for value, count in values:
        if value is not None:
            counts[value] += count
    return max(counts, key=lambda value: (counts[value], len(str(value)), value), default=None)
