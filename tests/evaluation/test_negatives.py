"""Strings that look like a relation and are none."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from policygraph import pipeline
from policygraph.errors import BadResource
from policygraph.evaluation import Negative, figures_by_section, read_negatives, score_negative
from policygraph.export.record import to_record
from policygraph.reading import read_bytes
from policygraph.resources import rules
from records import relation

GOLD = Path(__file__).parents[2] / "data" / "gold"
NEGATIVES = read_negatives(GOLD)
FRAMES = tomllib.loads((GOLD / "relation-negatives.toml").read_text(encoding="utf-8"))["frames"]

ONE = """
[frames]
article = 'Điều 1. {text}'
[[negative]]
split = "dev"
frame = "article"
text = 'hoặc văn bản thay thế'
not = ["replaces", "repeals"]
"""


def predicates_read(content: str) -> set[str]:
    return {r["predicate"] for r in to_record(pipeline.read_facts(read_bytes(content.encode(), "text")))["relations"]}


def test_there_are_enough_of_them_half_in_each_split() -> None:
    splits = Counter(negative.split for negative in NEGATIVES)
    assert len(NEGATIVES) >= 120
    assert splits.keys() == {"dev", "held-out"}
    assert abs(splits["dev"] - splits["held-out"]) <= 1
    assert len({negative.text for negative in NEGATIVES}) == len({n.id for n in NEGATIVES}) == len(NEGATIVES)


@pytest.mark.parametrize("negative", NEGATIVES, ids=lambda negative: negative.id)
def test_their_form(negative: Negative) -> None:
    known = {rule["predicate"] for rule in rules("relation")["rule"] if "predicate" in rule}
    assert negative.predicates
    assert negative.predicates <= known
    assert negative.text in negative.content
    assert unicodedata.is_normalized("NFC", negative.content)


@pytest.mark.parametrize(
    ("frame", "text", "predicate"),
    [
        ("article", "Quyết định này thay thế Quyết định số 12/2020/QĐ-UBND ngày 01/02/2020.", "replaces"),
        ("article", "Bãi bỏ Quyết định số 12/2020/QĐ-UBND ngày 01/02/2020.", "repeals"),
        ("preamble", "Căn cứ Nghị định số 43/2006/NĐ-CP ngày 25/4/2006 của Chính phủ;", "hasLegalBasis"),
        ("letter", "Thực hiện Công văn số 123/BXD-HT ngày 01/02/2020, Ủy ban nhân dân tỉnh có ý kiến.", "implements"),
        ("plan", "Xây dựng Quyết định thay thế Quyết định số 12/QĐ-UBND, hoàn thành trước ngày 30/9/2024.", "replaces"),
    ],
)
def test_a_frame_lets_true_relations_be_read_and_has_none_itself(frame: str, text: str, predicate: str) -> None:
    assert predicate in predicates_read(FRAMES[frame].replace("{text}", text))
    assert not predicates_read(FRAMES[frame].replace("{text}", ""))


@pytest.fixture
def negative(tmp_path: Path) -> Negative:
    (tmp_path / "relation-negatives.toml").write_text(ONE, encoding="utf-8")
    (only,) = read_negatives(tmp_path)
    return only


def test_a_string_stands_in_its_frame(negative: Negative) -> None:
    assert (negative.id, negative.content) == ("relation-negatives-1", "Điều 1. hoặc văn bản thay thế")


def test_what_must_not_be_read_is_extra_once_a_string(negative: Negative, record) -> None:
    false = record(relations=[relation("replaces", "1/QĐ"), relation("repeals", "1/QĐ", planned=True)])
    (judgement,) = score_negative(negative, false).judgements
    assert (judgement.section, judgement.outcome) == ("negatives", "extra")
    assert judgement.words == "repeals, replaces: hoặc văn bản thay thế"
    assert judgement.rules == ("relation-repeals", "relation-replaces")


def test_other_relations_are_not_asked_about(negative: Negative, record) -> None:
    (judgement,) = score_negative(negative, record(relations=[relation("cites", "1/QĐ")])).judgements
    assert judgement.outcome == "hit"


def test_false_ones_in_100_strings(negative: Negative, record) -> None:
    false = record(relations=[relation("replaces", "1/QĐ")])
    scored = [score_negative(negative, read) for read in (record(), record(), record(), false)]
    figure = figures_by_section(scored)[-1]
    assert (figure.section, figure.documents, figure.false_in_100) == ("negatives", 4, 25.0)


def test_a_folder_may_have_none_and_a_bad_file_is_refused(tmp_path: Path) -> None:
    assert read_negatives(tmp_path) == []
    path = tmp_path / "deep" / "relation-negatives.toml"
    path.parent.mkdir()
    for wrong in ("[[", "frames = {}", ONE.replace('frame = "article"', 'frame = "absent"'), ONE.replace("split", "s")):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(BadResource, match="not a list of negatives") as error:
            read_negatives(tmp_path)
        assert error.value.place == str(path)
