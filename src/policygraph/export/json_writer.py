"""JSON and newline-delimited JSON: one object a row, keyed by column name."""

from __future__ import annotations

import json

from policygraph.query.results import ResultTable


def to_json(table: ResultTable) -> bytes:
    """The rows as a JSON array; no rows give ``[]``."""
    return (json.dumps(table.to_dicts(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def to_ndjson(table: ResultTable) -> bytes:
    """The rows as one JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_dicts()).encode("utf-8")
