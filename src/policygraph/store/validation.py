"""Hold a store to the shapes, one document after the other: memory follows the largest, not their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policygraph.graph.terms import BUILD, ENTITIES, INFERRED, ONTOLOGY, SUMMARY
from policygraph.graph.validation import Language, Violation, by_severity, validate_graph
from policygraph.store.reader import Store
from policygraph.store.remote import RemoteStore

if TYPE_CHECKING:
    from rdflib import Graph

_SHARED = {BUILD, ENTITIES, INFERRED, ONTOLOGY, SUMMARY}

_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <%s> { ?s ?p ?o } }"
# A document points to nodes of other graphs; there they are judged, here only their classes are asked for.
_DOCUMENT = """
CONSTRUCT { ?s ?p ?o . ?o a ?class } WHERE {
  GRAPH <%s> { ?s ?p ?o }
  OPTIONAL { ?o a ?class }
}"""
# The summary, which grows with the number of documents, one jurisdiction after the other.
_PLACES = "SELECT DISTINCT ?place { GRAPH <%s> { ?one cube:jurisdiction ?place } } ORDER BY ?place"
_FIGURES = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <%s> { %s ?s ?p ?o } }"
_FIGURES_KNOWN = """
CONSTRUCT { ?s ?p ?o . ?o a ?class } WHERE {
  GRAPH <%s> { %s ?s ?p ?o }
  OPTIONAL { ?o a ?class }
}"""
_NOWHERE = "FILTER NOT EXISTS { ?s cube:jurisdiction ?place }"
# What citations and assertions of all documents say for the nodes that documents share.
_WORDS_FOR_SHARED = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { GRAPH ?graph { ?s ?p ?o } VALUES ?p { pg:refersTo pg:candidate } }
  UNION
  { GRAPH ?graph { ?s rdf:subject ?subject ; ?p ?o } VALUES ?p { rdf:subject rdf:predicate rdf:object }
    FILTER EXISTS { GRAPH <%s> { ?subject ?q ?r } } }
}"""


def violations(store: Store | RemoteStore, language: Language = "en") -> tuple[Violation, ...]:
    """What the shapes find in all documents and in what they share; see ``validate_graph``.

    Raises ``BadStore`` for a folder with a damaged index of words.
    """
    if isinstance(store, Store):
        store.check_words()
    ontology = _graph(store, _WHOLE % ONTOLOGY)
    found = (
        violation
        for own, known in _parts(store)
        for violation in validate_graph(known, ontology, language)
        if violation.focus in own
    )
    return tuple(sorted(found, key=by_severity))


def _parts(store: Store | RemoteStore) -> Iterator[tuple[set[str], Graph]]:
    """For each part the nodes that are its own, and what the shapes must know to judge them."""
    shared = _graph(store, _WHOLE % ENTITIES) + _graph(store, _WHOLE % BUILD)
    own = _subjects(shared)
    yield own, shared + _graph(store, _WORDS_FOR_SHARED % ENTITIES)
    for iri in store.graphs():
        if iri not in _SHARED:
            yield _subjects(_graph(store, _WHOLE % iri)), _graph(store, _DOCUMENT % iri)
    if SUMMARY in store.graphs():
        yield from _figures(store)


def _figures(store: Store | RemoteStore) -> Iterator[tuple[set[str], Graph]]:
    """The summary in parts: its figures grow with the documents, those of one jurisdiction stay few."""
    places = [str(row[0]) for row in store.query(_PLACES % SUMMARY)]
    for pattern in [_NOWHERE, *(f"?s cube:jurisdiction {place} ." for place in places)]:
        yield (
            _subjects(_graph(store, _FIGURES % (SUMMARY, pattern))),
            _graph(store, _FIGURES_KNOWN % (SUMMARY, pattern)),
        )


def _subjects(graph: Graph) -> set[str]:
    return {str(subject) for subject in graph.subjects()}


def _graph(store: Store | RemoteStore, construct: str) -> Graph:
    """The triples as rdflib's own graph: pyshacl counts wrongly over an Oxigraph-backed one."""
    from pyoxigraph import RdfFormat, serialize
    from rdflib import Graph

    triples = serialize(store.query(construct), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples or b"", format="nt")
