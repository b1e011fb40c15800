"""``compare``, ``coverage`` and ``lag``: plans of several provinces beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.messages import say
from policygraph.cli.options import Amount, kinds_option
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, deliver, named, table_options
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.analysis.compare import Comparison
    from policygraph.export.tables import NamedTable
    from policygraph.query import Label, ResultTable

# What a terminal has room for; files hold every column.
MATCHED_SHOWN = ("path_a", "description_a", "path_b", "description_b", "score")
DIFFERENT_SHOWN = {
    "lead-differs": ("path_a", "description_a", "lead_a", "path_b", "lead_b"),
    "deadline-differs": ("path_a", "description_a", "deadline_a", "path_b", "deadline_b", "days"),
    "both-differ": ("path_a", "description_a", "lead_a", "deadline_a", "path_b", "lead_b", "deadline_b", "days"),
}
EXPLAINED_SHOWN = ("path_a", "description_a", "path_b", "description_b", "reasons")
ALONE_SHOWN = ("path", "description", "lead", "deadline")
LAG_SHOWN = ("document", "date", "days", "province", "quote")
COVERED_SHOWN = ("plan", "path_item", "description_item", "path_plan", "state", "reasons")

_plans = click.argument("plans", nargs=-1, shell_complete=names_of("document", "jurisdiction"))
_kinds = kinds_option("task,key-task", "What to compare: task, key-task, duty, objective, report, or all of them.")
_least = click.option(
    "--least", type=Amount(0, 1), metavar="SCORE", help="The score from which two items are one, 0 to 1."
)


def _explain(words: str) -> Callable[..., Any]:
    return click.option("--explain", is_flag=True, help=words)


@verb()
@_plans
@_kinds
@click.option(
    "--tolerance",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="DAYS",
    help="Last days at most so many days apart are the same.",
)
@_least
@click.option("--clusters", is_flag=True, help="One row for what several plans have in common, one column a plan.")
@_explain("Show of what each score is made.")
@store_option
@table_options()
def compare(
    plans: tuple[str, ...],
    kinds: tuple[str, ...],
    tolerance: int,
    least: float | None,
    clusters: bool,
    explain: bool,
    folder: str,
    destination: Destination,
) -> int:
    """Lay plans beside each other, item by item: same, other lead, other deadline, only in one.

    PLANS are document numbers, names, IRIs, or provinces, accents optional; each is compared with the first.
    """
    from policygraph.analysis.compare import compare as lay_together

    store = open_folder(folder)
    if clusters:
        from policygraph.analysis.compare_clusters import clusters as find_clusters

        found = find_clusters(store, *plans, kinds=kinds, least=least)
        tables = _tabs(found.to_table(), found.to_matrix())
        return deliver(tables, destination, about(store), on_terminal=[named(found.to_matrix())])
    comparison = lay_together(store, *plans, kinds=kinds, tolerance=tolerance, least=least)
    tables = _tabs(comparison.to_table(), counts=comparison.to_counts())
    shown = _sections(comparison, explain)
    status = deliver(tables, destination, about(store), on_terminal=shown)
    _tell_counts(comparison)
    return status


@verb()
@_plans
@click.option(
    "--of", metavar="DOCUMENT", shell_complete=names_of("document"), help="The decision that is to be covered."
)
@_kinds
@_least
@_explain("Show of what each score is made.")
@store_option
@table_options()
def coverage(
    plans: tuple[str, ...],
    of: str | None,
    kinds: tuple[str, ...],
    least: float | None,
    explain: bool,
    folder: str,
    destination: Destination,
) -> int:
    """Show which items of a decision, or of the most complete plan, each plan covers.

    Without PLANS, all that carry out the decision. Where the graph has no items of it, the plan with most items
    stands in for it.
    """
    from policygraph.analysis.coverage import coverage as find_coverage

    store = open_folder(folder)
    found = find_coverage(store, *plans, of=of, kinds=kinds, least=least)
    tables = _tabs(found.to_table(), found.to_matrix(), found.to_counts())
    shown = only(found.to_table(), COVERED_SHOWN) if explain else found.to_matrix()
    status = deliver(tables, destination, about(store), on_terminal=[named(shown)])
    for plan, states in found.counts().items():
        tell(say("{plan}: covered {covered}, partly {partly}, not {missing}", plan=plan, **_renamed(states)))
    return status


@verb()
@click.argument("document", shell_complete=names_of("document"))
@store_option
@table_options()
def lag(document: str, folder: str, destination: Destination) -> int:
    """Count the days from a decision to each plan that carries it out.

    DOCUMENT is a number, name or IRI, accents optional.
    """
    from policygraph.analysis.lag import lag as measure

    found = measure(store := open_folder(folder), document).to_table()
    return deliver([named(found)], destination, about(store), on_terminal=[named(only(found, LAG_SHOWN))])


def _tabs(rows: ResultTable, matrix: ResultTable | None = None, counts: ResultTable | None = None) -> list[NamedTable]:
    """The tables under the short names of a workbook's tabs."""
    from policygraph.export.tables import NamedTable
    from policygraph.query import Label

    names = (Label("Từng mục", "Items"), Label("Bảng chéo", "Matrix"), Label("Số lượng", "Counts"))
    return [NamedTable(name, table) for name, table in zip(names, (rows, matrix, counts), strict=True) if table]


def _renamed(states: dict[str, int]) -> dict[str, int]:
    return {"missing" if state == "not" else state: count for state, count in states.items()}


def _sections(comparison: Comparison, explain: bool) -> list[NamedTable]:
    """For the terminal a table a verdict and plan: of what differs with what differs, of the rest with its words."""
    from policygraph.analysis.compare_verdicts import VERDICTS
    from policygraph.export.tables import NamedTable

    plans = comparison.by_plan()
    parts = [(plan, code, plan.of_verdict(code)) for plan in plans for code in VERDICTS]
    return [
        NamedTable(_heading(plan, code, len(plans) > 1), only(part.to_table(), _columns(code, explain)))
        for plan, code, part in parts
        if part.rows
    ]


def _heading(plan: Comparison, code: str, among_several: bool) -> Label:
    """The verdict, behind the names of A and B where several comparisons stand below each other."""
    from policygraph.analysis.compare_verdicts import VERDICTS
    from policygraph.query import Label

    label, names = VERDICTS[code], " – ".join(side.name for side in plan.sides)
    return Label(f"{names}: {label.vi}", f"{names}: {label.en}") if among_several else label


def _columns(code: str, explain: bool) -> tuple[str, ...]:
    if code.startswith("only-"):
        return tuple(f"{name}_{code[-1]}" for name in ALONE_SHOWN)
    if explain:
        return EXPLAINED_SHOWN
    return DIFFERENT_SHOWN.get(code, MATCHED_SHOWN)


def _tell_counts(comparison: Comparison) -> None:
    """One line for each plan beside the first: a sum of several would count the items of the first again."""
    for plan in comparison.by_plan():
        counts = {code.replace("-", "_"): count for code, count in plan.counts().items()}
        tell(
            say(
                "{a} (A), {b} (B): same {same}, other lead {lead_differs}, other deadline {deadline_differs}, "
                "both {both_differ}, similar {similar}, only in A {only_a}, only in B {only_b}",
                a=plan.sides[0].name,
                b=plan.sides[1].name,
                **counts,
            )
        )
