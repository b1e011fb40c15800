"""The extraction record, version 1: what ``policygraph extract`` prints for one document.

Field names, units and meanings are a promise to programs: fields may be added, none changed or
removed without a new version. Offsets are half-open code points of the NFC text; dates are ISO.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePath
from typing import Any, Final

from policygraph import resources
from policygraph.model import (
    Agency,
    Citation,
    CitationMention,
    Deadline,
    Document,
    DocumentFacts,
    InstrumentUse,
    Item,
    Participation,
    Relation,
    Source,
    Target,
)

SCHEMA: Final = "policygraph/extract/1"
STANDARD_INPUT: Final = "-"

# The record's lists of items and the kind of item that each holds.
ITEM_LISTS: Final = {
    "tasks": "task",
    "key_tasks": "key-task",
    "duties": "duty",
    "reports": "report",
    "objectives": "objective",
}

Record = dict[str, Any]


def to_record(facts: DocumentFacts) -> Record:
    """The record of one document, ready for ``json.dumps``; keys in the order of the contract."""
    printed = {c.document.iri for c in facts.citations if c.mention.number}
    items = {name: [_item(i) for i in facts.items if i.kind == kind] for name, kind in ITEM_LISTS.items()}
    return {
        "schema": SCHEMA,
        "id": record_id(facts.text.source),
        "source": _source(facts.text.source),
        "document": _document(facts),
        "citations": [_citation(citation, printed) for citation in facts.citations],
        "relations": [_relation(relation, printed) for relation in facts.relations],
        **items,
        "approvals": [
            {"document": a.document.iri, "number": a.document.number, **_instrument(a.use)} for a in facts.approvals
        ],
        "warnings": [{"code": w.code, "message": w.message, "start": w.start, "end": w.end} for w in facts.warnings],
    }


def record_id(source: Source) -> str:
    """The source file's stem, ``stdin`` for standard input."""
    return "stdin" if source.path == STANDARD_INPUT else PurePath(source.path).stem


def _source(source: Source) -> Record:
    return {
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "characters": source.characters,
    }


def _document(facts: DocumentFacts) -> Record:
    document = facts.document
    return {
        "iri": document.iri,
        "number": document.number,
        "type": document.type,
        "type_label": facts.type_label,
        "issuer": _issuer(document.issuer) if document.issuer else None,
        "jurisdiction": _jurisdiction(document.jurisdiction, facts.place),
        "place": facts.place,
        "date": document.date,
        "title": document.title,
        "signers": [{"name": signer.name, "title": signer.title} for signer in facts.signers],
        "effective": facts.effective,
        "effective_until": facts.effective_until,
        "annexes": [{"iri": annex.iri, "title": annex.title} for annex in facts.annexes],
    }


def _issuer(agency: Agency) -> Record:
    """The issuer in full: within its province "Cục Thuế tỉnh" is name enough, at the head of a document it is not."""
    shown = _agency(agency)
    if (
        not agency.is_group
        and agency.label.endswith((" tỉnh", " thành phố"))
        and (name := _provinces().get(agency.jurisdiction))
    ):
        shown["label"] = f"{agency.label} {name}"
    return shown


def _jurisdiction(slug: str, place: str | None) -> str | None:
    """The province's name for its slug; where the gazetteer has none, the place that is printed."""
    return "Việt Nam" if slug == "vn" else _provinces().get(slug, place)


@cache
def _provinces() -> dict[str, str]:
    return {row["slug"]: row["name"] for row in resources.gazetteer("provinces")}


def _citation(citation: Citation, printed: set[str]) -> Record:
    mention, document = citation.mention, citation.document
    known = document if citation.status == "resolved" else None
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "type": mention.type or (known and known.type),
        "number": _number(mention, known or None, printed),
        "name": mention.name,
        "date": mention.date or (known and known.date),
        "issuer": known.issuer.label if known and known.issuer else mention.issuer,
        "provision": mention.provision,
        "iri": document.iri,
        "status": citation.status,
        "candidates": list(citation.candidates),
        "rule": mention.rule,
        "warnings": list(mention.warnings),
    }


def _number(mention: CitationMention, known: Document | None, printed: set[str]) -> str | None:
    """The whole number where the text gives it, here or elsewhere (``printed`` IRIs); None where it never does."""
    is_given = mention.number is not None or (known is not None and known.iri in printed)
    return ((known and known.number) or mention.number) if is_given else None


def _relation(relation: Relation, printed: set[str]) -> Record:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object.iri,
        "object_number": _number(
            relation.citation, relation.object, printed if relation.predicate != "cites" else set()
        ),
        "object_name": relation.citation.name,
        "planned": relation.planned,
        "scope": relation.scope,
        "text": relation.evidence.text,
        "start": relation.evidence.start,
        "end": relation.evidence.end,
        "rule": relation.evidence.rule,
        "confidence": relation.evidence.confidence,
    }


def _item(item: Item) -> Record:
    record = {
        "iri": item.iri,
        "ordinal": item.ordinal,
        "path": item.path,
        "group": item.group,
        "description": item.description,
        "lead": _participants(item, "lead"),
        "coordinate": _participants(item, "coordinate"),
        "deadlines": [_deadline(deadline) for deadline in item.deadlines if _falls_due(deadline)],
        "timing": [_deadline(deadline) for deadline in item.deadlines if not _falls_due(deadline)],
        "start": item.evidence.start,
        "end": item.evidence.end,
        "instruments": [_instrument(use) for use in item.instruments],
        "rule": item.evidence.rule,
        "confidence": item.evidence.confidence,
    }
    if item.kind == "report":
        record |= {"reports_to": _participants(item, "reportsTo"), "via": _participants(item, "via")}
    if item.kind == "objective":
        record["targets"] = [_target(target) for target in item.targets]
    return record


def _participants(item: Item, role: str) -> list[Record]:
    return [_participant(p) for p in item.participations if p.role == role]


def _participant(participation: Participation) -> Record:
    return {"label": participation.name, "iri": participation.agency.iri, "text": participation.evidence.text}


def _agency(agency: Agency) -> Record:
    return {"label": agency.label, "iri": agency.iri}


def _falls_due(deadline: Deadline) -> bool:
    """ "Thường xuyên" and "hằng năm" say how often, but no day: they go into ``timing``."""
    mention = deadline.mention
    return bool(mention.first or mention.last or (mention.recurs and mention.recurs.month))


def _deadline(deadline: Deadline) -> Record:
    mention = deadline.mention
    recurs = mention.recurs
    return {
        "text": mention.text,
        "start": mention.first,
        "end": mention.last,
        "edtf": mention.edtf,
        "operator": mention.operator,
        "recurs": {"every": recurs.every, "month": recurs.month, "day": recurs.day} if recurs else None,
    }


def _target(target: Target) -> Record:
    return {
        "value": target.value,
        "unit": target.unit,
        "text": target.text,
        "start": target.start,
        "end": target.end,
    }


def _instrument(use: InstrumentUse) -> Record:
    return {
        "action": use.action,
        "kind": use.instrument.kind,
        "name": use.instrument.label,
        "iri": use.instrument.iri,
        "submitted_to": _agency(use.submitted_to) if use.submitted_to else None,
        "text": use.evidence.text,
        "start": use.evidence.start,
        "end": use.evidence.end,
    }
