"""What tables print for a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import decision
from policygraph.graph.labels import document_label
from policygraph.query import select_rows

LAW = "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "9001/QĐ-TTg (2012)"),
        ({"jurisdiction": "ben-tre"}, "9001/QĐ-TTg (Bến Tre, 2012)"),
        ({"number": "11/2003/QH11", "name": LAW, "date": "2003-11-26"}, f"{LAW} (11/2003/QH11)"),
        ({"number": "35-L/CTN", "name": "Luật Đất đai", "date": "1996-03-20"}, "Luật Đất đai (35-L/CTN, 1996)"),
        ({"number": None, "name": LAW, "date": "2003-11-26"}, f"{LAW} (2003)"),
        ({"number": None, "name": LAW, "date": None, "year": None}, LAW),
        ({"number": None, "date": None}, "Về công vụ"),
    ],
)
def test_labels_of_documents(known: dict[str, str | None], label: str) -> None:
    assert document_label(replace(decision(), **known)) == label  # type: ignore[arg-type]


def test_a_law_of_the_gazetteer_is_known_by_name_and_number(real_store) -> None:
    asked = "SELECT ?name ?number ?label { ?law pg:name ?name ; pg:number ?number ; rdfs:label ?label }"
    assert {"name": LAW, "number": "11/2003/QH11", "label": f"{LAW} (11/2003/QH11)"} in select_rows(real_store, asked)
