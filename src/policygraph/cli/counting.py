"""``workload``, ``why`` and ``cooperation``: who carries how much, with whom, and the sentences behind a figure."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.messages import language, say
from policygraph.cli.options import ALL, kinds_option
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, chosen_format, deliver, holds_all_tables, named, table_options
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.analysis.groups import Groups
    from policygraph.analysis.workload import Workload
    from policygraph.export.tables import NamedTable
    from policygraph.query import ResultTable
    from policygraph.store import RemoteStore, Store

    AnyStore = Store | RemoteStore

# The same names as in the modules of analysis, which load late.
UNITS = ("quarter", "month", "year")
ROLES = ("lead", "coordinate")
GROUPS: tuple[Groups, ...] = ("named", "as-one", "expanded")
SEVERAL = ("xlsx", "html", "md")  # formats that hold more than one table
PARTS = ("load", "concentration", "peaks", "idle", "unled")
# What narrows or places the figures that a part rests on; what else is given would change nothing.
TAKEN = {
    "--show load": ("--by", "--per", "--role", "--groups", "--each", "--spread"),
    "--show concentration": ("--role", "--groups"),
    "--show peaks": ("--by", "--role", "--groups", "--each", "--spread"),
    "--show idle": ("--groups",),
    "--show unled": (),
    "--evidence": ("--role", "--groups", "--each", "--spread"),
}

# What a terminal has room for; files hold every column.
LINKS_SHOWN = ("province", "lead", "coordinator", "items")
STANDINGS_SHOWN = ("province", "agency", "partners", "as_lead", "as_coordinator", "betweenness", "eigenvector")
PARTS_SHOWN = {
    "concentration": ("province", "role", "agencies", "parts", "top", "top_share", "herfindahl"),
    "peaks": ("province", "agency", "items", "peak", "peak_items", "overlap", "overlap_first", "overlap_last"),
    "idle": ("province", "agency", "group", "coordinate"),
    "unled": ("province", "document", "path", "description", "deadline"),
}
EVIDENCE_SHOWN = ("document", "path", "role", "description", "deadline", "quote")

province_option = click.option(
    "-P",
    "--province",
    metavar="NAME",
    shell_complete=names_of("jurisdiction"),
    help="Plans of one province only, accents optional.",
)
role_option = click.option("--role", type=click.Choice(ROLES), help="Count one role only.")


counted_kinds = kinds_option(
    "task", "What to count: task, key-task, duty, objective, report, or all of them, each kind apart."
)
groups_option = click.option(
    "--groups",
    type=click.Choice(GROUPS),
    default="as-one",
    show_default=True,
    help="How groups of agencies count: not at all, as one agency, or for each known member.",
)


def placing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: ``--each`` and ``--spread``, handed over as one ``placing``."""

    @click.option("--each", is_flag=True, help="Count a task whole in each period that its deadline spans.")
    @click.option("--spread", is_flag=True, help="Spread a task over the periods that its deadline spans.")
    @functools.wraps(function)
    def wrapped(*args: Any, each: bool, spread: bool, **kwargs: Any) -> Any:
        if each and spread:
            raise click.UsageError(say("give one of --each and --spread"))
        return function(*args, placing="each" if each else "share" if spread else "last", **kwargs)

    return wrapped


@verb()
@click.option("--by", type=click.Choice(UNITS), help="Count by the period in which deadlines end.")
@click.option("--per", type=click.Choice(("agency", "province")), default="agency", help="Count agencies or provinces.")
@click.option(
    "--show",
    "part",
    type=click.Choice(PARTS),
    default="load",
    show_default=True,
    help="The figures, their concentration, peaks and overlap, agencies that lead nothing, or tasks that nobody leads.",
)
@province_option
@role_option
@counted_kinds
@click.option(
    "--groups",
    type=click.Choice((*GROUPS, ALL)),
    default="as-one",
    show_default=True,
    help="How groups of agencies count: not at all, as one agency, for each known member; or all three, apart.",
)
@placing_options
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
    part: str,
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
    if when and not agency:
        raise click.UsageError(say("--quarter needs --evidence AGENCY"))
    _refuse_unused(part, by, per, role, groups, placing, agency)
    if not (when if agency else by or part == "peaks" or chosen_format(destination) in SEVERAL):
        _refuse_placing(placing, say("--each and --spread need --by, or --quarter beside --evidence"))
    store = open_folder(folder)
    asked = {"role": role, "province": province, "kinds": kinds, "groups": groups, "placing": placing}
    if agency:
        return _evidence(store, agency, when, destination, asked)
    if part != "load":
        return _deliver_part(store, part, by, destination, asked)
    load = _load(store, asked | {"by": by or "quarter", "per": per})
    tables = _figures(load, by is not None)
    if load.kinds == ("task",) and holds_all_tables(destination):
        tables.append(_tasks(store, province))
    status = deliver(tables, destination, about(store), on_terminal=[named(_narrow(tables[0].table, groups))])
    if per == "agency":
        _tell_most(load)
    return status


@verb()
@click.argument("agency", shell_complete=names_of("agency"))
@click.argument("period", required=False)
@province_option
@role_option
@counted_kinds
@groups_option
@placing_options
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
    if not period:
        _refuse_placing(placing, say("--each and --spread need a PERIOD"))
    asked = {"role": role, "province": province, "kinds": kinds, "groups": groups, "placing": placing}
    return _evidence(open_folder(folder), agency, period, destination, asked | {"partner": partner})


