"""Which document a citation means; what cannot be told stays open."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policygraph import pipeline
from policygraph.model import Citation, DocumentFacts
from policygraph.reading import read_string

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "resolution.toml").read_text(encoding="utf-8")
)["case"]
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH BẮC GIANG\n\nSố: 12/KH-UBND\n\nBắc Giang, ngày 05 tháng 3 năm 2019\n\n"
HEAD += "KẾ HOẠCH\n\nCÔNG VỤ\n\n"


def facts(words: str) -> DocumentFacts:
    return pipeline.read_facts(read_string(HEAD + words))


def citations(words: str) -> list[Citation]:
    return list(facts(words).citations)


@pytest.mark.parametrize(
    ("words", "status", "iri"),
    [
        ("Căn cứ Quyết định số 1557/QĐ-TTg ngày 18 tháng 10 năm 2012", "resolved", "vn/2012/1557-qd-ttg"),
        ("Căn cứ Nghị định số 158/2007/NĐ-CP", "resolved", "vn/2007/158-2007-nd-cp"),
        ("Căn cứ Quyết định số 317/QĐ-UBND ngày 01/3/2012", "resolved", "bac-giang/2012/317-qd-ubnd"),
        ("Căn cứ Quyết định số 317/QĐ-UBND ngày 01/3/2012 của UBND tỉnh Hà Nam", "resolved", "ha-nam/2012/317-qd-ubnd"),
        ("Tiếp tục thực hiện Nghị quyết số 02/NQ-CP năm 2016 của Chính phủ", "resolved", "vn/2016/02-nq-cp"),
        ("Căn cứ Quyết định số 1557/QĐ-TTg", "unresolved", "vn/-/1557-qd-ttg"),
        ("Căn cứ Nghị định 158", "unresolved", "vn/-/158"),
    ],
)
def test_a_number_is_certain_when_place_and_year_are(words: str, status: str, iri: str) -> None:
    (citation,) = citations(words)
    assert citation.status == status
    assert citation.document.iri.endswith(f"doc/{iri}")


def shown(citation: Citation) -> str:
    meant, *candidates = (iri.partition("/doc/")[2] for iri in (citation.document.iri, *citation.candidates))
    return f"{citation.status} {meant}" + (f" ? {', '.join(candidates)}" if candidates else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_text_tells_in_one_place_what_it_leaves_out_in_another(case: dict[str, Any]) -> None:
    read = facts(case["text"])
    assert [shown(citation) for citation in read.citations] == case["cited"]
    unnumbered = [w for w in read.warnings if w.code == "citation-without-number"]
    assert [read.text.content[w.start : w.end] for w in unnumbered] == case["warned"]


def test_what_a_mention_leaves_out_is_looked_for_in_the_same_text() -> None:
    full, short = citations("Theo Nghị định số 158/2007/NĐ-CP ngày 27/10/2007. Thực hiện Nghị định 158 nêu trên.")
    assert short.status == "resolved"
    assert short.document.iri == full.document.iri


def test_two_candidates_stay_two() -> None:
    found = citations("Theo Nghị định số 54/2005/NĐ-CP; Nghị định số 54/2013/NĐ-CP. Thực hiện Điều 4 Nghị định 54.")
    assert found[-1].status == "ambiguous"
    assert len(found[-1].candidates) == 2


def test_a_document_does_not_cite_itself() -> None:
    assert citations("Ban hành kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2019") == []


def test_the_same_number_with_two_dates_is_one_node_and_a_finding() -> None:
    read = facts("Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27/10/2007; Nghị định số 158/2007/NĐ-CP ngày 28/10/2007.")
    assert len({c.document.iri for c in read.citations}) == 1
    assert [f.code for f in read.warnings] == ["date-conflict"]


@pytest.mark.parametrize(
    ("days", "odd"),
    [([27, 28], ["28"]), ([28, 27, 27], ["28"]), ([27, 28, 28, 27, 29], ["28", "28", "29"])],
)
def test_of_two_dates_in_one_text_the_rarer_is_odd_or_the_later(days: list[int], odd: list[str]) -> None:
    read = facts("; ".join(f"Nghị định số 158/2007/NĐ-CP ngày {day}/10/2007" for day in days))
    found = [read.text.content[f.start : f.end] for f in read.warnings if f.code == "date-conflict"]
    assert [words.rpartition("ngày ")[2][:2] for words in found] == odd


def test_a_local_number_cited_by_a_ministry_belongs_to_nobody_known() -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH BẮC GIANG", "BỘ NỘI VỤ").replace("12/KH-UBND", "12/KH-BNV")
    (citation,) = pipeline.read_facts(read_string(head + "Theo Quyết định số 317/QĐ-UBND ngày 01/3/2012")).citations
    assert citation.status == "unresolved"


def test_a_document_without_a_number_says_so_and_is_still_read() -> None:
    read = pipeline.read_facts(read_string("KẾ HOẠCH\n\nCẢI CÁCH\n\nCăn cứ Nghị định số 158/2007/NĐ-CP."))
    assert {"document-without-number", "document-without-date"} <= {f.code for f in read.warnings}
    assert len(read.citations) == 1
