"""Texts without a head: a sentence that somebody pasted, not a document that says who it is."""

from __future__ import annotations

import pytest

from policygraph import pipeline
from policygraph.model import DocumentFacts
from policygraph.reading import read_string


def read(text: str) -> DocumentFacts:
    return pipeline.read_facts(read_string(text))


def test_what_a_sentence_repeals_is_not_its_own_number() -> None:
    facts = read("Bãi bỏ Nghị quyết số 31/2022/NQ-HĐND về việc kéo dài Nghị quyết số 19/2021/NQ-HĐND")
    assert facts.document.number is None
    said = [(r.subject, r.predicate, r.object.number) for r in facts.relations]
    me = facts.document.iri
    assert said == [(me, "repeals", "31/2022/NQ-HĐND"), (me, "cites", "19/2021/NQ-HĐND")]


@pytest.mark.parametrize("text", ["Số: 4780/KH-UBND", "SỐ 12/QĐ-UBND\n"])
def test_a_number_line_alone_is_a_head(text: str) -> None:
    assert read(text).document.number == text.split()[-1]


def test_a_plan_without_its_first_page_is_no_fragment() -> None:
    facts = read("1. Rà soát, trình bãi bỏ Quyết định số 20/2011/QĐ-UBND\n\n2. Báo cáo kết quả")
    assert [(r.predicate, r.planned) for r in facts.relations] == [("repeals", True)]
