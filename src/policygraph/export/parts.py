"""What is handed over: the whole graph, or some documents with what is known of everything they name.

Either comes graph by graph, each as N-Quads lines in order, so that memory follows no graph's size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policygraph.analysis.lookup import find
from policygraph.errors import BadStore, NothingMatched
from policygraph.export.sorting import sorted_lines
from policygraph.graph.documents import graph_iri
from policygraph.graph.terms import ENTITIES, INFERRED, expand, object_term, parse_line
from policygraph.graph.trig import subject_key
from policygraph.namespaces import BASE
from policygraph.query import select_rows
from policygraph.query.binding import iri_term

if TYPE_CHECKING:
    from policygraph.store import RemoteStore, Store

Graph = tuple[str, Iterable[str]]

_ALL = "SELECT ?s ?p ?o { GRAPH %s { ?s ?p ?o } }"
_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH %s { ?s ?p ?o } }"
_OF_PROVINCE = """
SELECT DISTINCT ?document WHERE { ?document pg:jurisdiction ?place ; pg:readFrom ?text } ORDER BY ?document"""
_KNOWN = """
SELECT ?g ?s ?p ?o WHERE {
  VALUES ?s { %s } GRAPH ?g { ?s ?p ?o }
  FILTER(?g IN (<%s>, <%s>) || ?p IN (%s))
}"""
# What tells of a node that stands in a graph which is not handed over: an unchosen document, a type's label.
_HEADER = (
    "rdf:type, rdfs:label, pg:name, pg:number, pg:title, pg:date, pg:documentType, pg:issuedBy, pg:jurisdiction, "
    "pg:agencyType, skos:prefLabel, skos:notation"
)
# The same of nodes at the edge, of which nothing is said that leads further.
_LABELS = "rdf:type, rdfs:label, pg:name, pg:number, pg:title, pg:date, skos:prefLabel, skos:notation"
_NAMED = "SELECT ?g ?s ?p ?o WHERE { VALUES ?s { %s } GRAPH ?g { ?s ?p ?o } FILTER(?p IN (%s)) }"
_FOUND_IN = """SELECT ?g ?s ?p ?o WHERE {
  VALUES ?document { %s } VALUES ?g { <%s> } GRAPH ?g { ?s pg:foundIn ?document ; ?p ?o }
}"""
_TYPED = {f"<{expand(name)}>" for name in ("pg:documentType", "pg:agencyType")}
_ROUNDS = 3  # a cited document, who issued it, where that is
_BATCH = 150  # IRIs a query: below the length that a store accepts


@dataclass(frozen=True, slots=True)
class WholeGraph:
    """Every named graph of a store."""

    store: Store | RemoteStore

    def graphs(self) -> Iterator[Graph]:
        """Each graph's IRI and its lines, sorted; the lines of one are read before the next is asked for."""
        for graph in self.store.graphs():
            yield graph, _lines(self.store, graph)

    def documents(self) -> tuple[str, ...]:
        """Nothing was chosen."""
        return ()


@dataclass(frozen=True, slots=True)
class Part:
    """The graphs of some documents (IRIs, sorted), and from other graphs what is known of the nodes they name."""

    store: Store | RemoteStore
    chosen: tuple[str, ...]

    def graphs(self) -> Iterator[Graph]:
        """As ``WholeGraph.graphs``. What surrounds the documents is held in memory: it is as large as they are."""
        own = {graph_iri(document) for document in self.chosen}
        around = _surroundings(self.store, self.chosen, own)
        for graph in sorted(own | around.keys()):
            yield (
                graph,
                _lines(self.store, graph)
                if graph in own
                else sorted(around[graph], key=lambda line: (subject_key(line), line)),
            )

    def documents(self) -> tuple[str, ...]:
        """The IRIs of the chosen documents."""
        return self.chosen


