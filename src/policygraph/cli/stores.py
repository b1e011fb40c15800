"""``--store``: the folder of the graph that a verb asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policygraph.store import Store

DEFAULT_STORE = "out"
ENVIRONMENT = "POLICYGRAPH_STORE"

store_option = click.option(
    "--store",
    "folder",
    metavar="DIR",
    envvar=ENVIRONMENT,
    default=DEFAULT_STORE,
    show_default=True,
    help="Folder of the graph, as build wrote it; or POLICYGRAPH_STORE.",
)

store_argument = click.argument("given", metavar="[DIR]", required=False)


def open_folder(folder: str, given: str | None = None) -> Store:
    """The store in ``given``, or else in ``folder``. Raises ``BadStore`` or ``MissingInput``."""
    from policygraph.store import open_store

    return open_store(given or folder)
