"""Hold the record of one document to its answer: every item a hit, missed or extra.

What one item is: of ``header`` a field that the answer gives; of ``citations`` a distinct document; of
``spans`` the exact words of one citation, of ``numbers`` the number that they print; of ``relations`` a
predicate, a document, and whether a task only intends it, of ``replaces`` those of this predicate; of ``tasks``
a task known by its wording; of ``lead`` and ``coordinate`` an agency of a task; of ``deadline`` the first and
last day of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from policygraph.evaluation.answers import Answer, ExpectedCitation
from policygraph.evaluation.judgement import Judgement, Scored, judgements
from policygraph.evaluation.likeness import (
    citation_key,
    folded,
    folded_number,
    same_agency,
    same_document,
    same_title,
)
from policygraph.evaluation.mention_judging import judge_mentions
from policygraph.evaluation.pairing import Entry, Pairing, distinct, pair
from policygraph.evaluation.task_judging import judge_tasks

Record = Mapping[str, Any]
RelationKey = tuple[str, str, bool]


def score(answer: Answer, record: Record) -> Scored:
    """Hold a record of ``policygraph extract`` to the answer about the same document."""
    return Scored(answer, tuple(_judge(answer, record)))


def _judge(answer: Answer, record: Record) -> Iterator[Judgement]:
    yield from _judge_header(answer.header, record["document"])
    if answer.cited is not None:
        yield from _judge_citations(answer, answer.cited, record)
        yield from _judge_relations(answer, answer.cited, record)
    if answer.mentions is not None:
        yield from judge_mentions(answer, answer.mentions, record)
    if answer.tasks is not None:
        yield from judge_tasks(answer.tasks, record["tasks"], is_complete="tasks" not in answer.incomplete)


def _judge_header(expected: Mapping[str, str], document: Record) -> Iterator[Judgement]:
    found = _header_values(document)
    for field, wanted in expected.items():
        value = found[field] or ""
        if _is_same_value(field, wanted, value):
            yield Judgement("header", "hit", f"{field}: {wanted}")
            continue
        yield Judgement("header", "missed", f"{field}: {wanted}")
        if value:
            yield Judgement("header", "extra", f"{field}: {value}")


def _header_values(document: Record) -> dict[str, str | None]:
    issuer, signers = document["issuer"], document["signers"]
    return {
        "number": document["number"],
        "type": document["type_label"],
        "issuer": issuer["label"] if issuer else None,
        "jurisdiction": document["jurisdiction"],
        "date": document["date"],
        "signer": signers[0]["name"] if signers else None,
        "title": document["title"],
    }


def _is_same_value(field: str, wanted: str, value: str) -> bool:
    match field:
        case "number":
            return folded_number(wanted) == folded_number(value)
        case "date":
            return wanted == value
        case "issuer":
            return same_agency(folded(wanted), folded(value))
        case "title":
            return same_title(folded(wanted), folded(value))
        case "jurisdiction":
            return folded(wanted) in folded(value)
    return folded(wanted) == folded(value)


def _judge_citations(answer: Answer, cited: tuple[ExpectedCitation, ...], record: Record) -> Iterator[Judgement]:
    own = folded_number(answer.header.get("number"))
    optional = [citation.key for citation in cited if citation.is_optional]
    expected = distinct(Entry(citation.key, citation.words) for citation in cited if not citation.is_optional)
    found = distinct(entry for entry in map(_citation_entry, record["citations"]) if entry.key != own)
    pairing = pair(expected, found, same_document)
    unasked = (e for e in pairing.extra if not any(same_document(e.key, key) for key in optional))
    pairing = replace(pairing, extra=tuple(unasked))
    yield from judgements("citations", pairing, is_complete="citations" not in answer.incomplete)


def _citation_entry(citation: Record) -> Entry[str]:
    name = citation["name"] or citation["text"]
    return Entry(citation_key(citation["number"], name), citation["number"] or name, (citation["rule"],))


def _judge_relations(answer: Answer, cited: tuple[ExpectedCitation, ...], record: Record) -> Iterator[Judgement]:
    expected = distinct(_expected_relations(answer, cited))
    ignored = {c.key for c in cited if c.is_optional or c.is_relation_optional}
    ignored.add(folded_number(answer.header.get("number")))
    is_cites_written = any(entry.key[0] == "cites" for entry in expected)
    found = distinct(
        entry
        for entry in _relation_entries(answer, record)
        if entry.key[1] not in ignored and (is_cites_written or entry.key[0] != "cites")
    )
    pairing, is_complete = pair(expected, found, _same_relation), "relations" not in answer.incomplete
    yield from judgements("relations", pairing, is_complete=is_complete)
    yield from judgements("replaces", _of_predicate(pairing, "replaces"), is_complete=is_complete)


def _of_predicate(pairing: Pairing[RelationKey], predicate: str) -> Pairing[RelationKey]:
    """The part of a pairing that is about one relation type; a pair never joins two types."""
    return Pairing(
        tuple(both for both in pairing.pairs if both[0].key[0] == predicate),
        tuple(entry for entry in pairing.missed if entry.key[0] == predicate),
        tuple(entry for entry in pairing.extra if entry.key[0] == predicate),
    )


def _expected_relations(answer: Answer, cited: tuple[ExpectedCitation, ...]) -> Iterator[Entry[RelationKey]]:
    for citation in cited:
        if citation.relation is None or citation.is_optional or citation.is_relation_optional:
            continue
        if answer.is_own_relations_only and citation.relation == "cites":
            continue
        words = _relation_words(citation.relation, citation.words, citation.planned)
        yield Entry((citation.relation, citation.key, citation.planned), words)


def _relations_asked(answer: Answer, record: Record) -> list[Record]:
    """The relations that the answer covers: all, or those of the document and its annexes alone."""
    relations: list[Record] = record["relations"]
    if not answer.is_own_relations_only:
        return relations
    works = {record["document"]["iri"], *(annex["iri"] for annex in record["document"]["annexes"])}
    return [relation for relation in relations if relation["subject"] in works and not relation["planned"]]


def _relation_entries(answer: Answer, record: Record) -> Iterator[Entry[RelationKey]]:
    """What was read. A rule is judged by what it alone says, and only where the answers speak of it.

    They do not say what other documents do to one another; and that a citation cites is true even where more
    should have been read.
    """
    for relation in _relations_asked(answer, record):
        number, name, planned = relation["object_number"], relation["object_name"], relation["planned"]
        words = _relation_words(relation["predicate"], number or name or "?", planned)
        is_own = relation["subject"].startswith(record["document"]["iri"])
        rules = (relation["rule"],) if is_own and relation["predicate"] != "cites" else ()
        yield Entry((relation["predicate"], citation_key(number, name), planned), words, rules)


def _relation_words(predicate: str, name: str, planned: bool) -> str:
    return f"{predicate} {name}" + (" (planned)" if planned else "")


def _same_relation(one: RelationKey, other: RelationKey) -> bool:
    return one[0] == other[0] and one[2] == other[2] and same_document(one[1], other[1])
