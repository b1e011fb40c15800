"""Figures by section, split and rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.evaluation import Figure, figures_by_rule, figures_by_section, figures_table, rules_table, score
from policygraph.evaluation.figures import wilson_lower_bound
from records import citation, relation


def test_precision_recall_and_f1() -> None:
    figure = Figure("all", "citations", 1, hits=6, missed=2, extra=4)
    assert (figure.precision, figure.recall) == (0.6, 0.75)
    assert figure.f1 == pytest.approx(2 / 3)


def test_nothing_expected_and_nothing_found_is_right_and_all_wrong_is_zero() -> None:
    assert Figure("all", "tasks", 1, 0, 0, 0).f1 == 1.0
    assert Figure("all", "tasks", 1, 0, 1, 1).f1 == 0.0


@pytest.fixture
def scored(answer, record):
    cited = [{"name": "1/QĐ-TTg"}, {"name": "2/QĐ-TTg", "relation": "implements"}]
    read = record(
        citations=[citation("1/QĐ-TTg"), citation("3/QĐ-TTg", rule="by-title")],
        relations=[relation("implements", "2/QĐ-TTg")],
    )
    splits = [("a", "held-out"), ("b", "dev"), ("c", "dev"), ("d", None), ("e", "other")]
    return [score(answer(id=name, split=split, cited=cited), read) for name, split in splits]


def test_each_split_then_all(scored) -> None:
    figures = figures_by_section(scored)
    assert [(f.split, f.section, f.documents) for f in figures] == [
        ("dev", "citations", 2),
        ("dev", "relations", 2),
        ("dev", "replaces", 2),
        ("held-out", "citations", 1),
        ("held-out", "relations", 1),
        ("held-out", "replaces", 1),
        ("other", "citations", 1),
        ("other", "relations", 1),
        ("other", "replaces", 1),
        ("all", "citations", 5),
        ("all", "relations", 5),
        ("all", "replaces", 5),
    ]
    assert (figures[0].hits, figures[0].missed, figures[0].extra) == (2, 2, 2)


def test_the_table_of_figures(scored) -> None:
    table = figures_table(figures_by_section(scored), "0123456789ab")
    assert table.to_dicts()[0] == {
        "split": "dev",
        "section": "citations",
        "documents": 2,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "false_in_100": 50.0,
        "hits": 2,
        "missed": 2,
        "extra": 2,
        "rules": "0123456789ab",
    }


def test_figures_by_rule(scored) -> None:
    rows = [(f.section, f.rule, f.right, f.wrong) for f in figures_by_rule(scored)]
    assert rows == [
        ("citations", "by-number", 5, 0),
        ("citations", "by-title", 0, 5),
        ("relations", "relation-implements", 5, 0),
    ]
    assert rules_table(figures_by_rule(scored)).rows[0] == ("citations", "by-number", 5, 0, 1.0, 0.5655, 0.8571)


@given(st.integers(1, 500), st.data())
def test_the_lower_bound_is_below_the_share_and_rises_with_it(cases: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, cases))
    bound = wilson_lower_bound(right, cases)
    assert 0 <= bound <= right / cases
    assert right == cases or bound < wilson_lower_bound(right + 1, cases)
