"""Order, slack, critical chains and planned changes: tables of small plans, on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policygraph.analysis.chains import arranged, critical_chain, knots, levels, slack
from policygraph.analysis.ordering import order
from policygraph.analysis.planned import planned
from samples import ENGINES
from small_graphs import after, build, document, item, thing

DUE = {"a": "2013-10-01", "b": "2013-11-01", "c": "2014-01-01", "d": "2013-09-01", "e": "2014-02-01"}


@pytest.mark.parametrize(
    ("pairs", "order_", "rounds", "slacks", "chain"),
    [
        ([], "dabce", "11111", {}, ()),
        ([("c", "a")], "dbcae", "21111", {"c": -92}, ()),
        ([("a", "b"), ("b", "c")], "dabce", "12311", {"a": 31, "b": 61}, ("a", "b", "c")),
        ([("a", "e"), ("d", "c")], "dabce", "11212", {"a": 123, "d": 122}, ("a", "e")),
        ([("a", "b"), ("b", "a"), ("b", "c")], "dabce", "11211", {"b": 61}, ("b", "c")),
        ([("a", "a")], "dabce", "11111", {}, ()),
    ],
)
def test_chains(
    pairs: list[tuple[str, str]], order_: str, rounds: str, slacks: dict[str, int], chain: tuple[str, ...]
) -> None:
    places = {node: (DUE[node], node) for node in "abcde"}
    assert "".join(arranged("abcde", pairs, places)) == order_
    assert "".join(str(levels("abcde", pairs)[node]) for node in "abcde") == rounds
    assert slack("abcde", pairs, DUE) == slacks
    assert critical_chain("abcde", pairs, DUE) == chain
    assert critical_chain("edcba", pairs[::-1], DUE) == chain


def test_of_chains_as_long_in_days_the_one_with_more_tasks() -> None:
    pairs = [("a", "c"), ("a", "b"), ("b", "c")]
    assert critical_chain("abc", pairs, DUE) == ("a", "b", "c")


def test_who_waits_for_himself_is_named_once_for_each_knot() -> None:
    assert knots("abcd", [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("a", "c")]) == [["a", "b"], ["c", "d"]]


PARTS = (
    document("PLAN"),
    document("OLD"),
    document("OLDER"),
    document("NEW", ("replaces", "OLDER"), date="2014-03-01"),
    item("PLAN", 1, ("tiedTo", "SCHEME"), due="2013-11-30"),
    item("PLAN", 2, ("submits", "SCHEME"), due="2013-12-31"),
    item("PLAN", 3, ("makes", "SCHEME"), due="2013-10-31"),
    item("PLAN", 4, ("intendsToReplace", "OLD"), ("mentions", "OLD"), due="2014-06-30"),
    item("PLAN", 5, ("intendsToAmend", "OLDER"), kind="KeyTask"),
    item("PLAN", 6, kind="Objective"),
    thing("SCHEME", "Instrument"),
    after(("PLAN-2", "PLAN-3", "submit-after-draft"), ("PLAN-1", "PLAN-2", "implement-after-submission")),
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def graph(request: pytest.FixtureRequest) -> Any:
    return build(request.param, *PARTS)


def test_a_plan_in_order(graph: Any) -> None:
    found = order(graph, "PLAN")
    assert [(r.node.path, r.level, r.latest, r.slack) for r in found.rows] == [
        ("3", 1, "2013-10-31", 30),
        ("2", 2, "2013-12-31", -31),
        ("1", 3, "2013-11-30", None),
        ("4", 1, "2014-06-30", None),
        ("5", 1, None, None),
    ]
    assert [iri[-1] for iri in found.chain] == ["3", "2"]  # time does not run backwards along it
    assert [(r.object.path, r.subject.path) for r in found.impossible] == [("2", "1")]
    assert found.cycles == ()


def test_the_order_of_an_instrument_holds_what_acts_on_it(graph: Any) -> None:
    assert [row.node.path for row in order(graph, "scheme").rows] == ["3", "2", "1"]


def test_each_place_has_its_reason(graph: Any) -> None:
    found = order(graph, "PLAN")
    draft, submission = found.rows[:2]
    assert found.explain(draft).en == "Task “work 3” (item 3, PLAN) waits for nothing."
    assert found.explain(submission).vi == (
        "Nhiệm vụ “work 2” (Mục 2, PLAN) sau khi hoàn thành Nhiệm vụ “work 3” (Mục 3, PLAN) "
        "(suy ra: trình sau khi xây dựng)."
    )
    table = found.to_table()
    row = dict(zip(table.columns, table.rows[1], strict=True))
    assert (row["after"], row["rule"], row["inferred"]) == ("3", "submit-after-draft", True)
    assert row["quote"] == "setOutIn PLAN"
    assert [row[0] for row in found.to_table(critical=True).rows] == [1, 2]
    [note] = table.notes
    assert note.en.startswith("Due after what waits for it (2013-12-31 > 2013-11-30): Task “work 2”")


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_circle_is_named_and_breaks_nothing(engine: str) -> None:
    found = order(build(engine, *PARTS, after(("PLAN-3", "PLAN-1", "by-hand"))), "PLAN")
    assert len(found.rows) == 5
    [circle] = found.cycles
    assert len(circle) == 3
    note = found.to_table().notes[0]
    assert note.en.startswith("A circle of precedence: Task “work 1”")
    assert note.vi.startswith("Vòng thứ tự: Nhiệm vụ “work 1”")


@pytest.mark.parametrize(
    ("day", "target", "expected"),
    [
        ("2013-12-31", None, [("open", "4"), ("undated", "5")]),
        ("2014-06-30", None, [("done", "5"), ("open", "4")]),
        ("2014-07-01", None, [("done", "5"), ("overdue", "4")]),
        ("2014-02-28", "OLDER", [("undated", "5")]),
        ("2014-03-01", "OLDER", [("done", "5")]),
        ("2014-07-01", "PLAN", [("done", "5"), ("overdue", "4")]),
        ("2014-07-01", "NEW", []),
    ],
)
def test_planned_changes_as_of_a_day(graph: Any, day: str, target: str | None, expected: list[tuple[str, str]]) -> None:
    found = planned(graph, date.fromisoformat(day), target)
    assert [(row.state, row.reason.subject.path) for row in found.rows] == expected
    table = found.to_table()
    assert all(len(row) == len(table.columns) == len(table.labels) for row in table.rows)


def test_what_was_done_names_who_did_it(graph: Any) -> None:
    [row] = planned(graph, date(2014, 3, 1), "OLDER").rows
    assert (row.done_by, row.done_on) == ("NEW", "2014-03-01")
    assert row.reason.edge.quote is not None
