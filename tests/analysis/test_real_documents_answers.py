"""The two questions the project is named for, on the two real documents, against hand-made answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policygraph.analysis.depends import depends
from policygraph.analysis.impact import impact
from policygraph.analysis.ordering import order
from policygraph.analysis.paths import paths
from policygraph.analysis.planned import planned
from policygraph.analysis.search import search
from policygraph.analysis.why import evidence
from policygraph.analysis.workload import workload

BEN_TRE, HUE = "Bến Tre", "Thừa Thiên Huế"
NAMES = [
    "Đề án vị trí việc làm",
    "de an vi tri viec lam",
    "Đề án xác định vị trí việc làm",
    "đề án VTVL",
    "Đề án xác định vị trí việc làm và cơ cấu công chức theo ngạch",
    "Đề án vị trí việc làm và cơ cấu ngạch công chức",
]
DIRECT = {
    BEN_TRE: {"annex/I/1", "annex/I/2", "annex/I/3", "annex/I/4", "annex/I/5", "III.1.a", "III.1.b", "II.-1"},
    HUE: {"B.II.2", "B.I.2.a", "B.I.2.b", "A.I.2.a"},
}
FOLLOWS = {BEN_TRE: {"annex/II/7"}, HUE: {"B.II.4", "B.I.6.a", "D.2.a", "D.2.b", "D.5"}}
LEAD = {
    (BEN_TRE, "Sở Nội vụ"): 26,
    (BEN_TRE, "Sở Thông tin và Truyền thông"): 1,
    (HUE, "Sở Nội vụ"): 10,
    (HUE, "Sở Tài chính"): 2,
    (HUE, "Sở Kế hoạch và Đầu tư"): 2,
    (HUE, "Sở Thông tin và Truyền thông"): 1,
    (HUE, "Sở Văn hóa, Thể thao và Du lịch"): 1,
    (HUE, "Các sở, ban, ngành"): 1,
    (HUE, "Ủy ban nhân dân cấp huyện"): 1,
}
COORDINATE = {
    (BEN_TRE, "Văn phòng Ủy ban nhân dân tỉnh"): 7,
    (BEN_TRE, "Các sở, ban, ngành tỉnh"): 7,
    (BEN_TRE, "Sở Giáo dục và Đào tạo"): 2,
    (BEN_TRE, "Sở Thông tin và Truyền thông"): 1,
    (BEN_TRE, "Ủy ban nhân dân các huyện, thành phố"): 1,
    (BEN_TRE, "Sở Tài chính"): 1,
    (HUE, "Ủy ban nhân dân cấp huyện"): 15,
    (HUE, "Các sở, ban, ngành"): 10,
    (HUE, "Các sở, ban, ngành, đoàn thể cấp tỉnh"): 6,
    (HUE, "Sở Nội vụ"): 1,
    (HUE, "Các cơ quan liên quan"): 1,
}
BY_QUARTER = {
    "Sở Nội vụ": {"2013-Q3": 1, "2013-Q4": 10, "2014-Q1": 8, "2014-Q2": 3, "2014-Q4": 3, "2015-Q4": 1},
    "Sở Thông tin và Truyền thông": {"2014-Q4": 1},
}


@pytest.mark.parametrize("name", NAMES)
def test_what_depends_on_job_positions(real_store: Any, name: str) -> None:
    found = depends(real_store, name)
    for section, expected in (("direct", DIRECT), ("follows", FOLLOWS)):
        rows = found.section(section)
        assert {p: {r.subject.path for r in rows if r.subject.province == p} for p in expected} == expected
    assert {row.object.number for row in found.section("upstream")} == {"1557/QĐ-TTg"}
    grounds = [(row.subject.province, row.object.number) for row in found.section("legal_ground")]
    assert sorted(grounds) == [(HUE, "36/2013/NĐ-CP"), (HUE, "41/2012/NĐ-CP")]
    assert all(row.edge.quote and row.edge.quote.text for row in found.rows if row.section != "downstream")


def test_workload_of_both_plans(real_store: Any) -> None:
    totals = workload(real_store).totals
    assert {(load.province, load.name): load.lead for load in totals if load.lead} == LEAD
    assert {(load.province, load.name): load.coordinate for load in totals if load.coordinate} == COORDINATE
    assert workload(real_store).most_load() == {BEN_TRE: ("Sở Nội vụ",), HUE: ("Sở Nội vụ",)}
    assert len({load.agency for load in totals if load.name == "Sở Nội vụ"}) == 2


def test_groups_stand_apart(real_store: Any) -> None:
    groups = {load.name for load in workload(real_store).totals if load.is_group}
    assert groups == {name for _, name in LEAD | COORDINATE if name.startswith(("Các ", "Ủy ban nhân dân c"))}


def test_who_is_named_beside_a_group_leads_nothing_through_it(real_store: Any) -> None:
    """One item is led by a group to which Sở Nội vụ belongs, and names Sở Nội vụ as its coordinator."""
    totals = workload(real_store, groups="expanded", province=HUE).totals
    (load,) = (load for load in totals if load.name == "Sở Nội vụ")
    assert (load.lead, load.lead_inferred) == (LEAD[HUE, "Sở Nội vụ"], 0)


def test_lead_by_quarter_of_deadline_end(real_store: Any) -> None:
    periods = workload(real_store, by="quarter", role="lead", province=BEN_TRE).periods
    counted: dict[str, dict[str | None, int]] = {}
    for load in periods:
        counted.setdefault(load.name, {})[load.period] = load.lead
    assert counted == BY_QUARTER


def test_the_ten_sentences_of_a_quarter(real_store: Any) -> None:
    found = evidence(real_store, "so noi vu", when="2013-Q4", role="lead", province=BEN_TRE)
    assert len(found.rows) == BY_QUARTER["Sở Nội vụ"]["2013-Q4"]
    assert {row[found.columns.index("quote")] for row in found.rows} == {"Sở Nội vụ"}


def test_search_finds_both_departments_first(real_store: Any) -> None:
    assert [row[1] for row in search(real_store, "so noi vu").rows[:2]] == [f"Sở Nội vụ ({p})" for p in (BEN_TRE, HUE)]
    assert search(real_store, "1557/qd-ttg").rows[0][1] == "1557/QĐ-TTg (2012)"


def test_what_is_affected_if_the_national_decision_is_replaced(real_store: Any) -> None:
    found = impact(real_store, "1557/qd-ttg")
    assert {row.node.number for row in found.section("documents")} == {"4780/KH-UBND", "2834/QĐ-UBND"}
    tasks = [row for row in found.section("items") if row.node.kind == "task"]
    assert {row.node.province for row in tasks} == {BEN_TRE, HUE}
    assert len(tasks) == 27 + 17
    led = {row.node.label: row.items for row in found.section("agencies")}
    assert led[f"Sở Nội vụ ({BEN_TRE})"] >= LEAD[BEN_TRE, "Sở Nội vụ"]
    assert all(edge.quote or edge.inferred for row in found.rows for edge in row.reason.path)
    assert all(row.reason.path[-1].object.endswith("1557-qd-ttg") for row in found.section("documents"))


@pytest.mark.parametrize("name", NAMES[:2])
def test_what_is_affected_if_the_scheme_is_late(real_store: Any, name: str) -> None:
    items = impact(real_store, name).section("items")
    direct = {p: {r.node.path for r in items if r.node.province == p and r.depth == 1} for p in DIRECT}
    assert direct == {p: DIRECT[p] | FOLLOWS[p] for p in DIRECT}


def test_tasks_of_the_plan_in_order(real_store: Any) -> None:
    found = order(real_store, "4780/KH-UBND")
    places = [row.node.path for row in found.rows if row.node.kind == "task"]
    assert len(places) == 27
    assert all(places.index(f"annex/I/{n}") < places.index("annex/II/7") for n in range(1, 6))
    exam = next(row for row in found.rows if row.node.path == "annex/II/7")
    rules = {reason.object.path: reason.edge.rule for reason in exam.after}
    assert rules["annex/I/4"] == "implement-after-pilot"
    assert rules["annex/I/1"] == "implement-after-submission"
    assert [(r.object.path, r.subject.path) for r in found.impossible] == [("annex/I/5", "annex/II/7")]
    assert [found.known[iri].path for iri in found.chain] == ["annex/I/1", "annex/II/7"]
    approval = next(row for row in found.rows if row.node.path == "III.1.b")
    assert [reason.object.path for reason in approval.after] == ["III.1.a"]


def test_a_department_and_the_national_decision_hang_together(real_store: Any) -> None:
    found = paths(real_store, "sở nội vụ (bến tre)", "1557/qd-ttg")
    first = [row.reason.edge.predicate for row in found.rows if row.number == 1]
    assert first == ["ledBy", "setOutIn", "implements"]
    assert all(row.reason.edge.quote for row in found.rows)


def test_planned_replacements_of_hue(real_store: Any) -> None:
    found = planned(real_store, date(2014, 7, 1), "2834/QĐ-UBND")
    states = {(row.reason.subject.path, row.state) for row in found.rows}
    assert {("B.II.1", "overdue"), ("B.II.6", "overdue"), ("B.I.1", "undated")} <= states
    assert {row.state for row in planned(real_store, date(2013, 12, 31), "2834/QĐ-UBND").rows} == {"open", "undated"}
