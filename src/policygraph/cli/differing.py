"""``diff``: what a second graph says that a first one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygraph.cli.columns import only
from policygraph.cli.failures import FINDINGS
from policygraph.cli.messages import say
from policygraph.cli.stores import open_folder
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, named, table_options, write_tables
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.store import RemoteStore, Store

# What a terminal has room for; files hold every column.
SHOWN = ("document", "section", "change", "fact")


@verb()
@click.argument("old")
@click.argument("new")
@click.option("--document", metavar="NUMBER", help="One document only: its number, name or IRI.")
@click.option("--fail-on-change", is_flag=True, help="Exit with 3 where the graphs differ.")
@table_options()
def diff(old: str, new: str, document: str | None, fail_on_change: bool, destination: Destination) -> int:
    """List what a second graph gained and lost against a first one, by document, as facts with their words.

    OLD and NEW are folders that build wrote, files like graph.trig, or addresses of SPARQL servers. What only moved
    in the text is no change.
    """
    from policygraph.analysis.difference import difference

    found = difference(_open(old), _open(new), document=document)
    table = found.to_table()
    write_tables([named(table)], destination, on_terminal=[named(only(table, SHOWN))])
    counts = found.counts()
    tell(say("documents added: {added}, removed: {removed}, changed: {changed}, unchanged: {same}", **counts))
    tell(say("facts gained: {gained}, lost: {lost}", **counts))
    return FINDINGS if fail_on_change and found else 0


def _open(place: str) -> Store | RemoteStore:
    from policygraph.store.dump import is_dump, open_dump

    return open_dump(place) if is_dump(place) else open_folder(place)
