"""``--explain`` and ``--view``: an answer in sentences, or as a picture of just the part it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from policygraph.cli.failures import NOTHING_MATCHED
from policygraph.cli.messages import language, say
from policygraph.cli.output import refuse_other_than_page
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, send

if TYPE_CHECKING:
    from policygraph.analysis.edges import Edge
    from policygraph.analysis.nodes import Node
    from policygraph.query import Label, Queryable, ResultTable

limit_option = click.option(
    "--limit",
    type=click.IntRange(0),
    default=1000,
    show_default=True,
    help="At most so many rows a section; 0 shows all.",
)
explain_option = click.option("--explain", is_flag=True, help="Say it in whole sentences.")
view_option = click.option(
    "--view", "as_view", is_flag=True, help="Write a page with the picture of just this part; needs -o FILE.html."
)


def tell_all(told: Iterable[Label], table: ResultTable, destination: Destination) -> int:
    """Write the sentences, each once, one a line; the notes of the table go to standard error."""
    lines = list(dict.fromkeys(words.text(language()) for words in told))
    if destination.form not in (None, "table"):
        raise click.UsageError(say("--explain writes sentences; leave out -f, or leave out --explain"))
    send("".join(f"{line}\n" for line in lines).encode("utf-8"), destination)
    for note in table.notes:
        tell(note.text(language()))
    if not lines:
        tell(say("nothing matched"))
    return 0 if lines else NOTHING_MATCHED


def write_view(
    store: Queryable,
    table: ResultTable,
    paths: Iterable[Sequence[Edge]],
    known: Mapping[str, Node],
    destination: Destination,
) -> int:
    """Write the page with the picture of some paths of reasons; nothing where there is none."""
    from policygraph.query.words import relation_words
    from policygraph.view.of_reasons import view_of_reasons
    from policygraph.view.pyvis_backend import render_html

    if destination.output is None or destination.form not in (None, "html"):
        raise click.UsageError(say("--view writes a page: add -o FILE.html"))
    if destination.form is None:
        refuse_other_than_page(destination.output)
    shown = list(paths)
    if not shown:
        tell(say("nothing matched"))
        return NOTHING_MATCHED
    view = view_of_reasons(table.title.text(language()), shown, known, relation_words(store), language())
    send(render_html(view).encode("utf-8"), destination)
    for note in table.notes:
        tell(note.text(language()))
    return 0
