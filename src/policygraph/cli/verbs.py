"""Commands that load when they are called and speak the user's language."""

from __future__ import annotations

import copy
import difflib
import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import click

from policygraph.cli.messages import LANGUAGES, say

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
LANG_HELP = "Language of words and tables."
TRACEBACK_HELP = "Show where in the program an error arose."


class Verb(click.Command):
    """A command whose help is translated when it is shown, not when it is defined.

    Every command knows ``--lang`` and ``--traceback``; ``main.run`` looks for them before click does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=LANG_HELP),
            click.Option(["--traceback"], is_flag=True, expose_value=False, help=TRACEBACK_HELP),
        ]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("Usage:") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the help text, paragraph by paragraph."""
        for paragraph in paragraphs(self):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say(paragraph))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands of a group."""
        records = [_help_record(option, ctx) for option in self.get_params(ctx) if isinstance(option, click.Option)]
        with formatter.section(say("Options")):
            formatter.write_dl([record for record in records if record])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        """Return the first paragraph of the help text, whole."""
        return say(next(iter(paragraphs(self)), ""))


def paragraphs(command: click.Command) -> list[str]:
    """The help text of a command, one line a paragraph: these are the sentences of ``vi.toml``."""
    text = inspect.cleandoc(command.help or "")
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph]


def _help_record(option: click.Option, ctx: click.Context) -> tuple[str, str] | None:
    spoken = copy.copy(option)
    spoken.help = say(option.help) if option.help else None
    return spoken.get_help_record(ctx)


class VerbGroup(Verb, click.Group):
    """Commands that are imported when they are called, and the nearest name for a misspelt one."""

    def __init__(self, *args: Any, places: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = dict(places or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which people need them."""
        return [*self.places, *sorted(self.commands)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name in self.places:
            module, name = self.places[cmd_name].split(":")
            command: click.Command = getattr(importlib.import_module(module), name)
            return command
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the first line of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(say("Commands")):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; raises ``UnknownName`` for a misspelt one."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise UnknownName(name, self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


class UnknownName(click.UsageError):
    """A misspelt command; ``possibilities`` are the names most like it, nearest first."""

    def __init__(self, name: str, names: list[str], ctx: click.Context) -> None:
        super().__init__(say("no such command: {name}", name=name), ctx)
        self.possibilities = difflib.get_close_matches(name.lower(), names, cutoff=0.5)


def verb(**settings: Any) -> Callable[[Callable[..., int | None]], click.Command]:
    """Decorator: a function that returns an exit status (None is 0) as a command."""
    return click.command(cls=Verb, context_settings=CONTEXT, **settings)
