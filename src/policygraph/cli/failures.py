"""Errors become one message, one hint and one exit status, here and nowhere else."""

from __future__ import annotations

import click

from policygraph.cli.messages import say, translate
from policygraph.cli.streams import tell
from policygraph.errors import PolicyGraphError

FAILED, BAD_INPUT, FINDINGS, NOTHING_MATCHED, INTERRUPTED = 1, 2, 3, 4, 130


def report(error: BaseException) -> int:
    """Tell what went wrong on standard error and return the exit status."""
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, PolicyGraphError):
        complain(error)
        return error.exit_status
    if isinstance(error, click.ClickException):
        return _report_usage(error)
    if isinstance(error, OSError) and error.strerror:
        return _tell(f"{error.filename}: {error.strerror}" if error.filename else error.strerror, None, FAILED)
    first_line = str(error).partition("\n")[0]
    message = say("unexpected error: {kind}: {words}", kind=type(error).__name__, words=first_line)
    return _tell(message, say("run the command again with --traceback and report what it prints"), FAILED)


def complain(error: PolicyGraphError) -> None:
    """The message and the hint of one error, on standard error."""
    message = translate(error.message)
    _tell(f"{error.place}: {message}" if error.place else message, error.hint and translate(error.hint), 0)


def _report_usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        tell(error.format_message())
        return error.exit_code
    near = getattr(error, "possibilities", None)  # of misspelt commands and options
    message = error.message if near else error.format_message()
    hint = f"{error.ctx.command_path} --help" if isinstance(error, click.UsageError) and error.ctx else None
    return _tell(translate(message), say("did you mean {name}?", name=near[0]) if near else hint, error.exit_code)


def _tell(message: str, hint: str | None, status: int) -> int:
    tell(click.style(say("error:"), fg="red", bold=True) + f" {message}")
    if hint:
        tell(click.style(say("hint:"), fg="cyan") + f" {hint}")
    return status
