from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import UnreadableDocument
from policygraph.reading import read_bytes, source_offset
from policygraph.reading.html import read_html

MOTTO = "<tr><td>UBND TỈNH X</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
DOCUMENT = f"<table>{MOTTO}</table><p>KẾ HOẠCH</p>" + "<p>Căn cứ Luật Đất đai ngày 26 tháng 11 năm 2013;</p>" * 9

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "html.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_pages(case: dict[str, str]) -> None:
    assert read_html(case["markup"]).content == case["text"]


def test_the_document_is_found_on_its_page() -> None:
    page = f"""<body><div><a href=/>Trang chủ</a> <input> Đăng nhập</div>
    <table><tr><td><div class=doc><div class=s1>{DOCUMENT}</div><div class=s2><p>PHỤ LỤC</p></div></div></td>
    <td><ul><li>Văn bản liên quan: Quyết định 1/QĐ-UBND</ul><button>Tải về</button></td></tr></table></body>"""
    content = read_html(page).content
    assert content.startswith("|\nUBND TỈNH X\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
    assert content.endswith("PHỤ LỤC\n")
    assert "Trang chủ" not in content
    assert "liên quan" not in content


def test_a_page_saved_with_another_tab_open_still_gives_its_document() -> None:
    page = f"<div id=t1><p>Tổng quan</p><nav><a>x</a></nav></div><div id=t2 hidden><div>{DOCUMENT}</div></div>"
    assert read_html(page).content.startswith("|\nUBND TỈNH X\n")


def test_pages_without_a_motto_give_their_main_part() -> None:
    assert read_html("<body><p>Tin mới</p><main><p>Điều 1.</p></main></body>").content == "Điều 1.\n"


def test_offsets_lead_back_into_the_file() -> None:
    markup = "<html><p>Theo  Quy&#7871;t <b>định</b> s&ocirc;́ 12</p></html>"
    text = read_bytes(markup.encode(), "a.html")
    assert text.content.strip() == "Theo Quyết định số 12"
    for word, source in (("Theo", "Theo"), ("Quyết", "Quy&"), ("định", "định"), ("12", "12")):
        assert markup.startswith(source, source_offset(text, text.content.index(word)))


def test_encodings_are_told_by_mark_or_declaration() -> None:
    assert read_bytes("<p>Điều".encode("utf-16"), "a.html").content == "Điều\n"
    declared = "<meta charset=windows-1252><p>C\u00f4ng v&#259;n"
    assert read_bytes(declared.encode("cp1252"), "a.html").content == "Công văn\n"
    tcvn = "<meta charset=windows-1252><p>Céng hßa x· héi chñ nghÜa ViÖt Nam"
    with pytest.raises(UnreadableDocument, match="TCVN3"):
        read_bytes(tcvn.encode("cp1252"), "a.html")


def test_a_page_is_known_by_its_first_words_whatever_its_ending() -> None:
    for name in ("a.doc", "a.txt", "a"):
        text = read_bytes(b"\r\n<!DOCTYPE html><p>a</p>", name)
        assert (text.content, text.source.media_type) == ("a\n", "text/html")


HOSTILE = [
    "<!--",
    "<a ",
    "<a b='",
    "</",
    "<p>",
    "<tr><td rowspan=9999 colspan=999>x",
    "<div>",
    "&#",
    "<script>",
    "<b",
    "<![",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_pages_are_read_in_linear_time(part: str) -> None:
    assert len(read_html("<table>" + part * 20_000).content) < 3_000_000


@given(st.text(st.sampled_from("<>/!-&;='\" \nabptd#1") | st.characters(), max_size=80))
def test_no_page_raises(markup: str) -> None:
    read_html(markup)


PIECES = ["<table>", "</table>", "<tr>", "<td rowspan=2>", "<td colspan=3>", "</td>", "<p>", "</p>", "<br>", "a", " b"]
PIECES += ["<li>", "<ol>", "</ol>", "<div hidden>", "</div>"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_markup_raises(pieces: list[str]) -> None:
    read_html("".join(pieces))


@pytest.mark.parametrize("part", ["<div>x ", "<table><tr><td>x ", "<ul><li>x ", "<td>x "])
def test_no_word_is_lost_however_deep_it_stands(part: str) -> None:
    assert read_html("<table>" + part * 900).content.count("x") == 900
