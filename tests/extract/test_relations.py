"""What texts say that documents do to one another: a table, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.extract.citations import find_citations
from policygraph.extract.relations import Passage, find_relations
from policygraph.model import RelationMention

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "relations.toml").read_text(encoding="utf-8")
)["case"]
KINDS = ["preamble", "item", "article", "annex-note", "paragraph", "title", "fragment"]
PREDICATES = {"implements", "hasLegalBasis", "proposedBy", "annexOf", "replaces", "repeals", "amends", "suspends"}


def _passages(text: str, kind: str, whole: bool) -> list[Passage]:
    """One paragraph a line, the later ones below the first."""
    lines = [text] if whole else text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    return [
        Passage(start, start + len(line), f"art_1__point_{at}" if at else "art_1", kind, "body")
        for at, (start, line) in enumerate(zip(starts, lines, strict=True))
    ]


def _read(text: str, kind: str, whole: bool = False) -> tuple[list[str], tuple[RelationMention, ...]]:
    citations = find_citations(text)
    found = find_relations(text, citations, _passages(text, kind, whole))

    def said(mention: RelationMention) -> str:
        by = mention.subject_citation
        words = [mention.predicate, citations[mention.citation].number or citations[mention.citation].name or ""]
        words += ["part"] if mention.scope == "part" else []
        words += ["planned"] if mention.planned else []
        words += ["item"] if mention.subject else []
        words += [f"by {citations[by].number}"] if by is not None else []
        return " ".join(words)

    return [said(mention) for mention in found], found


def test_the_table_has_not_shrunk() -> None:
    assert len(CASES) >= 48
    said = {relation.split()[0] for case in CASES for relation in case["relations"]}
    assert said >= PREDICATES


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:70] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert _read(case["text"], case["kind"], case.get("whole", False))[0] == case["relations"]


def test_evidence_runs_from_the_verb_to_the_document() -> None:
    text = "Điều 3. Quyết định này thay thế Quyết định số 942/QĐ-TTg ngày 15 tháng 6 năm 2021 của Thủ tướng."
    (mention,) = _read(text, "article")[1]
    assert mention.text == "thay thế Quyết định số 942/QĐ-TTg ngày 15 tháng 6 năm 2021"
    assert (mention.rule, mention.confidence > 0.9) == ("relation-replaces", True)


def test_evidence_of_an_effect_clause_holds_its_verb() -> None:
    text = "Quyết định số 12/2010/QĐ-UBND hết hiệu lực kể từ ngày 01/01/2020."
    assert _read(text, "article")[1][0].text == "Quyết định số 12/2010/QĐ-UBND hết hiệu lực"


def test_citations_outside_of_all_passages_are_read_by_their_paragraph() -> None:
    text = "Lời nói đầu\n\nCăn cứ Luật Đất đai;\n\nCăn cứ Nghị định số 54/2006/NĐ-CP;"
    citations = find_citations(text)
    assert [r.predicate for r in find_relations(text, citations, [])] == ["hasLegalBasis", "hasLegalBasis"]


# fmt: off
WORDS = st.sampled_from(
    [
        "Quyết định số 12/2010/QĐ-UBND", "Luật Đất đai", "57-NQ/TW", "thay thế", "bãi bỏ", "được sửa đổi bởi",
        "Căn cứ", "thực hiện", "theo", "các văn bản sau:", "\n", "\n\n", ";", ",", "và", "Điều 5", "của Chính phủ",
        "về việc", "hết hiệu lực", "(", "a)",
    ]
)
# fmt: on


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=30), st.sampled_from(KINDS))
def test_every_citation_has_a_relation_and_its_words(parts: list[str], kind: str) -> None:
    text = " ".join(parts)
    citations = find_citations(text)
    found = _read(text, kind)[1]
    assert {mention.citation for mention in found if mention.subject_citation is None} == set(range(len(citations)))
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= citations[mention.citation].start
        assert 0 < mention.confidence <= 1
