"""Answers made by hand, one JSON file a document; ``data/gold/corpus/README.md`` describes their form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from policygraph.errors import BadResource, MissingInput
from policygraph.evaluation.likeness import citation_key, folded_number, printed_number

HEADER_FIELDS: Final = ("number", "type", "issuer", "jurisdiction", "date", "signer", "title")

# The words for relations that answers use beside the predicates themselves.
_RELATIONS: Final = {
    "legal_basis": "hasLegalBasis",
    "proposed_by": "proposedBy",
    "mentions": "cites",
    "issued_with": "annexOf",
}

Span = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class ExpectedMention:
    """The exact words of one citation; ``number`` is what they print, canonical, None where they print none."""

    words: str
    number: str | None


@dataclass(frozen=True, slots=True)
class ExpectedCitation:
    """A document that is cited. ``key`` is what it is recognised by; optional things count neither way."""

    key: str
    words: str
    relation: str | None
    planned: bool
    is_optional: bool
    is_relation_optional: bool


@dataclass(frozen=True, slots=True)
class ExpectedTask:
    """A task with the agencies and the spans (first and last day) of its deadlines."""

    ordinal: str
    words: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    deadlines: tuple[Span, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What should be read from one document; ``cited``, ``mentions``, ``tasks``: None where nobody wrote them down.

    ``incomplete`` names the sections in which the answer is known to lack items: there only recall counts.
    ``is_own_relations_only``: only what the document itself does was written down, not what its tasks intend.
    """

    id: str
    sha256: str | None
    stem: str | None
    split: str | None
    header: Mapping[str, str]
    cited: tuple[ExpectedCitation, ...] | None
    mentions: tuple[ExpectedMention, ...] | None
    optional_mentions: tuple[str, ...]
    tasks: tuple[ExpectedTask, ...] | None
    incomplete: frozenset[str]
    is_own_relations_only: bool

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that the answer covers."""
        return (
            *(("header",) if self.header else ()),
            *(("citations", "relations", "replaces") if self.cited is not None else ()),
            *(("spans", "numbers") if self.mentions is not None else ()),
            *(("tasks", "lead", "coordinate", "deadline") if self.tasks is not None else ()),
        )


def read_answers(folder: str | Path) -> list[Answer]:
    """All answers of a folder and of the folders in it, sorted by path.

    Raises ``MissingInput`` where there is none, ``BadResource`` for a file that is no answer.
    """
    paths = sorted(Path(folder).rglob("*.json"))
    if not paths:
        raise MissingInput("no answers in this folder", place=str(folder), hint="answers are files that end in .json")
    return [_read(path) for path in paths]


def find_record(answer: Answer, records: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The record of the document that an answer is about: by its bytes; where they are not known, by file or number."""
    own = folded_number(answer.header.get("number"))
    for record in records:
        if answer.sha256:
            if record["source"]["sha256"] == answer.sha256:
                return record
        elif record["id"] in (answer.stem, answer.id) or (own and folded_number(record["document"]["number"]) == own):
            return record
    return None


def _read(path: Path) -> Answer:
    try:
        return _answer(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "see data/gold/corpus/README.md for the form"
        raise BadResource(f"not an answer: {error!r}", place=str(path), hint=hint) from error


def _answer(written: Mapping[str, Any]) -> Answer:
    header = written.get("header", {})
    header = {"jurisdiction": header.get("province"), **header}
    return Answer(
        id=written["id"],
        sha256=written.get("sha256"),
        stem=written.get("source_stem"),
        split=written.get("split"),
        header={name: header[name] for name in HEADER_FIELDS if header.get(name)},
        cited=tuple(map(_citation, written["cited"])) if "cited" in written else None,
        mentions=tuple(map(_mention, written["mentions"])) if "mentions" in written else None,
        optional_mentions=tuple(written.get("optional_mentions", ())),
        tasks=tuple(map(_task, written["tasks"])) if "tasks" in written else None,
        incomplete=frozenset(name for name, whole in written.get("complete", {}).items() if not whole),
        is_own_relations_only=written.get("relations_of") == "document",
    )


def _citation(written: Mapping[str, Any]) -> ExpectedCitation:
    words = written["name"]
    relation = written.get("relation")
    return ExpectedCitation(
        key=citation_key(words, words),
        words=words,
        relation=_RELATIONS.get(relation, relation) if relation else None,
        planned=bool(written.get("planned")),
        is_optional=bool(written.get("optional")),
        is_relation_optional=bool(written.get("optional_relation")),
    )


def _mention(written: str | Mapping[str, str]) -> ExpectedMention:
    """The words alone; with them the number, where it is misprinted in the text."""
    if isinstance(written, str):
        return ExpectedMention(written, printed_number(written))
    return ExpectedMention(written["words"], folded_number(written["number"]))


def _task(written: Mapping[str, Any]) -> ExpectedTask:
    return ExpectedTask(
        ordinal=str(written.get("n", "")),
        words=written["text"],
        lead=tuple(written.get("lead") or ()),
        coordinate=tuple(written.get("coordinate") or ()),
        deadlines=tuple(_deadlines(written)),
        is_optional=bool(written.get("optional")),
    )


def _deadlines(written: Mapping[str, Any]) -> Iterable[Span]:
    """The span of each milestone, else that of the one deadline."""
    milestones = written.get("milestones")
    if milestones:
        return [(milestone.get("start"), milestone.get("end")) for milestone in milestones]
    span = written.get("deadline_start"), written.get("deadline_end")
    return [span] if any(span) else []
