"""Rows whose cells are merged with those above them: what a row does not print itself, it shares.

A table printed one cell a line leaves such cells out, so a row is short; one drawn with bars leaves them empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from policygraph.extract.agencies import read_agency_list
from policygraph.extract.deadlines import read_deadlines
from policygraph.grammar.folding import squeeze, unify
from policygraph.model import Cell, Row, Table
from policygraph.structure import is_next

FEWEST_CELLS = 3
# "nt", "-nt-", "như trên", two strokes: the same as above
_DITTO = regex.compile(r"""(?i)[\s"”″'-]*(?:nt|n\.t\.?|như\s+trên|["”″〃]|''|//)[\s"”″'-]*""")
_ASSIGNING = ("lead", "coordinate", "deadline")
_OWN = ("ordinal", "task")  # columns in which every task has words of its own


def whole_rows(content: str, table: Table, roles: Sequence[str | None]) -> Iterator[Row]:
    """The rows of a table, each with the cells that it shares with the row above.

    Cells are merged within a group of tasks; "như trên" means the task before, whatever title stands between.
    """
    above: tuple[Cell, ...] | None = None
    before: tuple[Cell, ...] | None = None
    for place, row in enumerate(table.rows):
        cells = row.cells
        if holds_a_title(content, row, roles):
            above = None
            yield row
            continue
        if above and FEWEST_CELLS <= len(cells) < len(roles) and _goes_on(content, row, roles, above):
            cells = _placed(content, cells, roles, above)
        elif above and len(cells) == len(roles) and _shares_all(content, table, place, roles, above):
            cells = tuple(
                shared if role in _ASSIGNING else cell for cell, shared, role in zip(cells, above, roles, strict=True)
            )
        if before and len(cells) == len(roles):
            cells = tuple(
                shared if _DITTO.fullmatch(content, cell.start, cell.end) else cell
                for cell, shared in zip(cells, before, strict=True)
            )
        above = cells if len(cells) == len(roles) and _assigns(cells, roles) else None
        before = above or before
        yield Row(row.eid, cells)


def holds_a_title(content: str, row: Row, roles: Sequence[str | None]) -> bool:
    """Whether a row has but its number and, in a first column that assigns, words of another kind: a group's title."""
    first = next((i for i, role in enumerate(roles) if role != "ordinal"), 0)
    if len(row.cells) != len(roles) or roles[first] not in _ASSIGNING:
        return False
    filled = [i for i, cell in enumerate(row.cells) if cell.end > cell.start and roles[i] != "ordinal"]
    return filled == [first] and _fit(content, row.cells[first], roles[first]) < 0


def _assigns(cells: Sequence[Cell], roles: Sequence[str | None]) -> bool:
    return any(cell.end > cell.start for cell, role in zip(cells, roles, strict=True) if role in _ASSIGNING)


def _number(content: str, row: Row | None, roles: Sequence[str | None]) -> str:
    if row is None or "ordinal" not in roles or len(row.cells) <= roles.index("ordinal"):
        return ""
    cell = row.cells[roles.index("ordinal")]
    return content[cell.start : cell.end].strip().rstrip(".)")


def _goes_on(content: str, row: Row, roles: Sequence[str | None], above: tuple[Cell, ...]) -> bool:
    """Whether a short row goes on in the numbers of the row above, where the table has numbers."""
    if "ordinal" not in roles:
        return True
    return is_next(_number(content, Row("", above), roles), _number(content, row, roles))


def _shares_all(content: str, table: Table, place: int, roles: Sequence[str | None], above: tuple[Cell, ...]) -> bool:
    """Whether a row without agency and day goes on in the numbers of its neighbours: it is one of them, no heading."""
    row = table.rows[place]
    if _assigns(row.cells, roles):
        return False
    number = _number(content, row, roles)
    before = _number(content, Row("", above), roles)
    following = table.rows[place + 1] if place + 1 < len(table.rows) else None
    after = _number(content, following, roles)
    return is_next(before, number) and (following is None or is_next(number, after))


def _placed(
    content: str, cells: Sequence[Cell], roles: Sequence[str | None], above: tuple[Cell, ...]
) -> tuple[Cell, ...]:
    """The cells under the heads that they fit best, in their order; the gaps are filled from above."""
    fits = [[_fit(content, cell, role) for role in roles] for cell in cells]
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for column, role in enumerate(roles):
        gap = -5.0 if role in _OWN else (0.0 if above[column].end > above[column].start else -0.5)
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (score, chosen) in states.items():
            options = [(used, score + gap, chosen)]
            if used < len(cells):
                options.append((used + 1, score + fits[used][column], (*chosen, column)))
            for count, total, columns in options:
                if count not in after or total > after[count][0]:
                    after[count] = (total, columns)
        states = after
    own = dict(zip(states[len(cells)][1], cells, strict=True))
    return tuple(own.get(column, above[column]) for column in range(len(roles)))


def _fit(content: str, cell: Cell, role: str | None) -> float:
    """How well a cell's words fit under a head."""
    if cell.end <= cell.start:
        return 0.0
    words = squeeze(content[cell.start : cell.end])
    if role == "ordinal":
        return 1.0 if len(words) <= 6 else -3.0
    if role == "deadline":
        found = read_deadlines(content, cell.start, cell.end)
        return 1.0 if found and found[0].rule != "deadline-in-words" and len(words) < 80 else -1.0
    if role in ("lead", "coordinate"):
        named = read_agency_list(unify(words), 0, len(words))
        known = [agency for agency in named if agency.rule != "agency-as-written"]
        return (1.1 if role == "lead" else 1.0) if known and 2 * len(known) >= len(named) else -1.0
    return 0.3
