"""The build described in the graph itself: VoID and DCAT for what it holds, DQV for how well it was resolved.

There is no clock in it: the same documents and rules give the same description.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from policygraph import __version__, resources
from policygraph.graph.counts import BuildSummary
from policygraph.graph.terms import BUILD, NamedGraph, Triple, decimal, integer, iri, named_graph, term, text
from policygraph.namespaces import BASE, ONTOLOGY, PREFIXES

# What decides which facts are read, and how sure they are.
_READ_WITH = (
    ("data/rules", "*.toml"),
    ("data/rules", "*.csv"),
    ("data/gazetteers", "*.csv"),
    ("ontology", "*.ttl"),
)
DATASET = f"{BASE}build"
_MEASURES = ("precision", "recall", "f1")
# Strings that state no relation: nothing can be missed there, only precision says something.
_NEGATIVES = "negatives"
_VOCABULARIES = ("eli", "oa", "org", "pg", "pplan", "prov", "qb", "skos")


def build_description(summary: BuildSummary, rules_hash: str) -> NamedGraph:
    """The graph ``build``. ``rules_hash`` stands for the rules and gazetteers that were used."""
    return named_graph(BUILD, _triples(summary, rules_hash))


def rules_digest() -> str:
    """Twelve hex digits over all rules, gazetteers and the ontology: other rules, other digits."""
    total = hashlib.sha256()
    for folder, pattern in _READ_WITH:
        for path in sorted((resources.root() / folder).glob(pattern)):
            total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def _triples(summary: BuildSummary, rules_hash: str) -> Iterator[Triple]:
    yield DATASET, "rdf:type", term("void:Dataset")
    yield DATASET, "rdf:type", term("dcat:Dataset")
    yield DATASET, "dct:title", text("policygraph")
    yield DATASET, "dct:description", text("Văn bản, nhiệm vụ, cơ quan và thời hạn, mỗi cạnh kèm câu chữ của nó")
    yield DATASET, "dct:conformsTo", iri(ONTOLOGY)
    yield DATASET, "dcat:version", text(f"{__version__}+{rules_hash}")
    described = {name: count for name, count in summary.triples.items() if name != "build"}  # not itself
    yield DATASET, "void:triples", integer(sum(described.values()))
    yield DATASET, "void:documents", integer(summary.documents)
    for prefix in _VOCABULARIES:
        yield DATASET, "void:vocabulary", iri(PREFIXES[prefix])
    for name, triples in described.items():
        yield from _subset(name, triples)
    for state, count in summary.citations.items():
        yield from _share(f"citations-{state}", count, sum(summary.citations.values()))
    for row in resources.gold_table("measured"):
        yield from _measured(row)


def _subset(name: str, triples: int) -> Iterator[Triple]:
    me = f"{DATASET}/{name}"
    yield DATASET, "void:subset", iri(me)
    yield me, "rdf:type", term("void:Dataset")
    yield me, "dct:title", text(name)
    yield me, "void:triples", integer(triples)


def _share(metric: str, count: int, total: int) -> Iterator[Triple]:
    """A share of all citations; nothing is said where there is no citation."""
    if total:
        yield from _measurement(metric, metric, count / total)


def _measured(row: dict[str, str]) -> Iterator[Triple]:
    """Precision, recall and F1 of one section, as ``policygraph evaluate`` measured them on answers made by hand."""
    about = f"{row['split']}: {row['documents']} documents or strings answered by hand, rules {row['rules']}"
    for measure in _MEASURES if row["section"] != _NEGATIVES else _MEASURES[:1]:
        metric = f"{measure}-{row['section']}"
        name = f"{metric}-{row['split']}"
        yield from _measurement(metric, name, float(row[measure]))
        yield f"{DATASET}/quality/{name}", "dct:description", text(about)


def _measurement(metric: str, name: str, value: float) -> Iterator[Triple]:
    me = f"{DATASET}/quality/{name}"
    yield me, "rdf:type", term("dqv:QualityMeasurement")
    yield me, "dqv:computedOn", iri(DATASET)
    yield me, "dqv:isMeasurementOf", iri(f"{DATASET}/metric/{metric}")
    yield me, "dqv:value", decimal(value)
    yield f"{DATASET}/metric/{metric}", "rdf:type", term("dqv:Metric")
    yield f"{DATASET}/metric/{metric}", "dct:title", text(metric)
