"""What is affected when a document or an instrument is replaced or repealed, or when a task is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.analysis import edges
from policygraph.analysis.explaining import sentences
from policygraph.analysis.lookup import Entity, find
from policygraph.analysis.neighbourhood import Neighbourhood
from policygraph.analysis.nodes import Node
from policygraph.analysis.reasons import Reason, Walk, nearest_paths
from policygraph.analysis.targets import instances
from policygraph.analysis.telling import told
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import coded, path_cell, relation_words

if TYPE_CHECKING:
    import networkx

# An effect goes where something rests on, carries out, follows, changes, acts on, is tied to or comes after what is
# affected, and to those who have a part in it.
CARRIES = (
    *edges.RESTS_ON,
    *edges.FOLLOWS,
    *edges.CHANGES,
    *edges.PLANNED,
    *edges.ACTS_ON,
    *edges.TIED,
    *edges.ORDER,
    *edges.SET_OUT,
    *edges.TAKES_PART,
)
SECTIONS = {
    "documents": Label("Văn bản", "Documents"),
    "instruments": Label("Đề án, quy chế …", "Instruments"),
    "items": Label("Nhiệm vụ và các mục khác", "Tasks and other items"),
    "agencies": Label("Cơ quan", "Agencies"),
}
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("section", "code", Label("Phần", "Section")),
    ("depth", "integer", Label("Số bước", "Steps")),
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("affected", "string", Label("Bị ảnh hưởng", "Affected")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("items", "integer", Label("Số mục", "Items")),
    ("predicate", "code", Label("Quan hệ", "Relation")),
    ("object", "string", Label("Đối tượng", "Of what")),
    ("quote", "string", Label("Câu chữ", "Words")),
    ("source", "string", Label("Nguồn câu chữ", "Source of the words")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("inferred", "boolean", Label("Suy ra", "Inferred")),
    ("reasons", "string", Label("Lý do", "Reasons")),
    ("iri", "iri", Label("IRI", "IRI")),
)


@dataclass(frozen=True, slots=True)
class Affected:
    """One thing that is affected: ``reason.path`` leads from it to the target.

    ``items`` counts the affected items that an agency has a part in; 0 for what is no agency.
    """

    node: Node
    reason: Reason
    items: int = 0

    @property
    def depth(self) -> int:
        """How many edges lie between this and the target."""
        return len(self.reason.path)


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer for one target; ``rows`` by section, depth, province, document and place.

    ``known`` describes every node of ``rows``, ``relations`` every predicate. ``totals`` count, by section, the
    rows that there are where a limit left some out; ``complete`` is False where a limit ended the search.
    """

    target: Entity
    rows: tuple[Affected, ...]
    known: dict[str, Node]
    relations: dict[str, Label]
    totals: dict[str, int]
    complete: bool

    def section(self, name: str) -> tuple[Affected, ...]:
        """The rows of one section ("agencies")."""
        return tuple(row for row in self.rows if row.reason.section == name)

    def explain(self, row: Affected) -> Label:
        """The path of reasons in whole sentences."""
        return sentences(row.reason.path, self.known, self.relations)

    def to_table(self) -> ResultTable:
        """All rows as one table."""
        return ResultTable(
            title=Label(f"Ảnh hưởng: {self.target.label}", f"Impact: {self.target.label}"),
            columns=tuple(name for name, _, _ in _COLUMNS),
            rows=tuple(self._cells(row) for row in self.rows),
            labels=tuple(label for _, _, label in _COLUMNS),
            kinds=tuple(kind for _, kind, _ in _COLUMNS),
            notes=tuple(self._limits()),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _limits(self) -> Iterator[Label]:
        for section, total in self.totals.items():
            name, shown = SECTIONS[section], len(self.section(section))
            yield Label(f"{name.vi}: {shown} trong {total} dòng", f"{name.en}: {shown} of {total} rows")
        if not self.complete:
            yield Label("Giới hạn đã dừng việc tìm: còn nữa", "The limit ended the search: there is more")

    def _cells(self, row: Affected) -> tuple[Value, ...]:
        node, reason = row.node, row.reason
        holder = reason.subject if node.kind == "agency" else node
        document = self.known[holder.document].label if holder.document in self.known else None
        quote = reason.edge.quote
        words: tuple[Value, ...] = (None, None, None, None, reason.edge.rule or None, None)
        if quote:
            source = self.known[quote.source].label
            words = (quote.text, source, quote.start, quote.end, quote.rule, quote.confidence)
        why = self.explain(row)
        return (
            coded(reason.section, SECTIONS),
            row.depth,
            node.province or None,
            node.description or node.label,
            document,
            path_cell(holder.path) or None,
            row.items or None,
            coded(reason.edge.predicate, self.relations),
            reason.object.label,
            *words,
            reason.edge.inferred,
            coded(why.en, {why.en: why}),
            node.iri,
        )


def impact(store: Queryable, target: str, limit: int | None = None) -> Impact:
    """What is affected if ``target`` is replaced, repealed or late, each with its path of reasons.

    ``target`` is the name of an instrument or a document, accents optional, a number, the label of a task, or an
    IRI. With ``limit`` at most so many rows a section. Raises ``NothingMatched`` or ``BadQuery``.
    """
    entity = find(store, target, ("concept", "instrument", "document", "item"))
    starts = instances(store, entity)
    hood = Neighbourhood(store, limit)
    if entity.kind == "document" and limit:
        hood.section(entity.iri, tuple(way for way in CARRIES if way not in edges.ORDER), "documents")
    if not hood.totals:
        hood.walk(starts, CARRIES, forward=False)
    paths = nearest_paths(hood.graph(), starts, CARRIES)
    walks = [Walk("", path[0], path) for path in paths.values()]
    reasons, known = told(store, walks, paths)
    counts = _items_of_agencies(hood.graph(), paths)
    found = [
        Affected(known[iri], _in_section(reason, known[iri]), counts[iri])
        for iri, reason in zip(paths, reasons, strict=True)
    ]
    found.sort(key=lambda row: _place(row, known))
    sections = {name: [row for row in found if row.reason.section == name] for name in SECTIONS}
    left_out = {name: len(rows) for name, rows in sections.items() if limit and len(rows) > limit}
    shown = tuple(row for rows in sections.values() for row in rows[:limit])
    complete = not (hood.cut or hood.totals)
    return Impact(entity, shown, known, relation_words(store), left_out, complete)


def _items_of_agencies(graph: networkx.MultiDiGraph, affected: Iterable[str]) -> Counter[str]:
    """How many of the affected items each agency has a part in."""
    parts = {(one, other) for one, other, way in graph.edges(keys=True) if way in edges.TAKES_PART}
    met = set(affected)
    return Counter(agency for agency, item in parts if item in met)


def _in_section(reason: Reason, node: Node) -> Reason:
    section = {"document": "documents", "instrument": "instruments", "agency": "agencies"}.get(node.kind, "items")
    return Reason(section, reason.subject, reason.object, reason.edge, reason.path)


def _place(row: Affected, known: dict[str, Node]) -> tuple[object, ...]:
    node = row.node
    document = known[node.document].label if node.document in known else node.label
    return (
        list(SECTIONS).index(row.reason.section),
        row.depth,
        node.province,
        document,
        node.order,
        node.label,
        node.iri,
    )
