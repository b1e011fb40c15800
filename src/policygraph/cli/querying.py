"""``query`` and ``queries``: SPARQL and named questions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from policygraph.cli.columns import readable
from policygraph.cli.completing import query_names
from policygraph.cli.messages import language, say
from policygraph.cli.stores import about, open_folder, store_option
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
from policygraph.cli.verbs import CONTEXT, Verb, VerbGroup, verb
from policygraph.errors import MissingInput

if TYPE_CHECKING:
    from policygraph.query import NamedQuery, ResultTable

STANDARD_INPUT = "-"


@verb()
@click.argument("sparql", required=False)
@click.option("--file", "path", metavar="FILE", help="Read the SPARQL from a file.")
@click.option("--name", metavar="NAME", shell_complete=query_names, help="Ask a named question; see queries list.")
@click.option("-p", "parameters", metavar="NAME=VALUE", multiple=True, help="A parameter: bound, never pasted.")
@store_option
@table_options((*TABLE_FORMATS, *GRAPH_FORMATS))
def query(
    sparql: str | None,
    path: str | None,
    name: str | None,
    parameters: tuple[str, ...],
    folder: str,
    destination: Destination,
) -> int:
    """Ask the graph: SPARQL from an argument, a file or standard input ("-"), or a named question.

    Our prefixes (pg:, pgid:, …) need no declaration. SELECT and ASK give a table, CONSTRUCT and DESCRIBE a graph.
    """
    from policygraph.query import ResultTable, run_query, run_sparql

    if sum(given is not None for given in (sparql, path, name)) != 1:
        raise click.UsageError(say("give exactly one of: SPARQL, --file, --name"))
    values = dict(map(_parameter, parameters))
    store = open_folder(folder)
    if name:
        table = run_query(store, name, values)
        return deliver([named(table)], destination, about(store), on_terminal=[named(readable(table))])
    found = run_sparql(store, _sparql(sparql, path), values)
    if isinstance(found, ResultTable):
        return deliver_table(found, destination)
    return deliver_graph(found, destination)


@click.group(cls=VerbGroup, context_settings=CONTEXT)
def queries() -> None:
    """List the named questions, or show one."""


@queries.command("list", cls=Verb, context_settings=CONTEXT)
@table_options()
def list_(destination: Destination) -> int:
    """List the named questions."""
    from policygraph.query import list_queries

    return deliver_table(_catalogue(list_queries()), destination)


@queries.command("show", cls=Verb, context_settings=CONTEXT)
@click.argument("name", shell_complete=query_names)
def show(name: str) -> None:
    """Print the SPARQL of a named question, with what it asks and its parameters."""
    from policygraph.cli.streams import emit
    from policygraph.query import load_query

    emit(load_query(name).text)


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
    except UnicodeDecodeError as error:
        raise MissingInput("not UTF-8 text", place=path, hint="save the file as UTF-8 and try again") from error


def _catalogue(known: list[NamedQuery]) -> ResultTable:
    from policygraph.query import Label, ResultTable

    rows = tuple((q.name, q.question.text(language()), " ".join(p.name for p in q.parameters)) for q in known)
    labels = (Label("Tên", "Name"), Label("Câu hỏi", "Question"), Label("Tham số", "Parameters"))
    title = Label("Các câu hỏi có tên", "Named questions")
    return ResultTable(title, ("name", "question", "parameters"), rows, labels)
