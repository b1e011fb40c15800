"""The exact words of citations, and the numbers that they print, by occurrence."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.evaluation import Answer, score
from policygraph.evaluation.likeness import printed_number
from records import Data

DATED = "Quyết định số 1/QĐ-TTg ngày 02/3/2020"


def judged(answer: Answer, record: dict[str, Any], section: str) -> list[tuple[str, str]]:
    return [(j.outcome, j.words) for j in score(answer, record).judgements if j.section == section]


def read(text: str, number: str | None = None, name: str | None = None) -> Data:
    return {"text": text, "number": number, "name": name, "rule": "by-number"}


def test_spans_need_every_word_but_not_the_same_white_space(answer, record) -> None:
    wanted = answer(mentions=[DATED, "Luật Đất đai năm 2013", "Luật Nhà ở"])
    found = record(
        citations=[
            read("Quyết định số\n1/QĐ-TTg ngày 02/3/2020", "1/QĐ-TTg"),
            read("Luật Đất đai", name="Luật Đất đai"),
            read("Luật Nhà ở", name="Luật Nhà ở"),
        ]
    )
    assert judged(wanted, found, "spans") == [
        ("hit", DATED),
        ("hit", "Luật Nhà ở"),
        ("missed", "Luật Đất đai năm 2013"),
        ("extra", "Luật Đất đai"),
    ]


def test_without_a_type_word_a_span_may_begin_before_or_after_so(answer, record) -> None:
    wanted = answer(mentions=["Số 37/2019/NĐ-CP", "Nghị định số 58/2023/NĐ-CP"])
    found = record(citations=[read("37/2019/NĐ-CP", "37/2019/NĐ-CP"), read("Nghị định 58/2023/NĐ-CP", "58/2023/NĐ-CP")])
    assert [outcome for outcome, _ in judged(wanted, found, "spans")] == ["hit", "missed", "extra"]


def test_every_occurrence_counts(answer, record) -> None:
    wanted = answer(mentions=[DATED, DATED, DATED])
    found = record(citations=[read(DATED, "1/QĐ-TTg")] * 2)
    for section in ("spans", "numbers"):
        assert [outcome for outcome, _ in judged(wanted, found, section)] == ["hit", "hit", "missed"]


def test_a_number_is_found_whole_or_not_at_all_whatever_its_span(answer, record) -> None:
    wanted = answer(mentions=[DATED, "30c/NQ-CP", "số 57-NQ/TW"])
    found = record(
        citations=[
            read("Quyết định số 1/QĐ-TTg", "1/QĐ-TTg"),
            read("30c/NQ-CP", "30/NQ-CP"),
            read("số 57 – NQ/TW", "57-NQ/TW"),
        ]
    )
    assert judged(wanted, found, "numbers") == [
        ("hit", DATED),
        ("hit", "số 57-NQ/TW"),
        ("missed", "30c/NQ-CP"),
        ("extra", "30/NQ-CP"),
    ]


def test_only_printed_numbers_count_among_numbers(answer, record) -> None:
    wanted = answer(mentions=["Nghị định 158", "Luật Đất đai ngày 26/11/2003"])
    found = record(
        citations=[
            read("Nghị định 158", "158/2007/NĐ-CP"),
            read("Luật Đất đai ngày 26/11/2003", "13/2003/QH11", "Luật Đất đai"),
        ]
    )
    assert judged(wanted, found, "numbers") == []
    assert [outcome for outcome, _ in judged(wanted, found, "spans")] == ["hit", "hit"]


def test_a_misprinted_number_is_written_beside_its_words(answer, record) -> None:
    wanted = answer(mentions=[{"words": "Quyết định số 1/QD-TTg", "number": "1/QĐ-TTg"}])
    found = record(citations=[read("Quyết định số 1/QD-TTg", "1/QĐ-TTg")])
    assert [(j.section, j.outcome) for j in score(wanted, found).judgements] == [("spans", "hit"), ("numbers", "hit")]


def test_the_document_itself_and_unlisted_optional_citations_do_not_count(answer, record) -> None:
    cited = [{"name": "2/CT-TTg", "optional": True}, {"name": "3/CT-TTg", "optional": True}]
    wanted = answer(header={"number": "9/KH-UBND"}, cited=cited, mentions=["Chỉ thị số 3/CT-TTg"])
    found = record(
        citations=[
            read("Kế hoạch số 9/KH-UBND", "9/KH-UBND"),
            read("Chỉ thị số 2/CT-TTg", "2/CT-TTg"),
            read("Chỉ thị số 3/CT-TTg", "3/CT-TTg"),
        ]
    )
    for section in ("spans", "numbers"):
        assert judged(wanted, found, section) == [("hit", "Chỉ thị số 3/CT-TTg")]


def test_where_an_optional_mention_ends_is_open_but_not_where_it_begins(answer, record) -> None:
    optional = ["Chương trình phát triển rừng bền vững theo Nghị quyết số 5/NQ-CP"]
    wanted = answer(mentions=["Nghị quyết số 5/NQ-CP"], optional_mentions=optional)
    found = record(
        citations=[
            read("Chương trình phát triển rừng bền vững", name="Chương trình phát triển rừng bền vững"),
            read("Nghị quyết số 5/NQ", "5/NQ"),
        ]
    )
    assert judged(wanted, found, "spans") == [("missed", "Nghị quyết số 5/NQ-CP"), ("extra", "Nghị quyết số 5/NQ")]


def test_where_only_a_part_is_written_down_nothing_is_extra(answer, record) -> None:
    wanted = answer(mentions=[DATED], complete={"mentions": False})
    found = record(citations=[read("Quyết định số 7/QĐ-TTg", "7/QĐ-TTg")])
    assert {j.outcome for j in score(wanted, found).judgements} == {"missed"}


def test_without_mentions_spans_and_numbers_are_not_measured(answer, record) -> None:
    assert "spans" not in answer(id="a", cited=[]).sections
    assert answer(id="b", mentions=[]).sections == ("spans", "numbers")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Thông báo số 12/TB - UBND", "12/TB-UBND"),
        ("Nghị quyết số 30c/NQ-CP ngày 08 tháng 11 năm 2011", "30C/NQ-CP"),
        ("Luật số 62/2020/QH14", "62/2020/QH14"),
        ("Nghị định 28/CP", "28/CP"),
        ("Thông tư 43 TC/QLCS", "43TC/QLCS"),
        ("công văn số CV/01CPXD ngày 02/12/2011", "CV/01CPXD"),
        ("Quyết định số 5/QĐ-UB, ngày 3/4/1999", "5/QĐ-UB"),
        ("số347/TTr-CP", "347/TTR-CP"),
        ("Quyết định số 411/QĐ-TTg của Thủ tướng Chính phủ ngày 31/3/2022", "411/QĐ-TTG"),
        ("Quyết định số 66/2018/QĐ- UBND ngày 28/12/2018", "66/2018/QĐ-UBND"),
        ("Công văn số 8935/BNV-CTTN &BĐG", "8935/BNV-CTTN&BĐG"),
        ("Luật An toàn thông tin mạng 2015", None),
        ("Luật sửa đổi, bổ sung một số điều của Luật Nhà ở", None),
        ("Chương trình hành động giai đoạn 2021-2025", None),
        ("Nghị định số 158", None),
    ],
)
def test_the_number_that_words_print(words: str, number: str | None) -> None:
    assert printed_number(words) == number
