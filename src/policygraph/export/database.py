"""The graph as a SQLite database: the tables of ``sql/tables.sql``, the views and indexes of ``sql/views.sql``.

Networks, Parquet files and annotations are read from the same tables, so that nobody needs the graph in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from policygraph.export.nodes import nodes
from policygraph.export.parts import Part, WholeGraph
from policygraph.export.rows import Row, rows_of
from policygraph.graph.terms import INFERRED
from policygraph.namespaces import ONTOLOGY
from policygraph.query.results import Label
from policygraph.query.words import relation_words

PAGE_SIZE: Final = 4096  # bytes; fixed, so that the same rows are the same bytes
_CACHE = 64_000  # KiB
# The one predicate in the tables that is not ours.
_FOREIGN: Final = {"hasMember": Label("có thành viên", "has member")}


@contextmanager
def open_database(part: WholeGraph | Part) -> Iterator[sqlite3.Connection]:
    """The tables of a part in a temporary file, read only, for what is made from them."""
    with TemporaryDirectory(prefix="policygraph-") as folder:
        path = Path(folder) / "graph.sqlite"
        write_database(part, path)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            yield connection


def write_database(part: WholeGraph | Part, path: Path) -> None:
    """Write the tables, views and search index of a part to a new file.

    The same graph gives the same bytes with the same version of SQLite, which writes its version into the file.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA journal_mode = OFF")  # the file is new: there is nothing to bring back
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_script("tables"))
        connection.execute("BEGIN")
        _fill(connection, part)
        connection.execute("COMMIT")
        connection.executescript(_script("views"))
        connection.execute("VACUUM")


def table_names(connection: sqlite3.Connection) -> list[str]:
    """The tables that hold the graph, without those of the search index, sorted."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for (name, *_) in found if not name.startswith(("nodes_fts", "sqlite_"))]


def _fill(connection: sqlite3.Connection, part: WholeGraph | Part) -> None:
    words = {**relation_words(part.store), **_FOREIGN}
    labels = ((name, label.vi, label.en) for name, label in sorted(words.items()))
    connection.executemany("INSERT INTO predicates VALUES (?, ?, ?)", labels)
    connection.executemany("INSERT INTO metadata VALUES (?, ?)", _metadata(part))
    for table, cells in _rows(part):
        columns = tuple(column for column, value in cells.items() if value is not None)
        connection.execute(_insert(table, columns), cells)


def _rows(part: WholeGraph | Part) -> Iterator[Row]:
    for graph, lines in part.graphs():
        for node in nodes(lines):
            yield from rows_of(node, inferred=graph == INFERRED)


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    """A row, or more cells of a row that is there: two graphs may each say a part of it."""
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(f":{column}" for column in columns)
    statement = f"INSERT INTO {table} ({names}) VALUES ({values})"
    if "iri" not in columns:
        return f"{statement} ON CONFLICT DO NOTHING"
    filled = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column != "iri")
    return f"{statement} ON CONFLICT (iri) DO " + (f"UPDATE SET {filled}" if filled else "NOTHING")


def _metadata(part: WholeGraph | Part) -> Iterable[tuple[str, str]]:
    """Where the tables come from. No clock: the same graph, the same words."""
    from policygraph import __version__

    yield "title", "policygraph"
    yield "made_with", f"policygraph {__version__}"
    yield "ontology", ONTOLOGY
    manifest = part.store.manifest
    if manifest:
        yield "graph_digest", manifest.digest
        yield "graph_format", manifest.format
        yield "rules", manifest.rules
    chosen = part.documents()
    yield "part", "\n".join(chosen) if chosen else "whole graph"


@cache
def _script(name: str) -> str:
    return (Path(__file__).with_name("sql") / f"{name}.sql").read_text(encoding="utf-8")
