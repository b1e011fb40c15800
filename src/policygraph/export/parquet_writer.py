"""The tables of ``sql/tables.sql`` as Parquet, a file a table; needs the extra ``policygraph[parquet]``."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policygraph.errors import OutputFailed
from policygraph.export.database import table_names

if TYPE_CHECKING:
    import pyarrow

ROWS_A_GROUP: Final = 50_000
SUFFIX: Final = ".parquet"
_TYPES: Final = {"TEXT": "string", "INTEGER": "int64", "REAL": "float64"}
_TRUTHS: Final = {"is_read", "is_group", "planned", "inferred"}


def write_parquet(database: sqlite3.Connection, folder: Path) -> None:
    """Write ``documents.parquet`` and so on into a folder that exists; the same tables, the same bytes.

    Raises ``OutputFailed`` where pyarrow is not installed.
    """
    try:
        import pyarrow.parquet as parquet
    except ModuleNotFoundError as error:
        raise OutputFailed("Parquet needs the extra 'parquet'", hint="pip install 'policygraph[parquet]'") from error
    for name in table_names(database):
        schema = _schema(database, name)
        with parquet.ParquetWriter(folder / f"{name}{SUFFIX}", schema, compression="zstd") as writer:
            for batch in _batches(database, name, schema):
                writer.write_batch(batch)


def _schema(database: sqlite3.Connection, table: str) -> pyarrow.Schema:
    import pyarrow

    columns = database.execute(f"PRAGMA table_info({table})").fetchall()
    return pyarrow.schema([(row["name"], _type(row["name"], row["type"])) for row in columns])


def _type(column: str, declared: str) -> Any:
    import pyarrow

    return pyarrow.bool_() if column in _TRUTHS else pyarrow.type_for_alias(_TYPES[declared])


def _batches(database: sqlite3.Connection, table: str, schema: pyarrow.Schema) -> Any:
    import pyarrow

    key = [row["name"] for row in database.execute(f"PRAGMA table_info({table})") if row["pk"]]
    order = ", ".join(f'"{column}"' for column in key)
    cursor = database.execute(f"SELECT * FROM {table} ORDER BY {order}")
    while rows := cursor.fetchmany(ROWS_A_GROUP):
        arrays = [pyarrow.array([_cell(row[field.name], field) for row in rows], type=field.type) for field in schema]
        yield pyarrow.record_batch(arrays, schema=schema)


def _cell(value: Any, field: Any) -> Any:
    return None if value is None else bool(value) if field.name in _TRUTHS else value
