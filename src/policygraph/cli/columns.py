"""Narrower and shorter tables for terminals; files hold every column and row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.query.results import ResultTable, Value


def only(table: ResultTable, columns: Sequence[str]) -> ResultTable:
    """The table with some of its columns."""
    kept = [table.columns.index(name) for name in columns]
    return replace(
        table,
        columns=tuple(columns),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
        labels=tuple(table.labels[i] for i in kept),
        kinds=tuple(table.kinds[i] for i in kept),
    )


def merged(table: ResultTable, keys: Sequence[str]) -> ResultTable:
    """One row for all rows that agree in ``keys``; what differs is joined by "; "."""
    places = [table.columns.index(name) for name in keys]
    groups: dict[tuple[Value, ...], list[tuple[Value, ...]]] = {}
    for row in table.rows:
        groups.setdefault(tuple(row[i] for i in places), []).append(row)
    return replace(table, rows=tuple(_joined(rows) for rows in groups.values()))


def _joined(rows: list[tuple[Value, ...]]) -> tuple[Value, ...]:
    columns = (list(dict.fromkeys(column)) for column in zip(*rows, strict=True))
    return tuple(c[0] if len(c) == 1 else "; ".join(str(cell) for cell in c if cell is not None) for c in columns)
