"""A graph on a SPARQL 1.1 server: the same questions as of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from policygraph.errors import BadStore
from policygraph.graph.terms import NamedGraph, named_graph, text
from policygraph.namespaces import BASE, PREFIXES, PRELUDE
from policygraph.store.guards import check_query
from policygraph.store.manifest import DocumentRecord, Manifest, manifest_of
from policygraph.store.protocol import TIMEOUT, Client, Service
from policygraph.store.shards import Shard, Shards, graph_of

if TYPE_CHECKING:
    import rdflib

MANIFEST_GRAPH = f"{BASE}graph/manifest"
_HOLDS = "ASK { ?document a pg:Document }"
_HOLDS_IN_GRAPHS = "ASK { GRAPH ?graph { ?document a pg:Document } }"
# Servers differ in what a query without GRAPH looks at: all graphs (Virtuoso), or only one without a name, unless
# they are told otherwise (Oxigraph).
_UNION: tuple[dict[str, str], ...] = ({}, {"union-default-graph": ""})


class RemoteStore:
    """Answers SPARQL over a graph that a server keeps. What is asked is checked as for a folder."""

    def __init__(self, client: Client, options: Mapping[str, str]) -> None:
        self._client = client
        self._options = dict(options)

    def query(self, text: str, /, *, graphs: Iterable[str] | None = None) -> Any:
        """The answer as pyoxigraph gives it: solutions, a boolean, or triples.

        The default graph is the union of all graphs, the inferred one included: a server cannot leave one
        out. ``graphs`` narrows it to these IRIs. Raises ``BadQuery``, or ``BadStore`` where no server answers.
        """
        check_query(text)
        options = self._options if graphs is None else {"default-graph-uri": list(graphs)}
        return self._client.query(PRELUDE + text, options)

    def query_within(self, text: str, seconds: float, /) -> Any:
        """``query``, given up after so many seconds. Raises ``QueryTimeout``, also while rows are read."""
        check_query(text)
        return self._client.query(PRELUDE + text, self._options, seconds)

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        found = self.query("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }")
        return sorted(iri for row in found if _is_ours(iri := row["graph"].value))

    def __len__(self) -> int:
        """How many quads there are, inferred ones included."""
        found = self.query("SELECT ?graph (COUNT(*) AS ?quads) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
        return sum(int(row["quads"].value) for row in found if _is_ours(row["graph"].value))

    @cached_property
    def _record(self) -> dict[str, Any] | None:
        """What the last build said of itself, asked for once: it grows with the number of documents."""
        found = self.query(f"SELECT ?record {{ GRAPH <{MANIFEST_GRAPH}> {{ ?me dct:description ?record }} }}")
        row = next(iter(found), None)
        record: dict[str, Any] | None = json.loads(row["record"].value) if row else None
        return record

    @cached_property
    def manifest(self) -> Manifest | None:
        """The manifest of the last build; None where the server was filled by other means."""
        return manifest_of(self._record["manifest"]) if self._record else None

    @property
    def summary(self) -> Any:
        """The figures of the last build as ``summary.json`` holds them, or None."""
        return self._record["summary"] if self._record else None

    def documents(self) -> Iterator[DocumentRecord]:
        """The documents that the last build read, in the order of their IRIs; none where there was no build."""
        return iter([DocumentRecord(**one) for one in self._record["documents"]] if self._record else [])

    def dataset(self) -> rdflib.Dataset:
        """An ``rdflib.Dataset`` whose questions go to the server, read only."""
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        dataset = rdflib.Dataset(store=SPARQLStore(self._client.service.query), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


def _is_ours(graph: str) -> bool:
    """Servers keep graphs of their own; the list of what we put there is no part of the graph either."""
    return graph.startswith(BASE) and graph != MANIFEST_GRAPH


def is_url(place: str) -> bool:
    """Whether a store is named by an address, not by a folder.

    >>> is_url("http://localhost:7878"), is_url("out")
    (True, False)
    """
    return place.startswith(("http://", "https://"))


def open_remote(url: str, timeout: float = TIMEOUT) -> RemoteStore:
    """The graph behind the address of a SPARQL server; see ``Service.from_url`` for what it may be.

    Raises ``BadStore`` where no server answers, or where its default graph is not the union of all graphs.
    """
    client = Client(Service.from_url(url), timeout)
    for options in _UNION:
        store = RemoteStore(client, options)
        if bool(store.query(_HOLDS)):
            return store
    if bool(RemoteStore(client, {}).query(_HOLDS_IN_GRAPHS)):
        hint = "set the server so that a query without GRAPH looks at all graphs"
        raise BadStore("the server's default graph is not the union of its graphs", place=url, hint=hint)
    raise BadStore("the server holds no graph of ours", place=url, hint="build it: policygraph build PATH... -o URL")


class RemoteWriter:
    """Takes graphs in any order; ``commit`` brings a server to them: changed graphs are put, missing ones dropped.

    A context manager with the promises of ``BuildWriter`` but one: a server changes graph by graph, so that one
    that fails on the way holds some new graphs beside old ones. The list of what it holds is written last, so that
    the next build finds what is missing.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT, *, fresh: bool = False) -> None:
        """``fresh`` sends all graphs, also those that the server says it holds."""
        self._client = Client(Service.from_url(url), timeout)
        self._fresh = fresh
        self._held = ExitStack()

    def __enter__(self) -> Self:
        self._store = RemoteStore(self._client, {})
        self._known = _digests(self._store)
        self._folder = Path(self._held.enter_context(TemporaryDirectory(prefix="policygraph-")))
        self._shards = Shards(self._folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    @property
    def readings(self) -> Path:
        """The folder for what is read of each document, for this build alone."""
        return self._folder / "readings"

    def documents_before(self) -> set[str]:
        """The IRIs of the documents that the server's graph holds until ``commit``."""
        return {record.iri for record in self._store.documents()}

    def add(self, graph: NamedGraph) -> None:
        """Take in one graph; each once."""
        self._shards.add(graph)

    def take(self, shard: Shard) -> None:
        """Take in one graph that stands in a file; each once."""
        self._shards.take(shard)

    def commit(self, documents: Sequence[DocumentRecord], summary: object, rules: str = "") -> Manifest:
        """Send what differs. Raises ``OutputFailed`` where the server refuses."""
        digests = {shard.iri: shard.sha256 for shard in self._shards}
        for iri in sorted(self._known.keys() - digests.keys()):
            self._client.drop_graph(iri)
        for shard in self._shards:
            if self._fresh or self._known.get(shard.iri) != shard.sha256:
                self._client.put_graph(shard.iri, _ntriples(graph_of(shard)))
        manifest = Manifest(rules, self._shards.digest(), "", len(documents), {})
        ordered = [asdict(record) for record in sorted(documents, key=lambda record: record.iri)]
        record = {"manifest": asdict(manifest), "documents": ordered, "summary": summary}
        self._client.put_graph(MANIFEST_GRAPH, _ntriples(_manifest_graph(record, digests)))
        return manifest


def _ntriples(graph: NamedGraph) -> bytes:
    end = f" <{graph.iri}> .\n"
    return "".join(line.removesuffix(end) + " .\n" for line in graph.lines).encode("utf-8")


def _digests(store: RemoteStore) -> dict[str, str]:
    """The graphs that a server says it holds of an earlier build, with their digests."""
    found = store.query(f"SELECT ?graph ?digest {{ GRAPH <{MANIFEST_GRAPH}> {{ ?graph dcat:version ?digest }} }}")
    return {row["graph"].value: row["digest"].value for row in found}


def _manifest_graph(record: object, digests: Mapping[str, str]) -> NamedGraph:
    told = json.dumps(record, ensure_ascii=False, sort_keys=True)
    triples = [(iri, "dcat:version", text(digest)) for iri, digest in digests.items()]
    return named_graph(MANIFEST_GRAPH, [*triples, (MANIFEST_GRAPH, "dct:description", text(told))])
