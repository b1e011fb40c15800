"""Where data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from policygraph.cli.messages import say
from policygraph.cli.streams import emit
from policygraph.errors import OutputFailed, PolicyGraphError

STANDARD_OUTPUT = "-"
PAGE_ENDINGS = (".html", ".htm", "")  # a pipe or a device has none
FILE_HELP = "File to write; - is standard output."
Write = Callable[[str | bytes], object]


@contextmanager
def open_output(output: str | None) -> Iterator[Write]:
    """A function that writes to ``output`` ("-" or None is standard output).

    A file takes its name when all is written; until then what was there stays unharmed.
    Raises ``OutputFailed`` where it cannot be written.
    """
    if output in (None, STANDARD_OUTPUT):
        yield emit
        return
    target = Path(str(output)).resolve()
    try:
        with target.open("wb") if _is_device(target) else _temporary_file(target) as file:
            yield lambda data: file.write(data if isinstance(data, bytes) else data.encode("utf-8"))
    except OSError as error:
        raise _failed(error, str(output)) from error


@contextmanager
def open_output_folder(output: str, suffix: str) -> Iterator[Path]:
    """A folder to fill with files that end in ``suffix``; it takes its name when all are written.

    An older folder of that name is replaced, unless it holds anything else: then, and where nothing can be written,
    ``OutputFailed`` is raised.
    """
    target = Path(output).resolve()
    try:
        if target.is_file():
            raise OutputFailed("this is a file, and a folder is to be written", place=output, hint="name a folder")
        if target.exists() and not (target.is_dir() and all(path.suffix == suffix for path in target.iterdir())):
            hint = "choose another folder, or move the files away"
            raise OutputFailed(f"holds other things than files that end in {suffix}", place=output, hint=hint)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            draft, old = Path(folder) / "new", Path(folder) / "old"
            draft.mkdir()
            yield draft
            if target.exists():
                os.replace(target, old)
            os.replace(draft, target)
    except OSError as error:
        raise _failed(error, output) from error


def refuse_other_than_page(output: str) -> None:
    """Raise ``click.UsageError`` for a file whose ending promises something else than a page."""
    if Path(output).suffix.lower() not in PAGE_ENDINGS:
        raise click.UsageError(say("a page is HTML: {path} must end in .html", path=output))


def _failed(error: OSError, output: str) -> OSError:
    if isinstance(error, PolicyGraphError):
        return error
    reason = error.strerror or str(error)
    hint = "give a folder that exists and may be written to"
    return OutputFailed(f"cannot be written: {reason}", place=str(output), hint=hint)


def _is_device(target: Path) -> bool:
    """A pipe or ``/dev/null``: written to, never replaced."""
    if target.is_dir():
        raise OutputFailed("this is a folder", place=str(target), hint="name a file")
    return target.exists() and not target.is_file()


@contextmanager
def _temporary_file(target: Path) -> Iterator[BinaryIO]:
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
