"""The outline of a document: zones, provisions with Akoma Ntoso element ids, tables, leaves."""

from __future__ import annotations

from policygraph.model import Annex, Leaf, Outline, Provision, Row, Table, Text
from policygraph.structure.lines import Line, split_lines
from policygraph.structure.paragraphs import Block, split_paragraphs
from policygraph.structure.tables import RawTable, find_tables
from policygraph.structure.tree import Tree
from policygraph.structure.zones import Zone, find_zones


def parse_outline(text: Text) -> Outline:
    """The structure of a text. Never raises: text without any sign of structure is one paragraph.

    Promises: the leaves follow one another and cover the text exactly; element ids are unique.
    """
    lines = split_lines(text.content)
    raw_tables = find_tables(lines)
    blocks = split_paragraphs(text.content, _outside(lines, raw_tables))
    builder = _Builder(text)
    entries: list[Block | RawTable] = sorted([*blocks, *raw_tables], key=lambda e: _start(e, lines))
    for entry, zone in zip(entries, find_zones(text.content, entries), strict=True):
        if isinstance(entry, RawTable):
            builder.add_table(entry, lines)
        else:
            builder.add_block(entry, zone)
    return builder.finish()


def _outside(lines: list[Line], tables: list[RawTable]) -> list[Line]:
    """The lines that stand in no table; a blank one stands for each table, so that nothing joins across it."""
    kept: list[Line] = []
    position = 0
    for table in tables:
        kept += lines[position : table.first_line]
        edge = lines[table.first_line].start
        kept.append(Line(edge, edge, ""))
        position = table.last_line + 1
    return kept + lines[position:]


def _start(entry: Block | RawTable, lines: list[Line]) -> int:
    return lines[entry.first_line].start if isinstance(entry, RawTable) else entry.start


class _Builder:
    """Collects leaves, provisions, tables and annexes in reading order."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.tree = Tree()
        self.leaf_starts: list[tuple[int, str, str]] = []
        self.tables: list[Table] = []
        self.annexes: list[Annex] = []
        self.counts: dict[str, int] = {}

    @property
    def part(self) -> str:
        return self.tree.part

    def add_block(self, block: Block, zone: Zone) -> None:
        if zone.annex_opens:
            self._open_annex(block)
        if zone.kind == "annex-title" and self.annexes:
            self._extend_annex_title(block)
        if zone.kind in ("provision", "preamble", "closing") and block.kind == "text":
            provision_eid = self.tree.add(block, zone.kind)
            self.leaf_starts.append((block.start, zone.kind, provision_eid))
        else:
            self.leaf_starts.append((block.start, zone.kind, self._numbered(zone.kind)))

    def _open_annex(self, block: Block) -> None:
        number = len(self.annexes) + 1
        self._close_annex(block.start)
        self.annexes.append(Annex(f"att_{number}", block.start, -1, block.start, block.start))
        self.tree.open_part(f"att_{number}")

    def _extend_annex_title(self, block: Block) -> None:
        last = self.annexes[-1]
        start = block.start if last.title_end == last.title_start else last.title_start
        self.annexes[-1] = Annex(last.eid, last.start, last.end, start, block.end)

    def _close_annex(self, end: int) -> None:
        if self.annexes and self.annexes[-1].end < 0:
            last = self.annexes[-1]
            self.annexes[-1] = Annex(last.eid, last.start, end, last.title_start, last.title_end)

    def _numbered(self, kind: str) -> str:
        name = f"{self.part}__{kind}" if self.part != "body" else kind
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name}__p_{self.counts[name]}"

    def add_table(self, raw: RawTable, lines: list[Line]) -> None:
        self.counts[self.part] = self.counts.get(self.part, 0) + 1
        prefix = f"{self.part}__" if self.part != "body" else ""
        eid = f"{prefix}tbl_{self.counts[self.part]}"
        rows = tuple(Row(f"{eid}__tr_{n}", cells) for n, cells in enumerate(raw.rows, start=1))
        start, end = lines[raw.first_line].start, lines[raw.last_line].end
        self.tables.append(Table(eid, start, end, raw.head, rows, self.part))
        for row_eid, cells in ((f"{eid}__tr_0", raw.head), *((row.eid, row.cells) for row in rows)):
            self.leaf_starts += [(cell.start, "cell", f"{row_eid}__td_{n}") for n, cell in enumerate(cells, start=1)]

    def finish(self) -> Outline:
        length = len(self.text.content)
        self._close_annex(length)
        provisions: tuple[Provision, ...] = self.tree.provisions()
        return Outline(self.text, self._leaves(length), provisions, tuple(self.tables), tuple(self.annexes))

    def _leaves(self, length: int) -> tuple[Leaf, ...]:
        """White space and bars belong to the leaf before them; the first leaf begins the text."""
        starts = self.leaf_starts or [(0, "header", "header__p_1")]
        ends = [start for start, _, _ in starts[1:]] + [length]
        begins = [0, *ends[:-1]]
        return tuple(
            Leaf(kind, begin, end, eid) for (_, kind, eid), begin, end in zip(starts, begins, ends, strict=True)
        )
