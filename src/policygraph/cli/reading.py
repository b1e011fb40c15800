"""``text`` and ``extract``: what stands in documents, without a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from policygraph.cli.failures import BAD_INPUT, complain
from policygraph.cli.output import FILE_HELP, open_output
from policygraph.cli.pictures import ocr_option
from policygraph.cli.progress import watched
from policygraph.cli.streams import emit
from policygraph.cli.verbs import verb
from policygraph.errors import PolicyGraphError

STANDARD_INPUT = "-"


@verb()
@click.argument("path")
@ocr_option
def text(path: str, ocr: bool) -> None:
    """Print the text of a document, as offsets count it.

    The text is Unicode NFC with one kind of line end and space. "-" reads standard input.
    """
    from policygraph.reading import read_bytes, read_text

    given = sys.stdin.buffer.read() if path == STANDARD_INPUT else None
    read = read_text(path, ocr=ocr) if given is None else read_bytes(given, path, ocr=ocr)
    emit(read.content)


@verb()
@click.argument("paths", nargs=-1, required=True)
@click.option("-f", "--format", type=click.Choice(["jsonl", "ndjson"]), expose_value=False, help="Form of the output.")
@click.option("-o", "--output", metavar="FILE", help=FILE_HELP)
@ocr_option
def extract(paths: tuple[str, ...], output: str | None, ocr: bool) -> int:
    """Print what was read from documents, one JSON record a line.

    A path is a file, a folder (its documents sorted by path) or "-" for text on standard input. A file that
    cannot be read gives no record: it is named on standard error, the others go on, the exit status is 2.
    """
    failures = 0
    with open_output(output) as write:
        for line in _records(paths, ocr):
            if isinstance(line, PolicyGraphError):
                complain(line)
                failures += 1
            else:
                write(line)
    return BAD_INPUT if failures else 0


def _records(paths: tuple[str, ...], ocr: bool) -> Iterator[str | PolicyGraphError]:
    from policygraph import pipeline
    from policygraph.export.record import to_record

    for found in pipeline.extract(watched(paths), ocr=ocr):
        if isinstance(found, PolicyGraphError):
            yield found
        else:
            yield json.dumps(to_record(found), ensure_ascii=False) + "\n"
