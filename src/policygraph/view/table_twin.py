"""The picture as tables: every card a row, every line in the row of the card it leaves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policygraph.view.graph_view import GraphView, ViewEdge, ViewNode

_OWN_COLUMN = 0.25  # a column of its own for what at least this share of the rows has


@dataclass(frozen=True, slots=True)
class Link:
    """A line as a cell shows it."""

    edge: ViewEdge
    target: ViewNode


@dataclass(frozen=True, slots=True)
class TableRow:
    """A card: its kind in words, a cell for each column of the table, and what its columns do not hold."""

    node: ViewNode
    kind: str
    details: tuple[tuple[str, ...], ...]
    links: tuple[tuple[Link, ...], ...]
    more_details: tuple[tuple[str, str], ...]
    more_links: tuple[Link, ...]
    incoming: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The cards of one lane; ``details`` and ``links`` head the columns that many rows fill.

    The caption counts the cards by kind.
    """

    caption: str
    details: tuple[str, ...]
    links: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def has(self, part: str) -> bool:
        """Whether some row has anything in ``more_details``, ``more_links`` or ``incoming``."""
        return any(getattr(row, part) for row in self.rows)


def tables_of(view: GraphView) -> tuple[Table, ...]:
    """One table a lane that has cards: the lane of the rows first, the others from left to right."""
    lanes = [view.rows, *(lane for lane in range(len(view.lanes)) if lane != view.rows)]
    by_id = {node.id: node for node in view.nodes}
    outgoing: dict[str, list[Link]] = defaultdict(list)
    incoming: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in view.edges:
        outgoing[edge.source].append(Link(edge, by_id[edge.target]))
        if edge.kind != "contains":
            incoming[edge.target][edge.label] += 1
    kinds = {entry.kind: entry.label for entry in view.legend if entry.of == "node"}
    tables = []
    for lane in lanes:
        nodes = [node for node in view.nodes if node.lane == lane]
        details = _columns([name for name, _ in node.detail] for node in nodes)
        links = _columns([link.edge.label for link in outgoing[node.id]] for node in nodes)
        rows = tuple(
            _row(node, kinds.get(node.kind, node.kind), details, links, outgoing[node.id], incoming[node.id])
            for node in nodes
        )
        counts = Counter(row.kind for row in rows)
        caption = " · ".join(f"{kind} ({count})" for kind, count in counts.items())
        tables.append(Table(caption, details, links, rows))
    return tuple(table for table in tables if table.rows)


def _columns(names_by_row: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The names that enough rows have, in the order in which they are met."""
    rows = [dict.fromkeys(names) for names in names_by_row]
    counts = Counter(name for names in rows for name in names)
    return tuple(name for name, count in counts.items() if count >= _OWN_COLUMN * len(rows))


def _row(
    node: ViewNode,
    kind: str,
    details: Sequence[str],
    links: Sequence[str],
    outgoing: Sequence[Link],
    incoming: Counter[str],
) -> TableRow:
    return TableRow(
        node=node,
        kind=kind,
        details=tuple(tuple(value for name, value in node.detail if name == column) for column in details),
        links=tuple(tuple(link for link in outgoing if link.edge.label == column) for column in links),
        more_details=tuple((name, value) for name, value in node.detail if name not in details),
        more_links=tuple(link for link in outgoing if link.edge.label not in links),
        incoming=tuple(incoming.items()),
    )
