from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.extract.instruments import find_instruments
from policygraph.extract.ties import TieFinder

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "instruments.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    found = find_instruments(case["text"], 0, len(case["text"]))
    assert [[i.action, i.kind, i.name] for i in found] == case["expect"]
    assert all(case["text"][i.start : i.end] == i.text for i in found)
    if "to" in case:
        (submitted,) = [i for i in found if i.action == "submits"]
        assert submitted.submitted_to is not None
        assert submitted.submitted_to.label == case["to"]


def test_the_title_of_a_cited_document_is_not_the_items_doing() -> None:
    text = "Phổ biến Quyết định số 5/QĐ-TTg phê duyệt Đề án cải cách tiền lương"
    assert find_instruments(text, 0, len(text), [(31, len(text))]) == ()
    assert len(find_instruments(text, 0, len(text))) == 1


def test_dashes_below_a_verb_are_governed_by_it() -> None:
    text = "Ban hành các quy định:\n- Quy định về bổ nhiệm cán bộ.\n- Quy định về tiêu chuẩn chức danh."
    names = [i.name for i in find_instruments(text, 0, len(text))]
    assert names == ["", "về bổ nhiệm cán bộ", "về tiêu chuẩn chức danh"]


SUBJECTS = [("đề án", "vị trí việc làm")]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Thi tuyển công chức theo vị trí việc làm", "tiedTo"),
        ("đánh giá cán bộ gắn với vị\ntrí việc làm", "tiedTo"),
        ("Xây dựng kế hoạch, triển khai thực hiện việc xác định vị trí việc làm", "makes"),
        ("cải cách công vụ và xác định vị trí việc làm", "tiedTo"),
        ("chuyển đổi vị trí việc làm", None),
        ("theo vị trí công tác", None),
    ],
)
def test_ties(text: str, action: str | None) -> None:
    found = TieFinder(SUBJECTS).find(text, 0, len(text))
    assert [tie.action for tie in found] == ([action] if action else [])
    assert all(text[tie.start : tie.end] == tie.text for tie in found)


@given(st.text(alphabet="trình đề án xây dựng quy chế Sở Nội vụ UBND,.;:\n-", max_size=200))
def test_offsets_are_true_on_any_text(text: str) -> None:
    for found in find_instruments(text, 0, len(text)):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
