"""The graph of a folder, open for questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.errors import BadQuery, BadStore
from policygraph.graph.terms import INFERRED, NamedGraph, expand, text
from policygraph.namespaces import BASE, PREFIXES
from policygraph.store.guards import check_query, names_dataset
from policygraph.store.loading import load_memory, open_folder
from policygraph.store.manifest import (
    REBUILD,
    DocumentRecord,
    Manifest,
    read_documents,
    read_manifest,
    read_summary,
)
from policygraph.store.refusal import refused
from policygraph.store.word_index import WordIndex, open_words, words_whole

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

_TRIES = 3  # a build may switch the folder between our reading the manifest and opening the store
_STRING = expand("xsd:string")
_INFERRED_NAMES = (INFERRED, f"pgid:{INFERRED.removeprefix(BASE)}")


class Store:
    """Answers SPARQL over one build, which never changes while it is open.

    The default graph of a query is the union of all graphs but the inferred one. A query that names the
    graph ``pgid:graph/inferred``, or asks with ``inferred=True``, has that one in its union too.
    """

    def __init__(
        self,
        asserted: pyoxigraph.Store,
        complete: pyoxigraph.Store,
        manifest: Manifest | None = None,
        folder: Path | None = None,
    ) -> None:
        self._asserted = asserted
        self._complete = complete
        self._folder = folder
        self.manifest = manifest

    @property
    def summary(self) -> Any:
        """The figures of the build as ``summary.json`` holds them; None for a store in memory. Raises ``BadStore``."""
        return read_summary(self._folder) if self._folder else None

    @cached_property
    def words(self) -> WordIndex | None:
        """The index of the words of names and items; None for a store in memory, or where it cannot be used."""
        return open_words(self._folder / self.manifest.store) if self._folder and self.manifest else None

    def check_words(self) -> None:
        """Hold the index of words to what was written. Raises ``BadStore`` for a damaged one."""
        if self._folder and self.manifest and not words_whole(self._folder / self.manifest.store):
            hint = "build again: it is made anew"
            raise BadStore("the index of words is damaged", place=str(self._folder), hint=hint)

    def query(self, text: str, /, *, inferred: bool = False, graphs: Iterable[str] | None = None) -> Any:
        """The answer as Oxigraph gives it: solutions, a boolean, or triples; prefixes of ours need no declaration.

        ``graphs`` narrows the default graph to these IRIs; without them a query's own ``FROM`` does. Raises
        ``BadQuery``.
        """
        import pyoxigraph as ox

        check_query(text)
        store = self._complete if inferred or _names_inferred(text) else self._asserted
        dataset: dict[str, Any] = {"use_default_graph_as_union": not names_dataset(text)}
        if graphs is not None:
            dataset = {"default_graph": [ox.NamedNode(graph) for graph in graphs]}
        try:
            return store.query(text, prefixes=PREFIXES, **dataset)
        except (SyntaxError, ValueError) as error:
            raise refused(text, str(error)) from error

    def query_within(self, text: str, seconds: float, /) -> Any:
        """``query`` in a process of its own, which is ended after so many seconds: an engine cannot be stopped.

        The process asks what the folder holds when it begins. Raises ``QueryTimeout``, also while rows are read,
        and ``BadQuery`` for a store that is in memory alone.
        """
        from policygraph.store.worker import query_within

        check_query(text)
        if self._folder is None:
            raise BadQuery("a query of a graph in memory cannot be ended", hint="ask without a timeout")
        return query_within(self._folder, text, inferred=_names_inferred(text), seconds=seconds)

    def dataset(self, *, inferred: bool = False) -> rdflib.Dataset:
        """An ``rdflib.Dataset`` over the store, read only, with the union of its graphs as default graph.

        Nothing is copied: what is asked goes to Oxigraph. Known differences from rdflib's own engine
        (oxrdflib 0.5): plain literals carry the datatype ``xsd:string``, so compare their ``str``;
        ``FROM`` gives no rows; a query prepared by ``prepareQuery`` runs on rdflib's slow engine. To have
        everything in rdflib alone, parse ``graph.trig`` into a ``Dataset`` of your own.
        """
        import oxrdflib
        import rdflib

        backend = oxrdflib.OxigraphStore(store=self._complete if inferred else self._asserted)
        dataset = rdflib.Dataset(store=backend, default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        return sorted(str(graph.value) for graph in self._complete.named_graphs())

    def graphs_in_order(self) -> Iterator[NamedGraph]:
        """All named graphs in the order of their IRIs, one at a time, each with its lines sorted as they were built."""
        return map(self.named_graph, self.graphs())

    def named_graph(self, iri: str) -> NamedGraph:
        """One graph with its lines sorted as they were built; without lines where there is none of that name."""
        import pyoxigraph as ox

        quads = self._complete.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        return NamedGraph(iri, tuple(sorted(map(_line, quads))))

    def documents(self) -> Iterator[DocumentRecord]:
        """The documents that were read, in the order of their IRIs; none for a store in memory."""
        if self._folder is None or self.manifest is None:
            return iter(())
        return read_documents(self._folder / self.manifest.store)

    def __len__(self) -> int:
        """How many quads there are, inferred ones included."""
        return len(self._complete)


def open_folder_store(folder: str | Path) -> Store:
    """The graph that ``policygraph build`` wrote to ``folder``, read only.

    A build that switches the folder meanwhile does not disturb: the store goes on with what it opened.
    Raises ``MissingInput`` for a path that does not exist (nothing is created) and ``BadStore`` for a
    folder without a graph, with a damaged one, or with one of another version.
    """
    folder = Path(folder)
    for _ in range(_TRIES):
        manifest = read_manifest(folder)
        try:
            return Store(*open_folder(folder / manifest.store), manifest, folder)
        except OSError as error:
            failure = error
    message = f"the graph cannot be opened: {failure}"
    raise BadStore(message, place=str(folder / manifest.store), hint=REBUILD) from failure


def load_store(graphs: Iterable[NamedGraph]) -> Store:
    """Graphs as a store in memory: for notebooks and tests."""
    return Store(*load_memory(graphs))


def _names_inferred(text: str) -> bool:
    plain = text.replace("\\", "")  # pgid:graph\/inferred is how SPARQL writes it
    return any(name in plain for name in _INFERRED_NAMES)


def _line(quad: pyoxigraph.Quad) -> str:
    """A quad as the builds write it; see ``graph.terms``."""
    import pyoxigraph as ox

    obj = quad.object
    written = text(obj.value) if isinstance(obj, ox.Literal) and obj.datatype.value == _STRING else str(obj)
    return f"{quad.subject} {quad.predicate} {written} {quad.graph_name} .\n"
