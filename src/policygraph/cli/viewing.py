"""``view``: the graph as one HTML page."""

from __future__ import annotations

import click

from policygraph.cli.messages import language, say
from policygraph.cli.output import FILE_HELP, STANDARD_OUTPUT, open_output, refuse_other_than_page
from policygraph.cli.stores import open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.verbs import verb

PAGE = "view.html"


@verb()
@click.option("--document", metavar="NUMBER", help="One document only: its number or IRI.")
@click.option("-o", "--output", metavar="FILE", default=PAGE, show_default=True, help=FILE_HELP)
@store_option
def view(document: str | None, output: str, folder: str) -> None:
    """Write the graph as one HTML page that needs no network.

    The page shows who has to do what, each line with the sentence it rests on.
    """
    from policygraph.view.from_store import view_of_store
    from policygraph.view.pyvis_backend import render_html

    refuse_other_than_page(output)
    page = render_html(view_of_store(open_folder(folder), document=document, language=language()))
    with open_output(output) as write:
        write(page)
    if output != STANDARD_OUTPUT:
        tell(say("written: {path}", path=output))
