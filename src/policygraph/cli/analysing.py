"""``workload`` and ``depends``: the two questions the project is named for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import merged, only
from policygraph.cli.completing import names_of
from policygraph.cli.messages import language, say
from policygraph.cli.partial_view import explain_option, limit_option, tell_all, view_option, write_view
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, deliver, named, table_options
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.analysis.depends import Dependency
    from policygraph.analysis.workload import Workload
    from policygraph.export.tables import NamedTable
    from policygraph.query import ResultTable
    from policygraph.store import RemoteStore, Store

# The same names as analysis.periods.Unit and analysis.workload.Role, which load late.
UNITS = ("quarter", "month", "year")
ROLES = ("lead", "coordinate")

# What a terminal has room for; files hold every column.
EVIDENCE_SHOWN = ("document", "path", "role", "description", "deadline", "quote")
DISTANT_SECTIONS = ("legal_ground", "upstream", "downstream")


@verb()
@click.option("--by", type=click.Choice(UNITS), help="Count by the period in which deadlines end.")
@click.option(
    "-P",
    "--province",
    metavar="NAME",
    shell_complete=names_of("jurisdiction"),
    help="Plans of one province only, accents optional.",
)
@click.option("--role", type=click.Choice(ROLES), help="Count one role only.")
@click.option(
    "--kinds",
    metavar="KIND,…",
    default="task",
    show_default=True,
    help="What to count: task, key-task, duty, objective, report.",
)
@click.option(
    "--evidence",
    "agency",
    metavar="AGENCY",
    shell_complete=names_of("agency"),
    help="The sentences behind the figures of an agency.",
)
@click.option(
    "--quarter", "when", metavar="PERIOD", help="With --evidence: deadlines that end in 2013-Q4, 2013-10 or 2013."
)
@store_option
@table_options()
def workload(
    by: Any,
    province: str | None,
    role: Any,
    kinds: str,
    agency: str | None,
    when: str | None,
    folder: str,
    destination: Destination,
) -> int:
    """Count what each agency leads and coordinates, by province.

    Workbooks and pages also hold the figures by quarter and every task with its words.
    """
    from policygraph.analysis.evidence import evidence
    from policygraph.analysis.workload import workload as count_workload

    store = open_folder(folder)
    counted = tuple(kind.strip() for kind in kinds.split(","))
    if when and not agency:
        raise click.UsageError(say("--quarter needs --evidence AGENCY"))
    if agency:
        found = evidence(store, agency, when=when, role=role, jurisdiction=province, kinds=counted)
        shown = named(only(found, EVIDENCE_SHOWN))
        return deliver([named(found)], destination, about(store), on_terminal=[shown])
    load = count_workload(store, jurisdiction=province, by=by or "quarter", role=role, kinds=counted)
    tables = _workload_tables(store, load, province, by is not None)
    status = deliver(tables, destination, about(store), on_terminal=[named(tables[0].table)])
    _tell_most(load)
    return status


@verb()
@click.argument("target", shell_complete=names_of("concept", "instrument", "document"))
@explain_option
@view_option
@limit_option
@store_option
@table_options()
def depends(target: str, explain: bool, as_view: bool, limit: int, folder: str, destination: Destination) -> int:
    """Show what depends on an instrument or a document, and what it rests on, each with its sentence.

    TARGET is a name or alias, accents optional, a document number, or an IRI.
    """
    from policygraph.analysis.depends import depends as find_dependencies

    found = find_dependencies(store := open_folder(folder), target, limit or None)
    table = found.to_table()
    if as_view:
        return write_view(store, table, [row.path for row in found.rows], found.known, destination)
    if explain:
        return tell_all((found.tell(row) for row in found.rows), table, destination)
    return deliver([named(table)], destination, about(store), on_terminal=_sections(found))


def _workload_tables(
    store: Store | RemoteStore, load: Workload, province: str | None, by_period: bool
) -> list[NamedTable]:
    """Totals, periods and the tasks behind them; periods first where they were asked for."""
    from policygraph.export.tables import NamedTable
    from policygraph.grammar.folding import slug
    from policygraph.query import Label, run_query

    totals = NamedTable(Label("Khối lượng", "Workload"), replace(load, by=None).to_table())
    periods = NamedTable(Label("Theo kỳ hạn", "By period"), load.to_table())
    figures = [periods, totals] if by_period else [totals, periods]
    if load.kinds != ("task",):
        return figures
    tasks = run_query(store, "tasks", {"tinh": slug(province)} if province else {})
    return [*figures, NamedTable(Label("Nhiệm vụ", "Tasks"), tasks)]


def _tell_most(load: Workload) -> None:
    for province, names in load.most_load().items():
        if names:
            tell(say("{province}: most load on {names}", province=province, names=", ".join(names)))


def _sections(found: Dependency) -> list[NamedTable]:
    """A table a section, one row a place: what is asked for is named where it is not the target itself."""
    from policygraph.analysis.depends import SECTIONS
    from policygraph.export.tables import NamedTable

    parts = [(name, label, replace(found, rows=found.section(name))) for name, label in SECTIONS.items()]
    return [
        NamedTable(label, _readable(part.to_table(), with_object=name in DISTANT_SECTIONS))
        for name, label, part in parts
        if part.rows
    ]


def _readable(table: ResultTable, with_object: bool) -> ResultTable:
    places = ("document", "path", "object") if with_object else ("document", "path")
    return merged(only(table, (*places, "predicate", "quote")).in_words(language()), places)
