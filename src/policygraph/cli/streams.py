"""Standard output for data, standard error for words: UTF-8 both, whatever the machine's code page."""

from __future__ import annotations

import io
import os
import sys

import click

WIPE = "\r\033[K"  # to the start of the line, and empty it
BROKEN_PIPE = 141  # what a shell shows for a program that SIGPIPE ended


def speak_utf8() -> None:
    """Make the three standard streams UTF-8; what has no encoding is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")


def emit(data: bytes | str) -> None:
    """Write data to standard output, byte for byte; end quietly when nobody reads it any more."""
    try:
        sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode("utf-8", errors="backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes once more
        raise click.exceptions.Exit(BROKEN_PIPE) from None


def tell(words: str) -> None:
    """Write words for people to standard error, over the line that shows progress."""
    on_terminal = sys.stderr.isatty()
    click.echo((WIPE if on_terminal else "") + words, err=True, color=colourful(on_terminal))


def colourful(on_terminal: bool) -> bool:
    """Whether to use colour: on a terminal, unless ``NO_COLOR`` is set (https://no-color.org)."""
    return on_terminal and not os.environ.get("NO_COLOR")
