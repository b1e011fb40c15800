"""``impact``, ``path``, ``order`` and ``planned``: what follows from the dependences between things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.days import DAY
from policygraph.cli.messages import language
from policygraph.cli.partial_view import explain_option, limit_option, tell_all, view_option, write_view
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.tables import Destination, deliver, named, table_options, tell_warnings
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from datetime import date

    from policygraph.query import ResultTable

# What a terminal has room for; files hold every column.
IMPACT_SHOWN = ("depth", "affected", "document", "path", "predicate", "object", "quote")
PATH_SHOWN = ("direction", "number", "step", "subject", "predicate", "object", "quote")
ORDER_SHOWN = ("position", "level", "path", "description", "deadline", "slack", "after", "rule")
PLANNED_SHOWN = ("state", "document", "path", "predicate", "object", "due", "quote")


@verb()
@click.argument("target", shell_complete=names_of("concept", "instrument", "document"))
@explain_option
@view_option
@limit_option
@store_option
@table_options()
def impact(target: str, explain: bool, as_view: bool, limit: int, folder: str, destination: Destination) -> int:
    """Show what is affected if something is replaced, repealed or late, each with its path of reasons.

    TARGET is an instrument, a document or a task: a name, accents optional, a number, or an IRI.
    """
    from policygraph.analysis.impact import SECTIONS
    from policygraph.analysis.impact import impact as find_impact
    from policygraph.export.tables import NamedTable

    found = find_impact(store := open_folder(folder), target, limit or None)
    table = found.to_table()
    if as_view:
        return write_view(store, table, [row.reason.path for row in found.rows], found.known, destination)
    if explain:
        return tell_all((found.explain(row) for row in found.rows), table, destination)
    parts = [NamedTable(label, _shown(table, name)) for name, label in SECTIONS.items() if found.section(name)]
    tell_warnings(table, destination)
    return deliver([named(table)], destination, about(store), on_terminal=parts)


@verb()
@click.argument("one", metavar="A", shell_complete=names_of("concept", "instrument", "document", "agency"))
@click.argument("other", metavar="B", shell_complete=names_of("concept", "instrument", "document", "agency"))
@explain_option
@view_option
@store_option
@table_options()
def path(one: str, other: str, explain: bool, as_view: bool, folder: str, destination: Destination) -> int:
    """Show the shortest paths of reasons from A to B and from B to A, each edge with its sentence.

    A and B are instruments, documents, tasks or agencies: names, accents optional, numbers, or IRIs.
    """
    from policygraph.analysis.paths import paths

    found = paths(store := open_folder(folder), one, other)
    table = found.to_table()
    if as_view:
        return write_view(store, table, [row.reason.path for row in found.rows], found.known, destination)
    if explain:
        return tell_all((found.explain(row) for row in found.rows), table, destination)
    return deliver([named(table)], destination, about(store), on_terminal=[named(only(table, PATH_SHOWN))])


@verb()
@click.argument("target", shell_complete=names_of("concept", "instrument", "document"))
@click.option("--critical", is_flag=True, help="The critical chain alone: the longest chain in time.")
@explain_option
@view_option
@store_option
@table_options()
def order(target: str, critical: bool, explain: bool, as_view: bool, folder: str, destination: Destination) -> int:
    """Show the tasks of a plan, or around an instrument, in an order in which they can be done.

    The order is worked out, never read: drafting before submitting, a pilot before the whole. TARGET is a plan or an
    instrument: a number, a name, accents optional, or an IRI.
    """
    from policygraph.analysis.ordering import order as find_order

    found = find_order(store := open_folder(folder), target)
    table = found.to_table(critical=critical)
    rows = [row for row in found.rows if row.critical or not critical]
    if as_view:
        reasons = [reason.path for row in rows for reason in (*row.after, *([row.evidence] if row.evidence else []))]
        return write_view(store, table, reasons, found.known, destination)
    if explain:
        return tell_all((found.explain(row) for row in rows), table, destination)
    tell_warnings(table, destination)
    return deliver([named(table)], destination, about(store), on_terminal=[named(only(table, ORDER_SHOWN))])


@verb()
@click.argument("target", required=False, shell_complete=names_of("document"))
@click.option("--as-of", "day", type=DAY, required=True, metavar="DATE", help="The day, as 2013-10-03.")
@explain_option
@store_option
@table_options()
def planned(target: str | None, day: date, explain: bool, folder: str, destination: Destination) -> int:
    """Show what plans mean to replace, amend or repeal, and whether it was done by a day.

    TARGET is a plan, or the document that is to be changed; without it, all of them.
    """
    from policygraph.analysis.planned import planned as find_planned

    found = find_planned(store := open_folder(folder), day, target)
    table = found.to_table()
    if explain:
        return tell_all((found.explain(row) for row in found.rows), table, destination)
    return deliver([named(table)], destination, about(store), on_terminal=[named(only(table, PLANNED_SHOWN))])


def _shown(table: ResultTable, section: str) -> ResultTable:
    from dataclasses import replace

    rows = tuple(row for row in table.rows if row[0] == section)
    return only(replace(table, rows=rows), IMPACT_SHOWN).in_words(language())
