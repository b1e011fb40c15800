"""``query``: SPARQL and named questions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from policygraph.cli.columns import readable
from policygraph.cli.completing import FOLDERS, query_names
from policygraph.cli.messages import say
from policygraph.cli.options import Amount
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    Destination,
    deliver,
    deliver_graph,
    deliver_table,
    named,
    table_options,
)
from policygraph.cli.verbs import verb
from policygraph.errors import MissingInput

if TYPE_CHECKING:
    from policygraph.query import ResultTable, Triples

STANDARD_INPUT = "-"


MOST_ROWS = 100_000
OWN_SECONDS = 60.0

queries_option = click.option(
    "--queries",
    "folders",
    metavar="DIR",
    multiple=True,
    envvar=FOLDERS,
    type=click.Path(),
    help="A folder with named questions of your own; repeatable; or POLICYGRAPH_QUERIES.",
)


@verb()
@click.argument("sparql", required=False)
@click.option("--file", "path", metavar="FILE", help="Read the SPARQL from a file.")
@click.option("--name", metavar="NAME", shell_complete=query_names, help="Ask a named question; see queries list.")
@click.option("-p", "parameters", metavar="NAME=VALUE", multiple=True, help="A parameter: bound, never pasted.")
@queries_option
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="ROWS",
    default=MOST_ROWS,
    show_default=True,
    help="Read at most so many rows; 0 reads all.",
)
@click.option(
    "--timeout",
    type=Amount(0),
    metavar="SECONDS",
    help="End the query after so many seconds, 60 for SPARQL of your own; 0 waits for ever.",
)
@store_option
@table_options((*TABLE_FORMATS, *GRAPH_FORMATS))
def query(
    sparql: str | None,
    path: str | None,
    name: str | None,
    parameters: tuple[str, ...],
    folders: tuple[str, ...],
    limit: int,
    timeout: float | None,
    folder: str,
    destination: Destination,
) -> int:
    """Ask the graph: SPARQL from an argument, a file or standard input ("-"), or a named question.

    Our prefixes (pg:, pgid:, …) need no declaration. SELECT and ASK give a table, CONSTRUCT and DESCRIBE a graph.
    """
    from policygraph.query import ResultTable, load_query, run_query, run_sparql

    if sum(given is not None for given in (sparql, path, name)) != 1:
        raise click.UsageError(say("give exactly one of: SPARQL, --file, --name"))
    values = dict(map(_parameter, parameters))
    asked = load_query(name, folders) if name else None
    store = open_folder(folder)
    if asked:
        table = run_query(store, asked, values, limit=limit or None, timeout=timeout or None)
        status = deliver([named(table)], destination, about(store), on_terminal=[named(readable(table))])
        return _tell_cut(table, status)
    seconds = OWN_SECONDS if timeout is None else timeout or None
    found = run_sparql(store, _sparql(sparql, path), values, limit=limit or None, timeout=seconds)
    if isinstance(found, ResultTable):
        return _tell_cut(found, deliver_table(found, destination))
    return _tell_cut(found, deliver_graph(found, destination))


def _tell_cut(found: ResultTable | Triples, status: int) -> int:
    """Say that a limit left something out, whatever the format; the status as it was."""
    if found.more:
        rows = len(found.triples if hasattr(found, "triples") else found.rows)
        tell(say("{rows} rows shown, more exist; --limit 0 shows all", rows=rows))
    return status


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise click.UsageError(say("a parameter is written name=value, not {text}", text=text))
    return name, value


def _sparql(sparql: str | None, path: str | None) -> str:
    if path is None and sparql != STANDARD_INPUT:
        return sparql or ""
    if path in (None, STANDARD_INPUT):
        return sys.stdin.read()
    try:
        with open(str(path), encoding="utf-8-sig") as file:
            return file.read()
    except FileNotFoundError as error:
        raise MissingInput("no such file", place=path, hint="check the path") from error
    except IsADirectoryError as error:
        raise MissingInput("this is a folder", place=path, hint="check the path") from error
    except UnicodeDecodeError as error:
        raise MissingInput("not UTF-8 text", place=path, hint="save the file as UTF-8 and try again") from error
