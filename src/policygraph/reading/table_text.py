"""Lay the cells of a table out in rows: spans resolved, heads of two levels made one.

A cell that covers several rows is repeated in each of them, so that every row tells the whole. A cell
that covers several columns is followed by empty ones, so that columns keep their place; a row whose one
cell covers (nearly) the whole width stays that one cell, with the label before it where there is one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from itertools import groupby

from policygraph.reading.blocks import Block, Paragraph, SourceCell, SourceTable, Words

Row = list[tuple[Block, ...]]
MOST_COLUMNS = 1000
LONGEST_HEAD_CELL = 90
# Cells that cover many rows are repeated; a hostile table must not grow beyond a few times its size.
_SPARE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class _Slot:
    """One column of one row: the cell that covers it, whether here it begins, and how many rows it still covers."""

    cell: SourceCell
    first: bool
    left: int


def lay_out(table: SourceTable) -> list[Row]:
    """The rows of a table, each a list of cells' blocks; rows without any words are left out."""
    grid = _without_idle_columns(_grid(table))
    width = max((len(row) for row in grid), default=0)
    levels = _head_levels(table)
    head = _merged_head(grid[:levels], width) if levels > 1 else _wide_head(grid[0]) if grid else None
    rows = [head, *(_row(slots, width) for slots in grid[levels:])] if head else [_row(slots, width) for slots in grid]
    return [row for row in rows if any(map(length, row))]


def length(blocks: tuple[Block, ...]) -> int:
    """How many characters of words blocks hold."""
    return sum(_block_length(block) for block in blocks)


def _block_length(block: Block) -> int:
    if isinstance(block, Paragraph):
        return sum(len(words.text.strip()) for words in block.words)
    return sum(length(cell.blocks) for row in block.rows for cell in row)


def _grid(table: SourceTable) -> list[list[_Slot]]:
    """Each row's slots from left to right: a cell fills every slot that it covers."""
    grid: list[list[_Slot]] = []
    spare = _SPARE_CHARACTERS + 3 * _block_length(table)
    hanging: dict[int, _Slot] = {}
    for row in table.rows:
        slots = _slots(row, hanging, parted=spare > 0)
        spare -= sum(2 + slot.first * length(slot.cell.blocks) for slot in hanging.values())
        spare -= 2 * (len(slots) - len(row))
        grid.append(slots)
        left = {column: replace(slot, left=slot.left - 1) for column, slot in enumerate(slots) if slot.left > 1}
        hanging = left if spare > 0 else {}
    return grid


def _slots(row: tuple[SourceCell, ...], hanging: dict[int, _Slot], parted: bool) -> list[_Slot]:
    """One row: its own cells and, between them, those that hang down from above."""
    slots: list[_Slot] = []
    cells = deque(row)
    furthest = max(hanging, default=-1)
    while len(slots) < MOST_COLUMNS and (cells or len(slots) <= furthest):
        if len(slots) in hanging:
            slots.append(hanging[len(slots)])
        elif cells:
            cell = cells.popleft()
            across = min(max(1, cell.across), MOST_COLUMNS - len(slots)) if parted else 1
            slots += [_Slot(cell, column == 0, cell.down) for column in range(across)]
        else:
            slots.append(_Slot(SourceCell(()), True, 1))
    return slots


def _without_idle_columns(grid: list[list[_Slot]]) -> list[list[_Slot]]:
    """Columns in which no cell with words begins are traces of how the table was drawn: they go."""
    used = {column for row in grid for column, slot in enumerate(row) if slot.first and length(slot.cell.blocks)}
    return [[slot for column, slot in enumerate(row) if column in used] for row in grid]


def _row(slots: list[_Slot], width: int) -> Row:
    own = [list(run) for _, run in groupby(slots, key=lambda slot: id(slot.cell))]
    if width > 2 and len(own) <= 2 and max(map(len, own), default=0) >= max(2, width - 2):
        return [run[0].cell.blocks for run in own if len(own) == 1 or length(run[0].cell.blocks)]
    return [slot.cell.blocks if slot.first else () for slot in slots]


def _head_levels(table: SourceTable) -> int:
    """Of how many rows the head consists: more than one where "Cơ quan" stands above "chủ trì | phối hợp"."""
    first = table.rows[0] if table.rows else ()
    deepest = max((cell.down for cell in first), default=1)
    parted = any(cell.across > 1 and cell.down < deepest for cell in first)
    short = all(length(cell.blocks) <= LONGEST_HEAD_CELL for row in table.rows[:deepest] for cell in row)
    return deepest if 1 < deepest <= 3 and deepest < len(table.rows) and parted and short else 1


def _wide_head(slots: list[_Slot]) -> Row | None:
    """A head whose cells cover several columns says the same of each; None where it looks like no head."""
    cells = [next(run).cell for _, run in groupby(slots, key=lambda slot: id(slot.cell))]
    short = all(0 < length(cell.blocks) <= LONGEST_HEAD_CELL for cell in cells)
    return [slot.cell.blocks for slot in slots] if len(cells) > 2 and short else None


def _merged_head(levels: list[list[_Slot]], width: int) -> Row:
    return [_joined([row[column].cell for row in levels if column < len(row)]) for column in range(width)]


def _joined(cells: list[SourceCell]) -> tuple[Block, ...]:
    """One cell that says what the cells above one another say together."""
    distinct = [next(same) for _, same in groupby(cells, key=id)]
    words: list[Words] = []
    for cell in distinct:
        for block in cell.blocks:
            if isinstance(block, Paragraph) and length((block,)):
                words += [Words(" ")] * bool(words) + list(block.words)
    return (Paragraph(tuple(words)),)
