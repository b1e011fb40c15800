"""Narrower tables for terminals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.export.tables import NamedTable


def only(whole: NamedTable, columns: tuple[str, ...]) -> NamedTable:
    """The table with some of its columns."""
    table = whole.table
    kept = [table.columns.index(name) for name in columns]
    narrower = replace(
        table,
        columns=columns,
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
        labels=tuple(table.labels[i] for i in kept),
        kinds=tuple(table.kinds[i] for i in kept),
    )
    return replace(whole, table=narrower)
