"""What is affected, and how two things hang together, on small graphs and on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.impact import Impact, impact
from policygraph.analysis.paths import paths
from policygraph.errors import BadQuery, NothingMatched
from samples import ENGINES
from small_graphs import after, build, document, item, thing

PARTS = (
    document("LAW"),
    document("NAT", ("hasLegalBasis", "LAW")),
    document("PLAN", ("implements", "NAT"), ("cites", "NAT"), ("cites", "OTHER")),
    document("OTHER"),
    document("QUOTES", ("cites", "LAW")),
    item("PLAN", 1, ("submits", "SCHEME"), ("ledBy", "DEPT")),
    item("PLAN", 2, ("tiedTo", "SCHEME"), ("ledBy", "DEPT"), ("coordinatedBy", "OFFICE")),
    item("OTHER", 1, ("follows", "LAW"), ("ledBy", "OFFICE")),
    thing("SCHEME", "Instrument"),
    thing("DEPT", "PublicOrganisation"),
    thing("OFFICE", "PublicOrganisation"),
    after(("PLAN-2", "PLAN-1", "implement-after-submission")),
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def graph(request: pytest.FixtureRequest) -> Any:
    return build(request.param, *PARTS)


def shown(found: Impact) -> dict[str, list[tuple[str, int, int]]]:
    sections: dict[str, list[tuple[str, int, int]]] = {}
    for row in found.rows:
        name = row.node.iri.rsplit("/", 1)[-1]
        sections.setdefault(row.reason.section, []).append((name, row.depth, row.items))
    return sections


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "LAW",
            {
                "documents": [("NAT", 1, 0), ("PLAN", 2, 0)],
                "items": [("OTHER-1", 1, 0), ("PLAN-1", 3, 0), ("PLAN-2", 3, 0)],
                "agencies": [("OFFICE", 2, 2), ("DEPT", 4, 2)],
            },
        ),
        (
            "scheme",
            {"items": [("PLAN-1", 1, 0), ("PLAN-2", 1, 0)], "agencies": [("DEPT", 2, 2), ("OFFICE", 2, 1)]},
        ),
        ("1 work", None),  # two plans have such an item
        (
            "<https://w3id.org/policygraph/id/doc/PLAN-1>",
            {"items": [("PLAN-2", 1, 0)], "agencies": [("DEPT", 1, 1), ("OFFICE", 2, 1)]},
        ),
        ("QUOTES", {}),
    ],
)
def test_what_is_affected(graph: Any, target: str, expected: dict[str, Any] | None) -> None:
    if expected is None:
        with pytest.raises(BadQuery):
            impact(graph, target)
        return
    found = impact(graph, target)
    assert shown(found) == expected
    assert found.complete


def test_each_row_has_its_path_of_reasons(graph: Any) -> None:
    found = impact(graph, "LAW")
    office, dept = found.section("agencies")
    assert [edge.predicate for edge in dept.reason.path] == ["ledBy", "setOutIn", "implements", "hasLegalBasis"]
    assert office.reason.edge.quote is not None
    assert office.reason.edge.quote.text == "ledBy OFFICE"
    told = found.explain(dept)
    assert told.vi.startswith("DEPT chủ trì Nhiệm vụ “work 1” (Mục 1, PLAN), vì “ledBy DEPT”.")
    assert told.en.startswith("Task “work 1” (item 1, PLAN) is led by DEPT, because “ledBy DEPT”.")
    assert told.en.endswith("NAT hasLegalBasis LAW, because “hasLegalBasis LAW”.")
    table = found.to_table()
    assert len(table.labels) == len(table.kinds) == len(table.columns)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert "DEPT" in found._repr_html_()


def test_an_inferred_effect_is_marked_with_its_rule(graph: Any) -> None:
    [row] = impact(graph, "<https://w3id.org/policygraph/id/doc/PLAN-1>").section("items")
    assert row.reason.edge.inferred
    assert row.reason.edge.quote is None
    assert row.reason.edge.rule == "implement-after-submission"
    found = impact(graph, "<https://w3id.org/policygraph/id/doc/PLAN-1>")
    assert found.explain(row).en.endswith("(inferred: carry out after it is submitted).")
    assert found.explain(row).vi.endswith("(suy ra: thực hiện sau khi trình).")


def test_a_limit_shows_the_first_of_each_section_and_tells_the_rest(graph: Any) -> None:
    found, whole = impact(graph, "LAW", limit=1), impact(graph, "LAW")
    assert [row.node.iri for row in found.rows] == [
        whole.section(name)[0].node.iri for name in ("documents", "items", "agencies")
    ]
    assert found.totals == {"documents": 2, "items": 3, "agencies": 2}
    assert found.complete
    assert found.to_table().notes[0].en == "Documents: 1 of 2 rows"


def test_a_search_that_is_ended_says_so(graph: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygraph.analysis.impact.ENOUGH", 1)
    found = impact(graph, "LAW", limit=1)
    assert not found.complete
    assert found.to_table().notes[-1].en == "The limit ended the search: there is more"


def edges_of(graph: Any, one: str, other: str) -> list[tuple[str, int, int, str]]:
    found = paths(graph, one, other)
    return [(row.direction, row.number, row.step, row.reason.edge.predicate) for row in found.rows]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("PLAN", "LAW", [("forward", 1, 1, "implements"), ("forward", 1, 2, "hasLegalBasis")]),
        ("law", "plan", [("backward", 1, 1, "implements"), ("backward", 1, 2, "hasLegalBasis")]),
        ("OFFICE", "LAW", [("forward", 1, 1, "ledBy"), ("forward", 1, 2, "follows")]),
        (
            "DEPT",
            "SCHEME",
            [
                ("forward", 1, 1, "ledBy"),
                ("forward", 1, 2, "submits"),
                ("forward", 2, 1, "ledBy"),
                ("forward", 2, 2, "tiedTo"),
            ],
        ),
        ("QUOTES", "LAW", []),  # a bare citation is no reason
        ("LAW", "LAW", []),
    ],
)
def test_paths(graph: Any, one: str, other: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert edges_of(graph, one, other) == expected


def test_a_path_tells_every_edge(graph: Any) -> None:
    found = paths(graph, "PLAN", "LAW")
    assert [found.explain(row).vi for row in found.rows] == [
        "PLAN thực hiện NAT, vì “implements NAT”.",
        "NAT hasLegalBasis LAW, vì “hasLegalBasis LAW”.",
    ]
    table = found.to_table()
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert table.in_words("en").rows[0][0] == "The first rests on the second"
    with pytest.raises(NothingMatched):
        paths(graph, "PLAN", "nowhere")
