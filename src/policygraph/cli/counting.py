"""``workload`` and ``why``: who carries how much, and the sentences behind a figure."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.messages import say
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, deliver, named, table_options
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.analysis.groups import Groups
    from policygraph.analysis.workload import Workload
    from policygraph.export.tables import NamedTable
    from policygraph.query import ResultTable
    from policygraph.store import Store

# The same names as in the modules of analysis, which load late.
UNITS = ("quarter", "month", "year")
ROLES = ("lead", "coordinate")
GROUPS: tuple[Groups, ...] = ("named", "as-one", "expanded")
KINDS = ("task", "key-task", "duty", "objective", "report")
ALL = "all"

# What a terminal has room for; files hold every column.
EVIDENCE_SHOWN = ("document", "path", "role", "description", "deadline", "quote")

province_option = click.option(
    "-P",
    "--province",
    metavar="NAME",
    shell_complete=names_of("jurisdiction"),
    help="Plans of one province only, accents optional.",
)
role_option = click.option("--role", type=click.Choice(ROLES), help="Count one role only.")


def counting_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: ``--kinds``, ``--groups``, ``--each`` and ``--spread``, handed over as Python's own arguments."""

    @click.option(
        "--kinds",
        metavar="KIND,…",
        default="task",
        show_default=True,
        help="What to count: task, key-task, duty, objective, report, or all of them, each kind apart.",
    )
    @click.option(
        "--groups",
        type=click.Choice((*GROUPS, ALL)),
        default="as-one",
        show_default=True,
        help="How groups of agencies count: not at all, as one agency, for each known member; or all three, apart.",
    )
    @click.option("--each", is_flag=True, help="Count a task whole in each period that its deadline spans.")
    @click.option("--spread", is_flag=True, help="Spread a task over the periods that its deadline spans.")
    @functools.wraps(function)
    def wrapped(*args: Any, kinds: str, each: bool, spread: bool, **kwargs: Any) -> Any:
        if each and spread:
            raise click.UsageError(say("give one of --each and --spread"))
        asked = tuple(kind.strip() for kind in kinds.split(","))
        placing = "each" if each else "share" if spread else "last"
        return function(*args, kinds=KINDS if asked == (ALL,) else asked, placing=placing, **kwargs)

    return wrapped


@verb()
@click.option("--by", type=click.Choice(UNITS), help="Count by the period in which deadlines end.")
@click.option("--per", type=click.Choice(("agency", "province")), default="agency", help="Count agencies or provinces.")
@province_option
@role_option
@counting_options
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
    per: Any,
    province: str | None,
    role: Any,
    kinds: tuple[str, ...],
    groups: Any,
    placing: Any,
    agency: str | None,
    when: str | None,
    folder: str,
    destination: Destination,
) -> int:
    """Count what each agency leads and coordinates, by province.

    Workbooks and pages also hold the figures by quarter and every task with its words.
    """
    from policygraph.analysis.workload import workload as count_workload

    store = open_folder(folder)
    if when and not agency:
        raise click.UsageError(say("--quarter needs --evidence AGENCY"))
    if agency:
        asked = {"role": role, "jurisdiction": province, "kinds": kinds, "groups": groups, "placing": placing}
        return _evidence(store, agency, when, destination, asked)
    load = count_workload(
        store,
        jurisdiction=province,
        by=by or "quarter",
        role=role,
        kinds=kinds,
        per=per,
        groups=GROUPS if groups == ALL else groups,
        placing=placing,
    )
    tables = _workload_tables(store, load, province, by is not None)
    status = deliver(tables, destination, about(store), on_terminal=[named(_narrow(tables[0].table, groups))])
    if per == "agency":
        _tell_most(load)
    return status


@verb()
@click.argument("agency", shell_complete=names_of("agency"))
@click.argument("period", required=False)
@province_option
@role_option
@counting_options
@click.option(
    "--with",
    "partner",
    metavar="AGENCY",
    shell_complete=names_of("agency"),
    help="Only what another agency has the other role in.",
)
@store_option
@table_options()
def why(
    agency: str,
    period: str | None,
    province: str | None,
    role: Any,
    kinds: tuple[str, ...],
    groups: Any,
    placing: Any,
    partner: str | None,
    folder: str,
    destination: Destination,
) -> int:
    """List the sentences behind a figure: what an agency leads and coordinates, in all or in one period.

    AGENCY is a name, accents optional, or an IRI; PERIOD is 2013-Q4, 2013-10 or 2013.
    """
    asked = {"role": role, "jurisdiction": province, "kinds": kinds, "groups": groups, "placing": placing}
    return _evidence(open_folder(folder), agency, period, destination, asked | {"partner": partner})


def _evidence(store: Store, agency: str, when: str | None, destination: Destination, asked: dict[str, Any]) -> int:
    """The sentences as a table; a figure that is counted in three ways has no single list of sentences."""
    from policygraph.analysis.why import why as find_sentences

    if asked["groups"] == ALL:
        raise click.UsageError(say("sentences stand behind one count: --groups named, as-one or expanded"))
    found = find_sentences(store, agency, when, **asked).to_table()
    shown = (*EVIDENCE_SHOWN, "through") if asked["groups"] == "expanded" else EVIDENCE_SHOWN
    return deliver([named(found)], destination, about(store), on_terminal=[named(only(found, shown))])


def _narrow(table: ResultTable, groups: str) -> ResultTable:
    """What a terminal has room for: the title says already which count it is where it is one."""
    shares = {"lead_share", "coordinate_share", "lead_inferred", "coordinate_inferred"}
    left_out = shares if groups == ALL else {"coordinate_share", "count"}
    return only(table, [name for name in table.columns if name not in left_out])


def _workload_tables(store: Store, load: Workload, province: str | None, by_period: bool) -> list[NamedTable]:
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
