"""Codes for programs, words for people."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policygraph.analysis.depends import SECTIONS
from policygraph.analysis.edges import ORDER, READ
from policygraph.query import Coded, Label, ResultTable, select_rows
from policygraph.query.words import FINDINGS, coded, path_cell, relation_words


@pytest.mark.parametrize(
    ("path", "vi", "en"),
    [
        ("annex/I/1", "Phụ lục, I/1", "Annex, I/1"),
        ("annex-2/3", "Phụ lục 2, 3", "Annex 2, 3"),
        ("annex/table-2/I/3", "Phụ lục, bảng 2, I/3", "Annex, table 2, I/3"),
        ("body/4", "bảng, 4", "table, 4"),
        ("body/table-2/4", "bảng 2, 4", "table 2, 4"),
        ("annex/I/1 Trình đề án\ntiếp", "Phụ lục, I/1 Trình đề án\ntiếp", "Annex, I/1 Trình đề án\ntiếp"),
    ],
)
def test_paths_of_tables(path: str, vi: str, en: str) -> None:
    cell = path_cell(path)
    assert isinstance(cell, Coded)
    assert (cell, cell.words) == (path, Label(vi, en))


@pytest.mark.parametrize("path", ["B.II.2", "II.-1", "", None, "annexed/1", "body"])
def test_paths_that_people_write_as_they_are(path: str | None) -> None:
    assert not isinstance(path_cell(path), Coded)


def test_programs_get_the_code_and_people_the_words() -> None:
    cell = coded("direct", SECTIONS)
    table = ResultTable(Label("a", "a"), ("section",), ((cell,), ("other",)))
    assert json.dumps(table.to_dicts()) == '[{"section": "direct"}, {"section": "other"}]'
    assert table.in_words("en").rows == (("Direct",), ("other",))
    assert "Trực tiếp" in table._repr_html_()


def test_what_has_no_words_stays_a_code() -> None:
    assert not isinstance(coded("new-code", SECTIONS), Coded)
    assert coded(None, SECTIONS) is None
    assert coded(3, SECTIONS) == 3


def test_every_relation_has_words_in_both_engines(real_store: Any) -> None:
    words = relation_words(real_store)
    assert words["ledBy"] == Label("chủ trì", "led by")
    assert {*READ, *ORDER} <= words.keys()
    assert relation_words(real_store.dataset()) == words


def test_every_finding_of_the_real_documents_has_words(real_store: Any) -> None:
    codes = {row["code"] for row in select_rows(real_store, "SELECT ?code { ?finding a pg:Finding ; pg:code ?code }")}
    assert codes
    assert codes <= FINDINGS.keys()
