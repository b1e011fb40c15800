"""What is affected when a document or an instrument is replaced or repealed, or when a task is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.analysis import edges
from policygraph.analysis.explaining import sentences
from policygraph.analysis.lookup import Entity, find
from policygraph.analysis.neighbourhood import ENOUGH, Neighbourhood
from policygraph.analysis.nodes import Node, nodes
from policygraph.analysis.reasons import Path, Reason, Walk, nearest_paths
from policygraph.analysis.targets import instances
from policygraph.analysis.telling import EVIDENCE, evidence_of, told
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
_FIRST = 1_000  # of what rests on the target itself, where a limit is given
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
    *EVIDENCE,
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
        return ResultTable.of(
            title=Label(f"Ảnh hưởng: {self.target.label}", f"Impact: {self.target.label}"),
            columns=_COLUMNS,
            rows=tuple(self._cells(row) for row in self.rows),
            notes=tuple(self._limits()),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _limits(self) -> Iterator[Label]:
        for section, total in self.totals.items():
            name, shown = SECTIONS[section], len(self.section(section))
            least = Label("", "") if self.complete else Label("ít nhất ", "at least ")
            yield Label(
                f"{name.vi}: {shown} trong {least.vi}{total} dòng", f"{name.en}: {shown} of {least.en}{total} rows"
            )
        if not self.complete:
            yield Label("Giới hạn đã dừng việc tìm: còn nữa", "The limit ended the search: there is more")

    def _cells(self, row: Affected) -> tuple[Value, ...]:
        node, reason = row.node, row.reason
        holder = reason.subject if node.kind == "agency" else node
        document = self.known[holder.document].label if holder.document in self.known else None
        words = evidence_of(reason.edge, self.known)
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
            _of_what(row),
            *words,
            reason.edge.inferred,
            coded(why.en, {why.en: why}),
            node.iri,
        )


def _of_what(row: Affected) -> str:
    """The other end of the edge: of an agency that has a part in a task the task."""
    other = row.reason.object
    if other.iri == row.node.iri:
        other = row.reason.subject
    return other.description or other.label


def impact(store: Queryable, target: str, limit: int | None = None) -> Impact:
    """What is affected if ``target`` is replaced, repealed or late, each with its path of reasons.

    ``target`` is the name of an instrument or a document, accents optional, a number, the label of a task, or an
    IRI. With ``limit`` at most so many rows a section. Raises ``NothingMatched`` or ``BadQuery``.
    """
    entity = find(store, target, ("concept", "instrument", "document", "item"))
    starts = instances(store, entity)
    hood = Neighbourhood(store, max(limit, ENOUGH) if limit else None)
    if entity.kind == "document" and limit:
        ways = tuple(way for way in CARRIES if way not in (*edges.ORDER, *edges.TAKES_PART))
        hood.section(entity.iri, ways, "direct", max(limit, _FIRST))
    if not hood.totals:
        hood.walk(starts, CARRIES, forward=False)
    paths = nearest_paths(hood.graph(), starts, CARRIES)
    shown, left_out = _limited(store, paths, limit)
    reasons, known = told(store, [Walk("", paths[iri][0], paths[iri]) for iri in shown], shown)
    counts = _items_of_agencies(hood.graph(), paths)
    rows = [
        Affected(known[iri], _in_section(reason, known[iri]), counts[iri])
        for iri, reason in zip(shown, reasons, strict=True)
    ]
    complete = not (hood.cut or hood.totals)
    return Impact(entity, tuple(rows), known, relation_words(store), left_out, complete)


def _limited(store: Queryable, paths: dict[str, Path], limit: int | None) -> tuple[list[str], dict[str, int]]:
    """What is affected in the order of the answer, at most ``limit`` of a section, and how many there are of more."""
    known = nodes(store, paths)
    known |= nodes(store, {node.document for node in known.values() if node.document} - known.keys())
    ordered = sorted(paths, key=lambda iri: _place(known[iri], len(paths[iri]), known))
    sections = {name: [iri for iri in ordered if _section(known[iri]) == name] for name in SECTIONS}
    left_out = {name: len(found) for name, found in sections.items() if limit and len(found) > limit}
    return [iri for found in sections.values() for iri in found[:limit]], left_out


def _items_of_agencies(graph: networkx.MultiDiGraph, affected: Iterable[str]) -> Counter[str]:
    """How many of the affected items each agency has a part in."""
    parts = {(one, other) for one, other, way in graph.edges(keys=True) if way in edges.TAKES_PART}
    met = set(affected)
    return Counter(agency for agency, item in parts if item in met)


def _section(node: Node) -> str:
    return {"document": "documents", "instrument": "instruments", "agency": "agencies"}.get(node.kind, "items")


def _in_section(reason: Reason, node: Node) -> Reason:
    return Reason(_section(node), reason.subject, reason.object, reason.edge, reason.path)


def _place(node: Node, depth: int, known: dict[str, Node]) -> tuple[object, ...]:
    document = known[node.document].label if node.document in known else node.label
    return list(SECTIONS).index(_section(node)), depth, node.province, document, node.order, node.label, node.iri
