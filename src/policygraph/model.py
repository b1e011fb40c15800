"""The records that travel between the stages: frozen, slotted, without behaviour.

Two families, and the words never swap places in code:

* a *mention* is what a text says (``extract`` makes them, offsets into one text);
* a *fact* is what we hold to be so (``resolve`` makes them, IRIs instead of names).

All offsets are half-open and count code points of ``Text.content`` (NFC). All dates are ISO strings
(``"2013-10-03"``), because documents also know years and quarters and ``datetime.date`` does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from. ``characters`` counts the code points of the NFC text."""

    path: str
    sha256: str
    media_type: str
    characters: int


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words. ``breaks`` are (position in content, position in the decoded file) pairs.

    Between two breaks both positions advance together, so any span leads back to the file.
    ``places`` are (position in content, place) pairs for formats that people cite by page or paragraph
    ("p. 3", "¶ 12"): a place holds until the next one.
    """

    content: str
    source: Source
    breaks: tuple[tuple[int, int], ...] = ((0, 0),)
    places: tuple[tuple[int, str], ...] = ()


# ---------------------------------------------------------------- structure

Part = Literal["body", "annex"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One numbered or bulleted element of the outline, or an unnumbered paragraph.

    ``eid`` is the Akoma Ntoso element id (``sec_I__cl_1__point_a``), unique in the document.
    ``path`` is how people cite it (``B.II.2.a``). ``start``–``end`` holds the element with all of its
    children, ``start``–``head_end`` its own words alone. ``parent`` is an ``eid`` or None.
    ``body_start`` is where the words begin after the label.
    """

    eid: str
    kind: str
    label: str
    path: str
    start: int
    body_start: int
    head_end: int
    end: int
    parent: str | None
    part: str  # "body" or the eid of the annex it stands in


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; its words are ``content[start:end]`` (it may be empty)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has columns, or one for a row that spans them."""

    eid: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head row. ``part`` is "body" or the eid of the annex it stands in."""

    eid: str
    start: int
    end: int
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of text that belongs to exactly one element: every character is in one leaf."""

    kind: str
    start: int
    end: int
    eid: str


@dataclass(frozen=True, slots=True)
class Annex:
    """What is issued with a document (ban hành kèm theo). ``title`` is its title as printed."""

    eid: str
    start: int
    end: int
    title_start: int
    title_end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one text."""

    text: Text
    leaves: tuple[Leaf, ...]
    provisions: tuple[Provision, ...]
    tables: tuple[Table, ...]
    annexes: tuple[Annex, ...]


# ---------------------------------------------------------------- mentions (what the text says)


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
    """What a document says of itself. Spans point at the words; None where the text is silent."""

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
    effective_span: tuple[int, int] | None = None
    warnings: tuple[Finding, ...] = ()


# ---------------------------------------------------------------- facts (what we hold to be so)

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

    ``property``: number | date | title | issuer | signer | effective.
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
