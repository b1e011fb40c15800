"""Facts made by hand for tests of the graph and everything above it: made-up numbers, no names of people.

``plan_facts`` writes the text piece by piece, so that every offset is true.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from policygraph.identifiers import agency_iri, document_iri, instrument_iri, item_iri
from policygraph.model import (
    Agency,
    AnnexFact,
    Approval,
    Citation,
    CitationMention,
    Deadline,
    DeadlineMention,
    Document,
    DocumentFacts,
    Evidence,
    Finding,
    HeaderFact,
    Instrument,
    InstrumentUse,
    Item,
    Participation,
    Provision,
    Recurrence,
    Relation,
    SignerMention,
    Source,
    Target,
    Text,
)

GOVERNMENT = Agency(
    agency_iri("vn", "Thủ tướng Chính phủ"), "Thủ tướng Chính phủ", "agency-prime-minister", "vn", False
)


class Page:
    """A text that grows; ``write`` gives back the evidence for what was written."""

    def __init__(self) -> None:
        self.content = ""

    def write(self, words: str, rule: str = "by-hand", confidence: float = 0.98) -> Evidence:
        start = len(self.content)
        self.content += words
        evidence = Evidence(start, len(self.content), words, rule, confidence)
        self.content += "\n"
        return evidence


def agency(
    label: str, jurisdiction: str = "ben-tre", kind: str = "agency-department", is_group: bool = False
) -> Agency:
    return Agency(agency_iri(jurisdiction, label), label, kind, jurisdiction, is_group)


def decision(serial: int = 9001, date: str | None = "2012-10-18") -> Document:
    number = f"{serial}/QĐ-TTg"
    return Document(
        document_iri("vn", number, None, 2012), number, "QĐ", None, "Về công vụ", date, None, GOVERNMENT, "vn"
    )


def cite(page: Page, document: Document, *, status: str = "resolved", date: str | None = None) -> Citation:
    words = page.write(f"Quyết định số {document.number} của Thủ tướng Chính phủ", "citation-by-number")
    mention = CitationMention(
        text=words.text,
        start=words.start,
        end=words.end,
        type=document.type,
        number=document.number,
        name=None,
        date=date or document.date,
        year=None,
        issuer="Thủ tướng Chính phủ",
        title=None,
        provision="khoản 2 Điều 5",
        rule=words.rule,
    )
    candidates = (f"{document.iri}-a", f"{document.iri}-b") if status == "ambiguous" else ()
    return Citation(document, mention, status, candidates)  # type: ignore[arg-type]


def relate(
    subject: str, predicate: str, citation: Citation, *, planned: bool = False, scope: str = "whole"
) -> Relation:
    mention = citation.mention
    words = Evidence(mention.start, mention.end, mention.text, f"relation-{predicate}", 0.99)
    return Relation(subject, predicate, citation.document, mention, planned, scope, words)  # type: ignore[arg-type]


def plan_facts(
    serial: int = 77,
    jurisdiction: str = "ben-tre",
    *,
    tasks: int = 3,
    cited: int = 3,
    agency_words: str = "Sở NV",
) -> DocumentFacts:
    """A plan of a province: header, provisions, cited decisions, tasks of every kind, one finding."""
    page = Page()
    number = f"{serial}/KH-UBND"
    committee = agency("Ủy ban nhân dân tỉnh", jurisdiction, "agency-peoples-committee")
    iri = document_iri(jurisdiction, number, None, 2013)
    header = (
        HeaderFact("number", number, page.write(number)),
        HeaderFact("date", "2013-10-03", page.write("ngày 03 tháng 10 năm 2013")),
        HeaderFact("issuer", committee.label, page.write("UBND TỈNH")),
        HeaderFact("title", "Kế hoạch thử", page.write("Kế hoạch thử")),
        HeaderFact("effective", "2013-10-13", page.write("có hiệu lực từ ngày 13/10/2013")),
    )
    document = Document(iri, number, "KH", None, "Kế hoạch thử", "2013-10-03", None, committee, jurisdiction)
    citations = tuple(cite(page, decision(9001 + n)) for n in range(cited))
    items = tuple(_item(page, iri, jurisdiction, n, agency_words) for n in range(1, tasks + 1))
    relations = [relate(iri, "implements" if n == 0 else "cites", citation) for n, citation in enumerate(citations)]
    if items and citations:
        relations.append(relate(items[0].iri, "replaces", citations[0], planned=True))
    approvals = tuple(
        Approval(citation.document, replace(_use(page, "vn"), submitted_to=None)) for citation in citations[:1]
    )
    signature = page.write("CHỦ TỊCH")
    annex = AnnexFact(f"{iri}/annex/1", "annex", "Danh mục nhiệm vụ", page.write("Kèm theo Kế hoạch"))
    return DocumentFacts(
        text=Text(page.content, _source(serial, page.content)),
        document=document,
        type_label="Kế hoạch",
        place="Bến Tre",
        signers=(SignerMention("A. B.", "Chủ tịch", signature.start, signature.end),),
        effective="2013-10-13",
        header=(*header, HeaderFact("signer", "A. B.", signature)),
        annexes=(annex,),
        provisions=_provisions(page.content),
        citations=citations,
        relations=tuple(relations),
        items=items,
        approvals=approvals,
        warnings=(Finding("deadline-before-issue", "the deadline is before the date of issue", 0, 5),),
    )


def _source(serial: int, content: str) -> Source:
    return Source(f"some/folder/{serial}.txt", hashlib.sha256(content.encode()).hexdigest(), "text/plain", len(content))


def _provisions(content: str) -> tuple[Provision, ...]:
    section = Provision("sec_I", "sec", "I", "I", 0, 2, 5, len(content), None, "body")
    return section, replace(section, eid="sec_I__cl_1", kind="cl", label="1", path="I.1", parent="sec_I")


def _item(page: Page, document: str, jurisdiction: str, n: int, agency_words: str) -> Item:
    words = page.write(f'Nhiệm vụ {n}: trình "Đề án vị trí việc làm"', "task-table-row", 0.97)
    iri = item_iri(document, f"annex/I/{n}")
    kinds = ("task", "key-task", "duty", "objective", "report")
    group = agency("Các sở, ban, ngành tỉnh", jurisdiction, "agency-group", is_group=True)
    return Item(
        iri=iri,
        kind=kinds[(n - 1) % len(kinds)],  # type: ignore[arg-type]
        ordinal=str(n),
        path=f"annex/I/{n}",
        eid=f"annex__tbl_1__row_{n}",
        part="annex",
        group="ĐỀ ÁN",
        description=words.text,
        evidence=words,
        participations=(
            Participation(agency("Sở Nội vụ", jurisdiction), "Sở Nội vụ", "lead", page.write(agency_words)),
            Participation(group, "Các sở, ban, ngành tỉnh", "coordinate", page.write("các sở, ban, ngành tỉnh")),
        ),
        deadlines=(_deadline(page, iri),),
        instruments=(_use(page, jurisdiction),),
        targets=_targets(page) if kinds[(n - 1) % len(kinds)] == "objective" else (),
    )


def _targets(page: Page) -> tuple[Target, ...]:
    words = page.write("100% các sở")
    return (Target(100.0, "%", words.text, words.start, words.end),)


def _deadline(page: Page, item: str) -> Deadline:
    words = page.write("Quý 1/2014")
    recurs = Recurrence("year", 11, 15)
    mention = DeadlineMention(
        words.text, words.start, words.end, "2014-01-01", "2014-03-31", "2014-33", "until", recurs, "deadline-quarter"
    )
    return Deadline(f"{item}/deadline/1", mention)


def _use(page: Page, jurisdiction: str) -> InstrumentUse:
    name = "Đề án vị trí việc làm"
    instrument = Instrument(
        instrument_iri(jurisdiction, "đề án", "vị trí việc làm"),
        instrument_iri("concept", "đề án", "vị trí việc làm"),
        name,
        "đề án",
        name,
        ("đề án VTVL",),
    )
    committee = agency("Ủy ban nhân dân tỉnh", jurisdiction, "agency-peoples-committee")
    return InstrumentUse(instrument, "submits", committee, page.write("trình UBND tỉnh Đề án VTVL"))
