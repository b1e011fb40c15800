"""What is published of the figures: one source, in the docs, in every graph and in the confidence of rules."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from policygraph import resources
from policygraph.evaluation import Figure, figures_table
from policygraph.evaluation.judgement import FALSE_ONLY_SECTIONS, SECTIONS
from policygraph.grammar.confidence import UNKNOWN, confidence_of
from policygraph.grammar.rules import load_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
MEASURED = resources.gold_table("measured")
CONFIDENCES = resources.rule_table("confidence")


def test_the_measured_table_is_one_that_evaluate_writes() -> None:
    columns = figures_table([Figure("all", "header", 1, 1, 0, 0)]).columns
    with (ROOT / "data" / "gold" / "measured.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == columns
    expected = [(split, section) for split in ("dev", "held-out", "all") for section in SECTIONS]
    assert [(row["split"], row["section"]) for row in MEASURED] == expected
    assert len({row["rules"] for row in MEASURED}) == 1


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: f"{row['split']}-{row['section']}")
def test_shares_belong_to_their_counts(row: dict[str, str]) -> None:
    counts = (int(row[name]) for name in ("documents", "hits", "missed", "extra"))
    figure = Figure(row["split"], row["section"], *counts)
    shares = [round(share, 4) for share in (figure.precision, figure.recall, figure.f1)]
    assert [float(row[name]) for name in ("precision", "recall", "f1")] == shares
    assert float(row["false_in_100"]) == round(figure.false_in_100, 2)


def test_the_page_shows_what_was_measured() -> None:
    marked = re.search(r"<!-- measured -->\n(.*)<!-- /measured -->", PAGE, re.DOTALL)
    assert marked is not None
    digest, _, table = marked[1].partition("\n\n")
    assert digest == f"Digest of the rules: `{MEASURED[0]['rules']}`."
    lines = [line.strip("| ").split(" | ") for line in table.splitlines()]
    assert [line[0] for line in lines] == ["section", "---", *SECTIONS]
    shown = {
        (split, line[0]): line[1 + 5 * n : 6 + 5 * n]
        for line in lines[2:]
        for n, split in enumerate(("dev", "held-out"))
    }
    for row in MEASURED:
        if row["split"] != "all":
            shares = [f"{float(row[name]):.3f}" for name in ("precision", "recall", "f1")]
            shares = ["–"] * 3 if row["section"] in FALSE_ONLY_SECTIONS else shares
            false = f"{float(row['false_in_100']):.1f}"
            assert shown[row["split"], row["section"]] == [row["documents"], *shares, false]


@pytest.mark.parametrize("row", CONFIDENCES, ids=lambda row: row["rule"])
def test_confidences_are_estimates_or_follow_from_enough_cases(row: dict[str, str]) -> None:
    sure, cases = float(row["confidence"]), int(row["n"])
    assert 0 < sure < 1
    if row["source"] == "estimate":
        assert cases == 0
        return
    assert row["source"] == "data/gold"
    assert cases >= 10
    right = sure * (cases + 2) - 1
    assert abs(right - round(right)) < 0.0001 * (cases + 2)


def test_each_rule_stands_once_in_order() -> None:
    rules = [row["rule"] for row in CONFIDENCES]
    assert rules == sorted(set(rules))


def test_a_confidence_is_measured_else_estimated_else_cautious() -> None:
    first = CONFIDENCES[0]
    assert confidence_of(first["rule"], 0.5) == float(first["confidence"])
    assert confidence_of("no-such-rule", 0.5) == 0.5
    assert confidence_of("no-such-rule") == UNKNOWN


def test_every_citation_rule_has_a_confidence() -> None:
    readers = {rule.id for rule in load_rules("citation")} - {"citation-provision"}
    assert readers <= {row["rule"] for row in CONFIDENCES}
