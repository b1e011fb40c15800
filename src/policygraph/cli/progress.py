"""On standard error what is passed over in folders; progress, on a terminal only: ``[3/97] name``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from policygraph.cli.messages import say, translate
from policygraph.cli.streams import WIPE, tell


def watched(paths: Sequence[str]) -> Iterator[str | Path]:
    """The paths in order, folders as their documents, each told as its turn comes where there is a terminal."""
    documents = [document for path in paths for document in _documents(path)]
    if not sys.stderr.isatty():
        yield from documents
        return
    for number, document in enumerate(documents, start=1):
        click.echo(f"{WIPE}[{number}/{len(documents)}] {Path(document).name}", err=True, nl=False)
        yield document
    click.echo(WIPE, err=True, nl=False)


def _documents(path: str) -> Sequence[str | Path]:
    """What a path stands for; itself where that cannot be said, so that its reader says why."""
    from policygraph.errors import PolicyGraphError
    from policygraph.reading import document_paths

    try:
        return document_paths([path], _tell_passed_over)
    except PolicyGraphError:
        return [path]


def _tell_passed_over(path: Path, reason: str) -> None:
    tell(say("passed over: {path}: {reason}", path=path, reason=translate(reason)))
