from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import DOCUMENTS
from policygraph.model import Outline
from policygraph.reading import document_paths, read_string, read_text
from policygraph.structure import parse_outline
from policygraph.structure.paragraphs import is_type_line

LINES = st.lists(
    st.sampled_from(
        ["|", "STT", "Nội dung công việc", "Đơn vị thực hiện", "I", "1", "", "KẾ HOẠCH", "I. MỤC TIÊU", "1. Xây dựng",
         "a) Cơ quan chủ trì: Sở Nội vụ.", "- Nội dung", "+ 100% các sở", "Điều 1. Ban hành", "QUYẾT ĐỊNH:", "-----",
         "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)", "TM. ỦY BAN NHÂN DÂN", "PHỤ LỤC", "Nơi nhận:",
         "hoàn thành. g) Xây"]
    ),
    min_size=1,
    max_size=60,
)  # fmt: skip


def outline_of(words: str) -> Outline:
    return parse_outline(read_string(words))


def check(outline: Outline) -> None:
    content = outline.text.content
    assert "".join(content[leaf.start : leaf.end] for leaf in outline.leaves) == content
    eids = [p.eid for p in outline.provisions]
    assert len(eids) == len(set(eids))
    by_eid = {p.eid: p for p in outline.provisions}
    for provision in outline.provisions:
        assert 0 <= provision.start <= provision.body_start <= provision.head_end <= provision.end <= len(content)
        if provision.parent:
            parent = by_eid[provision.parent]
            assert parent.start <= provision.start
            assert provision.end <= parent.end


@given(LINES)
@settings(max_examples=300)
def test_every_character_is_in_one_leaf(lines: list[str]) -> None:
    words = "\n".join(lines)
    if words.strip():
        check(outline_of(words))


@given(st.text(min_size=1).filter(lambda s: bool(s.strip())))
def test_odd_text_never_raises(words: str) -> None:
    try:
        text = read_string(words)
    except ValueError:
        return
    check(parse_outline(text))


@pytest.mark.parametrize("path", document_paths([DOCUMENTS]), ids=lambda p: p.stem)
def test_real_documents(path: Any) -> None:
    check(parse_outline(read_text(path)))


def paths(words: str) -> list[str]:
    return [p.path for p in outline_of(words).provisions]


def test_headings_on_one_line_are_two() -> None:
    assert paths("KẾ HOẠCH\nA. MỤC TIÊU, QUAN ĐIỂM I. MỤC TIÊU\n1. Mục tiêu chung\na) Xây dựng nền công vụ.") == [
        "A", "A.I", "A.I.1", "A.I.1.a",
    ]  # fmt: skip


def test_a_point_in_the_line_of_the_one_before_is_its_own() -> None:
    found = paths(
        "1. Mục tiêu cụ thể:\nđ) Một việc nào đó.\ne) Xây dựng cơ chế theo quy định. g) Xây dựng chính sách thu hút."
    )
    assert found == ["1", "1.đ", "1.e", "1.g"]


def test_a_reference_to_a_point_opens_nothing() -> None:
    assert paths("1. Thực hiện theo quy định tại khoản 2, điểm\na) và các quy định khác.") != ["1", "1.a", "1.b"]
    assert paths("a) Theo hướng dẫn; c) này không phải là mục.") == ["a"]


def test_a_heading_broken_before_a_dash_is_one() -> None:
    (first, second) = outline_of("KẾ HOẠCH\nI. MỤC ĐÍCH\n- YÊU CẦU\n1. Mục đích:").provisions
    assert first.path == "I"
    assert second.path == "I.1"


@pytest.mark.parametrize("line", ["LUẬT", "BỘ LUẬT", "BO LUAT", "PHAP LENH", "SAC LENH", "HIEN PHAP", "QUYÉT ĐỊNH"])
def test_a_type_stands_alone_with_or_without_its_marks(line: str) -> None:
    assert is_type_line(line)


@pytest.mark.parametrize("line", ["LUAT", "LENH", "Bo luat", "BO LUAT LAO DONG", "BO PHAP", "SAC GIAY MOI"])
def test_a_word_alone_without_marks_may_be_another(line: str) -> None:
    assert not is_type_line(line)


