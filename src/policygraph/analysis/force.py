"""The status of documents as of a day, each verdict with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from policygraph.analysis.edges import Quote
from policygraph.analysis.force_reading import citation_of, cited_documents, dated_documents, labels
from policygraph.analysis.force_rules import Dated, Judgement, Status, judge
from policygraph.analysis.lookup import find
from policygraph.analysis.telling import EVIDENCE
from policygraph.errors import BadQuery
from policygraph.grammar.dates import day_of
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import coded, relation_words

STATUSES: Final[dict[Status, Label]] = {
    "in-force": Label("Còn hiệu lực", "In force"),
    "partly-ended": Label("Hết hiệu lực một phần", "Partly no longer in force"),
    "ended": Label("Hết hiệu lực", "No longer in force"),
    "not-yet": Label("Chưa có hiệu lực", "Not yet in force"),
    "unknown": Label("Chưa biết", "Unknown"),
}
REASONS: Final = {
    "effective": Label(
        "đã có hiệu lực theo lời văn bản; trong những gì đã đọc, không văn bản nào chấm dứt hiệu lực đó",
        "in force by its own words; nothing that was read ends it",
    ),
    "effective-later": Label("văn bản định ngày có hiệu lực muộn hơn", "it sets a later day for itself"),
    "issued-later": Label("đến ngày này chưa ban hành", "it was not yet issued on the day"),
    "ended": Label("bị văn bản đã có hiệu lực thay thế, bãi bỏ", "a document in effect replaces or repeals it"),
    "expired": Label("đã qua ngày cuối mà chính văn bản định", "its own last day is past"),
    "last-day-amended": Label(
        "đã qua ngày cuối mà chính văn bản định, nhưng văn bản sửa đổi nó có thể đã kéo dài",
        "its own last day is past, but what amends it may have set a later one",
    ),
    "part-ended": Label(
        "một phần bị văn bản đã có hiệu lực thay thế, bãi bỏ hoặc sửa đổi",
        "a document in effect replaces, repeals or amends a part of it",
    ),
    "only-cited": Label("văn bản chỉ được dẫn, chưa được đọc", "the document is only cited and was not read"),
    "no-effect-date": Label("lời văn bản không cho biết ngày có hiệu lực", "its words do not say from when"),
    "several-effect-dates": Label(
        "các câu chữ cho những ngày có hiệu lực khác nhau hoặc không rõ ngày",
        "its words give several days of effect, or no exact one",
    ),
    "acting-date-unknown": Label(
        "có văn bản tác động tới nó, nhưng chưa biết văn bản ấy có hiệu lực từ ngày nào",
        "a document acts on it, but from when that one takes effect is unknown",
    ),
    "suspended": Label("bị đình chỉ, chưa biết đến khi nào", "suspended, until when is unknown"),
    "ended-before-issue": Label(
        "câu chữ mâu thuẫn: văn bản tác động ban hành trước nó",
        "the words contradict each other: what acts on it was issued before it",
    ),
    "after-reading": Label(
        "ngày này sau ngày mà các văn bản liên quan đã được đọc đủ",
        "the day is after the one up to which all that matters was read",
    ),
}
_COLUMNS: Final[tuple[tuple[str, Kind, Label], ...]] = (
    ("document", "string", Label("Văn bản", "Document")),
    ("as_of", "date", Label("Tính đến ngày", "As of")),
    ("status", "code", Label("Tình trạng", "Status")),
    ("reason", "code", Label("Vì sao", "Why")),
    ("fact", "code", Label("Căn cứ", "Rests on")),
    ("by", "string", Label("Văn bản tác động", "Acting document")),
    ("since", "date", Label("Từ ngày", "From")),
    *EVIDENCE,
    ("iri", "iri", Label("IRI", "IRI")),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing a verdict rests on: a date of the document itself, or what ``by`` does to it.

    ``since`` is the day it counts from, None where the graph does not know it: of a last day the one after.
    """

    fact: str
    by: str
    since: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of one document; ``grounds`` are its sentences, none where there is nothing to rest on."""

    iri: str
    label: str
    status: Status
    reason: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """Verdicts as of ``day`` (ISO).

    ``sources`` are the labels of the documents whose words are quoted, ``relations`` the words for facts.
    """

    day: str
    verdicts: tuple[Verdict, ...]
    read_to: str | None
    sources: dict[str, str]
    relations: dict[str, Label]

    def to_table(self) -> ResultTable:
        """One row a sentence; a verdict without one has a row of its own."""
        names, kinds, labels = zip(*_COLUMNS, strict=True)
        return ResultTable(
            title=Label(f"Tình trạng hiệu lực tính đến ngày {self.day}", f"Force as of {self.day}"),
            columns=names,
            rows=tuple(row for verdict in self.verdicts for row in self._rows(verdict)),
            labels=labels,
            kinds=kinds,
            notes=self._notes(),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _rows(self, verdict: Verdict) -> Iterator[tuple[Value, ...]]:
        status, reason = Coded(verdict.status, STATUSES[verdict.status]), Coded(verdict.reason, REASONS[verdict.reason])
        head = (verdict.label, self.day, status, reason)
        for ground in verdict.grounds:
            quote = ground.quote
            source = self.sources.get(quote.source, quote.source)
            words = (quote.text, source, quote.start, quote.end, quote.rule, quote.confidence)
            fact = coded(ground.fact, self.relations)
            yield (*head, fact, ground.by or None, ground.since, *words, verdict.iri)
        if not verdict.grounds:
            yield (*head, *(None,) * 9, verdict.iri)

    def _notes(self) -> tuple[Label, ...]:
        told = Label(
            "Chỉ xét các văn bản đã đọc: văn bản khác có thể đã chấm dứt hiệu lực mà đồ thị không biết.",
            "Only documents that were read are considered: others may have ended what the graph does not know of.",
        )
        read_to = self.read_to
        given = Label(f"Coi như đã đọc đủ đến ngày {read_to}.", f"Taken as read in full up to {read_to}.")
        return (given,) if read_to else (told,)


def force(
    store: Queryable,
    day: str | date,
    document: str | None = None,
    *,
    cited_by: str | None = None,
    read_to: str | date | None = None,
) -> Force:
    """Whether ``document``, or each document that ``cited_by`` names, is in force on ``day``.

    Documents go by number, name or IRI. With ``read_to``, the day up to which you have gathered all that matters,
    force is unknown afterwards. Raises ``NothingMatched`` and ``BadQuery``.
    """
    if (document is None) == (cited_by is None):
        raise BadQuery(
            "name a document, or a plan whose citations are asked for",
            hint="force(day, document=…) or force(day, cited_by=…)",
        )
    asked, until = day_of(day).isoformat(), day_of(read_to).isoformat() if read_to else None
    named = find(store, str(document or cited_by), ("document",)).iri
    wanted = [named] if document else cited_documents(store, named)
    verdicts = tuple(_verdict(store, one, judge(one, asked, until)) for one in dated_documents(store, wanted))
    quoted = sorted({ground.quote.source for verdict in verdicts for ground in verdict.grounds})
    return Force(asked, verdicts, until, labels(store, quoted), relation_words(store))


def _verdict(store: Queryable, document: Dated, judgement: Judgement) -> Verdict:
    acts = [Ground(act.predicate, act.label, next(iter(act.effective), None), act.quote) for act in judgement.acts]
    own = _dates(store, document, _date_told(judgement))
    return Verdict(document.iri, document.label, judgement.status, judgement.reason, (*acts, *own))


def _dates(store: Queryable, document: Dated, fact: str) -> list[Ground]:
    """The words of the document's own date of effect or of issue; the latter may only be told by others."""
    ended = _day_after(document.until) if document.until else None
    days = {"date": document.issued, "effective": next(iter(document.effective), None), "effectiveUntil": ended}
    since = days.get(fact)
    quotes = [quote for predicate, quote in document.quotes if predicate == fact]
    if fact == "date" and since and not quotes:
        quotes = [quote for quote in [citation_of(store, document)] if quote]
    return [Ground(fact, "", since, quote) for quote in quotes]


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _date_told(judgement: Judgement) -> str:
    """The date of the document itself that its verdict rests on; "" for none."""
    match judgement.reason:
        case "issued-later" | "ended-before-issue":
            return "date"
        case "expired" | "last-day-amended":
            return "effectiveUntil"
        case "effective" | "effective-later" | "several-effect-dates" | "after-reading" | "part-ended" | "suspended":
            return "effective"
        case _:
            return ""
