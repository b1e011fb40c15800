"""What a second graph says that a first one does not, and the other way round, document by document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from policygraph.analysis.changes import Direction, differences
from policygraph.analysis.document_facts import SECTIONS, Fact, Facts, document_facts, read_documents
from policygraph.analysis.edges import Quote
from policygraph.analysis.fetching import batches
from policygraph.analysis.lookup import find
from policygraph.errors import NothingMatched
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import relation_words

State = Literal["added", "removed", "changed", "same"]
BATCH: Final = 50  # documents of which the facts of both sides are held at a time
CHANGES: Final = {
    "lost": Label("mất", "lost"),
    "gained": Label("thêm", "gained"),
    "removed": Label("bỏ văn bản", "document removed"),
    "added": Label("thêm văn bản", "document added"),
}
_COLUMNS: Final[tuple[tuple[str, Kind, Label], ...]] = (
    ("document", "string", Label("Văn bản", "Document")),
    ("section", "code", Label("Phần", "Section")),
    ("change", "code", Label("Thay đổi", "Change")),
    ("fact", "code", Label("Nội dung", "Fact")),
    ("count", "integer", Label("Số lần", "Times")),
    ("quote", "string", Label("Câu chữ", "Words")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("iri", "iri", Label("IRI", "IRI")),
)
_TITLE: Final = Label("Khác nhau giữa hai đồ thị", "Differences between two graphs")
_NOTE: Final = Label(
    "Mỗi dòng là một điều mà đồ thị thứ hai có thêm hoặc không còn; câu chữ lấy từ bên có điều đó. Vị trí, quy tắc và "
    "thứ tự thay đổi thì không tính.",
    "A row is something that the second graph says in addition, or no longer; its words come from the side that says "
    "it. Changed offsets, rules and order do not count.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that stands ``count`` times more often in the new graph ("gained") or in the old one ("lost")."""

    direction: Direction
    fact: Fact
    count: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One document of either graph. ``facts`` is how many it has, of the new graph unless it was removed.

    ``changes`` is empty for a document that was added or removed whole.
    """

    iri: str
    label: str
    state: State
    facts: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All documents of both graphs, in the order of their IRIs."""

    documents: tuple[DocumentChange, ...]

    def __bool__(self) -> bool:
        """Whether the graphs differ in any fact."""
        return any(document.state != "same" for document in self.documents)

    def counts(self) -> dict[str, int]:
        """Documents added, removed, changed and same, and facts gained and lost in those that changed."""
        states = Counter(document.state for document in self.documents)
        facts: Counter[str] = Counter()
        for change in (change for document in self.documents for change in document.changes):
            facts[change.direction] += change.count
        return {
            **{s: states[s] for s in ("added", "removed", "changed", "same")},
            **{d: facts[d] for d in ("gained", "lost")},
        }

    def to_table(self) -> ResultTable:
        """One row a change; a document added or removed whole is one row."""
        rows = tuple(row for document in self.documents for row in _rows(document))
        return ResultTable.of(_TITLE, _COLUMNS, rows, (_NOTE,))

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


def difference(old: Queryable, new: Queryable, *, document: str | None = None) -> Difference:
    """Compare two graphs by what they say of each document that either has read.

    ``document``: this one only, by number, name or IRI. Raises ``NothingMatched`` and ``BadQuery``.
    """
    before, after = read_documents(old), read_documents(new)
    wanted = sorted(before.keys() | after.keys())
    if document is not None:
        known = _named(old, new, document)
        wanted = [iri for iri in wanted if iri in known]
    relations = {**relation_words(old), **relation_words(new)}
    found: list[DocumentChange] = []
    for batch in batches(wanted, BATCH):
        sides = tuple(
            document_facts(store, [iri for iri in batch if iri in known], relations)
            for store, known in ((old, before), (new, after))
        )
        found += [
            _compared(iri, before.get(iri), after.get(iri), sides[0].get(iri, Facts()), sides[1].get(iri, Facts()))
            for iri in batch
        ]
    return Difference(tuple(found))


def _named(old: Queryable, new: Queryable, document: str) -> set[str]:
    """What is called so in either graph. Raises ``NothingMatched`` where it is in neither."""
    found: set[str] = set()
    missed: list[NothingMatched] = []
    for store in (old, new):
        try:
            found.add(find(store, document, ("document",)).iri)
        except NothingMatched as error:
            missed.append(error)
    if not found:
        raise missed[-1]
    return found


def _compared(iri: str, old_label: str | None, new_label: str | None, before: Facts, after: Facts) -> DocumentChange:
    label = new_label or old_label or iri
    if old_label is None:
        return DocumentChange(iri, label, "added", after.counts.total(), ())
    if new_label is None:
        return DocumentChange(iri, label, "removed", before.counts.total(), ())
    changes = [
        Change(direction, fact, count, (before if direction == "lost" else after).quotes[fact])
        for direction, fact, count in differences(before.counts, after.counts)
    ]
    order = tuple(SECTIONS)
    changes.sort(key=lambda change: (order.index(change.fact.section), change.direction == "gained"))
    return DocumentChange(iri, label, "changed" if changes else "same", after.counts.total(), tuple(changes))


def _rows(document: DocumentChange) -> list[tuple[Value, ...]]:
    if document.state in ("added", "removed"):
        whole = Coded("document", SECTIONS["document"]), Coded(document.state, CHANGES[document.state])
        facts = Coded(f"{document.facts} facts", Label(f"{document.facts} điều", f"{document.facts} facts"))
        return [(document.label, *whole, facts, 1, *(None,) * 5, document.iri)]
    return [_row(document, change) for change in document.changes]


def _row(document: DocumentChange, change: Change) -> tuple[Value, ...]:
    fact, quote = change.fact, change.quote
    section = Coded(fact.section, SECTIONS[fact.section])
    words = (quote.text or None, quote.start, quote.end, quote.rule or None, quote.confidence or None)
    told = Coded(fact.words, fact.told)
    return (
        document.label,
        section,
        Coded(change.direction, CHANGES[change.direction]),
        told,
        change.count,
        *words,
        document.iri,
    )
