"""``force`` and ``timeline``: which documents are in force on a day, and what falls due when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.counting import ROLES, UNITS, province_option
from policygraph.cli.days import DAY
from policygraph.cli.failures import NOTHING_MATCHED
from policygraph.cli.messages import language, say
from policygraph.cli.options import kinds_option
from policygraph.cli.output import open_output
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import TABLE_FORMATS, Destination, deliver, named, send, table_options
from policygraph.cli.verbs import verb
from policygraph.errors import OutputFailed

if TYPE_CHECKING:
    from datetime import date

    from policygraph.analysis.timeline import Timeline

# What a terminal has room for; files hold every column.
FORCE_SHOWN = ("document", "status", "reason", "by", "since", "quote")
TIMELINE_SHOWN = ("group", "period", "document", "path", "description", "lead", "deadline")

# The same names as in analysis.timeline, which loads late.
SECTIONS = ("agency", "province", "document")
KINDS = "task,key-task,objective,report"
PICTURES = ("svg", "ics")


@verb()
@click.argument("document", required=False, shell_complete=names_of("document"))
@click.option(
    "--as-of", "day", type=DAY, metavar="DAY", required=True, help="The day that is asked about, as in 2014-01-01."
)
@click.option("--cited-by", metavar="NUMBER", shell_complete=names_of("document"), help="All that this document cites.")
@click.option(
    "--read-to", type=DAY, metavar="DAY", help="All that matters was read up to this day; later, force is unknown."
)
@store_option
@table_options()
def force(
    document: str | None, day: date, cited_by: str | None, read_to: date | None, folder: str, destination: Destination
) -> int:
    """Say whether a document is in force on a day, with the sentences that say so.

    DOCUMENT is a number, a name or an IRI. Unknown is what the graph cannot tell: nothing is concluded from silence.
    """
    from policygraph.analysis.force import force as find_force

    if (document is None) == (cited_by is None):
        raise click.UsageError(say("give exactly one of: DOCUMENT, --cited-by"))
    found = find_force(store := open_folder(folder), day, document=document, cited_by=cited_by, read_to=read_to)
    table = found.to_table()
    return deliver([named(table)], destination, about(store), on_terminal=[named(only(table, FORCE_SHOWN))])


@verb()
@click.option("--by", type=click.Choice(UNITS), default="quarter", show_default=True, help="Periods to sort by.")
@click.option("--per", type=click.Choice(SECTIONS), help="A section for each lead agency, province or document.")
@click.option("--agency", metavar="NAME", shell_complete=names_of("agency"), help="What this agency has a part in.")
@click.option("--role", type=click.Choice(ROLES), help="With --agency: in this role only.")
@click.option("--groups", is_flag=True, help="With --agency: also what the groups have that it belongs to (inferred).")
@province_option
@click.option("--document", metavar="NUMBER", shell_complete=names_of("document"), help="One plan only.")
@kinds_option(KINDS, "What to show: task, key-task, duty, objective, report, or all of them.")
@click.option("--calendars", metavar="DIR", help="Write a calendar for each agency into this folder, and nothing else.")
@store_option
@table_options((*TABLE_FORMATS, *PICTURES))
def timeline(
    by: Any,
    per: Any,
    agency: str | None,
    role: str | None,
    groups: bool,
    province: str | None,
    document: str | None,
    kinds: tuple[str, ...],
    calendars: str | None,
    folder: str,
    destination: Destination,
) -> int:
    """List what falls due when, each deadline with its sentence: as a table, a picture (SVG) or a calendar (ICS).

    A calendar has all-day events on the last day of each deadline; what is due every year recurs.
    """
    from policygraph.analysis.timeline import timeline as find_deadlines

    if (role or groups) and not agency:
        raise click.UsageError(say("--role and --groups need --agency NAME"))
    found = find_deadlines(
        store := open_folder(folder),
        by=by,
        per=per,
        agency=agency,
        role=role,
        groups=groups,
        province=province,
        document=document,
        kinds=kinds,
    )
    if calendars is not None:
        return _write_calendars(found, calendars)
    if _picture(destination):
        return _deliver_picture(found, destination)
    table = found.to_table()
    shown = only(table, [name for name in TIMELINE_SHOWN if name in table.columns])
    return deliver([named(table), named(found.counts())], destination, about(store), on_terminal=[named(shown)])


def _picture(destination: Destination) -> str | None:
    """The form that is no table, by ``-f`` or else by the file's ending."""
    ending = str(destination.output or "").rpartition(".")[2].lower() if destination.is_file else ""
    form = destination.form or ending
    return form if form in PICTURES else None


def _deliver_picture(found: Timeline, destination: Destination) -> int:
    if _picture(destination) == "ics":
        from policygraph.export.ics import to_ics

        send(to_ics(found, language()), destination)
    else:
        from policygraph.view.timeline_svg import to_svg

        send(to_svg(found, language()), destination)
    _tell_undated(found)
    if not found.rows:
        tell(say("nothing matched"))
    return 0 if found.rows else NOTHING_MATCHED


def _tell_undated(found: Timeline) -> None:
    """How many deadlines name no day, so that neither a calendar nor a picture holds them."""
    from policygraph.analysis.timeline import has_day

    left = sum(not has_day(due) for due in found.rows)
    if left:
        tell(say("deadlines without a day, left out: {count}", count=left))


def _write_calendars(found: Timeline, folder: str) -> int:
    """A file an agency, named by its IRI."""
    from policygraph.export.ics import calendars_of, to_ics

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputFailed(f"cannot be written: {reason}", place=folder, hint="name a folder") from error
    written = 0
    for name, calendar in calendars_of(found):
        with open_output(str(Path(folder) / f"{name}.ics")) as write:
            write(to_ics(calendar, language()))
        written += 1
    _tell_undated(found)
    tell(say("calendars written to {path}: {count}", path=folder, count=written))
    return 0 if written else NOTHING_MATCHED
