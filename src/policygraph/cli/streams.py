"""Standard output for data, standard error for words: UTF-8 both, whatever the machine's code page."""

from __future__ import annotations

import io
import os
import sys

import click

BROKEN_PIPE = 141  # what a shell shows for a program that SIGPIPE ended


def speak_utf8() -> None:
    """Make the three standard streams UTF-8; what has no encoding is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")


def emit(data: bytes | str) -> None:
    """Write data to standard output, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode("utf-8", errors="backslashreplace"))
    sys.stdout.buffer.flush()


def tell(words: str) -> None:
    """Write words for people to standard error."""
    click.echo(words, err=True, color=colourful(sys.stderr.isatty()))


def colourful(on_terminal: bool) -> bool:
    """Whether to use colour: on a terminal, unless ``NO_COLOR`` is set (https://no-color.org)."""
    return on_terminal and not os.environ.get("NO_COLOR")


def close_quietly() -> int:
    """After the reader of standard output has gone: nothing more is written; the exit status."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE
