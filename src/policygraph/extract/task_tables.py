"""Tasks from task tables: one row, one task; section rows name the group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from policygraph.extract.agencies import read_agency_list
from policygraph.extract.assignments import Agencies, read_assignment
from policygraph.extract.deadlines import find_deadlines, read_deadlines
from policygraph.extract.drafts import ItemDraft, Passages
from policygraph.extract.merged_cells import holds_a_title, whole_rows
from policygraph.grammar.folding import squeeze, unify
from policygraph.model import Cell, DeadlineMention, Outline, Row, Table
from policygraph.structure import column_role

TASK_ROW, INDICATOR_ROW = "task-table-row", "indicator-table-row"  # rules

_ORDINAL = regex.compile(r"[\p{L}\d]{1,5}(?:\.\d{1,3}){0,4}")
_LABELLED = regex.compile(r"([IVX]{1,6}|[A-K]|\d{1,2})[.)-]\s*(.+)")
_DASH = regex.compile(r"[-–+•]\s*")
_PERSON_HEAD = regex.compile(r"(?i)(?:người|cá\s+nhân|cán\s+bộ|công\s+chức)(?!\p{L})")
_UNIT_HEAD = regex.compile(r"(?i)đơn\s+vị|đv")
_OWN_NUMBER = regex.compile(r"(\d{1,3}(?:\.\d{1,2}){0,3}|[a-zđ])[.)]\s+(?=\p{L})")
_PERIOD_HEAD = regex.compile(
    r"(?i)(?:.*\s)?(?:(?:quý|quí|q)\s*(?:IV|I{1,3}|[1-4])|(?:tháng|t)\s*\d{1,2})(?:\s*[/.]\s*\d{4})?"
)
_INDICATOR_HEAD = regex.compile(r"(?i)(?:(?:các|tên|nội\s+dung)\s+)?chỉ\s+tiêu(?!\p{L})(?!\s*[,/]|\s+và\s)")
_CROSS = regex.compile(r"[\s(]*[xX×✓✔+●*][\s)]*")
_FIRST_DAY = regex.compile(r"(?i)bắt\s+đầu|(?<!\p{L})từ\s|khởi\s+công")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cells hold what; ``roles`` has one for each, None where the head tells none.

    ``begins``: the first of two columns of days says when a task begins, the second when it ends.
    ``crossed``: columns of periods, with their heads, in which a cross says when a task is due.
    ``rule``: what is assigned are tasks, or indicators ("Chỉ tiêu": "Kinh tế số chiếm 45% GRDP").
    """

    roles: tuple[str | None, ...]
    ordinal: int | None
    task: int
    lead: int | None
    coordinate: tuple[int, ...]
    deadline: tuple[int, ...]
    begins: bool
    crossed: dict[int, Cell]
    rule: str


def table_tasks(outline: Outline, passages: Passages) -> Iterator[ItemDraft]:
    """The tasks of all tables that name a task column and a column for agency or day."""
    for table in outline.tables:
        columns = _columns(outline, table)
        if columns is not None:
            yield from _rows(outline, table, columns, passages, _prefix(outline, table))


def _columns(outline: Outline, table: Table) -> _Columns | None:
    heads = [outline.text.content[cell.start : cell.end] for cell in table.head]
    crossed = {i: cell for i, cell in enumerate(table.head) if _PERIOD_HEAD.fullmatch(squeeze(heads[i]))}
    crossed = crossed if len(crossed) > 1 else {}
    roles = tuple(None if i in crossed else column_role(head) for i, head in enumerate(heads))

    def all_at(role: str) -> tuple[int, ...]:
        return tuple(i for i, other in enumerate(roles) if other == role)

    def at(role: str) -> int | None:
        return next(iter(all_at(role)), None)

    task = at("task") if "task" in roles else at("objective")
    # Of two columns one may name the person who answers for it.
    leads = sorted(all_at("lead"), key=lambda i: _PERSON_HEAD.match(heads[i].strip()) is not None)
    lead, deadline = next(iter(leads), None), all_at("deadline")
    if lead is not None and _UNIT_HEAD.fullmatch(heads[lead].strip()) and not _names_agencies(outline, table, lead):
        lead = None  # "Đơn vị" over "kg", "ha"
    if task is None or (lead is None and not deadline and not crossed):
        return None
    begins = len(deadline) == 2 and _FIRST_DAY.search(heads[deadline[0]]) is not None
    rule = INDICATOR_ROW if _INDICATOR_HEAD.match(squeeze(heads[task])) else TASK_ROW
    return _Columns(roles, at("ordinal"), task, lead, all_at("coordinate"), deadline, begins, crossed, rule)


