"""CSV (RFC 4180) and TSV for programs: UTF-8, column names as heads, formulas guarded."""

from __future__ import annotations

import csv
import io

from policygraph.export.cells import guard
from policygraph.query.results import ResultTable, Value

BYTE_ORDER_MARK = "\ufeff"


def to_csv(table: ResultTable, *, bom: bool = False) -> bytes:
    """The table as CSV with a head row; ``bom`` for spreadsheets that take UTF-8 only with a mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return ((BYTE_ORDER_MARK if bom else "") + text.getvalue()).encode("utf-8")


def to_tsv(table: ResultTable) -> bytes:
    """The table as tab-separated lines; TSV has no quotes, so tabs and line ends in cells become spaces."""
    lines = [table.columns, *([_flat(value) for value in row] for row in table.rows)]
    return "".join("\t".join(map(str, line)) + "\n" for line in lines).encode("utf-8")


def _cell(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else guard(value)


def _flat(value: Value) -> Value:
    value = " ".join(value.split()) if isinstance(value, str) else value
    return "" if value is None else _cell(value)
