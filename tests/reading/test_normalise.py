from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.reading import read_string, source_offset
from policygraph.reading.normalise import normalise

VIETNAMESE = st.text(alphabet="aăâeêioôơuưyđ ĐỦỷợ\u0301\u0300\u0309\u0303\u0323\r\n\u00a0\ufeff\u200b.;", min_size=1)


@given(st.text())
def test_reading_twice_changes_nothing(raw: str) -> None:
    once, _ = normalise(raw)
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once)[0] == once


@given(VIETNAMESE)
def test_offsets_lead_back(raw: str) -> None:
    content, _ = normalise(raw)
    if not content.strip():
        return
    text = read_string(raw)
    positions = [source_offset(text, i) for i in range(len(content) + 1)]
    assert positions == sorted(positions)
    assert positions[0] <= len(raw)
    for i, char in enumerate(content):
        if char in "aeiouyđĐ.;":  # what no mark may change stands in the file at that very place
            piece = raw[positions[i] : positions[i + 1] if i + 1 < len(positions) else len(raw)]
            assert unicodedata.normalize("NFC", piece.replace("\ufeff", "").replace("\u200b", ""))[:1] == char


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_form_of_a_text_reads_the_same(form: str, mark: str, ending: str) -> None:
    words = "Uỷ ban nhân dân tỉnh Bến Tre\nQuyết định số 1557/QĐ-TTg\n"
    raw = mark + unicodedata.normalize(form, words).replace("\n", ending)  # type: ignore[arg-type]
    text = read_string(raw)
    assert text.content == words
    start = text.content.index("Quyết")
    assert raw[source_offset(text, start) :].startswith("Quy")


def test_no_break_spaces_become_spaces() -> None:
    assert read_string("Điều\u00a01.\u202fA").content == "Điều 1. A"
