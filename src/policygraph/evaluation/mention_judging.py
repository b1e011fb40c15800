"""Hold the citations of a record to the mentions of an answer: their exact words, and the numbers they print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from policygraph.evaluation.answers import Answer, ExpectedMention
from policygraph.evaluation.judgement import Judgement, judgements
from policygraph.evaluation.likeness import (
    citation_key,
    folded,
    folded_number,
    printed_number,
    same_beginning,
    same_document,
)
from policygraph.evaluation.pairing import Entry, pair

Record = Mapping[str, Any]

_LEADING_SO = regex.compile(r"^số\s*(?=\d)", regex.IGNORECASE)


def judge_mentions(answer: Answer, mentions: Sequence[ExpectedMention], record: Record) -> Iterator[Judgement]:
    """The judgements on ``spans`` and ``numbers``: every occurrence counts, white space does not.

    Answers give words and no places: of equal words it does not matter which stands where.
    """
    found = _asked(answer, mentions, record["citations"])
    is_complete = "mentions" not in answer.incomplete
    for section, wanted, read in (
        ("spans", map(_expected_span, mentions), map(_span, found)),
        ("numbers", _expected_numbers(mentions), _numbers(found)),
    ):
        pairing = pair(wanted, read, lambda one, other: one == other)
        yield from judgements(section, pairing, is_complete=is_complete)


def _asked(answer: Answer, mentions: Sequence[ExpectedMention], citations: Sequence[Record]) -> list[Record]:
    """The citations that count: not those of the document itself, nor optional ones that no mention speaks of."""
    own = folded_number(answer.header.get("number"))
    written = {_folded_span(mention.words) for mention in mentions}
    return [
        citation
        for citation in citations
        if _folded_span(citation["text"]) in written or not (_key(citation) == own or _is_optional(answer, citation))
    ]


def _key(citation: Record) -> str:
    return citation_key(citation["number"], citation["name"] or citation["text"])


def _is_optional(answer: Answer, citation: Record) -> bool:
    """Whether it means an optional document, or begins as an optional mention: where such names end is open."""
    optional = (cited.key for cited in answer.cited or () if cited.is_optional)
    if any(same_document(_key(citation), key) for key in optional):
        return True
    words = folded(citation["text"])
    return any(same_beginning(words, folded(other)) for other in answer.optional_mentions)


def _expected_span(mention: ExpectedMention) -> Entry[str]:
    return Entry(_folded_span(mention.words), mention.words)


def _span(citation: Record) -> Entry[str]:
    return Entry(_folded_span(citation["text"]), " ".join(citation["text"].split()), (citation["rule"],))


def _expected_numbers(mentions: Sequence[ExpectedMention]) -> Iterator[Entry[str]]:
    return (Entry(mention.number, mention.words) for mention in mentions if mention.number)


def _numbers(citations: Sequence[Record]) -> Iterator[Entry[str]]:
    """The numbers that were read where the text prints one; not those that were completed from elsewhere."""
    for citation in citations:
        if citation["number"] and printed_number(citation["text"]):
            yield Entry(folded_number(citation["number"]), citation["number"], (citation["rule"],))


def _folded_span(words: str) -> str:
    """The words that must be equal; where no type word stands before it, "số" may be inside the span or outside."""
    return _LEADING_SO.sub("", " ".join(unicodedata.normalize("NFC", words).split()))
