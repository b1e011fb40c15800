"""Groups of agencies counted in three ways, and the sentences behind each figure."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_plans import plans
from policygraph.analysis.concentration import concentration, herfindahl
from policygraph.analysis.cooperation import cooperation
from policygraph.analysis.groups import GROUPS, regrouped
from policygraph.analysis.participation import Participation
from policygraph.analysis.periods import unit_of
from policygraph.analysis.why import why
from policygraph.analysis.workload import Workload, workload
from policygraph.errors import BadQuery, NothingMatched
from policygraph.graph import build_graphs
from policygraph.model import DocumentFacts
from policygraph.store import load_store

PLACINGS = ("last", "each", "share")


def figures(found: Workload) -> dict[str, list[tuple[Any, ...]]]:
    return {
        count: [
            (x.province, x.name, x.lead, x.lead_inferred, x.coordinate, x.coordinate_inferred)
            for x in found.totals
            if x.count == count
        ]
        for count in GROUPS
    }


def test_three_counts_of_the_sample(engine: Any) -> None:
    """Task 1: Sở Nội vụ leads, with Sở Tài chính and the group of both; task 3: the other way round."""
    assert figures(workload(engine, groups=GROUPS)) == {
        "named": [
            ("Bến Tre", "Sở Nội vụ", 2, 0, 1, 0),
            ("Bến Tre", "Sở Tài chính", 1, 0, 1, 0),
            ("Thừa Thiên Huế", "Sở Nội vụ", 1, 0, 0, 0),
        ],
        "as-one": [
            ("Bến Tre", "Sở Nội vụ", 2, 0, 1, 0),
            ("Bến Tre", "Sở Tài chính", 1, 0, 1, 0),
            ("Bến Tre", "Các sở, ban, ngành tỉnh", 0, 0, 1, 0),
            ("Thừa Thiên Huế", "Sở Nội vụ", 1, 0, 0, 0),
            ("Thừa Thiên Huế", "Các sở, ban, ngành", 1, 0, 1, 0),
        ],
        # Who leads task 1 does not coordinate it through the group; who is named in it has it once, as named.
        "expanded": [
            ("Bến Tre", "Sở Nội vụ", 2, 0, 1, 0),
            ("Bến Tre", "Sở Tài chính", 1, 0, 1, 0),
            ("Thừa Thiên Huế", "Sở Nội vụ", 1, 0, 0, 0),
            ("Thừa Thiên Huế", "Các sở, ban, ngành", 1, 0, 1, 0),
        ],
    }


def test_a_report_of_a_group_is_each_members(engine: Any) -> None:
    found = figures(workload(engine, groups=GROUPS, kinds=("report",)))
    assert found["named"] == []
    assert [row[1:] for row in found["as-one"]] == [("Các sở, ban, ngành tỉnh", 1, 0, 0, 0)]
    assert [row[1:] for row in found["expanded"]] == [("Sở Nội vụ", 1, 1, 0, 0), ("Sở Tài chính", 1, 1, 0, 0)]


def part(role: str, agency: str, is_group: bool = False) -> Participation:
    return Participation("item", "task", role, agency, agency, is_group, "plan", "Huế", "hue", None, ())


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part("lead", "group", True)], {"lead": ["a", "b"]}),
        ([part("lead", "group", True), part("coordinate", "a")], {"coordinate": ["a"], "lead": ["b"]}),
        ([part("lead", "a"), part("coordinate", "group", True)], {"coordinate": ["b"], "lead": ["a"]}),
        ([part("lead", "group", True), part("coordinate", "other group", True)], {"lead": ["a", "b"]}),
        (
            [part("lead", "group", True), part("lead", "b"), part("coordinate", "b")],
            {"coordinate": ["b"], "lead": ["a", "b"]},
        ),
    ],
)
def test_who_is_named_has_no_other_role(parts: list[Participation], expected: dict[str, list[str]]) -> None:
    members = {"group": [("a", "a"), ("b", "b")], "other group": [("b", "b")]}
    found: dict[str, list[str]] = {}
    for one in regrouped(parts, "expanded", members):
        found.setdefault(one.role, []).append(one.agency)
        assert (one.through is None) == (one.agency in {part.agency for part in parts})
    assert found == expected


def test_the_count_is_named_in_the_output(engine: Any) -> None:
    table = workload(engine, groups=GROUPS).to_table()
    assert {row[table.columns.index("count")] for row in table.rows} == set(GROUPS)
    assert {row[table.columns.index("count")] for row in table.in_words("vi").rows} == {
        "chỉ cơ quan được nêu tên",
        "nhóm tính là một",
        "nhóm tách theo thành viên",
    }
    assert workload(engine).to_table().title.en == "Workload by agency (a group as one)"
    assert "No known members: Các sở, ban, ngành (Thừa Thiên Huế)." in [note.en for note in table.notes]
    assert workload(engine).to_table().columns[-2:] == ("coordinate", "coordinate_share")
    assert "coordinate_inferred" in table.columns


def test_an_inferred_part_quotes_the_words_for_the_group(engine: Any) -> None:
    found = why(engine, "Sở Tài chính", kinds=("report",), groups="expanded")
    assert found.figures == {"lead": 1, "coordinate": 0}
    [row] = found.to_table().to_dicts()
    assert (row["agency"], row["through"], row["inferred"]) == ("Sở Tài chính", "Các sở, ban, ngành tỉnh", True)
    assert why(engine, "Sở Tài chính", kinds=("report",)).sentences == ()


def test_shares_of_what_a_province_leads(engine: Any) -> None:
    shares = {(x.province, x.name): x.lead_share for x in workload(engine).totals}
    assert shares["Bến Tre", "Sở Nội vụ"] == 0.6667
    assert shares["Thừa Thiên Huế", "Các sở, ban, ngành"] == 0.5


def test_provinces_as_a_whole_count_each_item_once(engine: Any) -> None:
    found = workload(engine, per="province", groups=("as-one", "named"))
    assert [(x.count, x.province, x.lead, x.coordinate) for x in found.totals] == [
        ("named", "Bến Tre", 3, 2),
        ("named", "Thừa Thiên Huế", 1, 0),
        ("as-one", "Bến Tre", 3, 2),
        ("as-one", "Thừa Thiên Huế", 2, 1),
    ]
    assert found.to_table().columns == ("province", "count", "lead", "coordinate")


def test_kinds_stand_apart(engine: Any) -> None:
    table = workload(engine, kinds=("task", "duty", "report")).to_table()
    assert {row[table.columns.index("kind")] for row in table.rows} == {"task", "duty", "report"}
    assert "kind" not in workload(engine).to_table().columns


@pytest.mark.parametrize(("placing", "expected"), [("last", [2, 1]), ("each", [2, 1]), ("share", [1.5, 0.5])])
def test_a_task_of_two_deadlines(engine: Any, placing: Any, expected: list[float]) -> None:
    found = workload(engine, by="quarter", role="lead", province="ben tre", placing=placing)
    loads = [load for load in found.periods if load.name == "Sở Nội vụ"]
    assert [(load.period, load.lead) for load in loads] == list(zip(["2020-Q2", "2020-Q4"], expected, strict=True))
    assert found.to_table().kinds[-2] == ("number" if placing == "share" else "integer")


def test_only_what_another_has_the_other_role_in(engine: Any) -> None:
    found = why(engine, "Sở Nội vụ (Bến Tre)", partner="Sở Tài chính")
    assert [(s.counted.part.role, s.path) for s in found.sentences] == [("lead", "annex/1"), ("coordinate", "annex/3")]
    assert why(engine, "Sở Nội vụ (Bến Tre)", partner="Thủ tướng Chính phủ").sentences == ()


@pytest.mark.parametrize(
    ("kwargs", "error", "hint"),
    [
        ({"groups": "members"}, BadQuery, "named, as-one, expanded"),
        ({"placing": "spread"}, BadQuery, "last, each, share"),
        ({"per": "ministry"}, BadQuery, "agency, province"),
        ({"province": "Cà Mau", "from_facts": True}, NothingMatched, "Bến Tre, Thừa Thiên Huế"),
    ],
)
def test_what_cannot_be_counted_says_so(engine: Any, kwargs: Any, error: type[Exception], hint: str) -> None:
    with pytest.raises(error) as caught:
        workload(engine, **kwargs)
    assert hint in str(caught.value.hint)  # type: ignore[attr-defined]


# ---------------------------------------------------------------- properties


@settings(max_examples=25, deadline=None)
@given(plans(), st.sampled_from(GROUPS), st.sampled_from(PLACINGS), st.sampled_from(["quarter", "month", "year"]))
def test_the_sentences_add_up_to_each_figure(facts: list[DocumentFacts], groups: Any, placing: Any, by: Any) -> None:
    store = load_store(build_graphs(facts)[0])
    found = workload(store, by=by, groups=groups, placing=placing, kinds=("task", "duty"))
    for load in [load for load in (*found.totals, *found.periods) if load in found.totals or load.period][:12]:
        behind = why(
            store,
            f"<{load.agency}>",
            load.period,
            province=load.province,
            kinds=(load.kind,),
            groups=groups,
            placing=placing,
        )
        if load.period is None or unit_of(load.period) == by:
            assert behind.figures == {"lead": load.lead, "coordinate": load.coordinate}
            counted = [(s.counted.part.role, s.amount or 0) for s in behind.sentences]
            for role, figure in behind.figures.items():
                assert sum(amount for name, amount in counted if name == role) == figure
        assert all(s.quote and s.start < s.end for s in behind.sentences)


@settings(max_examples=25, deadline=None)
@given(plans(), st.sampled_from(["named", "as-one"]), st.sampled_from(["quarter", "month", "year"]))
def test_figures_that_the_build_keeps_are_those_of_the_facts(facts: list[DocumentFacts], groups: Any, by: Any) -> None:
    store = load_store(build_graphs(facts)[0])
    kinds = ("task", "key-task", "duty", "objective", "report")
    for asked in ({}, {"role": "lead"}, {"placing": "share"}):
        kept, counted = (
            workload(store, by=by, groups=groups, kinds=kinds, from_facts=facts_only, **asked)  # type: ignore[arg-type]
            for facts_only in (False, True)
        )
        assert kept == counted
    assert cooperation(store, groups=groups) == cooperation(store, groups=groups, from_facts=True)


@settings(max_examples=25, deadline=None)
@given(plans())
def test_the_three_counts_in_order(facts: list[DocumentFacts]) -> None:
    """No named agency loses by expansion; what is inferred is what it gains."""
    store = load_store(build_graphs(facts)[0])
    named, as_one, expanded = (
        {(x.province, x.agency): x for x in workload(store, groups=groups, from_facts=True).totals if not x.is_group}
        for groups in GROUPS
    )
    assert {key: (x.lead, x.coordinate) for key, x in named.items()} == {
        key: (x.lead, x.coordinate) for key, x in as_one.items()
    }
    for key, load in expanded.items():
        before = named.get(key)
        assert load.lead - load.lead_inferred == (before.lead if before else 0)
        assert load.coordinate - load.coordinate_inferred == (before.coordinate if before else 0)


@settings(max_examples=25, deadline=None)
@given(plans())
def test_spread_figures_add_up_to_the_totals(facts: list[DocumentFacts]) -> None:
    found = workload(load_store(build_graphs(facts)[0]), by="quarter", placing="share")
    for load, role in product(found.totals, ("lead", "coordinate")):
        periods = [x for x in found.periods if (x.province, x.agency) == (load.province, load.agency)]
        assert sum(getattr(x, role) for x in periods) == getattr(load, role)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=30))
def test_the_index_lies_between_equal_and_alone(amounts: list[int]) -> None:
    index = herfindahl(amounts)
    assert 1 <= index * len(amounts) <= len(amounts)
    assert herfindahl([7] * len(amounts)) * len(amounts) == 1


def test_concentration_of_the_sample(engine: Any) -> None:
    found = {(c.province, c.role): c for c in concentration(workload(engine))}
    lead = found["Bến Tre", "lead"]
    assert (lead.agencies, lead.parts, lead.top, float(lead.top_share)) == (2, 3, ("Sở Nội vụ",), 2 / 3)
    assert float(lead.herfindahl) == pytest.approx(5 / 9)
    assert lead.normalised is not None
    assert float(lead.normalised) == pytest.approx(1 / 9)