def test_a_wrapped_number_is_no_label() -> None:
    words = "KẾ HOẠCH\n1. Thực hiện Quyết định số\n1557/QĐ-TTg ngày 18 tháng 10 năm\n2012. Đề nghị các cơ quan"
    assert paths(words) == ["1"]


def test_d_and_đ_are_two_points() -> None:
    eids = [p.eid for p in outline_of("1. Việc:\nd) Một việc khác;\nđ) Hai việc khác;").provisions]
    assert eids == ["cl_1", "cl_1__point_d", "cl_1__point_đ"]


def test_numbering_that_restarts_keeps_ids_apart() -> None:
    eids = [p.eid for p in outline_of("1. Một việc\n2. Hai việc\n1. Lại một việc").provisions]
    assert eids == ["cl_1", "cl_2", "cl_1-2"]


TABLE = """KẾ HOẠCH
PHỤ LỤC
STT
|
Nội dung công việc
|
Thời gian
|
Đơn vị thực hiện
|
I
|
NHÓM MỘT
|
|
|
1
|
Việc thứ nhất
bị ngắt dòng
|
Quý I/2014
|
Sở Nội vụ
|
2
|
Việc thứ hai
|
|
Sở Tài chính
|"""


def test_a_table_of_one_cell_a_line_keeps_empty_cells() -> None:
    (table,) = outline_of(TABLE).tables
    words = [[outline_of(TABLE).text.content[c.start : c.end] for c in row.cells] for row in table.rows]
    assert words == [
        ["I", "NHÓM MỘT", "", ""],
        ["1", "Việc thứ nhất\nbị ngắt dòng", "Quý I/2014", "Sở Nội vụ"],
        ["2", "Việc thứ hai", "", "Sở Tài chính"],
    ]


def test_rows_that_open_with_a_bar_may_be_short() -> None:
    rows = ["STT|Nhiệm vụ|Chủ trì|Thời gian", "I. NHÓM MỘT", "1|Việc một|Sở Nội vụ|Quý I", "2|Việc hai||Năm 2025"]
    lines = [line for row in rows for line in ("|", *(x for cell in row.split("|") for x in (cell, "|")))]
    outline = outline_of("KẾ HOẠCH\n\n" + "\n".join(line for line in lines if line) + "\n\nNơi nhận:\n")
    (table,) = outline.tables
    assert [len(row.cells) for row in table.rows] == [1, 4, 4]


def test_text_after_a_table_is_no_cell() -> None:
    outline = outline_of(TABLE + "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")
    assert len(outline.tables[0].rows) == 3
    assert outline.leaves[-1].kind == "signature"


def test_recipients_are_no_part_of_the_last_article() -> None:
    """Also where the text is wrapped and nothing stands between them."""
    article = "Điều 3. Chánh Văn phòng và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này./."
    lines = ["QUYẾT ĐỊNH:", article, "Nơi nhận:", "- Ban Bí thư Trung ương Đảng;", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"]
    outline = outline_of("\n".join(lines))
    assert [provision.eid for provision in outline.provisions] == ["preamble_1", "art_3"]
    assert [leaf.kind for leaf in outline.leaves][-1] == "signature"
    last = outline.provisions[-1]
    assert "Nơi nhận" not in outline.text.content[last.start : last.end]


@pytest.mark.parametrize("title", ["PHÒNG, CHỐNG THIÊN TAI NĂM 2022", "Phòng, chống thiên tai năm 2022"])
def test_an_annex_is_known_by_its_note_however_its_title_is_written(title: str) -> None:
    note = "(Ban hành kèm theo Quyết định số 33/QĐ-UBND ngày 05 tháng 4 năm 2022 của UBND tỉnh)"
    body = [
        "QUYẾT ĐỊNH",
        "Ban hành Kế hoạch",
        "QUYẾT ĐỊNH:",
        "Điều 1. Giao các sở thi hành Quyết định này.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Tám",
    ]
    outline = outline_of("\n".join([*body, "KẾ HOẠCH", title, note, "I. NHIỆM VỤ", "1. Lập bản đồ ngập lụt"]))
    (annex,) = outline.annexes
    assert outline.text.content[annex.title_start : annex.title_end] == f"KẾ HOẠCH\n{title}"
    assert [p.path for p in outline.provisions if p.part == annex.eid] == ["I", "I.1"]
