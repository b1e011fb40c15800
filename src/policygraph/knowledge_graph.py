"""A graph in one name: build or open it, then ask. What notebooks use.

``kg = pg.build("data/documents")``, then ``kg.workload(by="quarter").to_pandas()`` or
``kg.depends("Đề án vị trí việc làm").view()``.
"""

from __future__ import annotations

import functools
import html
import inspect
import shutil
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from types import MethodType
from typing import TYPE_CHECKING, Any

import policygraph
from policygraph import QUESTIONS
from policygraph.errors import BadQuery, MissingInput, PolicyGraphError

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars
    import rdflib

    from policygraph.graph import BuildSummary
    from policygraph.query import ResultTable
    from policygraph.store import RemoteStore, Store

_PAGE_HEIGHT = 640  # CSS pixels


class KnowledgeGraph:
    """A graph, open for questions: each question of ``QUESTIONS`` is a method that gives an ``Answer``.

    ``store`` is what answers SPARQL; ``summary`` the figures of the build, and ``failures`` the files that it
    could not read (None and empty for a graph that was opened, not built).
    """

    def __init__(
        self,
        store: Store | RemoteStore,
        summary: BuildSummary | None = None,
        failures: tuple[PolicyGraphError, ...] = (),
    ) -> None:
        self.store = store
        self.summary = summary
        self.failures = failures

    if TYPE_CHECKING:  # the questions, which are hung on below

        def __getattr__(self, name: str) -> Callable[..., Any]: ...

    def sparql(self, text: str, **params: Any) -> Any:
        """The answer to SPARQL of any form; ``params`` are bound as terms. Raises ``BadQuery``."""
        return self.run_sparql(text, params or None)

    def query(self, name: str, **params: Any) -> Any:
        """The answer to a named question; ``params`` by the names of its head, "-" written "_". Raises ``BadQuery``."""
        return self.run_query(name, {key.replace("_", "-"): value for key, value in params.items()})

    def dataset(self) -> rdflib.Dataset:
        """The graph as an ``rdflib.Dataset``: nothing is copied, what is asked goes to the store."""
        return self.store.dataset()

    def to_networkx(self, include: str | Sequence[str] = (), language: str = "vi") -> networkx.MultiDiGraph:
        """Documents, agencies, items and instruments as a ``networkx.MultiDiGraph``, an edge a sentence.

        ``include`` narrows the kinds: documents, agencies, items, instruments. All of it is held in memory.
        Raises ``BadQuery`` for another kind.
        """
        from policygraph.asking import several
        from policygraph.export.database import open_database
        from policygraph.export.networks import network
        from policygraph.export.parts import choose

        with open_database(choose(self.store)) as database:
            return network(database, several(include), _known(language))

    def view(self, *, document: str | None = None, language: str = "vi") -> Page:
        """The picture of all that was read, or of one document."""
        from policygraph.view.pyvis_backend import render_html

        view = policygraph.view_of_store(self.store, document=document, language=_known(language))
        return Page(render_html(view))

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.store)} quads>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self))}</p>"


