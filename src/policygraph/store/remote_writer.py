"""Bring a SPARQL server to the graph of a build, so that what is cut off on the way is mended by the next build.

A server changes graph by graph. Before the first change the manifest on it owns which graphs are uncertain from now on;
the manifest that is written last knows them all again, and takes the writer's mark away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from policygraph.graph.terms import NamedGraph, Triple, named_graph, text
from policygraph.store.manifest import DocumentRecord, Manifest
from policygraph.store.mark import MANIFEST_GRAPH, Mark
from policygraph.store.protocol import TIMEOUT, Client, Service
from policygraph.store.remote import RemoteStore
from policygraph.store.shards import Shard, Shards, graph_of


class RemoteWriter:
    """Takes graphs in any order; ``commit`` brings a server to them: changed graphs are put, missing ones dropped.

    A context manager with the promises of ``BuildWriter`` but one: a server that fails on the way holds some new
    graphs beside old ones. It says so.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT, *, fresh: bool = False) -> None:
        """``fresh`` sends all graphs, also those that the server says it holds, whoever writes there."""
        self._client = Client(Service.from_url(url), timeout)
        self._fresh = fresh
        self._held = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as held:
            self._folder = Path(held.enter_context(TemporaryDirectory(prefix="policygraph-")))
            self._shards = Shards(self._folder)
            self._mark = Mark(self._client)
            held.enter_context(self._mark.held(fresh=self._fresh))
            self._store = RemoteStore(self._client, {})
            self._known = _known(self._store, fresh=self._fresh)
            self._held = held.pop_all()
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
        self._mark.keep()
        self._shards.add(graph)

    def take(self, shard: Shard) -> None:
        """Take in one graph that stands in a file; else as ``add``."""
        self._mark.check()
        self._shards.take(shard)

    def commit(self, documents: Sequence[DocumentRecord], summary: object, rules: str = "") -> Manifest:
        """Send what differs. Raises ``OutputFailed`` where the server refuses, or another build has taken it over."""
        digests = {shard.iri: shard.sha256 for shard in self._shards}
        held = self._known | digests
        differing = {iri for iri in held if self._known.get(iri) != digests.get(iri)}
        manifest = Manifest(rules, self._shards.digest(), "", len(documents), {})
        if differing:
            self._announce(held | dict.fromkeys(differing, ""), manifest.digest)
            self._send(differing)
        self._mark.check(now=True)
        ordered = [asdict(record) for record in sorted(documents, key=lambda record: record.iri)]
        self._put_manifest(digests, {"manifest": asdict(manifest), "documents": ordered, "summary": summary})
        return manifest

    def _announce(self, held: Mapping[str, str], digest: str) -> None:
        """Have the server say that it is being changed, and which of its graphs are uncertain."""
        self._mark.check(now=True)
        changing = (MANIFEST_GRAPH, "dct:isReplacedBy", text(digest))
        self._put_manifest(held, self._store.record, changing, self._mark.triple)

    def _send(self, differing: Set[str]) -> None:
        wanted = [shard for shard in self._shards if shard.iri in differing]
        for iri in sorted(differing - {shard.iri for shard in wanted}):
            self._mark.check()
            self._client.drop_graph(iri)
        for shard in wanted:
            self._mark.check()
            self._client.put_graph(shard.iri, _ntriples(graph_of(shard)))

    def _put_manifest(self, digests: Mapping[str, str], record: object, *more: Triple) -> None:
        """Say what the server holds, in place of all that was said before; the mark too, unless that is said again."""
        told = [(MANIFEST_GRAPH, "dct:description", text(json.dumps(record, ensure_ascii=False)))] if record else []
        triples = [(iri, "dcat:version", text(digest)) for iri, digest in digests.items()]
        self._client.put_graph(MANIFEST_GRAPH, _ntriples(named_graph(MANIFEST_GRAPH, [*triples, *told, *more])))


def _ntriples(graph: NamedGraph) -> bytes:
    end = f" <{graph.iri}> .\n"
    return "".join(line.removesuffix(end) + " .\n" for line in graph.lines).encode("utf-8")


def _known(store: RemoteStore, *, fresh: bool) -> dict[str, str]:
    """The graphs of ours on a server with their digests, "" where none is certain; with ``fresh`` none is.

    What the server says it holds is all it holds, unless a build was cut off, or others filled it.
    """
    found = store.query(f"SELECT ?graph ?digest {{ GRAPH <{MANIFEST_GRAPH}> {{ ?graph dcat:version ?digest }} }}")
    said = {row["graph"].value: row["digest"].value for row in found}
    if fresh:
        return dict.fromkeys([*said, *store.graphs()], "")
    is_all = store.record is not None and store.changing is None
    return said if is_all else dict.fromkeys(store.graphs(), "") | said
