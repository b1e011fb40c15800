"""Deadlines in the order of time: whose they are, in which period, and how little of the graph is asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policygraph.analysis.recurrence import rule_of
from policygraph.analysis.timeline import NOBODY, first_due, has_day, timeline
from policygraph.errors import BadQuery, NothingMatched
from policygraph.model import Recurrence
from samples import ENGINES

GRAPH = (Path(__file__).parents[1] / "cases" / "timeline.trig").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=sorted(ENGINES))
def store(request: pytest.FixtureRequest) -> Any:
    return ENGINES[request.param](GRAPH)


def paths(found: Any) -> list[str]:
    return [due.path for due in found.rows]


def test_in_the_order_of_time_and_by_period(store: Any) -> None:
    found = timeline(store)
    table = found.to_table().to_dicts()
    assert [(row["path"], row["period"]) for row in table] == [
        ("annex/3", "2021-Q1"),
        ("annex/2", "2021-Q1"),
        ("annex/9", "2021-Q1"),
        ("annex/1", "2021-Q2"),
        ("annex/4", "2022-Q4"),
        ("annex/5", None),
        ("annex/6", None),
        ("annex/7", None),
        ("1", None),
    ]
    assert [row["next"] for row in table[5:]] == ["2021-11-15", "2021-03-31", None, None]
    assert [row.path for row in found.rows if not has_day(row)] == ["annex/7", "1"]


def test_each_row_leads_to_its_sentence(store: Any) -> None:
    first = timeline(store, document="7/kh-ubnd", kinds=["task"]).to_table().to_dicts()[-2]
    assert (first["deadline"], first["quote"], first["start"], first["end"]) == ("Quý 2/2021", "Quý 2/2021", 100, 110)
    assert (first["rule"], first["confidence"], first["lead"], first["coordinate"]) == ("by-hand", 0.97, "Sở A", "Sở B")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"agency": "so a"}, ["annex/3", "annex/2", "annex/9", "annex/1"]),
        ({"agency": "Sở A", "role": "coordinate"}, ["annex/3"]),
        ({"agency": "Sở A", "groups": True}, ["annex/3", "annex/2", "annex/9", "annex/1", "annex/5"]),
        ({"agency": "Sở B", "groups": True, "kinds": ["report"]}, ["annex/6", "1"]),
        ({"province": "hue", "kinds": ["objective"]}, ["annex/4"]),
        ({"province": "Huế", "agency": "Sở A", "kinds": ["duty"]}, ["annex/8"]),
        ({"document": "8/KH-UBND"}, ["1"]),
        ({"document": "8/KH-UBND", "agency": "Sở A"}, []),
    ],
)
def test_what_is_asked_for(store: Any, asked: dict[str, Any], expected: list[str]) -> None:
    assert paths(timeline(store, **asked)) == expected


def test_through_a_group_is_told(store: Any) -> None:
    table = timeline(store, agency="Sở A", groups=True).to_table()
    assert [row["through"] for row in table.to_dicts()] == [False, False, False, False, True]
    assert "through" not in timeline(store, agency="Sở A").to_table().columns


def test_sections(store: Any) -> None:
    by_agency = timeline(store, per="agency")
    assert [(name.vi, len(rows)) for name, rows in by_agency.sections()] == [
        ("Các sở (Huế)", 1),
        ("Sở A (Huế)", 3),
        ("Sở B (Huế)", 4),
        (NOBODY.vi, 1),
    ]
    assert len(by_agency.to_table().rows) == 9
    assert [name.vi for name, _ in timeline(store, per="document").sections()] == [
        "7/KH-UBND (Huế, 2021)",
        "8/KH-UBND (Huế, 2021)",
    ]
    assert [name.vi for name, _ in timeline(store, per="province").sections()] == ["Huế"]


@pytest.mark.parametrize(
    ("unit", "periods"),
    [("quarter", ["2021-Q1", "2021-Q2", "2022-Q4"]), ("year", ["2021", "2022"]), ("month", ["2021-01", "2021-02"])],
)
def test_counts_add_up(store: Any, unit: Any, periods: list[str]) -> None:
    found = timeline(store, by=unit)
    counts = found.counts()
    assert [row[0] for row in counts.rows][: len(periods)] == periods
    assert sum(int(cell or 0) for row in counts.rows for cell in row[1:]) == len(found.rows)


def test_bad_questions(store: Any) -> None:
    with pytest.raises(BadQuery, match="no part of a timeline"):
        timeline(store, kinds=["tasks"])
    with pytest.raises(BadQuery):
        timeline(store, by="week")  # type: ignore[arg-type]
    with pytest.raises(NothingMatched):
        timeline(store, agency="Sở Không Có")


def test_one_agency_asks_for_its_own_items_only(store: Any) -> None:
    """Every question after the names is about the agency's items: no other item is fetched."""
    asked: list[str] = []

    class Told:
        def query(self, text: str, /) -> Any:
            asked.append(text)
            return store.query(text)

    timeline(Told(), agency="https://w3id.org/policygraph/id/agency/hue/so-a")
    about_items = [text for text in asked if "hasDeadline" in text or "coordinatedBy" in text]
    assert len(about_items) == 3
    assert "agency/hue/so-a>" in about_items[0]
    assert all("VALUES ?node" in text and "item/6>" not in text for text in about_items[1:])


