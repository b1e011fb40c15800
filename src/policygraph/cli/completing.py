"""``completion``: what the Tab key offers, with names out of the graph."""

from __future__ import annotations

import os
from collections.abc import Callable

import click

from policygraph.cli.stores import DEFAULT_STORE, ENVIRONMENT
from policygraph.cli.streams import emit
from policygraph.cli.verbs import verb
from policygraph.errors import PolicyGraphError

SHELLS = ("bash", "zsh", "fish")
MOST_OFFERED = 200
FOLDERS = "POLICYGRAPH_QUERIES"  # folders with named questions, as PATH lists folders

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


@verb()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete verbs, options and names of the graph.

    For bash: eval "$(policygraph completion bash)"
    """
    from click.shell_completion import get_completion_class

    from policygraph.cli.main import cli

    written_for = get_completion_class(shell)
    assert written_for is not None
    script = written_for(cli, {}, "policygraph", "_POLICYGRAPH_COMPLETE").source()
    # click's script for bash cuts names into words; most of ours have several.
    emit(script.replace("COMPREPLY+=($value)", r'COMPREPLY+=("${value// /\\ }")'))


def names_of(*kinds: str) -> Complete:
    """Offers the names of these kinds of things, accents optional; nothing where there is no graph."""

    def complete(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        from policygraph.analysis.names import everything, with_parts
        from policygraph.grammar.folding import fold
        from policygraph.store import open_store

        try:
            store = open_store(_folder(ctx))
            known = with_parts(store, begun, kinds) if fold(begun) else everything(store, kinds)
        except PolicyGraphError:
            return []
        names = sorted({entity.label for entity in known} | {name for entity in known for name in entity.names})
        return [name for name in names if fold(name).startswith(fold(begun))][:MOST_OFFERED]

    return complete


def query_names(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Offers the named questions, the user's own too."""
    from policygraph.query.named import query_files

    own = ctx.params.get("folders") or filter(None, os.environ.get(FOLDERS, "").split(os.pathsep))
    try:
        return [name for name in sorted(query_files(tuple(own))) if name.startswith(begun)]
    except PolicyGraphError:
        return []


def _folder(ctx: click.Context) -> str:
    """The folder that the line names so far; while it completes, click leaves defaults out."""
    return str(ctx.params.get("folder") or os.environ.get(ENVIRONMENT) or DEFAULT_STORE)
