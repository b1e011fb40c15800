"""What plans cover of each other, and how long after the decision they came."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.coverage import STATES, coverage
from policygraph.analysis.lag import lag
from policygraph.errors import BadQuery, NothingMatched


def test_the_most_complete_plan_stands_in_for_a_decision_without_items(real_store: Any) -> None:
    found = coverage(real_store, of="1557/QĐ-TTg")
    assert not found.is_decision
    assert found.reference.name == "4780/KH-UBND (Bến Tre, 2013)"
    assert [plan.name for plan in found.plans] == ["2834/QĐ-UBND (Thừa Thiên Huế, 2013)"]
    assert len(found.cells) == len(found.reference.items) == 49
    assert sum(found.counts()["2834/QĐ-UBND (Thừa Thiên Huế, 2013)"].values()) == 49
    assert any("nhiều mục nhất" in note.vi for note in found.to_table().notes)


def test_word_for_word_is_covered_and_what_is_lacking_is_not(real_store: Any) -> None:
    states = {cell.item.path: cell.state for cell in coverage(real_store, of="1557/QĐ-TTg").cells}
    assert {states[path] for path in ("III.2.b", "III.2.d", "III.4.a", "annex/IV/13")} == {"covered"}
    assert {states[path] for path in ("annex/II/8", "annex/IV/14", "annex/VI/26", "III.9.a")} == {"not"}
    assert {states[path] for path in ("III.5", "annex/III/10")} == {"partly"}


def test_a_document_with_items_is_what_is_covered(real_store: Any) -> None:
    found = coverage(real_store, "Bến Tre", of="2834/QĐ-UBND")
    assert found.is_decision
    assert found.reference.name == "2834/QĐ-UBND (Thừa Thiên Huế, 2013)"
    assert [plan.name for plan in found.plans] == ["Bến Tre"]


def test_tables_agree(real_store: Any) -> None:
    found = coverage(real_store, "Bến Tre", "Huế")
    table, matrix, counts = found.to_table(), found.to_matrix(), found.to_counts()
    assert len(matrix.rows) == len(found.reference.items)
    assert matrix.columns[2:] == tuple(plan.name for plan in found.plans)
    assert len({row["iri_item"] for row in table.to_dicts()}) == len(matrix.rows)
    assert [row[0] for row in counts.rows] == [plan.name for plan in found.plans]
    for row in table.to_dicts():
        assert (row["state"] == "not") == (row["quote_plan"] is None)
        assert row["quote_item"]
        assert row["state"] in STATES


def test_a_share_is_a_share(real_store: Any) -> None:
    for cell in coverage(real_store, "Bến Tre", "Huế").cells:
        assert 0 <= cell.share <= 1 + 1e-9
        assert bool(cell.by) == (cell.state != "not")


def test_days_from_the_decision_to_its_plans(real_store: Any) -> None:
    found = lag(real_store, "1557/qd-ttg")
    assert found.days() == {"4780/KH-UBND (Bến Tre, 2013)": 350, "2834/QĐ-UBND (Thừa Thiên Huế, 2013)": 433}
    assert found.median() == 391.5
    assert all(row["quote"] for row in found.to_table().to_dicts())


def test_the_sample_on_every_engine(engine: Any) -> None:
    assert list(lag(engine, "99/QĐ-TTg").days().values()) == [137, 200]
    counts = coverage(engine, of="99/QĐ-TTg").counts()
    assert [list(states.values()) for states in counts.values()] == [[1, 0, 3]]


@pytest.mark.parametrize("name", ["22/QĐ-UBND", "Cà Mau"])
def test_what_nothing_carries_out(engine: Any, name: str) -> None:
    with pytest.raises(NothingMatched):
        lag(engine, name)


def test_a_plan_alone_covers_nothing(engine: Any) -> None:
    with pytest.raises(BadQuery, match="two plans"):
        coverage(engine, "Bến Tre")
    with pytest.raises(BadQuery, match="two plans"):
        coverage(engine)
