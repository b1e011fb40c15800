"""All graphs of a build: one a document as the documents come, then those that they share."""

from __future__ import annotations

from collections.abc import Iterable

from policygraph.graph.contribution import Contribution, contribution
from policygraph.graph.counts import BuildSummary, Tally, summarise
from policygraph.graph.description import build_description
from policygraph.graph.documents import document_graph, graph_iri
from policygraph.graph.entities import Entities
from policygraph.graph.inference import inferred_graph
from policygraph.graph.ontology import ontology_graph
from policygraph.graph.summary import Summary
from policygraph.graph.terms import NamedGraph, Triple
from policygraph.model import DocumentFacts


class GraphBuilder:
    """Takes contributions document by document and keeps only what documents share, so that memory stays small."""

    def __init__(self, rules_hash: str = "") -> None:
        self._rules_hash = rules_hash
        self._tally = Tally()
        self._entities = Entities()
        self._summary = Summary()
        self._precedence: set[Triple] = set()

    def add(self, record: Contribution, quads: int) -> None:
        """Take in a document, whose own graph has so many quads; each document may be added once."""
        self._tally.add(record)
        self._tally.add_graph(graph_iri(record.document.iri), quads)
        self._entities.add(record)
        self._summary.add(record.document.iri, record.figures)
        self._precedence.update(record.precedence)

    def shared_graphs(self) -> list[NamedGraph]:
        """Entities, inferred, ontology, summary and the description of the build; to be called once, at the end."""
        inferred = inferred_graph(self._entities.agencies.values(), self._precedence)
        shared = (self._entities.graph(), inferred, ontology_graph(), self._summary.graph())
        graphs = [self._counted(graph) for graph in shared]
        return [*graphs, self._counted(build_description(self.summary(), self._rules_hash))]

    def summary(self) -> BuildSummary:
        """What was read so far, in figures."""
        return summarise(self._tally, self._entities)

    def _counted(self, graph: NamedGraph) -> NamedGraph:
        self._tally.add_graph(graph.iri, len(graph.lines))
        return graph


def build_graphs(documents: Iterable[DocumentFacts], rules_hash: str = "") -> tuple[list[NamedGraph], BuildSummary]:
    """All graphs of some documents in memory, and the summary. For many documents use ``GraphBuilder``."""
    builder, graphs = GraphBuilder(rules_hash), []
    for facts in documents:
        graphs.append(document_graph(facts))
        builder.add(contribution(facts), len(graphs[-1].lines))
    return graphs + builder.shared_graphs(), builder.summary()
