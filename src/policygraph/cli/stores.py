"""``--store``: the folder, or the server, of the graph that a verb asks."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from policygraph.cli.messages import say
from policygraph.cli.streams import tell

if TYPE_CHECKING:
    from policygraph.store import RemoteStore, Store

DEFAULT_STORE = "out"
ENVIRONMENT = "POLICYGRAPH_STORE"
SOURCES_SHOWN = 1_000  # in a workbook; more is a list that nobody reads

store_option = click.option(
    "--store",
    "folder",
    metavar="DIR|URL",
    envvar=ENVIRONMENT,
    default=DEFAULT_STORE,
    show_default=True,
    help="Folder of the graph, as build wrote it, or the address of a SPARQL server; or POLICYGRAPH_STORE.",
)

store_argument = click.argument("given", metavar="[DIR]", required=False)


def open_folder(folder: str) -> Store | RemoteStore:
    """The graph in ``folder``; of a server it is told when it holds two. Raises ``BadStore`` or ``MissingInput``."""
    from policygraph.store import RemoteStore, open_store

    store = open_store(folder)
    if isinstance(store, RemoteStore) and store.changing:
        tell(say("a build is changing this server, or was cut off: answers may mix two graphs until one has ended"))
    return store


def about(store: Store | RemoteStore, sources: int = SOURCES_SHOWN) -> list[tuple[str, str]]:
    """Where figures come from, for the notes of a workbook: (item, words) pairs, with at most so many sources."""
    from policygraph import __version__

    pairs = [(say("made with"), f"policygraph {__version__}")]
    if store.manifest:
        pairs += [
            (say("digest of the graph"), store.manifest.digest),
            (say("form of the graph"), store.manifest.format),
        ]
        pairs += [
            (say("source"), f"{document.file} (SHA-256 {document.sha256})")
            for document in islice(store.documents(), sources)
        ]
        if store.manifest.documents > sources:
            pairs.append((say("source"), say("and {count} more", count=store.manifest.documents - sources)))
    return pairs
