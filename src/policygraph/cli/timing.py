"""``force``: which documents are in force on a day."""

from __future__ import annotations

import click

from policygraph.cli.columns import only
from policygraph.cli.completing import names_of
from policygraph.cli.messages import say
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.tables import Destination, deliver, named, table_options
from policygraph.cli.verbs import verb

# What a terminal has room for; files hold every column.
FORCE_SHOWN = ("document", "status", "reason", "by", "since", "quote")


@verb()
@click.argument("document", required=False, shell_complete=names_of("document"))
@click.option("--as-of", "day", metavar="DAY", required=True, help="The day that is asked about, as in 2014-01-01.")
@click.option("--cited-by", metavar="NUMBER", shell_complete=names_of("document"), help="All that this document cites.")
@click.option("--read-to", metavar="DAY", help="All that matters was read up to this day; later, force is unknown.")
@store_option
@table_options()
def force(
    document: str | None, day: str, cited_by: str | None, read_to: str | None, folder: str, destination: Destination
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
