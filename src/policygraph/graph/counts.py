"""What a build read, in figures: the summary that ``build`` prints and keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field

from policygraph.graph.contribution import Contribution
from policygraph.graph.entities import Entities
from policygraph.graph.items import CLASSES
from policygraph.graph.terms import BUILD, ENTITIES, INFERRED, ONTOLOGY, SUMMARY

_SHARED = {
    ENTITIES: "entities",
    INFERRED: "inferred",
    ONTOLOGY: "ontology",
    SUMMARY: "summary",
    BUILD: "build",
}
_STATES = ("resolved", "ambiguous", "unresolved")


@dataclass(slots=True)
class Tally:
    """Running counts over documents and graphs."""

    documents: int = 0
    items: Counter[str] = field(default_factory=Counter)
    citations: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)

    def add(self, record: Contribution) -> None:
        """Count one document."""
        self.documents += 1
        self.items.update(record.counts.items)
        self.citations.update(record.counts.citations)
        self.relations.update(record.counts.relations)
        self.warnings.update(record.counts.warnings)

    def add_graph(self, graph: str, quads: int) -> None:
        """Count the triples of one graph; those of documents together."""
        self.triples[_SHARED.get(graph, "documents")] += quads


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What was read. ``spellings`` counts distinct spellings of agencies: more of them than agencies were merged.

    ``items`` counts tasks, key tasks, duties, objectives and reports apart; ``triples`` the graphs.
    """

    documents: int
    cited_documents: int
    items: dict[str, int]
    agencies: int
    agency_groups: int
    spellings: int
    citations: dict[str, int]
    relations: dict[str, int]
    warnings: dict[str, int]
    triples: dict[str, int]


def summarise(tally: Tally, entities: Entities) -> BuildSummary:
    """The summary of everything counted so far; zeros are told for what could have been met."""
    groups = sum(agency.is_group for agency in entities.agencies.values())
    return BuildSummary(
        documents=tally.documents,
        cited_documents=len(entities.cited.documents()),
        items={kind: tally.items[kind] for kind in CLASSES},
        agencies=len(entities.agencies) - groups,
        agency_groups=groups,
        spellings=sum(len(spellings) for spellings in entities.spellings.values()),
        citations={state: tally.citations[state] for state in _STATES},
        relations=dict(sorted(tally.relations.items())),
        warnings=dict(sorted(tally.warnings.items())),
        triples={name: tally.triples[name] for name in ("documents", *_SHARED.values())},
    )


def summary_record(summary: BuildSummary) -> dict[str, object]:
    """The summary as a JSON-ready dictionary, in the order of its fields."""
    return asdict(summary)