class _Question:
    """A question as a method, loaded when it is asked for: by its class for help, by a graph to be asked."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, graph: KnowledgeGraph | None, owner: type[KnowledgeGraph]) -> Callable[..., Any]:
        method = _method(self.name)
        return method if graph is None else MethodType(method, graph)


@functools.cache
def _method(name: str) -> Callable[..., Any]:
    question = getattr(policygraph, name)
    graph, *others = inspect.signature(question).parameters.values()

    @functools.wraps(question)
    def ask(self: KnowledgeGraph, /, *args: Any, **options: Any) -> Any:
        return _answer(question(self.store, *args, **options))

    own = graph.replace(name="self", annotation=graph.empty)
    ask.__signature__ = inspect.signature(question).replace(parameters=[own, *others])  # type: ignore[attr-defined]
    return ask


for _name in QUESTIONS:
    setattr(KnowledgeGraph, _name, _Question(_name))


class Answer:
    """What a question gave: everything that the result has, and how it is shown and taken away."""

    def __init__(self, result: Any) -> None:
        self.result = result

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.result, name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *dir(self.result)})

    def to_table(self) -> ResultTable:
        """The result as one table."""
        from policygraph.query import ResultTable

        table: ResultTable = self.result if isinstance(self.result, ResultTable) else self.result.to_table()
        return table

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a ``pandas.DataFrame``; needs the extra ``policygraph[pandas]``."""
        return self.to_table().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The table as a ``polars.DataFrame``; needs the extra ``policygraph[polars]``."""
        return self.to_table().to_polars()

    def view(self, *, language: str = "vi") -> Page:
        """The result as a page: a picture where it rests on paths of reasons, else its table."""
        from policygraph.export.tables import Layout, NamedTable, render

        picture = _picture(self.result, _known(language))
        if picture is not None:
            return Page(picture)
        table = self.to_table()
        return Page(render([NamedTable(table.title, table)], "html", Layout(lang=language)).decode("utf-8"))

    def __repr__(self) -> str:
        return f"<Answer: {self.result!r:.200}>"

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


class Page:
    """A page of HTML that needs no network: shown in a notebook, or saved."""

    def __init__(self, text: str) -> None:
        self.text = text

    def save(self, path: str | Path) -> Path:
        """Write the page; gives its path."""
        path = Path(path)
        path.write_text(self.text, encoding="utf-8")
        return path

    def _repr_html_(self) -> str:
        words = html.escape(self.text, quote=True)
        return f'<iframe srcdoc="{words}" style="width:100%;height:{_PAGE_HEIGHT}px;border:0"></iframe>'


def build(
    paths: str | Path | Iterable[str | Path], output: str | Path | None = None, *, ocr: bool = False
) -> KnowledgeGraph:
    """Read documents and open their graph.

    ``output`` is a folder, or a SPARQL server's address; without it the graph lives in a temporary folder as
    long as it is in use. Files that cannot be read are warned of, listed in ``failures`` and left out.
    Raises ``MissingInput`` when nothing could be read, or the error of the one file that was given.
    """
    from policygraph import pipeline
    from policygraph.store import open_store

    failures: list[PolicyGraphError] = []
    chosen = [paths] if isinstance(paths, str | Path) else list(paths)
    place = output or Path(mkdtemp(prefix="policygraph-"))
    try:
        summary = pipeline.build(chosen, place, failed=failures.append, ocr=ocr)
    except MissingInput as error:
        if output is None:
            shutil.rmtree(place, ignore_errors=True)
        raise _nothing_read(error, failures) from None
    for failure in failures:
        warnings.warn(str(failure), stacklevel=2)
    graph = KnowledgeGraph(open_store(place), summary, tuple(failures))
    if output is None:
        weakref.finalize(graph, shutil.rmtree, place, ignore_errors=True)
    return graph


def _nothing_read(error: MissingInput, failures: Sequence[PolicyGraphError]) -> PolicyGraphError:
    """The reason itself where it is one, else the first reasons: nobody has told them before."""
    if len(failures) == 1:
        return failures[0]
    return MissingInput(error.message, hint="; ".join(map(str, failures[:3])) or "name files or folders")


def open_graph(place: str | Path) -> KnowledgeGraph:
    """The graph of a folder that was built, or of a SPARQL server. Raises as ``open_store`` does."""
    from policygraph.store import open_store

    return KnowledgeGraph(open_store(place))


def _answer(result: Any) -> Any:
    """Results that are tables or make one are wrapped; triples, numbers and tuples of findings stay themselves."""
    return Answer(result) if hasattr(result, "to_table") or hasattr(result, "to_pandas") else result


def _picture(result: Any, language: Any) -> str | None:
    """The picture of a result's paths of reasons, or None where it has none."""
    paths = list(_paths(result))
    if not paths:
        return None
    from policygraph.view.of_reasons import view_of_reasons
    from policygraph.view.pyvis_backend import render_html

    title = result.to_table().title.text(language)
    return render_html(view_of_reasons(title, paths, result.known, result.relations, language))


def _paths(result: Any) -> Iterator[Any]:
    """The paths of edges that the rows of an answer rest on."""
    for row in getattr(result, "rows", ()) if hasattr(result, "known") else ():
        reasons = (
            (*row.after, *filter(None, (row.evidence,))) if hasattr(row, "after") else (getattr(row, "reason", row),)
        )
        yield from (reason.path for reason in reasons)


def _known(language: str) -> Any:
    if language not in ("vi", "en"):
        raise BadQuery(f"{language!r} is no language of ours", hint="known are: vi, en")
    return language
