"""How two things hang together: the shortest paths of reasons from one to the other, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from policygraph.analysis.explaining import sentences
from policygraph.analysis.impact import CARRIES
from policygraph.analysis.lookup import Entity, find
from policygraph.analysis.neighbourhood import Neighbourhood
from policygraph.analysis.nodes import Node
from policygraph.analysis.reasons import Path, Reason, Walk, strongest, within
from policygraph.analysis.targets import instances
from policygraph.analysis.telling import EVIDENCE, evidence_of, told
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import coded, path_cell, relation_words

DIRECTIONS = {
    "forward": Label("Cái trước dựa vào cái sau", "The first rests on the second"),
    "backward": Label("Cái sau dựa vào cái trước", "The second rests on the first"),
}
_KINDS = ("agency", "concept", "instrument", "document", "item")
_REACH = 20_000  # nodes that are looked at on the way; beyond, the two are told to be too far apart
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("direction", "code", Label("Chiều", "Direction")),
    ("number", "integer", Label("Đường", "Path")),
    ("step", "integer", Label("Bước", "Step")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("subject", "string", Label("Từ", "From")),
    ("predicate", "code", Label("Quan hệ", "Relation")),
    ("object", "string", Label("Đến", "To")),
    *EVIDENCE,
    ("inferred", "boolean", Label("Suy ra", "Inferred")),
    ("reasons", "string", Label("Lý do", "Reasons")),
    ("subject_iri", "iri", Label("IRI từ", "IRI from")),
    ("object_iri", "iri", Label("IRI đến", "IRI to")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path: the direction, the number of the path, the number of the step in it, from 1."""

    direction: str
    number: int
    step: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest paths between two things, edge by edge. ``complete`` is False where the search was ended."""

    one: Entity
    other: Entity
    rows: tuple[Step, ...]
    known: dict[str, Node]
    relations: dict[str, Label]
    complete: bool

    def explain(self, row: Step) -> Label:
        """The edge of a row as a sentence."""
        return sentences((row.reason.edge,), self.known, self.relations)

    def to_table(self) -> ResultTable:
        """One row an edge, path by path."""
        ends = f"{self.one.label} – {self.other.label}"
        ended = Label("Hai đối tượng quá xa nhau để tìm hết", "The two are too far apart for a search to end")
        return ResultTable.of(
            title=Label(f"Đường dẫn: {ends}", f"Paths: {ends}"),
            columns=_COLUMNS,
            rows=tuple(self._cells(row) for row in self.rows),
            notes=() if self.complete else (ended,),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _cells(self, row: Step) -> tuple[Value, ...]:
        subject, other, edge = row.reason.subject, row.reason.object, row.reason.edge
        document = self.known[subject.document].label if subject.document in self.known else None
        words = evidence_of(edge, self.known)
        why = self.explain(row)
        return (
            coded(row.direction, DIRECTIONS),
            row.number,
            row.step,
            document,
            path_cell(subject.path) or None,
            subject.description or subject.label,
            coded(edge.predicate, self.relations),
            other.description or other.label,
            *words,
            edge.inferred,
            coded(why.en, {why.en: why}),
            subject.iri,
            other.iri,
        )


def paths(store: Queryable, one: str, other: str, most: int = 5) -> Paths:
    """The shortest paths of reasons from ``one`` to ``other`` and from ``other`` to ``one``, ``most`` each way.

    Bare citations are no reasons. Raises ``NothingMatched`` or ``BadQuery`` for a name that is none or several.
    """
    ends = [find(store, words, _KINDS) for words in (one, other)]
    here, there = (instances(store, entity) for entity in ends)
    found: list[tuple[str, int, Path]] = []
    complete = True
    for direction, starts, goals in (("forward", here, there), ("backward", there, here)):
        hood = Neighbourhood(store, _REACH)
        hood.walk(starts, CARRIES, forward=True, until=goals)
        ways = islice(_shortest(hood, starts, goals), most)
        found += [(direction, number, path) for number, path in enumerate(ways, start=1)]
        complete &= not hood.cut
    walks = [Walk("", edge, (edge,)) for _, _, path in found for edge in path]
    reasons, known = told(store, walks)
    numbered = ((direction, number, step) for direction, number, path in found for step in range(1, len(path) + 1))
    rows = tuple(Step(*place, reason) for place, reason in zip(numbered, reasons, strict=True))
    return Paths(ends[0], ends[1], rows, known, relation_words(store), complete)


def _shortest(hood: Neighbourhood, starts: list[str], goals: list[str]) -> Iterator[Path]:
    """The paths of the least length between any start and any goal, in the order of their nodes."""
    import networkx

    graph = within(hood.graph(), CARRIES)
    nodes: list[list[str]] = []
    for start in starts:
        lengths = networkx.single_source_shortest_path_length(graph, start) if start in graph else {}
        for goal in (goal for goal in goals if lengths.get(goal, 0) > 0):
            nodes += networkx.all_shortest_paths(graph, start, goal)
    least = min(map(len, nodes), default=0)
    for way in sorted(way for way in nodes if len(way) == least):
        yield tuple(strongest(graph, here, there) for here, there in pairwise(way))