def _names_agencies(outline: Outline, table: Table, column: int) -> bool:
    """Whether a known agency, not just words, stands in a column."""
    cells = (row.cells[column] for row in table.rows if len(row.cells) == len(table.head))
    lists = (read_agency_list(outline.text.content, cell.start, cell.end) for cell in cells)
    return any(agency.rule != "agency-as-written" for agencies in lists for agency in agencies)


def _prefix(outline: Outline, table: Table) -> str:
    same = [t.eid for t in outline.tables if t.part == table.part]
    place = table.part.replace("att_", "annex-") if len(outline.annexes) > 1 else table.part.replace("att_1", "annex")
    return place if len(same) == 1 else f"{place}/table-{same.index(table.eid) + 1}"


def _rows(outline: Outline, table: Table, columns: _Columns, passages: Passages, prefix: str) -> Iterator[ItemDraft]:
    group, group_label = None, ""
    latest: ItemDraft | None = None  # a row without a task of its own goes on with the one above
    for place, row in enumerate(whole_rows(outline.text.content, table, columns.roles), start=1):
        is_title = holds_a_title(outline.text.content, row, columns.roles)
        if latest and not is_title and _only_agencies(row, columns):
            latest = _with_more(latest, *_agencies(outline, row, columns))
            continue
        if latest:
            yield latest
        latest = None
        if is_title or _is_group(row, columns, len(table.head)):
            group, group_label = _group(outline, row)
        elif len(row.cells) == len(table.head):
            draft = _task(outline, row, columns, passages)
            if draft is not None:
                steps = [prefix, group_label, draft.ordinal or f"row-{place}"]
                latest = draft.placed("/".join(step for step in steps if step), table.part, group)
    if latest:
        yield latest


def _only_agencies(row: Row, columns: _Columns) -> bool:
    """Whether a row names agencies and nothing else: its cells go on from the page before."""
    if len(row.cells) != len(columns.roles):
        return False
    filled = {columns.roles[i] for i, cell in enumerate(row.cells) if cell.end > cell.start}
    return bool(filled) and filled <= {"lead", "coordinate"}


def _with_more(draft: ItemDraft, lead: Agencies, coordinate: Agencies) -> ItemDraft:
    """The task with further agencies, each once."""
    leads = {agency.label: agency for agency in (*draft.lead, *lead)}
    others = {agency.label: agency for agency in (*draft.coordinate, *coordinate)}
    return replace(draft, lead=tuple(leads.values()), coordinate=tuple(others.values()))


def _words(outline: Outline, cell: Cell) -> str:
    return squeeze(outline.text.content[cell.start : cell.end])


def _is_group(row: Row, columns: _Columns, width: int) -> bool:
    """A row with words but neither agency nor day, whose number (if any) is not that of a single task."""
    filled = [i for i, cell in enumerate(row.cells) if cell.end > cell.start]
    if not filled:
        return False
    if len(row.cells) != width:
        return len(filled) <= 2
    assigned = {columns.lead, *columns.coordinate, *columns.deadline}
    return not any(i in assigned for i in filled) and set(filled) <= {columns.ordinal, columns.task, 0, 1}


