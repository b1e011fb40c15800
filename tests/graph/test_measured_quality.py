"""Every graph says how well documents were read when that was last measured."""

from __future__ import annotations

from factories import plan_facts
from policygraph import resources
from policygraph.graph import build_graphs
from policygraph.graph.description import DATASET
from policygraph.graph.terms import BUILD
from policygraph.namespaces import PREFIXES


def test_each_measured_share_is_a_measurement_of_the_build(objects) -> None:
    graphs, _ = build_graphs([plan_facts()])
    description = next(graph for graph in graphs if graph.iri == BUILD)
    for row in resources.gold_table("measured"):
        for measure in ("precision", "recall", "f1") if row["section"] != "negatives" else ("precision",):
            metric = f"{measure}-{row['section']}"
            me = f"{DATASET}/quality/{metric}-{row['split']}"
            assert objects(description, me, "rdf:type") == [f"{PREFIXES['dqv']}QualityMeasurement"]
            assert objects(description, me, "dqv:computedOn") == [DATASET]
            assert objects(description, me, "dqv:isMeasurementOf") == [f"{DATASET}/metric/{metric}"]
            assert float(*objects(description, me, "dqv:value")) == float(row[measure])
            assert row["rules"] in objects(description, me, "dct:description")[0]


def test_the_description_is_the_same_every_time() -> None:
    first, _ = build_graphs([plan_facts()])
    second, _ = build_graphs([plan_facts()])
    assert [graph.lines for graph in first if graph.iri == BUILD] == [g.lines for g in second if g.iri == BUILD]
