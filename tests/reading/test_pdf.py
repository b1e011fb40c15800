from __future__ import annotations

import sys
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_pdf import MadePage, made_pdf
from policygraph.errors import UnreadableDocument
from policygraph.model import Text
from policygraph.reading import pdf, read_bytes

FULL = "Thực hiện Nghị quyết của Chính phủ về chương trình tổng thể cải cách nền hành"  # fills the column
REST = "chính nhà nước."


def read(*pages: MadePage) -> Text:
    return read_bytes(made_pdf(*pages), "a.pdf")


def test_lines_become_paragraphs_by_how_they_are_set() -> None:
    page = MadePage().centred(60, "KẾ HOẠCH").centred(78, "CẢI CÁCH HÀNH CHÍNH")
    page.lines(60, 110, FULL, REST, "1. Mục đích", FULL, REST).lines(60, 230, "Sau một khoảng trống")
    assert read(page).content == (
        f"KẾ HOẠCH\nCẢI CÁCH HÀNH CHÍNH\n\n{FULL} {REST}\n\n1. Mục đích\n\n{FULL} {REST}\n\nSau một khoảng trống\n"
    )


def test_indents_and_labels_open_paragraphs() -> None:
    page = MadePage().lines(60, 60, FULL[:-1] + ".", "2. Yêu cầu " + FULL[11:], REST).lines(90, 114, FULL[:70])
    assert read(page).content.split("\n\n")[1:] == [f"2. Yêu cầu {FULL[11:]} {REST}", FULL[:70] + "\n"]


def test_a_number_cut_at_its_hyphen_is_whole() -> None:
    cut = FULL[:-12] + " 92/2017/NĐ-"
    assert "92/2017/NĐ-CP ngày" in read(MadePage().lines(60, 60, cut, "CP ngày 7/8/2017", FULL)).content


def test_a_letterhead_and_a_signature_are_rows_of_two_cells() -> None:
    page = MadePage().lines(60, 60, "ỦY BAN NHÂN DÂN", "Số: 12/KH-UBND").lines(300, 60, "CỘNG HÒA", "Bến Tre, ngày 3")
    page.lines(60, 130, *[FULL] * 6, REST).lines(330, 300, "TM. ỦY BAN NHÂN DÂN").lines(
        60, 309, "Nơi nhận:", "- Như trên;"
    )
    page.lines(330, 345, "Trần Văn A")
    content = read(page).content
    assert content.startswith("|\nỦY BAN NHÂN DÂN\nSố: 12/KH-UBND\n|\nCỘNG HÒA\nBến Tre, ngày 3\n|\n\nThực hiện")
    assert content.endswith(f"{REST}\n\n|\nNơi nhận:\n- Như trên;\n|\nTM. ỦY BAN NHÂN DÂN\nTrần Văn A\n|\n")


def test_ruled_tables_and_their_rows_go_on_over_pages() -> None:
    edges = [60, 100, 380, 530]
    head = ("TT", "Nhiệm vụ", "Chủ trì")
    first = MadePage().text(60, 60, "PHỤ LỤC").row(700, edges, *head).row(724, edges, "1", "Xây dựng", "Sở Nội vụ")
    second = (
        MadePage().row(60, edges, *head).row(84, edges, "", "quy chế", "").row(108, edges, "2", "Ban hành", "Sở Y tế")
    )
    second.row(132, [60, 530], "II. NHIỆM VỤ KHÁC")
    assert read(first, second).content == (
        "PHỤ LỤC\n\n|\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\n|\n1\n|\nXây dựng\nquy chế\n|\nSở Nội vụ\n|\n"
        "|\n2\n|\nBan hành\n|\nSở Y tế\n|\n|\nII. NHIỆM VỤ KHÁC\n|\n"
    )


def test_what_recurs_at_the_edges_of_pages_is_left_out() -> None:
    pages = [
        MadePage()
        .text(60, 40, "CÔNG BÁO/Số 5")
        .text(290, 820, str(number))
        .lines(60, 100, *[FULL] * 5, f"Hết {number}.")
        for number in (1, 2, 3)
    ]
    content = read(*pages).content
    assert "CÔNG BÁO" not in content
    assert [line for line in content.split("\n") if line.isdigit()] == []


def test_a_paragraph_goes_on_over_pages_and_pages_are_kept() -> None:
    first = MadePage().lines(60, 60, FULL, FULL)
    second = MadePage().lines(60, 60, REST, "Điều 2. Tổ chức thực hiện")
    text = read(first, second)
    assert text.content == f"{FULL} {FULL} {REST}\n\nĐiều 2. Tổ chức thực hiện\n"
    assert text.places == ((0, "p. 1"), (text.content.index("Điều 2"), "p. 2"))


def test_pages_set_in_columns_are_read_one_column_after_the_other() -> None:
    page = MadePage()
    for number in range(30):
        page.text(60, 60 + 20 * number, f"Trái {number} và những lời khác").text(
            320, 60 + 20 * number, f"Phải {number} và thế"
        )
    content = read(page).content
    assert "|" not in content
    assert content.index("Trái 29") < content.index("Phải 0")


SCANS = {
    "a picture": (MadePage().picture(),),
    "a picture with a stamp": (MadePage().picture().text(60, 60, "Người ký: Cổng thông tin"),),
    "a picture with words that lost their marks": (
        MadePage().picture().lines(60, 60, *["Thirc hien Nghi quyet cua Chinh phu"] * 9),
    ),
}


@pytest.mark.parametrize("pages", SCANS.values(), ids=SCANS)
def test_scans_are_told_apart(pages: tuple[MadePage, ...]) -> None:
    with pytest.raises(UnreadableDocument, match="a scan") as caught:
        read(*pages)
    assert "--ocr" in str(caught.value.hint)


def test_a_picture_behind_good_words_is_no_scan() -> None:
    assert read(MadePage().picture().lines(60, 60, *[FULL] * 5)).content.startswith("Thực hiện")


@pytest.mark.parametrize("data", [b"%PDF-1.7 \xe2\xe3", b"%PDF-1.7\n1 0 obj\n<< >>", made_pdf(MadePage())[:400]])
def test_damaged_files_are_named(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, "a.pdf")
    assert caught.value.place == "a.pdf"
    assert caught.value.hint


def test_a_missing_library_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(UnreadableDocument) as caught:
        read(MadePage())
    assert caught.value.hint == "pip install 'policygraph[pdf]'"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=6))
def test_damage_never_raises_anything_else(at: int, damage: bytes) -> None:
    data = bytearray(made_pdf(MadePage().lines(60, 60, FULL, REST).row(200, [60, 100, 300], "1", "Xây dựng")))
    data[at : at + len(damage)] = damage
    with suppress(UnreadableDocument):
        read_bytes(bytes(data), "a.pdf")


def test_what_grows_beyond_measure_when_unpacked_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LARGEST", 10_000_000)
    packed = zlib.compress(bytes(30_000_000))
    bomb = made_pdf(MadePage()) + b"99 0 obj << /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream endobj"
    with pytest.raises(UnreadableDocument, match="when unpacked"):
        read_bytes(bomb, "a.pdf")
