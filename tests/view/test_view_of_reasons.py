"""The picture of just a part: what the paths of an answer meet, on both engines the same."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.depends import Dependency, depends
from policygraph.view.graph_view import GraphView
from policygraph.view.of_reasons import view_of_reasons
from samples import ENGINES, SAMPLE

TEXT = SAMPLE.read_text(encoding="utf-8")


def picture(found: Dependency) -> GraphView:
    return view_of_reasons("part", [row.path for row in found.rows], found.known, found.relations, "en")


@pytest.fixture(scope="module")
def view() -> GraphView:
    return picture(depends(ENGINES["oxigraph"](TEXT), "Đề án vị trí việc làm"))


def test_every_engine_gives_the_same_picture(view: GraphView) -> None:
    for engine in ENGINES.values():
        assert picture(depends(engine(TEXT), "Đề án vị trí việc làm")) == view


def test_it_holds_what_the_rows_meet_and_nothing_else(view: GraphView) -> None:
    kinds = {entry.kind: entry.count for entry in view.legend if entry.of == "node" and entry.count}
    assert kinds == {"document": 2, "cited": 2, "task": 3, "objective": 1, "instrument": 2}
    assert {edge.kind for edge in view.edges} == {"submits", "approves", "makes", "tiedTo", "follows", "implements"}


def test_each_line_has_its_sentence(view: GraphView) -> None:
    [edge] = [edge for edge in view.edges if edge.kind == "submits"]
    [quote] = edge.evidence
    assert (quote.text, quote.document) == ("Trình UBND tỉnh Đề án vị trí việc làm", "11/KH-UBND (Bến Tre, 2020)")
    assert quote.place == "Annex, 1 · 200–237"
    assert all(edge.evidence or edge.status == "inferred" for edge in view.edges)


def test_what_was_inferred_looks_so() -> None:
    iri = "https://w3id.org/policygraph/id/doc/ben-tre/2020/11-kh-ubnd/item/annex"
    more = f"graph:inferred {{ <{iri}/3> pg:precededBy <{iri}/1> . }}"
    view = picture(depends(ENGINES["oxigraph"](TEXT + more), "Đề án vị trí việc làm"))
    assert [edge.status for edge in view.edges if edge.kind == "precededBy"] == ["inferred"]


def test_a_document_that_was_not_read_stands_with_the_cited(real_store: Any) -> None:
    view = picture(depends(real_store, "1557/QĐ-TTg"))
    kinds = {node.label: node.kind for node in view.nodes if node.kind in ("document", "cited")}
    assert kinds == {
        "4780/KH-UBND (Bến Tre, 2013)": "document",
        "2834/QĐ-UBND (Thừa Thiên Huế, 2013)": "document",
        "1557/QĐ-TTg (2012)": "cited",  # though it approves something
    }