@verb()
@click.option("--agencies", is_flag=True, help="How each agency stands in the network, instead of the pairs.")
@province_option
@counted_kinds
@groups_option
@store_option
@table_options()
def cooperation(
    agencies: bool,
    province: str | None,
    kinds: tuple[str, ...],
    groups: Any,
    folder: str,
    destination: Destination,
) -> int:
    """Show who works with whom: how many items each lead shares with each coordinator.

    The sentences behind a pair: policygraph why LEAD --role lead --with COORDINATOR
    """
    from policygraph.analysis.cooperation import cooperation as find_links

    found = find_links(store := open_folder(folder), province=province, kinds=kinds, groups=groups)
    of_pairs, of_agencies = found.to_table, found.standings_table  # measures of a large network take their time
    wanted = (of_agencies, of_pairs) if agencies else (of_pairs, of_agencies)
    several = chosen_format(destination) in SEVERAL
    tables = [named(table()) for table in (wanted if several else wanted[:1])]
    shown = named(only(tables[0].table, STANDINGS_SHOWN if agencies else LINKS_SHOWN))
    return deliver(tables, destination, about(store), on_terminal=[shown])


def _refuse_unused(part: str, by: Any, per: Any, role: Any, groups: Any, placing: Any, agency: str | None) -> None:
    """Raises where what is given would change nothing."""
    asked = "--evidence" if agency else f"--show {part}"
    given = {
        "--show": agency and part != "load",
        "--by": by,
        "--per": per != "agency",
        "--role": role,
        "--groups": groups != "as-one",
        "--each": placing == "each",
        "--spread": placing == "share",
    }
    for option in (name for name, stands in given.items() if stands and name not in TAKEN[asked]):
        raise click.UsageError(say("{asked} takes no {option}", asked=asked, option=option))


def _refuse_placing(placing: str, why: str) -> None:
    if placing != "last":
        raise click.UsageError(why)


def _evidence(store: AnyStore, agency: str, when: str | None, destination: Destination, asked: dict[str, Any]) -> int:
    """The sentences as a table; a figure that is counted in three ways has no single list of sentences."""
    from policygraph.analysis.why import why as find_sentences

    if asked["groups"] == ALL:
        raise click.UsageError(say("sentences stand behind one count: --groups named, as-one or expanded"))
    found = find_sentences(store, agency, when, **asked).to_table()
    shown = [*EVIDENCE_SHOWN]
    shown += ["amount"] if asked["placing"] == "share" else []
    shown += ["through"] if asked["groups"] == "expanded" else []
    return deliver([named(found)], destination, about(store), on_terminal=[named(only(found, shown))])


def _load(store: AnyStore, asked: dict[str, Any]) -> Workload:
    from policygraph.analysis.workload import workload as count_workload

    every = {"groups": GROUPS} if asked["groups"] == ALL else {}
    return count_workload(store, **(asked | every))


def _deliver_part(store: AnyStore, part: str, by: Any, destination: Destination, asked: dict[str, Any]) -> int:
    """What is told of the figures beside themselves: one table."""
    table = _part(store, part, by, asked)
    return deliver([named(table)], destination, about(store), on_terminal=[named(only(table, PARTS_SHOWN[part]))])


def _part(store: AnyStore, part: str, by: Any, asked: dict[str, Any]) -> ResultTable:
    from policygraph.analysis.concentration import concentration_table
    from policygraph.analysis.gaps import idle_agencies, unled_items
    from policygraph.analysis.peaks import peaks

    match part:
        case "concentration":
            return concentration_table(_load(store, asked))
        case "idle":
            return idle_agencies(_load(store, asked | {"role": None}))
        case "unled":
            return unled_items(store, province=asked["province"], kinds=asked["kinds"])
    if asked["groups"] == ALL:
        raise click.UsageError(say("peaks are of one count: --groups named, as-one or expanded"))
    return peaks(store, **(asked | {"by": by or "quarter", "role": asked["role"] or "lead"})).to_table()


def _narrow(table: ResultTable, groups: str) -> ResultTable:
    """What a terminal has room for: the title says already which count it is where it is one."""
    shares = {"lead_share", "coordinate_share", "lead_inferred", "coordinate_inferred"}
    left_out = shares if groups == ALL else {"coordinate_share", "count"}
    return only(table, [name for name in table.columns if name not in left_out])


def _figures(load: Workload, by_period: bool) -> list[NamedTable]:
    """Totals and periods; periods first where they were asked for."""
    from policygraph.export.tables import NamedTable
    from policygraph.query import Label

    totals = NamedTable(Label("Khối lượng", "Workload"), replace(load, by=None).to_table())
    periods = NamedTable(Label("Theo kỳ hạn", "By period"), load.to_table())
    return [periods, totals] if by_period else [totals, periods]


def _tasks(store: AnyStore, province: str | None) -> NamedTable:
    """Every task that is counted: of a large graph a long table."""
    from policygraph.export.tables import NamedTable
    from policygraph.grammar.folding import slug
    from policygraph.query import Label, run_query

    tasks = run_query(store, "tasks", {"tinh": slug(province)} if province else {})
    return NamedTable(Label("Nhiệm vụ", "Tasks"), tasks)


def _tell_most(load: Workload) -> None:
    """Who leads most, of each kind apart."""
    from policygraph.query.words import ITEM_KINDS

    for kind in load.kinds:
        for province, names in load.most_load(kind).items():
            of = f"{province}, {ITEM_KINDS[kind].text(language())}" if len(load.kinds) > 1 else province
            if names:
                tell(say("{province}: most load on {names}", province=of, names=", ".join(names)))
