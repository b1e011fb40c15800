"""``queries``: the named questions, listed, shown, begun and tested."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policygraph.cli.completing import query_names
from policygraph.cli.failures import FAILED, complain
from policygraph.cli.messages import language, say
from policygraph.cli.querying import queries_option
from policygraph.cli.stores import DEFAULT_STORE, ENVIRONMENT, open_folder
from policygraph.cli.streams import emit, tell
from policygraph.cli.tables import Destination, deliver_table, table_options
from policygraph.cli.verbs import CONTEXT, Verb, VerbGroup

if TYPE_CHECKING:
    from policygraph.query import NamedQuery, ResultTable
    from policygraph.store import RemoteStore, Store

OWN_FOLDER = "queries"
ENDING = ".rq"


@click.group(cls=VerbGroup, context_settings=CONTEXT)
def queries() -> None:
    """List the named questions, show one, begin one of your own, test them."""


@queries.command("list", cls=Verb, context_settings=CONTEXT)
@queries_option
@table_options()
def list_(folders: tuple[str, ...], destination: Destination) -> int:
    """List the named questions."""
    from policygraph.query import list_queries

    return deliver_table(_catalogue(list_queries(folders)), destination)


@queries.command("show", cls=Verb, context_settings=CONTEXT)
@click.argument("name", shell_complete=query_names)
@queries_option
def show(name: str, folders: tuple[str, ...]) -> None:
    """Print the SPARQL of a named question; what it asks, takes and answers goes to standard error."""
    from policygraph.query import load_query

    query = load_query(name, folders)
    tell("\n".join(_told(query)) + "\n")
    emit(query.text)


@queries.command("new", cls=Verb, context_settings=CONTEXT)
@click.argument("name")
@click.argument("folder", required=False)
@queries_option
def new(name: str, folder: str | None, folders: tuple[str, ...]) -> None:
    """Write a question to begin with into FOLDER, or ./queries; nothing is overwritten."""
    from policygraph.query.skeleton import new_query

    path = new_query(name, Path(folder or next(iter(folders), OWN_FOLDER)))
    tell(say("written: {path}", path=path))
    tell(say("test it: policygraph queries test {path}", path=path))


@queries.command("test", cls=Verb, context_settings=CONTEXT)
@click.argument("names", metavar="[NAME|FILE]...", nargs=-1, shell_complete=query_names)
@queries_option
@click.option(
    "--store",
    "store_place",
    metavar="DIR|URL",
    envvar=ENVIRONMENT,
    help="The graph to ask too; without it ./out, where there is one.",
)
def test_(names: tuple[str, ...], folders: tuple[str, ...], store_place: str | None) -> int:
    """Test questions: head, SPARQL, parameters, columns; all of them where none is named.

    Each is run on an empty graph, and with the examples of its head on a graph where there is one.
    """
    from policygraph.query.checking import problems

    files = list(_files(names, folders))
    store = _store(store_place)
    found = [problem for path in files for problem in problems(path, store)]
    for problem in found:
        complain(problem)
    told = "{files} questions tested on the graph, {problems} problems" if store else _ON_NOTHING
    tell(say(told, files=len(files), problems=len(found)))
    return FAILED if found else 0


_ON_NOTHING = "{files} questions tested on an empty graph, {problems} problems"


def _files(names: tuple[str, ...], folders: tuple[str, ...]) -> Iterator[Path]:
    """The files of questions by name or path; all of them for no names."""
    from policygraph.errors import BadQuery, MissingInput
    from policygraph.query.named import nearest_hint, query_files

    known = query_files(folders)
    for name in names or sorted(known):
        if name in known:
            yield known[name]
        elif not name.endswith(ENDING):
            raise BadQuery(f"there is no query named {name!r}", hint=nearest_hint(name, sorted(known)))
        elif not Path(name).is_file():
            raise MissingInput("no such file", place=name, hint="check the path")
        else:
            yield Path(name)


def _store(place: str | None) -> Store | RemoteStore | None:
    if place is None and not Path(DEFAULT_STORE).is_dir():
        return None
    return open_folder(place or DEFAULT_STORE)


def _told(query: NamedQuery) -> Iterator[str]:
    """What people want to know of a question before they read its SPARQL."""
    from policygraph.query.catalogue import example_call

    lang = language()
    yield f"{query.title.text(lang)}: {query.question.text(lang)}"
    yield from ("  " + note.text(lang) for note in query.notes)
    for heads, lines in (
        (
            say("parameters:"),
            [(f"{p.name} ({p.type}{', ' + say('required') if p.required else ''})", p.label) for p in query.parameters],
        ),
        (say("columns:"), [(f"{c.name} ({c.kind})", c.label) for c in query.columns]),
    ):
        if lines:
            yield heads
            yield from (f"  {name}: {label.text(lang)}" for name, label in lines)
    yield say("for instance: {call}", call=example_call(query))


def _catalogue(known: list[NamedQuery]) -> ResultTable:
    from policygraph.query import Label, ResultTable

    rows = tuple((q.name, q.question.text(language()), " ".join(p.name for p in q.parameters)) for q in known)
    labels = (Label("Tên", "Name"), Label("Câu hỏi", "Question"), Label("Tham số", "Parameters"))
    title = Label("Các câu hỏi có tên", "Named questions")
    return ResultTable(title, ("name", "question", "parameters"), rows, labels)
