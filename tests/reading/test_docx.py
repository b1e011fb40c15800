from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from policygraph.errors import UnreadableDocument
from policygraph.reading import docx_package, read_bytes
from policygraph.reading.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def package(body: str, **parts: str) -> bytes:
    """A minimal DOCX with this XML in its body; further parts by name ("numbering", "footnotes")."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{inner}</w:{name}>")
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def content(body: str, **parts: str) -> str:
    return read_docx(package(body, **parts), "a.docx").content


def test_paragraphs_and_tables_in_order_with_their_places() -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "TT"
    table.cell(0, 1).text = "Nội dung"
    table.cell(1, 0).text = "1"
    document.add_paragraph("Nơi nhận:")
    text = read_bytes(saved(document), "a.docx")
    assert text.content == "KẾ HOẠCH\n\n|\nTT\n|\nNội dung\n|\n|\n1\n|\n|\n\nNơi nhận:\n"
    assert [(text.content[at:].split("\n")[0], place) for at, place in text.places] == [
        ("KẾ HOẠCH", "¶ 1"),
        ("TT", "¶ 2"),
        ("Nội dung", "¶ 3"),
        ("1", "¶ 4"),
        ("Nơi nhận:", "¶ 6"),
    ]


def test_merged_cells() -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    for row in range(4):
        for column in range(4):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(1, 3).merge(table.cell(2, 3)).text = "Sở Nội vụ"
    table.cell(3, 1).merge(table.cell(3, 3)).text = "MỤC"
    rows = read_bytes(saved(document), "a.docx").content.removeprefix("|\n").split("|\n|\n")
    assert [row.rstrip("|\n").split("\n|\n") for row in rows] == [
        ["00", "01", "02", "03"],
        ["10", "11", "12", "Sở Nội vụ"],
        ["20", "21", "22", "Sở Nội vụ"],
        ["30", "MỤC"],
    ]


LISTS = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


# Text, list, level, and what is read.
NUMBERED = [
    ("a", 1, 0, "I. a"),
    ("b", 1, 1, "1. b"),
    ("c", 1, 1, "2. c"),
    ("d", 1, 2, "a) d"),
    ("e", 1, 2, "b) e"),
    ("f", 1, 0, "II. f"),
    ("g", 1, 1, "1. g"),
    ("h", 2, 0, "- h"),
    ("i", 2, 1, "+ i"),
    ("k", 3, 0, "I. k"),
    ("l", 0, 0, "l"),
]


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(numbered(text, number, level) for text, number, level, _ in NUMBERED)
    assert content(body, numbering=LISTS).rstrip().split("\n\n") == [read for *_, read in NUMBERED]


def test_numbers_may_come_from_a_style() -> None:
    styles = """<w:style w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>
    </w:style>
    <w:style w:styleId="Khoan"><w:basedOn w:val="Base"/></w:style>"""
    body = paragraph("a", '<w:pStyle w:val="Khoan"/>') + paragraph("b", '<w:pStyle w:val="Khoan"/>')
    assert content(body, numbering=LISTS, styles=styles) == "1. a\n\n2. b\n"


def test_a_numbered_cell_without_words_keeps_its_number() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = "".join(row.format(numbered("", 1, 1), paragraph(words)) for words in "ab")
    assert content(f"<w:tbl>{rows}</w:tbl>", numbering=LISTS) == "|\n1.\n|\na\n|\n|\n2.\n|\nb\n|\n"


def test_tracked_changes_hidden_words_and_fields() -> None:
    body = """<w:p><w:r><w:t>năm </w:t></w:r><w:del><w:r><w:delText>2012</w:delText></w:r></w:del>
    <w:ins><w:r><w:t>2013</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
    <w:r><w:t>, quý</w:t><w:noBreakHyphen/><w:t>I</w:t><w:br/><w:t>II</w:t></w:r></w:p>"""
    assert content(body) == "năm 2013, quý-I\nII\n"


def test_footnotes_follow_the_text_behind_their_marks() -> None:
    mark = '<w:footnoteReference w:id="7"/>'
    body = f"<w:p><w:r><w:t>Nghị định</w:t>{mark}<w:t> này</w:t></w:r></w:p>{paragraph('Điều 2')}"
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(words)}</w:footnote>'
        for number, words in ((0, "vạch"), (7, "Số 1/2020/NĐ-CP"))
    )
    assert content(body, footnotes=notes) == "Nghị định[1] này\n\nĐiều 2\n\n[1] Số 1/2020/NĐ-CP\n"


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent>"
    body = f"""<w:p xmlns:mc="urn:mc"><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>
    <mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>Kính gửi:</w:t></w:r></w:p>"""
    assert content(body) == "MẬT\n\nKính gửi:\n"


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:styleId="Mucluc1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("Điều 1. Phạm vi 1", '<w:pStyle w:val="Mucluc1"/>') + paragraph("Điều 1. Phạm vi")
    assert content(body, styles=styles) == "Điều 1. Phạm vi\n"


def test_tabs_after_a_label_are_spaces() -> None:
    tabbed = "<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>Mục đích</w:t></w:r></w:p>"
    assert content(tabbed.format("1.") + tabbed.format("Tên cơ quan")) == "1. Mục đích\n\nTên cơ quan\tMục đích\n"


UNREADABLE = {
    "a torn file": (b"PK\x03\x04zzzz", "damaged"),
    "a workbook": (lambda: _zip({"xl/workbook.xml": "<a/>"}), "Excel"),
    "an archive": (lambda: _zip({"a.txt": "a"}), "ZIP"),
    "broken XML": (lambda: _zip({"word/document.xml": "<a><b></a>"}), "not a readable DOCX"),
    "entities": (lambda: _zip({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "document type"),
    "no words": (lambda: package(""), "empty"),
    "too deep": (lambda: package("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "nested too deeply"),
}


def _zip(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in parts.items():
            archive.writestr(name, inner)
    return file.getvalue()


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_named_with_a_hint(case: str) -> None:
    made, said = UNREADABLE[case]
    with pytest.raises(UnreadableDocument, match=said) as caught:
        read_bytes(made if isinstance(made, bytes) else made(), "a.docx")
    assert caught.value.place == "a.docx"
    assert caught.value.hint


def test_what_grows_beyond_measure_when_unpacked_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package.Package, "__init__", _small_budget)
    with pytest.raises(UnreadableDocument, match="when unpacked"):
        read_bytes(package(paragraph("a" * 5000)), "a.docx")


def _small_budget(self: docx_package.Package, archive: zipfile.ZipFile, name: str) -> None:
    self.archive, self.name, self.left = archive, name, 1000


def test_what_python_docx_writes_about_a_paragraph_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("Điều 1.", style="Heading 1")
    document.element.body.insert(1, parse_xml(f"<w:p {W}><w:r><w:t>Điều 2.</w:t></w:r></w:p>"))
    assert read_bytes(saved(document), "b").content == "Điều 1.\n\nĐiều 2.\n"


@given(st.integers(0, 5000), st.binary(max_size=3))
def test_damage_never_raises_anything_else(at: int, damage: bytes) -> None:
    data = bytearray(package(paragraph("Điều 1.") + numbered("a", 1), numbering=LISTS))
    data[at : at + len(damage)] = damage
    with suppress(UnreadableDocument):
        read_bytes(bytes(data), "a.docx")
