"""Nothing makes reading raise, and no offset lies: mutations of the real documents and made-up mixtures."""

from __future__ import annotations

import random

import pytest

from conftest import DOCUMENTS
from policygraph import pipeline
from policygraph.errors import UnreadableDocument
from policygraph.model import DocumentFacts
from policygraph.reading import document_paths, read_string

ORIGINALS = [path.read_text(encoding="utf-8") for path in document_paths([DOCUMENTS])]
PIECES = [
    "|\n", "\n\n", "Điều 1. ", "a) ", "- ", "STT\n|\nNội dung\n|\nĐơn vị thực hiện\n|\n", "Nghị định số ", "/NĐ-CP",
    " ngày 31/02/2014", "Quý V/2013", "(", "”", "\u0301", "\u200b", "Ð",
    "С", "Sở ", "các ", "thay thế ", "Căn cứ ", "PHỤ LỤC\n", "TM. ", "Kính gửi:\n", "100%",
]  # fmt: skip


def mutated(seed: int) -> str:
    """A real document with lines dropped, doubled, swapped and broken, and odd pieces put in."""
    chance = random.Random(seed)
    lines = chance.choice(ORIGINALS).split("\n")
    start = chance.randrange(len(lines))
    lines = lines[start : start + chance.randrange(1, 250)]
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randrange(len(line) + 1)
        lines[at] = chance.choice([
            "", line[cut:], line[:cut] + chance.choice(PIECES) + line[cut:], line + line, line[::-1], line.upper(),
        ])  # fmt: skip
        if chance.random() < 0.2:
            lines[at : at + 2] = reversed(lines[at : at + 2])
    return "\n".join(lines)


def check(facts: DocumentFacts) -> None:
    content = facts.text.content
    spans = [(c.mention.start, c.mention.end, c.mention.text) for c in facts.citations]
    spans += [(r.evidence.start, r.evidence.end, r.evidence.text) for r in facts.relations]
    for item in facts.items:
        spans.append((item.evidence.start, item.evidence.end, item.evidence.text))
        spans += [(p.evidence.start, p.evidence.end, p.evidence.text) for p in item.participations]
        spans += [(d.mention.start, d.mention.end, d.mention.text) for d in item.deadlines]
        spans += [(u.evidence.start, u.evidence.end, u.evidence.text) for u in item.instruments]
        assert item.description
    for start, end, text in spans:
        assert 0 <= start < end <= len(content)
        assert content[start:end] == text
    iris = [item.iri for item in facts.items]
    assert len(iris) == len(set(iris))


@pytest.mark.parametrize("seed", range(150))
def test_mutations_of_real_documents(seed: int) -> None:
    words = mutated(seed)
    try:
        text = read_string(words)
    except UnreadableDocument:
        return
    check(pipeline.read_facts(text))


def test_the_same_text_gives_the_same_facts() -> None:
    for original in ORIGINALS:
        assert pipeline.read_facts(read_string(original)) == pipeline.read_facts(read_string(original))
