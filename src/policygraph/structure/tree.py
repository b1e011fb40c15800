"""Nest provisions and mint their Akoma Ntoso element ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from policygraph.grammar.folding import slug
from policygraph.model import Provision
from policygraph.structure.markers import Marker
from policygraph.structure.paragraphs import Block


@dataclass(slots=True)
class _Node:
    """A provision whose end is not known yet."""

    eid: str
    kind: str
    label: str
    path: str
    level: float
    num: str
    block: Block
    parent: _Node | None
    part: str
    end: int
    counts: dict[str, int] = field(default_factory=dict)


class Tree:
    """Grows in reading order; each part of the document (body, annex) has a root of its own."""

    def __init__(self) -> None:
        self.part = "body"
        self.nodes: list[_Node] = []
        self.stack: list[_Node] = []
        self.taken: dict[str, int] = {}
        self.root_counts: dict[str, int] = {}
        self.letters_inside = False

    def open_part(self, part: str) -> None:
        """Begin an annex: numbering and nesting start afresh."""
        self.part, self.stack, self.root_counts, self.letters_inside = part, [], {}, False

    def add(self, block: Block, zone: str) -> str:
        """Add a paragraph; returns its element id."""
        node = self._labelled(block, block.marker) if block.marker and zone == "provision" else self._plain(block, zone)
        self.nodes.append(node)
        above: _Node | None = node
        while above is not None:
            above.end = block.end
            above = above.parent
        return node.eid

    def _labelled(self, block: Block, marker: Marker) -> _Node:
        level = self._level(marker)
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        parent = self.stack[-1] if self.stack else None
        num = str(self._count(parent, "indent")) if marker.kind == "indent" else marker.num
        node = self._node(block, marker.kind, num, marker.label, parent, level)
        self.stack.append(node)
        return node

    def _level(self, marker: Marker) -> float:
        """Ranks are fixed, but a plan may put A under I, and "-" under a "+" that ends in a colon."""
        if marker.level == 6:
            roman_open = any(node.level == 7 for node in self.stack)
            if marker.num == "A" and roman_open:
                self.letters_inside = True
            return 7.5 if self.letters_inside and roman_open else 6
        return marker.level

    def _plain(self, block: Block, zone: str) -> _Node:
        kind = "para" if zone == "provision" else zone
        parent = self.stack[-1] if self.stack and kind == "para" else None
        return self._node(block, kind, str(self._count(parent, kind)), "", parent, 99)

    def _count(self, parent: _Node | None, kind: str) -> int:
        counts = parent.counts if parent else self.root_counts
        counts[kind] = counts.get(kind, 0) + 1
        return counts[kind]

    def _node(self, block: Block, kind: str, num: str, label: str, parent: _Node | None, level: float) -> _Node:
        prefix = parent.eid + "__" if parent else ("" if self.part == "body" else self.part + "__")
        eid = self._unique(f"{prefix}{kind}_{_id_part(num)}")
        path = _path(parent, kind, num)
        return _Node(eid, kind, label, path, level, num, block, parent, self.part, block.end)

    def _unique(self, eid: str) -> str:
        """A number that occurs twice gets a suffix: numbering restarts, and drafters slip."""
        self.taken[eid] = self.taken.get(eid, 0) + 1
        return eid if self.taken[eid] == 1 else self._unique(f"{eid}-{self.taken[eid]}")

    def provisions(self) -> tuple[Provision, ...]:
        """All provisions in reading order."""
        return tuple(map(_provision, self.nodes))


def _provision(node: _Node) -> Provision:
    block, parent = node.block, node.parent.eid if node.parent else None
    body_start = min(block.marker.end, block.end) if block.marker and node.label else block.start
    return Provision(
        node.eid, node.kind, node.label, node.path, block.start, body_start, block.end, node.end, parent, node.part
    )


def _id_part(num: str) -> str:
    """A number as part of an element id: đ stays đ (d and đ are two points of one list)."""
    return num.replace(".", "-") if num.replace(".", "").isalnum() else slug(num)


_SHOWN = {"indent": "-", "para": "p", "art": "Điều ", "chp": "Chương "}


def _path(parent: _Node | None, kind: str, num: str) -> str:
    """How people cite the provision: B.II.2.a; dashes and paragraphs are counted (II.-1, V.2.p1)."""
    if kind in ("preamble", "closing"):
        return f"{kind} {num}"
    if kind == "para" and parent and num == "1":
        return parent.path  # the words of "2. Sở Tài chính:" stand on the next line
    shown = _SHOWN.get(kind, "") + num
    while parent and kind == "subcl" and num.startswith(parent.num + "."):  # 2.1 under 2
        parent = parent.parent
    return f"{parent.path}.{shown}" if parent else shown
