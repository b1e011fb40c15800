"""Mentions: what a text says, with offsets into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A document named in the text, ``text == content[start:end]``.

    ``type`` is a symbol of ``document-types`` ("QĐ", "L"); ``number`` is canonical ("1557/QĐ-TTg") or
    None; ``name`` the name as cited without its date where there is no number; ``date`` ISO or None;
    ``year`` where only a year is given; ``issuer`` the words of the text ("Ủy ban nhân dân tỉnh").
    ``title`` is the words after "về việc …" when they follow. ``provision`` is the provision of that
    document which is meant ("khoản 2 Điều 5"). ``warnings`` are codes of repairs.
    """

    text: str
    start: int
    end: int
    type: str | None
    number: str | None
    name: str | None
    date: str | None
    year: int | None
    issuer: str | None
    title: str | None
    provision: str | None
    rule: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationMention:
    """What the text says a document, annex or task does to a cited document.

    ``subject`` is None for the document (or annex) in which the words stand, else the eid of the
    provision or row that is the task. ``citation`` is an index into the citations found.
    ``subject_citation`` is set where the subject is another cited document ("A được thay thế bằng B").
    """

    predicate: str
    citation: int
    subject: str | None
    subject_citation: int | None
    planned: bool
    scope: Literal["whole", "part"]
    text: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency named in the text.

    ``label`` is its standard form without the words that only point ("Sở Thông tin và Truyền thông" for
    "Sở Thông tin và TT"); ``kind`` a concept of ``agency-types.ttl``; ``level`` central | province |
    district | commune | unknown; ``place`` the province (or smaller place) the text itself names.
    ``office`` is the person's post when the text names one ("Giám đốc"): the agency is what counts.
    """

    text: str
    start: int
    end: int
    label: str
    kind: str
    level: str
    place: str | None
    is_group: bool
    rule: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something falls due again. ``every``: year | half-year | quarter | month | week | day."""

    every: str
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class DeadlineMention:
    """A deadline: ``first`` and ``last`` are ISO dates, either may be None.

    "trước 30/6/2013" is (None, 2013-06-30, operator "before"). ``edtf`` keeps quarters (``2014-33``).
    ``operator``: None | before | until | within | after | from.
    """

    text: str
    start: int
    end: int
    first: str | None
    last: str | None
    edtf: str | None
    operator: str | None
    recurs: Recurrence | None
    rule: str


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An instrument (đề án, quy chế, phần mềm …) that an item acts upon, or is tied to.

    ``action``: makes | submits | pilots | appraises | approves | amends | tiedTo.
    ``name`` is the instrument's name as written, ``kind`` its type word folded to standard spelling.
    ``submitted_to`` is to whom it is submitted, where the text says so.
    """

    action: str
    kind: str
    name: str
    text: str
    start: int
    end: int
    submitted_to: AgencyMention | None
    rule: str


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that an objective sets ("100% các sở"): the number, its unit ("%") and the words."""

    value: float
    unit: str
    text: str
    start: int
    end: int


ItemKind = Literal["task", "key-task", "duty", "objective", "report"]


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Something a plan sets out: an assigned task, key task, standing duty, objective or report.

    ``path`` is how people cite it ("annex/I/1", "B.II.2"), ``eid`` the element it stands in,
    ``start``–``end`` the words of its description (``content[start:end]`` folded to one line).
    ``report_to`` and ``via`` are for reports alone, ``targets`` for objectives.
    ``extent_end`` is where the item ends with all that belongs to it (labels, nested bullets).
    """

    kind: ItemKind
    ordinal: str | None
    path: str
    eid: str
    part: str
    group: str | None
    description: str
    start: int
    end: int
    extent_end: int
    lead: tuple[AgencyMention, ...]
    coordinate: tuple[AgencyMention, ...]
    deadlines: tuple[DeadlineMention, ...]
    instruments: tuple[InstrumentMention, ...]
    report_to: tuple[AgencyMention, ...]
    via: tuple[AgencyMention, ...]
    targets: tuple[Target, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class SignerMention:
    """Who signed, with the post that is printed ("Chủ tịch")."""

    name: str
    title: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know; ``code`` is stable, ``message`` is for people (English)."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeaderMention:
    """What a document says of itself. Spans point at the words; None where the text is silent.

    ``superiors`` are the bodies that its letterhead names above the issuer, highest first;
    ``consolidates`` is the symbol of the type above the title of a consolidated document; ``effective_until`` is the
    last day of its force, told in the same words as the first.
    """

    number: str | None
    number_span: tuple[int, int] | None
    type: str | None
    issuer: AgencyMention | None
    place: str | None
    date: str | None
    date_span: tuple[int, int] | None
    title: str | None
    title_span: tuple[int, int] | None
    signers: tuple[SignerMention, ...]
    effective: str | None
    effective_until: str | None = None
    effective_span: tuple[int, int] | None = None
    warnings: tuple[Finding, ...] = ()
    superiors: tuple[AgencyMention, ...] = ()
    consolidates: str | None = None

    @property
    def text_type(self) -> str | None:
        """The type of the text that is printed: a consolidated document prints that of another."""
        return self.consolidates or self.type
