"""Progress on standard error, on a terminal only: ``[3/97] name``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from policygraph.cli.streams import WIPE


def watched(paths: Sequence[str]) -> Iterator[str | Path]:
    """The paths in order, folders as their documents, each told as its turn comes.

    Without a terminal the paths come as they were given and nothing is told.
    """
    if not sys.stderr.isatty():
        yield from paths
        return
    documents = [document for path in paths for document in _documents(path)]
    for number, document in enumerate(documents, start=1):
        click.echo(f"{WIPE}[{number}/{len(documents)}] {Path(document).name}", err=True, nl=False)
        yield document
    click.echo(WIPE, err=True, nl=False)


def _documents(path: str) -> Sequence[str | Path]:
    """What a path stands for; itself where that cannot be said, so that its reader says why."""
    from policygraph.errors import PolicyGraphError
    from policygraph.reading import document_paths

    try:
        return document_paths([path])
    except PolicyGraphError:
        return [path]
