"""Answers are read, refused with a reason, and find their documents."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest

from policygraph.errors import BadResource, MissingInput
from policygraph.evaluation import documents_of, find_record, read_answers
from policygraph.evaluation.figures import SPLITS

GOLD = Path(__file__).parents[2] / "data" / "gold"
DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
ANSWERS = read_answers(GOLD)


def test_there_are_answers_for_both_splits_with_a_document_each() -> None:
    corpus = read_answers(GOLD / "corpus")
    assert len(corpus) >= 12
    assert sum(answer.split == "held-out" for answer in corpus) >= 6
    assert {answer.split for answer in ANSWERS} == set(SPLITS)
    for field in ("id", "sha256", "stem"):
        values = [getattr(answer, field) for answer in ANSWERS]
        assert len(set(values)) == len(values)
    assert all(re.fullmatch("[0-9a-f]{64}", answer.sha256 or "") for answer in ANSWERS)


@pytest.mark.parametrize("path", sorted(GOLD.rglob("*.json")), ids=lambda path: path.stem)
def test_the_form_of_the_answers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    answer = next(a for a in ANSWERS if a.id == json.loads(text)["id"])
    assert answer.id == path.stem
    assert "number" in answer.header or "title" in answer.header
    days = [day for task in answer.tasks or () for span in task.deadlines for day in span if day]
    days += [answer.header["date"]] if "date" in answer.header else []
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)


def test_documents_are_found_by_their_bytes(answer, tmp_path: Path) -> None:
    wanted = tmp_path / "folder" / "any name.txt"
    wanted.parent.mkdir()
    wanted.write_text("Kế hoạch", encoding="utf-8")
    (wanted.parent / "other.txt").write_text("Quyết định", encoding="utf-8")
    known = answer(sha256=hashlib.sha256(wanted.read_bytes()).hexdigest())
    unknown = answer(id="unknown", sha256=None)
    assert documents_of([known], [wanted.parent]) == [wanted]
    assert len(documents_of([known, unknown], [wanted.parent])) == 2


def test_a_record_is_found_by_bytes_and_without_them_by_name_or_number(answer, record) -> None:
    records = [record(sha256="0" * 64, id="plan"), record({"number": "7/KH-UBND"}, id="x")]
    assert find_record(answer(), records) is records[1]
    assert find_record(answer(id="n", sha256=None, header={"number": "7 /KH-UBND"}), records) is records[1]
    assert find_record(answer(id="s", sha256=None, source_stem="plan"), records) is records[0]
    assert find_record(answer(id="absent", sha256="cd" * 32, source_stem="plan"), records) is None


def test_folders_without_answers_and_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="no answers"):
        read_answers(tmp_path)
    for number, words in enumerate(("{", "[]", "{}", '{"id": "a", "tasks": [{}]}')):
        path = tmp_path / f"{number}.json"
        path.write_text(words, encoding="utf-8")
        with pytest.raises(BadResource, match="not an answer") as error:
            read_answers(tmp_path)
        assert error.value.place == str(path)
        path.unlink()


def test_the_two_documents_of_the_project_are_answered() -> None:
    answers = read_answers(GOLD / "documents")
    assert [path.name for path in documents_of(answers, [DOCUMENTS])] == sorted(p.name for p in DOCUMENTS.glob("*.txt"))
