"""What a document adds to shared graphs goes to bytes and back, and is all that the shared graphs need."""

from __future__ import annotations

from typing import Any

import pytest

from factories import plan_facts
from policygraph.graph import build_graphs
from policygraph.graph.builder import GraphBuilder
from policygraph.graph.contribution import contribution, contribution_bytes, contribution_from_bytes
from policygraph.graph.documents import document_graph
from policygraph.model import DocumentFacts


def test_a_contribution_comes_back_whole(real_facts: dict[str, Any]) -> None:
    for facts in (plan_facts(), plan_facts(tasks=0, cited=0), *real_facts.values()):
        record = contribution(facts)
        assert contribution_from_bytes(contribution_bytes(record)) == record
        assert contribution_bytes(contribution_from_bytes(contribution_bytes(record))) == contribution_bytes(record)


def test_shared_graphs_need_nothing_else(real_facts: dict[str, Any]) -> None:
    documents: list[DocumentFacts] = [plan_facts(), plan_facts(78, "thua-thien-hue"), *real_facts.values()]
    builder = GraphBuilder("rules")
    for facts in documents:
        kept = contribution_from_bytes(contribution_bytes(contribution(facts)))
        builder.add(kept, len(document_graph(facts).lines))
    graphs, summary = build_graphs(documents, "rules")
    assert builder.shared_graphs() == graphs[len(documents) :]
    assert builder.summary() == summary


def test_a_contribution_names_no_folder_and_no_odd_bytes() -> None:
    facts = plan_facts()
    assert contribution(facts).file == "77.txt"
    assert "folder" not in repr(contribution_bytes(contribution(facts)))


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x80", b"\x93\x01\x02\x03", b"cos\nsystem\n(S'true'\ntR."])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        contribution_from_bytes(data)
