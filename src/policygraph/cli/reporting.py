"""``status``: the user's own reports of progress laid over the deadlines of the plans."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.counting import counted_kinds, province_option
from policygraph.cli.days import DAY
from policygraph.cli.failures import BAD_INPUT, complain
from policygraph.cli.messages import say
from policygraph.cli.output import STANDARD_OUTPUT
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, deliver, named, table_options
from policygraph.cli.verbs import verb
from policygraph.errors import BadRow

if TYPE_CHECKING:
    from datetime import date

    from policygraph.analysis.status import Status
    from policygraph.query import ResultTable

# What a terminal has room for; files hold every column.
TASKS_SHOWN = ("document", "path", "description", "lead", "latest", "state", "percent")
TEMPLATE_SHOWN = ("document", "path", "description", "lead", "latest", "percent", "date")


@verb()
@click.argument("file", required=False)
@click.option(
    "--as-of",
    type=DAY,
    metavar="DATE",
    help="The day to judge by; without it the latest date of the rows that count.",
)
@click.option("--tasks", "by_task", is_flag=True, help="List the tasks instead of counting them by lead agency.")
@click.option("--template", is_flag=True, help="Write a table of all tasks to fill in, and nothing else.")
@click.option(
    "--document",
    metavar="NUMBER",
    shell_complete=names_of("document"),
    help="Tasks of one document: its number or IRI.",
)
@province_option
@counted_kinds
@store_option
@table_options()
def status(
    file: str | None,
    as_of: date | None,
    by_task: bool,
    template: bool,
    document: str | None,
    province: str | None,
    kinds: tuple[str, ...],
    folder: str,
    destination: Destination,
) -> int:
    """Join a table of progress (task, percent, date) and say what is done, in time, overdue or not yet due.

    FILE is CSV in UTF-8 with columns item (or document and path, or task), percent and date; - is standard input.
    A row that cannot be used is named by its line, the others count, and the exit status is 2.
    """
    from policygraph.export.tables import NamedTable
    from policygraph.query.results import Label

    scope: dict[str, Any] = {"province": province, "document": document, "kinds": kinds}
    if template == (file is not None):
        raise click.UsageError(say("give a FILE, or --template to write one"))
    if template:
        return _write_template(folder, destination, scope)
    failed: list[BadRow] = []
    found = _joined(str(file), as_of, folder, scope, failed)
    counts = NamedTable(Label("Theo cơ quan chủ trì", "By lead agency"), found.counts_table())
    tasks = NamedTable(Label("Từng nhiệm vụ", "Task by task"), found.to_table())
    shown = named(_tasks(tasks.table)) if by_task else named(_counts(counts.table))
    tables = [tasks, counts] if by_task else [counts, tasks]
    exit_status = deliver(tables, destination, about(open_folder(folder)), on_terminal=[shown])
    for error in sorted(failed, key=_line):
        complain(error)
    return BAD_INPUT if failed else exit_status


def _write_template(folder: str, destination: Destination, scope: dict[str, Any]) -> int:
    from policygraph.analysis.status import template

    table = template(open_folder(folder), **scope)
    return deliver([named(table)], destination, on_terminal=[named(only(table, TEMPLATE_SHOWN))])


def _joined(file: str, as_of: date | None, folder: str, scope: dict[str, Any], failed: list[BadRow]) -> Status:
    from policygraph.analysis.progress import read_file, read_progress
    from policygraph.analysis.status import status as judge

    if file == STANDARD_OUTPUT:  # the same sign stands for standard input
        reports = read_progress(sys.stdin.buffer.read(), file, failed.append)
    else:
        reports = read_file(file, failed.append)
    found = judge(open_folder(folder), reports, as_of, failed=failed.append, **scope)
    if as_of is None:
        tell(say("as of {date}, the latest date of the rows that count", date=found.as_of))
    return found


def _line(error: BadRow) -> int:
    return int(str(error.place).rpartition(":")[2])


def _counts(table: ResultTable) -> ResultTable:
    return only(table, [name for name in table.columns if name != "iri"])


def _tasks(table: ResultTable) -> ResultTable:
    return only(table, TASKS_SHOWN)
