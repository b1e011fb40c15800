"""Tables that legal databases print one cell a line, each cell closed by a line that holds only ``|``.

Two habits are met: rows that simply follow one another, and rows that each open with a bar of
their own. Empty cells are cells; a row may hold fewer cells than the head (section rows, merged
cells). Where rows begin is therefore the cheapest way to cut the cells into rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import regex

from policygraph.model import Cell
from policygraph.structure.columns import column_role
from policygraph.structure.lines import CELL_MARK, Line
from policygraph.structure.markers import follows
from policygraph.structure.zone_rules import begins_zone

WIDEST = 15
LONGEST_CELL = 6000
MOST_SKIPPED = 3
FEWEST_NUMBERED = 3
FEWEST_DIVIDED = 4
LONGEST_FIRST_HEAD = 60
SPARE_CELLS = 2  # a row that was split by hand may hold more cells than the head
# "(1)", "2", "B", "5 = 3 + 4": what stands in the row that numbers the columns
_COLUMN_NUMBER = regex.compile(r"[(\[]?(?:\d{1,2}|[A-HKa-h])(?:\s?[=+x*/-]\s?[(\[]?\d{1,2}[)\]]?){0,6}[)\]]?")
_ORDINAL = regex.compile(r"(?:[IVX]{1,6}|[A-HK]|\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]\)?)[.)]?")


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before it has an element id: head and rows of cells, first and last line."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first_line: int
    last_line: int


@dataclass(slots=True, eq=False)
class _Segment:
    """What stands before a bar: the lines from ``first`` up to the bar at line ``bar``. Never changed."""

    first: int
    bar: int
    cell: Cell
    text: str
    apart: bool = False  # blank lines keep it off the bars around it


def find_tables(lines: list[Line]) -> list[RawTable]:
    """All tables with a head that names at least two usual columns, in order."""
    segments = _segments(lines)
    tables: list[RawTable] = []
    at = 0
    while at < len(segments):
        head = _head(lines, segments, at)
        table = _read_table(segments, at, *head) if head else None
        if table is None:
            at += 1
            continue
        tables.append(table[0])
        at = table[1]
    return tables


def _segments(lines: list[Line]) -> list[_Segment]:
    bars = [number for number, line in enumerate(lines) if line.text == CELL_MARK]
    firsts = [0, *(bar + 1 for bar in bars)]
    return [_segment(lines, first, bar) for first, bar in zip(firsts, bars, strict=False)]


def _is_apart(lines: list[Line], first: int, bar: int) -> bool:
    return bar - first >= 3 and not lines[first].text and not lines[bar - 1].text


def _segment(lines: list[Line], first: int, bar: int) -> _Segment:
    if bar - first == 1 and lines[first].text:  # nearly all cells
        line = lines[first]
        return _Segment(first, bar, Cell(line.start, line.end), line.text)
    inner = [line for line in lines[first:bar] if line.text]
    if not inner:
        return _Segment(first, bar, Cell(lines[bar].start, lines[bar].start), "")
    cell = Cell(inner[0].start, inner[-1].end)
    return _Segment(first, bar, cell, "\n".join(line.text for line in inner), _is_apart(lines, first, bar))


def _head(lines: list[Line], segments: list[_Segment], at: int) -> tuple[list[_Segment], int] | None:
    """The cells of a head row that begins with segment ``at`` and how many segments it takes, or None."""
    first = segments[at]
    if not first.text or (first.apart and not segments[min(at + 1, len(segments) - 1)].apart):
        return None
    if column_role(first.text) is None and not _opens_table(lines, segments, at):
        # text may stand above the table: only its last line is the cell
        last = max(n for n in range(first.first, first.bar) if lines[n].text)
        first = _segment(lines, last, first.bar)
        if column_role(first.text) is None:
            return None
    if _is_heading(lines, segments, at):
        return None
    head = [first]
    for segment in segments[at + 1 : at + WIDEST]:
        if not segment.text or len(segment.text) > 150 or _is_column_number(segment.text):
            break
        if _is_ordinal(segment.text) or _opens_annex(segment.text):
            break
        if segment.apart and len(head) > 1 and not head[-1].apart:
            break  # what stands between two tables: the signature's, and that of an annex
        head.append(segment)
    return _checked_head(head, segments, at)


def _checked_head(head: list[_Segment], segments: list[_Segment], at: int) -> tuple[list[_Segment], int] | None:
    """The head where its cells name enough usual columns, those of a second level in their place."""
    named = [role for role in map(column_role, (segment.text for segment in head)) if role]
    needed = 2 if column_role(head[0].text) else 3
    if len(head) < 2 or len(named) < 2 or len(set(named)) < needed or not {"task", "objective"} & set(named):
        return None
    return _with_second_level(head, segments, at + len(head)), len(head) + _second_row(head, segments, at + len(head))


def _opens_table(lines: list[Line], segments: list[_Segment], at: int) -> bool:
    """Whether the bar right above a cell opens a table, so that the cell is the first of its head."""
    cell = segments[at]
    if at == 0 or len(cell.text) > LONGEST_FIRST_HEAD or not lines[cell.first].text or not lines[cell.bar - 1].text:
        return False
    before = segments[at - 1]
    return not before.text or not lines[before.bar - 1].text


def _second_row(head: list[_Segment], segments: list[_Segment], after: int) -> int:
    """How many segments a second row of the head takes, with the bar that opens it; 0 where there is none."""
    if after + 3 >= len(segments) or segments[after].text or not _divided(head):
        return 0
    roles = [column_role(segment.text) for segment in segments[after + 1 : after + 4]]
    return 3 if set(roles[:2]) == {"lead", "coordinate"} and not segments[after + 3].text else 0


def _divided(head: list[_Segment]) -> int | None:
    """The cell that says who does it, where no other says who takes part."""
    roles = [column_role(segment.text) for segment in head]
    return roles.index("lead") if roles.count("lead") == 1 and "coordinate" not in roles else None


def _with_second_level(head: list[_Segment], segments: list[_Segment], after: int) -> list[_Segment]:
    """ "Cơ quan thực hiện" stands above "Chủ trì" and "Phối hợp", which are printed after all of the first row."""
    if _second_row(head, segments, after):
        return _replaced(head, segments[after + 1 : after + 3])
    last = {column_role(segment.text) for segment in head[-2:]}
    if (
        len(head) > FEWEST_DIVIDED
        and last == {"lead", "coordinate"}
        and _divided(head[:-2]) not in (None, len(head) - 3)
    ):
        return _replaced(head[:-2], head[-2:])
    return head


def _replaced(head: list[_Segment], parts: list[_Segment]) -> list[_Segment]:
    place = _divided(head)
    return head if place is None else [*head[:place], *parts, *head[place + 1 :]]


def _is_heading(lines: list[Line], segments: list[_Segment], at: int) -> bool:
    """Whether what stands before a bar is the heading of the table that the bar opens ("Danh mục nhiệm vụ")."""
    if at + 1 >= len(segments) or not segments[at + 1].text:
        return False
    loose, next_loose = (not lines[segment.bar - 1].text for segment in segments[at : at + 2])
    return (loose and not next_loose) or column_role(segments[at + 1].text) == "ordinal"


def _read_table(segments: list[_Segment], at: int, head: list[_Segment], taken: int) -> tuple[RawTable, int] | None:
    after = at + taken
    stop = _end_of_cells(segments, after, spaced=any(segment.apart for segment in head[1:]))
    opened = after < stop and not segments[after].text and at > 0 and segments[at - 1].bar + 1 == head[0].first
    rows, used = _cut_rows(segments[after:stop], len(head), opened)
    if not rows:
        return None
    last = segments[after + used - 1].bar
    cells = tuple(tuple(segment.cell for segment in row) for row in rows if not _repeats_head(row))
    return RawTable(tuple(s.cell for s in head), cells, min(s.first for s in head), last), after + used


def _end_of_cells(segments: list[_Segment], start: int, spaced: bool) -> int:
    """Where the cells end; in a table that is not ``spaced`` itself, words that stand apart are none of its cells."""
    for number in range(start, len(segments)):
        segment = segments[number]
        if len(segment.text) > LONGEST_CELL or (segment.apart and not spaced) or _opens_annex(segment.text):
            return number
    return len(segments)


def _opens_annex(text: str) -> bool:
    """Whether an appendix begins here: what stands before a bar is then no cell."""
    return any(begins_zone(line, "appendix") or begins_zone(line, "annex-note") for line in text.split("\n"))


def _cut_rows(segments: list[_Segment], width: int, opened: bool) -> tuple[list[list[_Segment]], int]:
    """Cut cells into rows at least cost; ``opened`` rows begin with a bar of their own.

    Returns the rows and how many segments they use. Linear in the number of segments.
    """
    n, lead = len(segments), int(opened)
    numbering = _numbering(segments, width + SPARE_CELLS + 1 + lead)
    best = [0.0] * (n + 1)
    choice = [0] * (n + 1)  # cells of the row that begins here; 0 ends the table
    for i in range(n - 1, -1, -1):
        best[i], choice[i] = best[i + 1] + 2.0, 0
        for k in range(1, width + SPARE_CELLS + 1):
            end = i + lead + k
            if end > n or (opened and segments[i].text):
                break
            row = slice(i + lead, end)
            cost = _row_cost(segments[row], width) + numbering.cost(row, width, opened) + best[end]
            if cost < best[i]:
                best[i], choice[i] = cost, k
    return _rows(segments, choice, lead)


@dataclass(frozen=True, slots=True)
class _Numbering:
    """The numbers of rows as they run on: ``nexts`` is how many cells after each the next one stands, 0 if not near.

    ``running`` counts, up to each cell, those that follow a number near by: most of them begin a row.
    """

    nexts: list[int]
    running: list[int]

    def cost(self, row: slice, width: int, opened: bool) -> float:
        """No row goes on past the next number; one that is short has cells merged with the row above."""
        within: int = self.running[row.stop] - self.running[row.start + 1]
        cells = row.stop - row.start
        if within or not 3 <= cells < width:
            return 1.2 * within
        until_next = self.nexts[row.start]
        follows_one = self.running[row.start + 1] > self.running[row.start]
        if until_next == cells + opened:
            return -1.0
        return -0.6 if follows_one else 0.0


def _numbering(segments: list[_Segment], reach: int) -> _Numbering:
    numbers = [s.text.rstrip(".)") if s.text and _is_ordinal(s.text) else "" for s in segments]
    nexts = [0] * (len(segments) + 1)
    follow = [0] * (len(segments) + 1)
    for i, number in enumerate(numbers):
        if number:
            near = enumerate(numbers[i + 1 : i + 1 + reach], start=1)
            nexts[i] = next((step for step, other in near if other and is_next(number, other)), 0)
            follow[i + nexts[i]] = 1 if nexts[i] else follow[i]
    return _Numbering(nexts, [0, *accumulate(follow)])


def is_next(number: str, other: str) -> bool:
    """Whether a number of a table's row may come right after another.

    >>> is_next("1.1", "1.2"), is_next("9", "10"), is_next("2", "2.1")
    (True, True, False)
    """
    head, _, last = number.rpartition(".")
    other_head, _, other_last = other.rpartition(".")
    return head == other_head and follows(last, other_last)


def _rows(segments: list[_Segment], choice: list[int], lead: int) -> tuple[list[list[_Segment]], int]:
    """Follow the choices. A cell that fits no row is passed over when the table goes on soon after it."""
    rows: list[list[_Segment]] = []
    i = used = skipped = 0
    while i < len(segments) and skipped <= MOST_SKIPPED:
        if choice[i]:
            used = i + lead + choice[i]
            rows.append(segments[i + lead : used])
            i, skipped = used, 0
        else:
            i, skipped = i + 1, skipped + 1
    return rows, used


def _row_cost(row: list[_Segment], width: int) -> float:
    """How unlikely it is that these cells are one row: full and numbered rows are the likeliest."""
    numbered = _is_ordinal(row[0].text)
    if _numbers_columns(row):
        return -0.4 - 1.2 * len(row) if len(row) == width else 1.0
    if _is_head_again(row):
        return -0.3
    if len(row) == width:
        return -0.5 if numbered else (0.1 if not row[0].text else 0.6)
    if len(row) == 2 and numbered and row[1].text and not _is_ordinal(row[1].text):
        return 0.3  # a section row: "II | Phát triển hạ tầng"
    if len(row) == 1:
        return 0.5 if row[0].text and not numbered else 2.0
    return 1.6 + 0.3 * abs(width - len(row)) - (0.5 if numbered else 0.0)


# A cell is asked for in each row that it might belong to.
@lru_cache(maxsize=1024)
def _is_ordinal(text: str) -> bool:
    return _ORDINAL.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _is_column_number(text: str) -> bool:
    return _COLUMN_NUMBER.fullmatch(text) is not None


def _is_head_again(row: list[_Segment]) -> bool:
    """The head is printed again on each page, and under each section."""
    return len(row) >= 3 and all(column_role(cell.text) for cell in row)


def _repeats_head(row: list[_Segment]) -> bool:
    return _is_head_again(row) or _numbers_columns(row)


def _numbers_columns(row: list[_Segment]) -> bool:
    """Whether a row only numbers the columns: "(1) | (2) | (3)", "A | B | 1 | 2"."""
    if len(row) < FEWEST_NUMBERED or not all(_is_column_number(cell.text) for cell in row):
        return False
    numbers = [cell.text.strip("()[]") for cell in row]
    steps = sum(is_next(one, other) for one, other in pairwise(numbers))
    return steps >= len(row) - 2
