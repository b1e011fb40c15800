"""What a second run of ``policygraph extract`` gained and lost against a first one, fact by fact.

A fact is known by its words, never by its offsets: a change in reading that only moves words changes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from policygraph.analysis.changes import Direction, differences
from policygraph.evaluation.words import DIRECTIONS, SECTIONS
from policygraph.query.results import Kind, Label, ResultTable
from policygraph.query.words import coded

Record = Mapping[str, Any]
Fact = tuple[str, str]  # section, words

ITEM_LISTS: Final = ("tasks", "key_tasks", "duties", "reports", "objectives")
_HEADER: Final = ("number", "type_label", "jurisdiction", "date", "title", "effective", "effective_until")
_ROLES: Final = ("lead", "coordinate", "reports_to", "via")

_COLUMNS: Final[dict[str, tuple[Label, Kind]]] = {
    "document": (Label("Văn bản", "Document"), "string"),
    "section": (Label("Phần", "Section"), "code"),
    "change": (Label("Thay đổi", "Change"), "code"),
    "fact": (Label("Nội dung", "Fact"), "string"),
    "count": (Label("Số lần", "Times"), "integer"),
}
_COUNTS: Final[dict[str, tuple[Label, Kind]]] = {
    "section": (Label("Phần", "Section"), "code"),
    "before": (Label("Trước", "Before"), "integer"),
    "after": (Label("Sau", "After"), "integer"),
    "gained": (Label("Thêm", "Gained"), "integer"),
    "lost": (Label("Mất", "Lost"), "integer"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that stands ``count`` times more (gained) or less (lost) often in the second run."""

    document: str
    section: str
    direction: Direction
    fact: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes, and how many facts of each section the two runs hold."""

    changes: tuple[Change, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]


def find_changes(old: Iterable[Record], new: Iterable[Record]) -> Comparison:
    """Compare two runs, document by document; a document that only one of them holds is gained or lost whole."""
    before, after = _facts_by_document(old), _facts_by_document(new)
    documents = sorted(before.keys() | after.keys())
    none: Counter[Fact] = Counter()
    changes = [c for d in documents for c in _changes(d, before.get(d, none), after.get(d, none))]
    return Comparison(tuple(changes), _section_counts(before.values()), _section_counts(after.values()))


def changes_table(found: Comparison) -> ResultTable:
    """One row a change."""
    rows = tuple(
        (c.document, coded(c.section, SECTIONS), coded(c.direction, DIRECTIONS), c.fact, c.count) for c in found.changes
    )
    labels, kinds = zip(*_COLUMNS.values(), strict=True)
    return ResultTable(
        Label("Thêm và mất giữa hai lần đọc", "Gained and lost between two runs"), tuple(_COLUMNS), rows, labels, kinds
    )


def counts_table(found: Comparison) -> ResultTable:
    """One row a section: how many facts before and after, gained and lost."""
    changed: Counter[tuple[str, Direction]] = Counter()
    for change in found.changes:
        changed[change.section, change.direction] += change.count
    rows = tuple(
        (coded(s, SECTIONS), found.before.get(s, 0), found.after.get(s, 0), changed[s, "gained"], changed[s, "lost"])
        for s in dict.fromkeys((*found.before, *found.after))
    )
    labels, kinds = zip(*_COUNTS.values(), strict=True)
    return ResultTable(Label("Số sự kiện từng phần", "Facts of each section"), tuple(_COUNTS), rows, labels, kinds)


def _facts_by_document(records: Iterable[Record]) -> dict[str, Counter[Fact]]:
    """The facts of each document, known by its name among the files; a second record of a name counts too."""
    found: dict[str, Counter[Fact]] = {}
    for record in records:
        found.setdefault(record["id"], Counter()).update(_facts(record))
    return found


def _changes(document: str, before: Counter[Fact], after: Counter[Fact]) -> Iterator[Change]:
    """Section by section, what was lost before what was gained, each in the order of the text."""
    found = list(differences(before, after))
    for section in dict.fromkeys(section for section, _ in (*before, *after)):
        yield from (
            Change(document, place, how, fact, count) for how, (place, fact), count in found if place == section
        )


def _section_counts(documents: Iterable[Counter[Fact]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for facts in documents:
        for (section, _), count in facts.items():
            counts[section] += count
    return dict(counts)


def _facts(record: Record) -> Iterator[Fact]:
    yield from (("header", words) for words in _header(record["document"]))
    for citation in record["citations"]:
        yield "citations", f"{citation['number'] or citation['name'] or '?'} “{_one_line(citation['text'])}”"
    for relation in record["relations"]:
        yield "relations", _relation(relation)
    for name in ITEM_LISTS:
        for item in record.get(name, ()):
            yield from _item(name, item)


def _header(document: Record) -> Iterator[str]:
    yield from (f"{field}: {document[field]}" for field in _HEADER if document.get(field))
    if document["issuer"]:
        yield f"issuer: {document['issuer']['label']}"
    yield from (f"signer: {signer['name']}" for signer in document["signers"])
    yield from (f"annex: {annex['title']}" for annex in document["annexes"])


def _relation(relation: Record) -> str:
    marks = [
        mark for mark, stands in (("planned", relation["planned"]), ("part", relation["scope"] == "part")) if stands
    ]
    name = relation["object_number"] or relation["object_name"] or "?"
    return f"{relation['predicate']} {name}" + (f" ({', '.join(marks)})" if marks else "")


def _item(name: str, item: Record) -> Iterator[Fact]:
    words = _one_line(item["description"])
    yield name, words
    for role in _ROLES:
        yield from ((role, f"{agency['label']} ← {words}") for agency in item.get(role, ()))
    for deadline in (*item["deadlines"], *item.get("timing", ())):
        yield "deadline", f"{_deadline(deadline)} ← {words}"


def _deadline(deadline: Record) -> str:
    recurs = deadline["recurs"] or {}
    span = f"{deadline['start'] or '..'}/{deadline['end'] or '..'}" if deadline["start"] or deadline["end"] else ""
    often = (f"{name} {recurs[name]}" for name in ("every", "month", "day") if recurs.get(name))
    return " ".join(filter(None, (span, *often))) or deadline["text"]


def _one_line(words: str) -> str:
    return " ".join(words.split())
