from __future__ import annotations

import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.extract.deadlines import find_deadlines, read_deadlines
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import DeadlineMention

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "deadlines.toml").read_text(encoding="utf-8"))
RULES = [rule for rule in load_rules("deadline") if "reads" in rule.extra]
PIECES = [
    *(
        "quý ",
        "tháng ",
        "năm ",
        "ngày ",
        "trước ",
        "đến ",
        "từ ",
        "hàng năm",
        "định kỳ ",
        "trong ",
        "sau khi ",
        "30 ngày",
    ),
    *("I", "IV", "/", "-", ", ", "; ", "(", ")", "\n", " và ", "2", "15", "31", "2013", "2025", "các năm tiếp theo"),
    *("6 tháng đầu năm ", "giai đoạn ", "thường xuyên", "hoàn thành ", "lần", "Q.", "không quá ", "của "),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map("".join)


def written(mention: DeadlineMention) -> str:
    """As the case table writes it."""
    words = [f"{mention.first or '..'}/{mention.last or '..'}", mention.operator]
    if every := mention.recurs:
        words += [f"every {every.every}", every.month and f"month {every.month}", every.day and f"day {every.day}"]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("text", CASES["cell"])
def test_cell(text: str) -> None:
    assert CASES["cell"][text] == [written(m) for m in read_deadlines(text, 0, len(text))]


@pytest.mark.parametrize("text", CASES["year-2025"])
def test_cell_in_a_plan_of_one_year(text: str) -> None:
    assert CASES["year-2025"][text] == [written(m) for m in read_deadlines(text, 0, len(text), year=2025)]


@pytest.mark.parametrize("text", CASES["prose"])
def test_prose(text: str) -> None:
    assert CASES["prose"][text] == [written(m) for m in find_deadlines(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Quý IV/2013", "2013-36"),
        ("Quý I/2014", "2014-33"),
        ("quý III-IV/2025", "2025-35/2025-36"),
        ("6 tháng đầu năm 2014", "2014-40"),
        ("Tháng 10/2013", "2013-10"),
        ("Năm 2013, 2014", "2013/2014"),
        ("trước 30/6/2013", "../2013-06-30"),
        ("đến năm 2015", "../2015"),
        ("năm 2025 và các năm tiếp theo", "2025/.."),
        ("trước ngày 15/11 hàng năm", "../XXXX-11-15"),
        ("Quý III", "XXXX-35"),
        ("31/2/2014", None),
    ],
)
def test_edtf(text: str, edtf: str | None) -> None:
    assert [edtf] == [m.edtf for m in read_deadlines(text, 0, len(text))]


def test_the_words_of_a_bracket_are_kept_with_what_leads_in() -> None:
    text = "các sở, ban, ngành (vận hành thành thục tháng 9/2013), cấp huyện"
    (mention,) = find_deadlines(text, 0, len(text))
    assert mention.text == "vận hành thành thục tháng 9/2013"


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "c) Thời gian hoàn thành: Quý IV/2013."
    (mention,) = read_deadlines(text, text.index(":") + 1, len(text))
    assert (mention.text, mention.start) == ("Quý IV/2013", text.index("Quý"))


def test_excluded_spans_are_never_read() -> None:
    text = "thực hiện trước ngày 15/12/2008 và trước ngày 30/6/2013"
    assert len(find_deadlines(text, 0, len(text))) == 2
    cited = (text.index("ngày 15"), text.index(" và"))
    (mention,) = find_deadlines(text, 0, len(text), exclude=[cited])
    assert mention.last == "2013-06-30"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_tried_where_its_examples_begin(rule: Rule) -> None:
    for example in rule.examples:
        match = rule.pattern.search(example)
        assert match
        assert match.group().lower().startswith(tuple(rule.extra["begins"])) or match.group()[0].isdigit()


@settings(deadline=None)
@given(TEXTS, st.none() | st.integers(1945, 2099))
def test_any_text_is_read_without_raising(text: str, year: int | None) -> None:
    for mention in (*read_deadlines(text, 0, len(text), year=year), *find_deadlines(text, 0, len(text), year=year)):
        assert mention.text == text[mention.start : mention.end] != ""
        assert mention.first is None or mention.last is None or mention.first <= mention.last


@settings(deadline=None)
@given(TEXTS)
def test_mentions_stand_in_order_and_do_not_overlap(text: str) -> None:
    for read in (read_deadlines, find_deadlines):
        end = 0
        for mention in read(text, 0, len(text)):
            assert mention.start >= end
            end = mention.end


@given(TEXTS)
def test_the_quick_look_loses_no_deadline(text: str) -> None:
    words = f"Hoàn thành {text}"
    found = find_deadlines(words, 0, len(words), year=2014)
    with patch("policygraph.extract.deadlines._may_tell_time", return_value=True):
        assert find_deadlines(words, 0, len(words), year=2014) == found
