"""Documents that are only cited: one node each, from everything that citations tell of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from policygraph.graph.contribution import Contribution
from policygraph.graph.documents import DATE_CONFLICT, described
from policygraph.graph.evidence import finding
from policygraph.graph.keys import key_triples
from policygraph.graph.terms import Triple, text
from policygraph.model import Document

Name = TypeVar("Name", bound=str | int)
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

    def add(self, record: Contribution) -> None:
        """Take in one document and what it cites."""
        me = record.document.iri
        self._read[me] = record.document
        for cited in record.cited:
            seen = self._seen[cited.document.iri]
            seen.descriptions[cited.document] += cited.count
            seen.names.update(cited.names)
            seen.states.update(cited.states)
            for place in cited.dated:
                seen.dates[place.date].append((me, place.start, place.end, place.quote))

    def documents(self) -> list[Document]:
        """The documents that are only cited, by IRI; of several dates the one that most give, else none."""
        return [self._merged(iri) for iri in sorted(self._seen) if iri not in self._read]

    def triples(self) -> Iterator[Triple]:
        """Their nodes, and a finding at each citation whose date others contradict."""
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
        return replace(document, date=self._agreed(iri)) if len(seen.dates) > 1 else document

    def _agreed(self, iri: str) -> str | None:
        """The date that a document gives itself, else the one that most citing documents give; None for neither."""
        if iri in self._read and self._read[iri].date:
            return self._read[iri].date
        given: dict[str, Counter[str]] = defaultdict(Counter)
        for date, places in self._seen[iri].dates.items():
            given_by = Counter(citing for citing, *_ in places)
            for citing, count in given_by.items():
                given[citing][date] += count
        voices = Counter(filter(None, map(_majority, given.values())))  # who contradicts itself has none
        return _majority(voices)

    def _conflict(self, iri: str) -> Iterator[Triple]:
        """A finding at each date but the agreed one: at all of them where none is agreed."""
        given = self._seen[iri].dates
        agreed = self._agreed(iri)
        if len(given) < 2 and (iri not in self._read or agreed in given):
            return
        for date in sorted(given.keys() - {agreed}):
            for citing, start, end, quote in given[date]:
                yield from finding(citing, DATE_CONFLICT, self._contradiction(iri, date, agreed), start, end, quote)

    def _contradiction(self, iri: str, date: str, agreed: str | None) -> str:
        own, seen = self._read.get(iri), self._seen[iri]
        if agreed is None:
            number = (own or _merge(seen.descriptions)).number or iri
            return f"{number} is given {len(seen.dates)} dates: {', '.join(sorted(seen.dates))}"
        if own and own.date:
            return f"cited with the date {date}, while the document itself gives {agreed}"
        return f"cited with the date {date}, elsewhere mostly with {agreed}"


def _majority(counts: Counter[str]) -> str | None:
    """What is counted more often than all else together."""
    return next((value for value, count in counts.items() if 2 * count > counts.total()), None)


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
