"""What several plans have in common: one row for each thing to be done, one column a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from policygraph.analysis.compare import SIDE_COLUMNS, matches, scorer_of, side_cells
from policygraph.analysis.compare_items import PlanItem
from policygraph.analysis.compare_pairs import Match
from policygraph.analysis.compare_score import Scorer, threshold
from policygraph.analysis.compare_sides import KINDS, Side, distinct_sides
from policygraph.errors import BadQuery
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import path_cell

# An item of a side: the place of the side among those compared, and the IRI.
Node = tuple[int, str]

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("cluster", "integer", Label("Nhóm", "Cluster")),
    ("plans", "integer", Label("Số kế hoạch", "Plans")),
    ("plan", "string", Label("Kế hoạch", "Plan")),
    *SIDE_COLUMNS,
)
_NOTE = Label(
    "Mỗi nhóm có nhiều nhất một mục của mỗi kế hoạch; cặp giống nhau nhất được ghép trước.",
    "A cluster has at most one item of each plan; what is most alike is joined first.",
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items of several plans that say the same: by the place of the plan in ``Clusters.sides``."""

    items: dict[int, PlanItem]


@dataclass(frozen=True, slots=True)
class Clusters:
    """All items of ``sides``, those in most plans first; an item that stands alone is a cluster of one."""

    sides: tuple[Side, ...]
    clusters: tuple[Cluster, ...]

    def to_table(self) -> ResultTable:
        """One row an item, with its sentence; the clusters are numbered from 1."""
        labels = {iri: label for side in self.sides for iri, label in side.labels.items()}
        rows = (
            (number, len(cluster.items), self.sides[place].name, *side_cells(item, labels))
            for number, cluster in enumerate(self.clusters, 1)
            for place, item in cluster.items.items()
        )
        return ResultTable.of(
            title=Label("Những việc các kế hoạch cùng có", "What plans have in common"),
            columns=_COLUMNS,
            rows=tuple(rows),
            notes=(_NOTE,),
        )

    def to_matrix(self) -> ResultTable:
        """One row a cluster: what it is about, and its place in each plan."""
        columns: tuple[tuple[str, Kind, Label], ...] = (
            ("cluster", "integer", Label("Nhóm", "Cluster")),
            ("description", "string", Label("Nội dung", "What")),
            *((side.name, "string", Label(side.name, side.name)) for side in self.sides),
        )
        return ResultTable.of(
            title=Label("Những việc các kế hoạch cùng có", "What plans have in common"),
            columns=columns,
            rows=tuple(self._line(number, cluster) for number, cluster in enumerate(self.clusters, 1)),
            notes=(_NOTE,),
        )

    def _line(self, number: int, cluster: Cluster) -> tuple[Value, ...]:
        first = next(iter(cluster.items.values()))
        paths = (
            path_cell(cluster.items[place].path) if place in cluster.items else None for place in range(len(self.sides))
        )
        return (number, first.description, *paths)

    def _repr_html_(self) -> str:
        return self.to_matrix()._repr_html_()


def clusters(store: Queryable, *plans: str, kinds: Sequence[str] = KINDS, least: float | None = None) -> Clusters:
    """The items of all plans, those that say the same together; arguments and errors as in ``compare``."""
    sides = distinct_sides(store, plans, kinds)
    if len(sides) < 2:
        raise BadQuery("a comparison needs two plans", hint="name two documents or provinces, or more")
    scorer = scorer_of(store, sides)
    at_least = threshold(least)
    joined = _Joined(sides)
    for one, other, _ in sorted(_one_to_one(sides, scorer, at_least), key=_likest):
        joined.join(one, other)
    return Clusters(tuple(sides), tuple(joined.clusters()))


def _one_to_one(sides: Sequence[Side], scorer: Scorer, least: float) -> Iterator[tuple[Node, Node, Match]]:
    """The one-to-one matches of all pairs of sides."""
    for one, other in combinations(range(len(sides)), 2):
        for match in matches(scorer, sides[one], sides[other], least):
            if not match.shared:
                yield (one, match.one.iri), (other, match.other.iri), match


def _likest(found: tuple[Node, Node, Match]) -> tuple[object, ...]:
    """The likest first; of those equally alike the same one in whatever order the plans are named."""
    match = found[2]
    return -round(match.score.value, 6), sorted((match.one.iri, match.other.iri))


class _Joined:
    """Items joined step by step, never two of one side."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._items = {(place, item.iri): item for place, side in enumerate(sides) for item in side.items}
        self._of: dict[Node, list[Node]] = {node: [node] for node in self._items}

    def join(self, one: Node, other: Node) -> None:
        """Make the clusters of two items one, unless a side would have two items in it."""
        first, second = self._of[one], self._of[other]
        if {place for place, _ in first} & {place for place, _ in second}:
            return
        both = sorted(first + second)
        for node in both:
            self._of[node] = both

    def clusters(self) -> Iterator[Cluster]:
        """Those in most plans first, then in the order of the first plan that has them."""
        whole = {id(nodes): nodes for nodes in self._of.values()}.values()
        for nodes in sorted(whole, key=lambda nodes: (-len(nodes), nodes[0][0], self._items[nodes[0]].place)):
            yield Cluster({place: self._items[place, iri] for place, iri in nodes})
