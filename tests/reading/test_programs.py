"""DOC, RTF and pictures: through programs that are found, fail, or are missing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from made_pdf import MadePage, made_pdf
from policygraph.errors import UnreadableDocument
from policygraph.reading import read_bytes

RTF = (
    rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 Arial;}}\f0 K\u7871? ho\u7841?ch\par"
    rb"\trowd\cellx2000\cellx5000\intbl TT\cell Nhi\u7879?m v\u7909?\cell\row\pard\par}"
)
PNG = b"\x89PNG\r\n\x1a\n"
DOC = b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le")
# Tesseract's table: a page of 1000 by 1000 dots, a line, and its words with how sure they are.
FOUND = [
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
    "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t",
    "4\t1\t1\t1\t1\t0\t300\t300\t900\t50\t-1\t",
    "5\t1\t1\t1\t1\t1\t300\t300\t200\t50\t96\tKẾ",
    "5\t1\t1\t1\t1\t2\t520\t300\t200\t50\t95\tHOẠCH",
    "5\t1\t1\t1\t1\t3\t740\t300\t200\t50\t3\t~;~",
]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty folder of programs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str, code: str) -> None:
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport sys\n{code}\n", encoding="utf-8")
    file.chmod(0o755)


def converter(folder: Path, inner: str) -> None:
    """A LibreOffice that writes this as the text of every document."""
    made = docx.Document()
    made.add_paragraph(inner)
    made.save(str(folder / "made.docx"))
    code = f"""import shutil
folder = sys.argv[sys.argv.index("--outdir") + 1]
shutil.copy({str(folder / "made.docx")!r}, folder + "/source.docx")"""
    program(folder, "soffice", code)


@pytest.mark.parametrize(("name", "data"), [("a.doc", DOC), ("a.rtf", RTF)])
def test_doc_and_rtf_are_read_as_the_docx_they_become(programs: Path, name: str, data: bytes) -> None:
    converter(programs, "KẾ HOẠCH")
    text = read_bytes(data, name)
    assert text.content == "KẾ HOẠCH\n"
    assert text.places == ((0, "¶ 1"),)
    assert text.source.media_type in ("application/msword", "application/rtf")


@pytest.mark.parametrize("code", ["sys.exit(1)", "pass"], ids=["fails", "writes nothing"])
def test_a_converter_that_fails_is_named(programs: Path, code: str) -> None:
    program(programs, "soffice", code)
    with pytest.raises(UnreadableDocument, match="LibreOffice could not") as caught:
        read_bytes(RTF, "a.rtf")
    assert caught.value.hint


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize(("data", "what"), [(DOC, "DOC"), (RTF, "RTF")])
def test_a_missing_converter_is_named(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"reading {what} needs LibreOffice") as caught:
        read_bytes(data, "a")
    assert "LibreOffice Writer" in str(caught.value.hint)


def recogniser(folder: Path, languages: str = "vie") -> None:
    """A Tesseract that finds the same in every picture."""
    rows = "\n".join(FOUND)
    program(folder, "tesseract", f"print({languages!r} if '--list-langs' in sys.argv else {rows!r})")


def test_pictures_are_read_when_asked_for(programs: Path) -> None:
    recogniser(programs)
    text = read_bytes(PNG, "a.png", ocr=True)
    assert (text.content, text.places) == ("KẾ HOẠCH\n", ((0, "p. 1"),))
    with pytest.raises(UnreadableDocument, match="a picture") as caught:
        read_bytes(PNG, "a.png")
    assert "--ocr" in str(caught.value.hint)


def test_scanned_pages_are_read_when_asked_for_and_named_when_not(programs: Path) -> None:
    recogniser(programs)
    words = MadePage().lines(60, 60, *["Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh."] * 3)
    scan = made_pdf(words, MadePage().picture())
    assert read_bytes(scan, "a.pdf").unread == ("p. 2",)
    text = read_bytes(scan, "a.pdf", ocr=True)
    assert text.unread == ()
    assert text.content.endswith("\n\nKẾ HOẠCH\n")


@pytest.mark.parametrize("installed", [False, True], ids=["no Tesseract", "no Vietnamese model"])
def test_what_is_missing_for_pictures_is_named(programs: Path, installed: bool) -> None:
    if installed:
        recogniser(programs, "eng")
    with pytest.raises(UnreadableDocument, match="needs Tesseract and its Vietnamese model"):
        read_bytes(PNG, "a.png", ocr=True)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_itself() -> None:
    assert read_bytes(RTF, "a.rtf").content == "Kế hoạch\n\n|\nTT\n|\nNhiệm vụ\n|\n"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_tesseract_itself() -> None:
    listed = subprocess.run(["tesseract", "--list-langs"], check=False, capture_output=True, env=os.environ).stdout
    if b"vie" not in listed:
        pytest.skip("Tesseract's Vietnamese model is not installed")
    image = pytest.importorskip("PIL.Image")
    drawn, font = image.new("L", (1200, 200), 255), pytest.importorskip("PIL.ImageFont").load_default(60)
    pytest.importorskip("PIL.ImageDraw").Draw(drawn).text((60, 60), "QUY CHE 2013", fill=0, font=font)
    file = io.BytesIO()
    drawn.save(file, format="PNG")
    assert "2013" in read_bytes(file.getvalue(), "a.png", ocr=True).content
