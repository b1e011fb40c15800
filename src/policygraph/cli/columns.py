"""Narrower and shorter tables for terminals; files hold every column and row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.cli.messages import translate

if TYPE_CHECKING:
    from policygraph.query.results import ResultTable, Value


_FOR_PROGRAMS = ("start", "end", "end_line", "rule", "order")


def readable(table: ResultTable) -> ResultTable:
    """The table without IRIs, offsets and the like, which words beside them make superfluous for people."""
    kinds = table.kinds or ("string",) * len(table.columns)
    named = [name for name, kind in zip(table.columns, kinds, strict=True) if kind != "iri"]
    return only(table, [name for name in named if name not in _FOR_PROGRAMS])


def spoken(table: ResultTable) -> ResultTable:
    """The table with the sentences of findings, which the graph keeps in English, in the language in use."""
    if "message" not in table.columns:
        return table
    column = table.columns.index("message")
    rows = ((*row[:column], _spoken(row[column]), *row[column + 1 :]) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _spoken(message: Value) -> Value:
    """A sentence in the language in use; one that carries its own words stays as it is."""
    from policygraph.query.results import Coded

    return message if isinstance(message, Coded) else translate(str(message))


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
