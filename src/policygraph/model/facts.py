"""Facts: what we hold to be so, IRIs instead of names, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policygraph.model.mentions import (
    CitationMention,
    DeadlineMention,
    Finding,
    ItemKind,
    SignerMention,
    Target,
)
from policygraph.model.outline import Provision
from policygraph.model.text import Text

Status = Literal["resolved", "ambiguous", "unresolved"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words an edge rests on: ``text == content[start:end]``, the rule that read them."""

    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as a node. ``jurisdiction`` is a slug: "vn", "ben-tre" … ``kind`` an agency type."""

    iri: str
    label: str
    kind: str
    jurisdiction: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a node, read or only cited. ``jurisdiction`` is a slug; ``name`` for laws by name."""

    iri: str
    number: str | None
    type: str | None
    name: str | None
    title: str | None
    date: str | None
    year: int | None
    issuer: Agency | None
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation that was resolved, or says why not. ``candidates`` are IRIs when ambiguous."""

    document: Document
    mention: CitationMention
    status: Status
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """``subject`` is the IRI of a document, an annex or an item; ``citation`` names the object in the text."""

    subject: str
    predicate: str
    object: Document
    citation: CitationMention
    planned: bool
    scope: Literal["whole", "part"]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Participation:
    """An agency's part in an item. ``role``: lead | coordinate | reportsTo | via.

    ``name`` is what the item calls it, short forms written out ("Ủy ban nhân dân tỉnh"); the agency's own
    label may say more ("Ủy ban nhân dân tỉnh Bến Tre").
    """

    agency: Agency
    name: str
    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as a node."""

    iri: str
    mention: DeadlineMention


@dataclass(frozen=True, slots=True)
class Instrument:
    """A province's own instrument; ``concept`` is the idea that provinces share.

    ``label`` is the fullest name met in the document, ``aliases`` every other spelling met.
    """

    iri: str
    concept: str
    concept_label: str
    kind: str
    label: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentUse:
    """What an item does with an instrument; ``action`` as in ``InstrumentMention``."""

    instrument: Instrument
    action: str
    submitted_to: Agency | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Item:
    """A plan item as a node (task, key-task, duty, objective, report)."""

    iri: str
    kind: ItemKind
    ordinal: str | None
    path: str
    eid: str
    part: str
    group: str | None
    description: str
    evidence: Evidence
    participations: tuple[Participation, ...]
    deadlines: tuple[Deadline, ...]
    instruments: tuple[InstrumentUse, ...]
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """A cited document that approves an instrument ("… về việc phê duyệt Đề án …")."""

    document: Document
    use: InstrumentUse


@dataclass(frozen=True, slots=True)
class AnnexFact:
    """An annex as a node; ``document`` is what it is issued with."""

    iri: str
    eid: str
    title: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """One thing the document says of itself and the words that say it.

    ``property``: number | date | title | issuer | signer | effective | effective-until.
    """

    property: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that was read from one document. ``graph`` builds one named graph from it."""

    text: Text
    document: Document
    type_label: str | None
    place: str | None
    signers: tuple[SignerMention, ...]
    effective: str | None
    header: tuple[HeaderFact, ...]
    annexes: tuple[AnnexFact, ...]
    provisions: tuple[Provision, ...]
    citations: tuple[Citation, ...]
    relations: tuple[Relation, ...]
    items: tuple[Item, ...]
    approvals: tuple[Approval, ...] = ()
    warnings: tuple[Finding, ...] = ()
    effective_until: str | None = None
