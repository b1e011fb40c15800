"""All graphs of a build: one a document as the documents come, then those that they share."""

from __future__ import annotations

from collections.abc import Iterable

from policygraph.graph.counts import BuildSummary, Tally, summarise
from policygraph.graph.description import build_description
from policygraph.graph.documents import document_graph
from policygraph.graph.entities import Entities
from policygraph.graph.inference import inferred_graph
from policygraph.graph.ontology import ontology_graph
from policygraph.graph.precedence import precedence_triples
from policygraph.graph.terms import NamedGraph, Triple
from policygraph.model import DocumentFacts


class GraphBuilder:
    """Takes facts document by document and keeps only what documents share, so that memory stays small."""

    def __init__(self, rules_hash: str = "") -> None:
        self._rules_hash = rules_hash
        self._tally = Tally()
        self._entities = Entities()
        self._precedence: set[Triple] = set()

    def add(self, facts: DocumentFacts) -> NamedGraph:
        """The named graph of one document; each document may be added once."""
        self._tally.add(facts)
        self._entities.add(facts)
        self._precedence.update(precedence_triples(facts))
        return self._counted(document_graph(facts))

    def shared_graphs(self) -> list[NamedGraph]:
        """Entities, inferred, ontology and the description of the build; to be called once, at the end."""
        inferred = inferred_graph(self._entities.agencies.values(), self._precedence)
        graphs = [self._counted(graph) for graph in (self._entities.graph(), inferred, ontology_graph())]
        return [*graphs, self._counted(build_description(self.summary(), self._rules_hash))]

    def summary(self) -> BuildSummary:
        """What was read so far, in figures."""
        return summarise(self._tally, self._entities)

    def _counted(self, graph: NamedGraph) -> NamedGraph:
        self._tally.add_graph(graph)
        return graph


def build_graphs(documents: Iterable[DocumentFacts], rules_hash: str = "") -> tuple[list[NamedGraph], BuildSummary]:
    """All graphs of some documents in memory, and the summary. For many documents use ``GraphBuilder``."""
    builder = GraphBuilder(rules_hash)
    graphs = [builder.add(facts) for facts in documents]
    return graphs + builder.shared_graphs(), builder.summary()