def _group(outline: Outline, row: Row) -> tuple[str, str]:
    words = [w for w in (_words(outline, cell) for cell in row.cells) if w]
    label = words[0].rstrip(".)") if len(words) > 1 and _ORDINAL.fullmatch(words[0].rstrip(".)")) else ""
    title = " ".join(words[1:] if label else words)
    inside = _LABELLED.match(title)
    return (inside[2], inside[1]) if inside and not label else (title, label)


def _task(outline: Outline, row: Row, columns: _Columns, passages: Passages) -> ItemDraft | None:
    cell = row.cells[columns.task]
    start, end = _without_dash(outline, cell)
    if end <= start:
        return None
    ordinal = _words(outline, row.cells[columns.ordinal]).rstrip(".)") if columns.ordinal is not None else ""
    if columns.ordinal is None and (number := _OWN_NUMBER.match(outline.text.content, start, end)):
        ordinal, start = number[1], number.end()
    lead, coordinate = _agencies(outline, row, columns)
    deadlines = _deadlines(outline, row, columns, passages)
    if not (lead or coordinate or deadlines):
        return None  # nobody is given anything: an indicator, or a heading
    return ItemDraft(
        kind="task",
        eid=row.eid,
        ordinal=ordinal or None,
        start=start,
        end=end,
        extent_end=max(end, row.cells[-1].end),  # the last cell may be shared with the row above
        lead=lead,
        coordinate=coordinate,
        deadlines=deadlines,
        rule=columns.rule,
    )


def _without_dash(outline: Outline, cell: Cell) -> tuple[int, int]:
    match = _DASH.match(outline.text.content, cell.start, cell.end)
    return (match.end() if match else cell.start), cell.end


def _agencies(outline: Outline, row: Row, columns: _Columns) -> tuple[Agencies, Agencies]:
    """The agencies of both columns; a cell of leads may name both ("Sở X chủ trì, phối hợp với Sở Y")."""
    content = unify(outline.text.content)
    lead: Agencies = ()
    coordinate: Agencies = ()
    if columns.lead is not None:
        cell = row.cells[columns.lead]
        lead, coordinate = read_assignment(content, cell.start, cell.end)
    cells = [row.cells[column] for column in columns.coordinate]
    named = [agency for cell in cells for agency in read_agency_list(content, cell.start, cell.end)]
    coordinate = (*named, *coordinate)
    return lead, coordinate


def _deadlines(outline: Outline, row: Row, columns: _Columns, passages: Passages) -> tuple[DeadlineMention, ...]:
    content = outline.text.content
    if columns.crossed:
        return tuple(_crossed(content, row, columns, passages.year))
    cells = [row.cells[column] for column in columns.deadline]
    found = [d for cell in cells for d in read_deadlines(content, cell.start, cell.end, year=passages.year)]
    if columns.begins and len(found) == 2:
        return (_spanning(content, *found),)
    if cells:
        return tuple(found)
    cell = row.cells[columns.task]
    return find_deadlines(content, cell.start, cell.end, year=passages.year, exclude=passages.cited)


def _spanning(content: str, first: DeadlineMention, last: DeadlineMention) -> DeadlineMention:
    """One deadline from the day in one column to that in the next."""
    begin, end = first.first or first.last, last.last or last.first
    if not begin or not end or begin > end:
        return last
    start = min(first.start, last.start)
    text = content[start : last.end]
    return replace(last, text=text, start=start, first=begin, last=end, edtf=f"{begin}/{end}", operator=None)


def _crossed(content: str, row: Row, columns: _Columns, year: int | None) -> Iterator[DeadlineMention]:
    """The periods in whose columns a cross stands."""
    for column, head in columns.crossed.items():
        cell = row.cells[column]
        if cell.end > cell.start and _CROSS.fullmatch(content, cell.start, cell.end):
            yield from read_deadlines(content, head.start, head.end, year=year)
