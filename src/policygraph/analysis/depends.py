"""What depends on an instrument or a document, and what it rests on, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policygraph.analysis.edges import Edge
from policygraph.analysis.explaining import sentences
from policygraph.analysis.lookup import Entity, find
from policygraph.analysis.neighbourhood import ENOUGH, Neighbourhood
from policygraph.analysis.nodes import Node, nodes
from policygraph.analysis.reasons import Reason, Walk, around_document, around_instruments, cycles
from policygraph.analysis.targets import instances
from policygraph.analysis.telling import EVIDENCE, evidence_of, told
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import coded, path_cell, relation_words

SECTIONS = {
    "direct": Label("Trực tiếp", "Direct"),
    "follows": Label("Thực hiện theo, gắn với", "Done by it, tied to it"),
    "planned": Label("Dự kiến thay đổi", "Plans to change it"),
    "cites": Label("Chỉ dẫn chiếu", "Cites it only"),
    "legal_ground": Label("Căn cứ của nhiệm vụ", "Legal ground"),
    "upstream": Label("Dựa trên", "Rests on"),
    "downstream": Label("Phụ thuộc tiếp theo", "Further dependents"),
}
_ORDER = {name: position for position, name in enumerate(SECTIONS)}
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("section", "code", Label("Phần", "Section")),
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("subject", "string", Label("Nội dung", "What")),
    ("predicate", "code", Label("Quan hệ", "Relation")),
    ("object", "string", Label("Đối tượng", "Of what")),
    *EVIDENCE,
    ("inferred", "boolean", Label("Suy ra", "Inferred")),
    ("reasons", "string", Label("Đường dẫn lý do", "Path of reasons")),
    ("subject_iri", "iri", Label("IRI nội dung", "IRI of what")),
    ("object_iri", "iri", Label("IRI đối tượng", "IRI of the object")),
)
_ENDED = Label("Giới hạn đã dừng việc tìm: còn nữa", "The limit ended the search: there is more")
_NOT_FURTHER = Label("Chưa tìm những gì phụ thuộc tiếp theo", "What depends on these in turn was not looked for")


@dataclass(frozen=True, slots=True)
class Dependency:
    """The answer for one target; ``rows`` in the order of ``SECTIONS``, province, document, place.

    ``cycles`` name the nodes of each circle of dependence that the answer touches. ``known``
    describes every IRI in ``rows``, ``relations`` every predicate. ``totals`` count, by section, the
    rows that there are where a limit left some out; ``complete`` is False where a limit ended the search.
    """

    target: Entity
    rows: tuple[Reason, ...]
    cycles: tuple[tuple[str, ...], ...]
    known: dict[str, Node]
    relations: dict[str, Label]
    totals: dict[str, int] = field(default_factory=dict)
    complete: bool = True

    def section(self, name: str) -> tuple[Reason, ...]:
        """The rows of one section ("direct")."""
        return tuple(row for row in self.rows if row.section == name)

    def explain(self, row: Reason) -> Coded:
        """The path of reasons in one line: "A –submits→ B"; its words name the relations as people do."""
        vi, en = (self._told(row, lang) for lang in ("vi", "en"))
        return Coded(self._told(row, None), Label(vi, en))

    def tell(self, row: Reason) -> Label:
        """The path of reasons in whole sentences."""
        return sentences(row.path, self.known, self.relations)

    @property
    def labels(self) -> dict[str, str]:
        """The words for every IRI in ``rows``."""
        return {iri: node.label for iri, node in self.known.items()}

    def to_table(self) -> ResultTable:
        """All rows as one table."""
        return ResultTable.of(
            title=Label(f"Phụ thuộc: {self.target.label}", f"Dependencies: {self.target.label}"),
            columns=_COLUMNS,
            rows=tuple(self._cells(row) for row in self.rows),
            notes=(*(_cycle_note(cycle) for cycle in self.cycles), *self._limits()),
        )

    def _limits(self) -> Iterator[Label]:
        """What a limit left out, section by section."""
        for section, total in self.totals.items():
            name, shown = SECTIONS[section], len(self.section(section))
            yield Label(f"{name.vi}: {shown} trong {total} dòng", f"{name.en}: {shown} of {total} rows")
        if self.totals.keys() & {"direct", "follows", "planned", "cites"} and not self.section("downstream"):
            yield _NOT_FURTHER
        elif not self.complete:
            yield _ENDED

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _told(self, row: Reason, lang: str | None) -> str:
        """The path of reasons with the words of a language, or with the codes of the predicates."""
        met = (row.path[0].subject, *(edge.object for edge in row.path))
        first, *rest = (self.known[iri].label for iri in met)
        steps = [f"–{self._verb(edge, lang)}→ {label}" for edge, label in zip(row.path, rest, strict=True)]
        return " ".join([first, *steps])

    def _verb(self, edge: Edge, lang: str | None) -> str:
        known = self.relations.get(edge.predicate) if lang else None
        return known.text(lang) if known and lang else edge.predicate

    def _cells(self, row: Reason) -> tuple[Value, ...]:
        subject = row.subject
        document = self.known[subject.document].label if subject.document in self.known else subject.label
        place = (coded(row.section, SECTIONS), subject.province, document, path_cell(subject.path))
        what = (subject.description or subject.label, coded(row.edge.predicate, self.relations), row.object.label)
        inferred = row.edge.inferred
        return (
            *place,
            *what,
            *evidence_of(row.edge, self.known),
            inferred,
            self.explain(row),
            subject.iri,
            row.object.iri,
        )


def depends(store: Queryable, target: str, limit: int | None = None) -> Dependency:
    """What rests on ``target`` and what it rests on.

    ``target`` is the name or alias of an instrument, accents optional, a document's number or name, or
    an IRI. With ``limit`` at most so many rows a section, and no more is fetched than that needs. Raises
    ``NothingMatched`` or, when several things are meant, ``BadQuery``.
    """
    entity = find(store, target, ("concept", "instrument", "document"))
    hood = Neighbourhood(store, max(limit, ENOUGH) if limit else None)
    if entity.kind == "document":
        walks = around_document(hood, entity.iri, limit)
    else:
        walks = around_instruments(hood, instances(store, entity))
    met = {iri for walk in walks for edge in walk.path for iri in (edge.subject, edge.object)}
    circles = cycles(hood, [entity.iri, *met])
    shown, left_out = _limited(store, walks, limit)
    rows, known = told(store, shown, [entity.iri, *(iri for circle in circles for iri in circle)])
    named = tuple(tuple(known[iri].label for iri in circle) for circle in circles)
    rows.sort(key=lambda row: _place(row, known))
    return Dependency(entity, tuple(rows), named, known, relation_words(store), left_out | hood.totals, not hood.cut)


def _limited(store: Queryable, walks: list[Walk], limit: int | None) -> tuple[list[Walk], dict[str, int]]:
    """The first walks of each section, and how many there are in those that have more; only these are told."""
    sections = {name: [walk for walk in walks if walk.section == name] for name in SECTIONS}
    left_out = {name: len(found) for name, found in sections.items() if limit and len(found) > limit}
    for name in left_out:
        known = nodes(store, {iri for walk in sections[name] for iri in (walk.edge.subject, walk.edge.object)})
        known |= nodes(store, {node.document for node in known.values() if node.document} - known.keys())
        rows = [(Reason(name, known[w.edge.subject], known[w.edge.object], w.edge, w.path), w) for w in sections[name]]
        sections[name] = [walk for _, walk in sorted(rows, key=lambda row: _place(row[0], known))[:limit]]
    return [walk for found in sections.values() for walk in found], left_out


def _place(row: Reason, known: dict[str, Node]) -> tuple[object, ...]:
    subject = row.subject
    document = known[subject.document].label if subject.document in known else subject.label
    return (_ORDER[row.section], subject.province, document, subject.order, row.edge.predicate, row.object.label)


def _cycle_note(cycle: tuple[str, ...]) -> Label:
    around = " → ".join((*cycle, cycle[0]))
    return Label(f"Vòng phụ thuộc: {around}", f"A circle of dependence: {around}")
