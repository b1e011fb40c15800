from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.periods import period, unit_of
from policygraph.analysis.why import evidence
from policygraph.analysis.workload import workload
from policygraph.errors import BadQuery, NothingMatched


def figures(loads: Any) -> list[tuple[Any, ...]]:
    return [(x.province, x.name, x.is_group, x.period, x.lead, x.coordinate) for x in loads]


def test_totals_count_tasks_only(engine: Any) -> None:
    found = workload(engine)
    assert figures(found.totals) == [
        ("Bến Tre", "Sở Nội vụ", False, None, 2, 1),
        ("Bến Tre", "Sở Tài chính", False, None, 1, 1),
        ("Bến Tre", "Các sở, ban, ngành tỉnh", True, None, 0, 1),
        ("Thừa Thiên Huế", "Sở Nội vụ", False, None, 1, 0),
        ("Thừa Thiên Huế", "Các sở, ban, ngành", True, None, 1, 1),
    ]
    assert found.periods == ()
    assert found.most_load() == {"Bến Tre": ("Sở Nội vụ",), "Thừa Thiên Huế": ("Sở Nội vụ",)}


def test_a_task_with_two_deadlines_counts_once_in_each_quarter_and_once_in_all(engine: Any) -> None:
    found = workload(engine, by="quarter", role="lead", province="ben tre")
    assert figures(found.periods) == [
        ("Bến Tre", "Sở Nội vụ", False, "2020-Q2", 2, 0),
        ("Bến Tre", "Sở Nội vụ", False, "2020-Q4", 1, 0),
        ("Bến Tre", "Sở Tài chính", False, "2020-Q1", 1, 0),
    ]
    assert [load.lead for load in found.totals] == [2, 1]
    assert found.to_table().columns == ("province", "agency", "group", "period", "count", "lead", "lead_share")
    assert any("nhiều thời hạn" in note.vi for note in found.to_table().notes)


def test_a_task_without_deadline_stands_in_no_period(engine: Any) -> None:
    found = workload(engine, by="year", role="lead", province="thua-thien-hue")
    assert figures(found.periods)[-1] == ("Thừa Thiên Huế", "Các sở, ban, ngành", True, None, 1, 0)


def test_duties_and_reports_are_counted_when_asked(engine: Any) -> None:
    found = workload(engine, kinds=("duty", "report"))
    assert figures(found.totals) == [
        ("Bến Tre", "Sở Nội vụ", False, None, 1, 0),
        ("Bến Tre", "Các sở, ban, ngành tỉnh", True, None, 1, 0),
    ]
    assert found.to_table().notes[0].en == "Counted: standing duties, reporting obligations."


def test_most_load_names_all_that_are_equal(engine: Any) -> None:
    equal = workload(engine, role="coordinate", province="Bến Tre").most_load()
    assert equal == {"Bến Tre": ("Sở Nội vụ", "Sở Tài chính")}


@pytest.mark.parametrize("role", ["lead", "coordinate"])
def test_every_figure_has_its_sentences(engine: Any, role: Any) -> None:
    for load in workload(engine, by="quarter", role=role).periods:
        found = evidence(engine, load.agency, when=load.period, role=role)
        if load.period:
            assert len({row[found.columns.index("item")] for row in found.rows}) == getattr(load, role)
        assert all(row[found.columns.index("agency")] == load.name for row in found.rows)


def test_evidence_of_a_name_in_two_provinces(engine: Any) -> None:
    found = evidence(engine, "so noi vu", role="lead")
    shown = [tuple(row[found.columns.index(name)] for name in ("province", "path", "quote")) for row in found.rows]
    assert shown == [
        ("Bến Tre", "annex/1", "Sở NV"),
        ("Bến Tre", "annex/2", "Sở Nội vụ"),
        ("Thừa Thiên Huế", "B.II.1", "Sở Nội vụ"),
    ]
    assert evidence(engine, "Thủ tướng Chính phủ").rows == ()
    assert evidence(engine, "so noi vu", when="2019-Q1").rows == ()


@pytest.mark.parametrize(
    ("kwargs", "error", "hint"),
    [
        ({"kinds": ("tasks",)}, BadQuery, "task, key-task"),
        ({"role": "leader"}, BadQuery, "lead, coordinate"),
        ({"by": "week"}, BadQuery, "quarter, month, year"),
        ({"province": "Cà Mau"}, NothingMatched, "Bến Tre, Thừa Thiên Huế"),
    ],
)
def test_what_cannot_be_counted_says_so(engine: Any, kwargs: Any, error: type[Exception], hint: str) -> None:
    with pytest.raises(error) as caught:
        workload(engine, **kwargs)
    assert hint in str(caught.value.hint)  # type: ignore[attr-defined]


def test_evidence_of_nobody_names_who_is_near(engine: Any) -> None:
    with pytest.raises(NothingMatched) as caught:
        evidence(engine, "Sở Nội Vụu Bến Tre")
    assert "Sở Nội vụ (Bến Tre)" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("date", "unit", "expected"),
    [
        ("2013-01-01", "quarter", "2013-Q1"),
        ("2013-03-31", "quarter", "2013-Q1"),
        ("2013-04-01", "quarter", "2013-Q2"),
        ("2013-09-30", "quarter", "2013-Q3"),
        ("2013-10-01", "quarter", "2013-Q4"),
        ("2013-12-31", "month", "2013-12"),
        ("2013-12-31", "year", "2013"),
        (None, "year", None),
    ],
)
def test_periods(date: str | None, unit: Any, expected: str | None) -> None:
    assert period(date, unit) == expected
    assert expected is None or unit_of(expected) == unit


@pytest.mark.parametrize("text", ["2013-Q5", "Quý I", "2013-13", "13", ""])
def test_no_period(text: str) -> None:
    with pytest.raises(BadQuery):
        unit_of(text)


def test_notebook_table(engine: Any) -> None:
    assert "Sở Nội vụ" in workload(engine)._repr_html_()
