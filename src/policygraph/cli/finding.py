"""``search`` and ``show``: find a thing by words, then see all that is known of it."""

from __future__ import annotations

import click

from policygraph.cli.columns import only, readable
from policygraph.cli.completing import names_of
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.tables import Destination, deliver, named, table_options
from policygraph.cli.verbs import verb

# What Tab offers; plan items, which have no names, can be shown as well.
NAMED = ("agency", "document", "concept", "instrument", "jurisdiction")
# What a terminal has room for; files hold every column.
CARD_SHOWN = ("side", "predicate", "value", "quote", "source")


@verb()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many rows.")
@store_option
@table_options()
def search(words: tuple[str, ...], limit: int, folder: str, destination: Destination) -> int:
    """Find agencies, documents, instruments and items by words, accents optional."""
    from policygraph.analysis.search import search as find

    table = find(open_folder(folder), " ".join(words), limit)
    return deliver([named(table)], destination, on_terminal=[named(readable(table))])


@verb()
@click.argument("identifier", metavar="ID", shell_complete=names_of(*NAMED))
@store_option
@table_options()
def show(identifier: str, folder: str, destination: Destination) -> int:
    """Show all that is known of one thing, each fact with the words it rests on.

    ID is a name, a document number, an item's label or an IRI.
    """
    from policygraph.analysis.card import show as card_of

    store = open_folder(folder)
    card = card_of(store, identifier).to_table()
    return deliver([named(card)], destination, about(store), on_terminal=[named(only(card, CARD_SHOWN))])
