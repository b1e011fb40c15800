"""Cards and lines become a picture: places, legend, and what is shown at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from policygraph.errors import ViewTooLarge
from policygraph.view.cards import AGENCY, CITED, DOCUMENT, GROUP, ITEM
from policygraph.view.graph_view import GraphView, Lane, Language, LegendEntry, ViewEdge, ViewNode
from policygraph.view.labels import EDGE_KINDS, INSTRUMENT_ACTIONS, LANES, NODE_KINDS, PART_KINDS, STATUSES
from policygraph.view.layout import Card, card_height, lay_out_lanes

MAX_NODES: Final = 2000
CROWDED: Final = 40  # rows beyond which a picture starts with its tasks alone
_COLUMNS: Final = {CITED: (69, 138), DOCUMENT: (245, 134), GROUP: (424, 156), ITEM: (744, 412), AGENCY: (1116, 180)}
_MARGIN: Final = 20.0  # what a card keeps free of text on both sides together
_GLYPH: Final = {ITEM: 14.0, AGENCY: 14.0}  # the sign of its kind, in lanes of several kinds
_MAX_LINES: Final = {CITED: 3, DOCUMENT: 3, GROUP: 5, ITEM: 3, AGENCY: 3}
_NOTE_WIDTH: Final = 86.0  # the column of the deadline in a row
_PLACING_ORDER: Final = (ITEM, GROUP, DOCUMENT, AGENCY, CITED)


def assemble(
    title: str, nodes: Sequence[ViewNode], edges: Sequence[ViewEdge], sections: Mapping[str, str], language: Language
) -> GraphView:
    """Place the cards and count them.

    ``sections`` tells by id in which document's part of the picture a card stands; cards that it does not
    name go where most of their neighbours are. Raises ``ViewTooLarge``.
    """
    refuse_too_many(len(nodes))
    hidden = _hidden_at_first(nodes)
    return GraphView(
        title=title,
        language=language,
        lanes=tuple(Lane(LANES[lane].text(language), *_COLUMNS[lane]) for lane in sorted(_COLUMNS)),
        rows=ITEM,
        nodes=_placed(nodes, edges, sections, hidden),
        edges=_in_order(nodes, edges),
        legend=_legend(nodes, edges, hidden, language),
        starts=tuple(node.id for node in nodes if node.kind == "document"),
    )


def refuse_too_many(count: int) -> None:
    """Raise ``ViewTooLarge`` where a picture would be neither readable nor quick."""
    if count > MAX_NODES:
        hint = "choose one document with --document, or ask policygraph workload for the sums by agency"
        raise ViewTooLarge(f"{count} cards are too many for one picture (at most {MAX_NODES})", hint=hint)


def _in_order(nodes: Sequence[ViewNode], edges: Sequence[ViewEdge]) -> tuple[ViewEdge, ...]:
    """The lines in the order of the cards they join, so that lists of them read like the document."""
    place = {node.id: index for index, node in enumerate(nodes)}
    kinds = {kind: index for index, kind in enumerate(EDGE_KINDS)}
    return tuple(sorted(edges, key=lambda e: (place[e.source], kinds.get(e.kind, len(kinds)), place[e.target])))


def _hidden_at_first(nodes: Sequence[ViewNode]) -> set[str]:
    """The kinds of rows that wait behind the legend: all but tasks, once there are many rows and some tasks."""
    counts = Counter(node.kind for node in nodes if node.lane == ITEM)
    crowded = counts.total() > CROWDED and counts["task"] > 0
    return {kind for kind in counts if kind != "task"} if crowded else set()


def _placed(
    nodes: Sequence[ViewNode], edges: Sequence[ViewEdge], sections: Mapping[str, str], hidden: set[str]
) -> tuple[ViewNode, ...]:
    groups = {edge.target: edge.source for edge in edges if edge.kind == "contains"}
    sized = [replace(node, width=_COLUMNS[node.lane][1], height=_height(node)) for node in nodes]
    shown = {node.id for node in nodes if node.lane != GROUP and node.kind not in hidden}
    shown |= {groups[id_] for id_ in shown if id_ in groups}  # a heading shows where one of its rows does
    cards = [
        Card(node.id, node.lane, node.height, sections.get(node.id), groups.get(node.id, ""), node.id in shown)
        for node in sized
    ]
    middle = lay_out_lanes(cards, [(edge.source, edge.target) for edge in edges], _PLACING_ORDER)
    return tuple(replace(node, x=_COLUMNS[node.lane][0], y=round(middle[node.id], 1)) for node in sized)


def _height(node: ViewNode) -> float:
    """Rows carry badge and note beside their words, other cards carry the note below them."""
    beside = node.lane == ITEM
    badge = len(node.badge) * 7 + 10 if node.badge else 0
    width = _COLUMNS[node.lane][1] - _MARGIN - _GLYPH.get(node.lane, 0) - (badge + _NOTE_WIDTH if beside else 0)
    height = card_height(node.label, width, _MAX_LINES[node.lane])
    below = card_height(node.note, width, 2) - card_height("", width, 1) + 14 if node.note and not beside else 0
    return height + below


def _legend(
    nodes: Sequence[ViewNode], edges: Sequence[ViewEdge], hidden: set[str], language: Language
) -> tuple[LegendEntry, ...]:
    """Every kind of card and status with its count, also 0; of the many kinds of lines those that occur."""
    of_nodes = Counter(node.kind for node in nodes)
    of_edges = Counter(edge.kind for edge in edges)
    of_statuses = Counter(edge.appearance for edge in edges)
    entries = [
        LegendEntry("node", kind, label.text(language), of_nodes[kind], kind not in hidden)
        for kind, label in NODE_KINDS.items()
    ]
    entries += [
        LegendEntry("node", kind, label.text(language), of_nodes[kind])
        for kind, label in PART_KINDS.items()
        if of_nodes[kind]
    ]
    entries += [
        LegendEntry("edge", kind, label.text(language), of_edges[kind])
        for kind, label in (EDGE_KINDS | INSTRUMENT_ACTIONS).items()
        if of_edges[kind]
    ]
    entries += [
        LegendEntry("status", status, label.text(language), of_statuses[status]) for status, label in STATUSES.items()
    ]
    return tuple(entries)
