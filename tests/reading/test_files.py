from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.errors import MissingInput, PolicyGraphError, UnreadableDocument
from policygraph.reading import document_paths, read_bytes, read_text

# Words of a law, as the bytes of three encodings that Vietnamese offices used before Unicode.
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, Uû ban nh©n d©n tØnh, QuyÕt ®Þnh cña"
VNI = "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, Quyeát ñònh cuûa UÛy ban nhaân daân"

UNREADABLE = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty"),
    ("binary.txt", b"\x01\x02\x00\x03" * 20, "binary"),
    ("paper.txt", b"%PDF-1.7 \xe2\xe3", "PDF"),
    ("paper.docx.txt", b"PK\x03\x04zzzz", "DOCX"),
    ("old.txt", TCVN3.encode("latin-1"), "TCVN3"),
    ("old-unicode.txt", TCVN3.encode("utf-8"), "TCVN3"),
    ("vni.txt", VNI.encode("cp1252"), "VNI"),
    ("cp1258.txt", "cu\u0309a va\u0300 nga\u0300y tha\u0301ng ca\u0301c ti\u0309nh".encode("cp1258"), "windows-1258"),
    ("broken.txt", "dòng một\ndòng ".encode() + b"\xff\xfe\xfa", "line 2"),
]


@pytest.mark.parametrize(("name", "data", "said"), UNREADABLE, ids=[name for name, _, _ in UNREADABLE])
def test_unreadable_files_are_named_with_a_hint(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    assert name in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.hint


def test_utf16_with_a_mark_is_read() -> None:
    assert read_bytes("Điều 1.".encode("utf-16"), "a.txt").content == "Điều 1."


def test_a_missing_file_and_an_empty_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="no such file or folder"):
        document_paths([tmp_path / "absent"])
    with pytest.raises(MissingInput, match="no documents"):
        document_paths([tmp_path])
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "absent.txt")


FOUND = ["a.md", "b.txt", "d/e.txt", "f.HTML", "g.docx"]


def test_a_folder_gives_its_documents_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.png", "d/e.txt", "f.HTML", "g.docx", "h.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in document_paths([tmp_path])] == FOUND


NO_DOCUMENTS = [".hidden/a.txt", "d/.git/a.txt", ".a.txt", "~$a.docx", "d/~$a.txt", "d/._a.pdf"]


@pytest.mark.parametrize("name", NO_DOCUMENTS)
def test_what_is_hidden_and_lock_files_are_no_documents(tmp_path: Path, name: str) -> None:
    for path in (tmp_path / "a.txt", tmp_path / name):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    told: list[object] = []
    assert document_paths([tmp_path], lambda *what: told.append(what)) == [tmp_path / "a.txt"]
    assert told == []
    assert document_paths([tmp_path / name]) == [tmp_path / name]


def test_links_that_are_not_followed_are_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("x", encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, aim in {
        "folder": "../out",
        "file.txt": "../out/a.txt",
        "none.txt": "nowhere",
        "self.txt": "self.txt",
    }.items():
        (folder / name).symlink_to(aim)
    told: list[tuple[str, str]] = []
    assert document_paths([folder], lambda path, why: told.append((path.name, why))) == [folder / "file.txt"]
    assert told == [
        ("folder", "a link to a folder is not followed"),
        ("none.txt", "the link leads nowhere"),
        ("self.txt", "the link leads nowhere"),
    ]


def test_every_error_is_one_of_ours(tmp_path: Path) -> None:
    with pytest.raises(PolicyGraphError):
        read_text(tmp_path)


def test_markdown_loses_its_emphasis_and_keeps_its_offsets(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("**I. MỤC\nĐÍCH**\n\n*Bến Tre, ngày 3*\n", encoding="utf-8")
    text = read_text(path)
    assert text.content == "I. MỤC\nĐÍCH\n\nBến Tre, ngày 3\n"
