"""``-f``, ``-o`` and ``--bom``: tables and graphs in the format asked for, where it was asked for."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.failures import NOTHING_MATCHED
from policygraph.cli.messages import language, say
from policygraph.cli.output import FILE_HELP, STANDARD_OUTPUT, open_output
from policygraph.cli.streams import tell

if TYPE_CHECKING:
    from policygraph.export.tables import NamedTable
    from policygraph.query.results import ResultTable, Triples

# The same names as export.tables.TABLE_FORMATS and export.graph_writer.GRAPH_FORMATS, which load late.
TABLE_FORMATS = ("table", "csv", "tsv", "json", "ndjson", "md", "xlsx", "html")
CELLS_NAMED = 10  # of those that were cut; a workbook's notes name them all
GRAPH_FORMATS = ("ttl", "trig", "nq", "jsonld")


@dataclass(frozen=True, slots=True)
class Destination:
    """What the user asked for: a format or None, a file, "-" or None, a byte-order mark or not."""

    form: str | None
    output: str | None
    bom: bool

    @property
    def is_file(self) -> bool:
        """Whether the data goes to a file."""
        return self.output not in (None, STANDARD_OUTPUT)


def table_options(formats: Sequence[str] = TABLE_FORMATS) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: adds ``-f``, ``-o``, ``--bom`` and hands them over as one ``destination``."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @click.option("-f", "--format", "form", type=click.Choice(formats), help="Form of the output.")
        @click.option("-o", "--output", metavar="FILE", help=FILE_HELP)
        @click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, for older spreadsheets.")
        @functools.wraps(function)
        def wrapped(*args: Any, form: str | None, output: str | None, bom: bool, **kwargs: Any) -> Any:
            return function(*args, destination=Destination(form, output, bom), **kwargs)

        return wrapped

    return decorate


def deliver(
    tables: Sequence[NamedTable],
    destination: Destination,
    about: Sequence[tuple[str, str]] = (),
    on_terminal: Sequence[NamedTable] = (),
) -> int:
    """Write tables and return the exit status: 4 where none of them has a row.

    Formats for programs hold the first table alone, workbooks and pages all of them; the form "table"
    shows ``on_terminal`` where it is given, else the first one. ``about`` goes to a workbook's notes.
    """
    write_tables(tables, destination, about, on_terminal)
    if not any(named.table.rows for named in tables):
        tell(say("nothing matched"))
        return NOTHING_MATCHED
    return 0


def write_tables(
    tables: Sequence[NamedTable],
    destination: Destination,
    about: Sequence[tuple[str, str]] = (),
    on_terminal: Sequence[NamedTable] = (),
) -> None:
    """``deliver`` where a table without rows is good news."""
    from policygraph.cli.columns import spoken
    from policygraph.export.tables import FOR_PEOPLE, Layout, render

    form = chosen_format(destination)
    first = tables[0].table
    shown = (on_terminal or tables[:1]) if form == "table" else tables
    if form in FOR_PEOPLE:
        shown = [replace(part, table=spoken(part.table)) for part in shown]
    data = render(shown, form, Layout(language(), width(), destination.bom, tuple(about), _tell_cut))
    if form == "table":
        tell(first.title.text(language()) + "\n")
    send(data, destination)
    if form == "table" and first.notes:
        tell("".join(f"\n{note.text(language())}" for note in first.notes))


def tell_warnings(table: ResultTable, destination: Destination) -> None:
    """Say on standard error what makes an answer doubtful, where the format is for programs and holds no notes."""
    from policygraph.export.tables import FOR_PEOPLE

    if chosen_format(destination) not in FOR_PEOPLE:
        tell("".join(f"{note.text(language())}\n" for note in table.notes))


def _tell_cut(cells: Sequence[str]) -> None:
    named = ", ".join(cells[:CELLS_NAMED]) + (" …" if len(cells) > CELLS_NAMED else "")
    tell(say("words longer than a cell of Excel were cut in {count} cells: {cells}", count=len(cells), cells=named))


def deliver_table(table: ResultTable, destination: Destination, about: Sequence[tuple[str, str]] = ()) -> int:
    """``deliver`` for a single table."""
    return deliver([named(table)], destination, about)


def named(table: ResultTable) -> NamedTable:
    """The table under its own title."""
    from policygraph.export.tables import NamedTable

    return NamedTable(table.title, table)


def deliver_graph(triples: Triples, destination: Destination) -> int:
    """Write what CONSTRUCT gave: RDF, Turtle when nothing is asked for, or a table of triples."""
    from policygraph.export.graph_writer import as_table, to_graph

    form = destination.form or _graph_ending(destination) or "ttl"
    if form not in GRAPH_FORMATS:
        return deliver_table(as_table(triples), Destination(form, destination.output, destination.bom))
    send(to_graph(triples, form), destination)
    return 0 if triples.triples else NOTHING_MATCHED


def holds_all_tables(destination: Destination) -> bool:
    """Whether all tables are written, and not the first alone: what is not shown need not be worked out."""
    from policygraph.export.tables import WITH_ALL_TABLES

    return chosen_format(destination) in WITH_ALL_TABLES


def chosen_format(destination: Destination) -> str:
    """The format asked for, else the one the file's ending names, else the usual one, else a table or, piped, TSV.

    Raises ``click.UsageError`` for an ending that names none and for a workbook on a terminal.
    """
    from policygraph.export.tables import format_of

    form = destination.form
    if form in GRAPH_FORMATS:
        raise click.UsageError(say("{form} is for graphs (CONSTRUCT, DESCRIBE); this is a table", form=form))
    if form is None and destination.is_file:
        form = format_of(str(destination.output))
        if form is None:
            raise click.UsageError(say("the ending of {path} names no format; add -f", path=destination.output))
    form = form or _usual_format() or ("table" if sys.stdout.isatty() else "tsv")
    if form == "xlsx" and not destination.is_file and sys.stdout.isatty():
        raise click.UsageError(say("a workbook cannot be shown on a terminal; add -o FILE.xlsx"))
    return form


def _usual_format() -> str | None:
    form = os.environ.get("POLICYGRAPH_FORMAT")
    if form and form not in TABLE_FORMATS:
        raise click.UsageError(
            say("{form} is no format; known are: {names}", form=form, names=", ".join(TABLE_FORMATS))
        )
    return form


def send(data: bytes, destination: Destination) -> None:
    """Write bytes to the destination and, for a file, tell where they are."""
    with open_output(destination.output) as write:
        write(data)
    if destination.is_file:
        tell(say("written: {path}", path=destination.output))


def width() -> int:
    """The terminal's width in cells; 100 where there is no terminal."""
    return shutil.get_terminal_size((100, 24)).columns


def _graph_ending(destination: Destination) -> str | None:
    ending = str(destination.output or "").rpartition(".")[2].lower()
    return ending if destination.is_file and ending in (*GRAPH_FORMATS, *TABLE_FORMATS) else None