def test_real_documents(real_store: Any) -> None:
    found = timeline(real_store, agency="so noi vu", province="ben tre")
    assert found.about == "Sở Nội vụ (Bến Tre)"
    assert len(found.rows) == 26
    reports = timeline(real_store, kinds=["report"]).rows
    assert [(due.words.split()[0], first_due(due)) for due in reports] == [
        ("trước", date(2013, 11, 15)),
        ("Định", date(2014, 11, 30)),
    ]


# ---------------------------------------------------------------- what recurs

FIRST = date(2021, 1, 4)


@pytest.mark.parametrize(
    ("recurs", "days", "assumed"),
    [
        (Recurrence("year", 11, 15), ["2021-11-15", "2022-11-15", "2023-11-15"], False),
        (Recurrence("year", 1, 4), ["2021-01-04", "2022-01-04", "2023-01-04"], False),
        (Recurrence("year"), ["2021-12-31", "2022-12-31", "2023-12-31"], True),
        (Recurrence("year", 6), ["2021-06-30", "2022-06-30", "2023-06-30"], True),
        (Recurrence("half-year", 6, 15), ["2021-06-15", "2021-12-15", "2022-06-15"], False),
        (Recurrence("half-year"), ["2021-06-30", "2021-12-31", "2022-06-30"], True),
        (Recurrence("quarter", None, 20), ["2021-03-20", "2021-06-20", "2021-09-20"], False),
        (Recurrence("quarter", 1, 5), ["2021-01-05", "2021-04-05", "2021-07-05"], False),
        (Recurrence("month", None, 30), ["2021-01-30", "2021-02-28", "2021-03-30"], False),
        (Recurrence("month", None, 31), ["2021-01-31", "2021-02-28", "2021-03-31"], False),
        (Recurrence("month"), ["2021-01-31", "2021-02-28", "2021-03-31"], True),
        (Recurrence("week"), ["2021-01-10", "2021-01-17", "2021-01-24"], True),
        (Recurrence("day"), ["2021-01-04", "2021-01-05", "2021-01-06"], False),
    ],
)
def test_days_on_which_it_is_due(recurs: Recurrence, days: list[str], assumed: bool) -> None:
    rule = rule_of(recurs)
    found = rule.days_from(FIRST)
    assert [next(found).isoformat() for _ in days] == days
    assert rule.assumed == assumed


def test_an_unknown_frequency_is_no_rule() -> None:
    with pytest.raises(ValueError, match="century"):
        rule_of(Recurrence("century"))
