"""A graph on a SPARQL 1.1 server: the same questions as of a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policygraph.errors import BadStore
from policygraph.namespaces import BASE, PREFIXES, PRELUDE
from policygraph.store.guards import check_query, names_dataset
from policygraph.store.manifest import DocumentRecord, Manifest, manifest_of
from policygraph.store.mark import MANIFEST_GRAPH
from policygraph.store.protocol import TIMEOUT, Client, Service

if TYPE_CHECKING:
    import rdflib

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
        out. ``graphs`` narrows it to these IRIs; without them a query's own ``FROM`` does. Raises ``BadQuery``, or
        ``BadStore`` where no server answers.
        """
        check_query(text)
        options = self._union(text) if graphs is None else {"default-graph-uri": list(graphs)}
        return self._client.query(PRELUDE + text, options)

    def query_within(self, text: str, seconds: float, /) -> Any:
        """``query``, given up after so many seconds. Raises ``QueryTimeout``, also while rows are read."""
        check_query(text)
        return self._client.query(PRELUDE + text, self._union(text), seconds)

    def _union(self, text: str) -> Mapping[str, str]:
        """What tells the server that the default graph is the union, unless a query says otherwise."""
        return {} if names_dataset(text) else self._options

    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        found = self.query("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }")
        return sorted(iri for row in found if _is_ours(iri := row["graph"].value))

    def __len__(self) -> int:
        """How many quads there are, inferred ones included."""
        found = self.query("SELECT ?graph (COUNT(*) AS ?quads) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
        return sum(int(row["quads"].value) for row in found if _is_ours(row["graph"].value))

    @cached_property
    def record(self) -> dict[str, Any] | None:
        """What the last build said of itself, asked for once: it grows with the number of documents."""
        found = self.query(f"SELECT ?record {{ GRAPH <{MANIFEST_GRAPH}> {{ ?me dct:description ?record }} }}")
        row = next(iter(found), None)
        record: dict[str, Any] | None = json.loads(row["record"].value) if row else None
        return record

    @cached_property
    def manifest(self) -> Manifest | None:
        """The manifest of the last build; None where the server was filled by other means."""
        return manifest_of(self.record["manifest"]) if self.record else None

    @cached_property
    def changing(self) -> str | None:
        """The digest of the graph that a build is changing the server to, or was when it was cut off; None else."""
        found = self.query(f"SELECT ?digest {{ GRAPH <{MANIFEST_GRAPH}> {{ ?me dct:isReplacedBy ?digest }} }}")
        return next((str(row["digest"].value) for row in found), None)

    @property
    def summary(self) -> Any:
        """The figures of the last build as ``summary.json`` holds them, or None."""
        return self.record["summary"] if self.record else None

    def documents(self) -> Iterator[DocumentRecord]:
        """The documents that the last build read, in the order of their IRIs; none where there was no build."""
        return iter([DocumentRecord(**one) for one in self.record["documents"]] if self.record else [])

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