def choose(
    store: Store | RemoteStore, documents: Sequence[str] = (), provinces: Sequence[str] = ()
) -> WholeGraph | Part:
    """The whole graph, or the part with these documents and all documents of these provinces.

    Names, numbers and IRIs are taken, marks optional. Raises ``NothingMatched`` for what was not read, and
    ``BadQuery`` where a name may mean several.
    """
    if not documents and not provinces:
        return WholeGraph(store)
    chosen = {_document(store, words) for words in documents}
    for words in provinces:
        chosen.update(_of_province(store, words))
    return Part(store, tuple(sorted(chosen)))


def _document(store: Store | RemoteStore, words: str) -> str:
    found = find(store, words, ("document",))
    if not select_rows(store, "SELECT ?text WHERE { ?document pg:readFrom ?text }", {"document": f"<{found.iri}>"}):
        hint = "policygraph search finds what was read"
        raise NothingMatched(f"no document that was read has the number {words}", hint=hint)
    return found.iri


def _of_province(store: Store | RemoteStore, words: str) -> list[str]:
    place = find(store, words, ("jurisdiction",))
    found = [str(row["document"]) for row in select_rows(store, _OF_PROVINCE, {"place": f"<{place.iri}>"})]
    if not found:
        raise NothingMatched(f"no document of {place.label} is in the graph", hint="try policygraph search")
    return found


def _lines(store: Store | RemoteStore, graph: str) -> Iterator[str]:
    tail = f" <{graph}> .\n"
    return sorted_lines((_triple(*triple) + tail for triple in _triples(store, graph)), subject_key)


def _triples(store: Store | RemoteStore, graph: str) -> Iterator[Any]:
    """All triples of a graph. Servers may cut off long answers without a word: then ``BadStore`` is raised."""
    from policygraph.store import RemoteStore

    count = 0
    for triple in store.query(_ALL % iri_term(graph)):
        count += 1
        yield triple
    if isinstance(store, RemoteStore):
        there = int(next(iter(store.query(_COUNT % iri_term(graph))))["n"].value)
        if count < there:
            hint = "raise the limit that the server sets to the rows of an answer"
            raise BadStore(f"the server gave {count} of {there} statements", place=graph, hint=hint)


def _triple(subject: Any, predicate: Any, obj: Any) -> str:
    return f"<{subject.value}> <{predicate.value}> {object_term(obj)}"


def _surroundings(store: Store | RemoteStore, chosen: Iterable[str], own: set[str]) -> dict[str, set[str]]:
    """The statements of other graphs about the nodes that the chosen ones name, by graph."""
    found: dict[str, set[str]] = defaultdict(set)
    asked: set[str] = set()
    named = {name for graph in sorted(own) for line in _lines(store, graph) for name in _names(line)}
    _collect(store, _FOUND_IN, (ENTITIES,), sorted(chosen), own, found)
    for _ in range(_ROUNDS):
        asked |= named
        new = _collect(store, _KNOWN, (ENTITIES, INFERRED, _HEADER), sorted(named), own, found)
        named = {name for line in new for name in _names(line)} - asked
    _collect(store, _NAMED, (_LABELS,), sorted(named), own, found)
    return found


def _collect(
    store: Store | RemoteStore,
    query: str,
    words: tuple[str, ...],
    about: list[str],
    own: set[str],
    found: dict[str, set[str]],
) -> set[str]:
    """Ask in batches, add what other graphs say to ``found``, and give the lines of it."""
    new = set()
    for start in range(0, len(about), _BATCH):
        values = " ".join(map(iri_term, about[start : start + _BATCH]))
        for graph, *triple in store.query(query % (values, *words)):
            if graph.value not in own:
                line = f"{_triple(*triple)} <{graph.value}> .\n"
                found[graph.value].add(line)
                new.add(line)
    return new


def _names(line: str) -> Iterator[str]:
    """The nodes that a line is about: resources of ours, and the types of documents and agencies."""
    subject, predicate, obj, _ = parse_line(line)
    if subject.startswith(f"<{BASE}"):
        yield subject[1:-1]
    if obj.startswith(f"<{BASE}") or predicate in _TYPED:
        yield obj[1:-1]
