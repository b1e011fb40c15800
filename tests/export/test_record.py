"""The extraction record, word by word of its contract, from facts made by hand."""

from __future__ import annotations

import json

from policygraph.export.record import record_id, to_record
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
    Instrument,
    InstrumentUse,
    Item,
    ItemKind,
    Participation,
    Recurrence,
    Relation,
    SignerMention,
    Source,
    Target,
    Text,
)

ISSUER = Agency("pgid:agency/ben-tre/ubnd", "Ủy ban nhân dân tỉnh Bến Tre", "people-committee", "ben-tre", False)
LEAD = Agency("pgid:agency/ben-tre/so-noi-vu", "Sở Nội vụ", "department", "ben-tre", False)
OWN = Document("pgid:doc/own", "4780/KH-UBND", "KH", None, "Kế hoạch …", "2013-10-03", None, ISSUER, "ben-tre")
CENTRAL = Agency("pgid:agency/vn/ttg", "Thủ tướng Chính phủ", "prime-minister", "vn", False)
CITED = Document("pgid:doc/cited", "1557/QĐ-TTg", "QĐ", None, None, "2012-10-18", None, CENTRAL, "vn")
LAW = Document("pgid:doc/law", None, "L", "Luật Cán bộ, công chức", None, None, None, None, "vn")


def evidence(text: str = "x", start: int = 0, end: int = 1) -> Evidence:
    return Evidence(start, end, text, "some-rule", 0.9)


def mention(number: str | None, name: str | None, text: str) -> CitationMention:
    return CitationMention(text, 5, 5 + len(text), "QĐ", number, name, None, None, "Thủ tướng", None, None, "rule-a")


def item(kind: ItemKind, path: str) -> Item:
    due = DeadlineMention("Quý 1/2014", 1, 9, "2014-01-01", "2014-03-31", "2014-33", None, None, "quarter")
    yearly = DeadlineMention("trước 15/11", 1, 9, None, None, None, "before", Recurrence("year", 11, 15), "yearly")
    own = Instrument("pgid:i/1", "pgid:c/1", "Đề án vị trí việc làm", "đề án", "Đề án vị trí việc làm", ())
    return Item(
        iri=f"pgid:doc/own/item/{path}",
        kind=kind,
        ordinal="1",
        path=path,
        eid="annex_1__row_1",
        part="annex_1",
        group="ĐỀ ÁN",
        description="Trình Đề án",
        evidence=evidence("Trình Đề án", 100, 111),
        participations=(
            Participation(LEAD, LEAD.label, "lead", evidence("Sở NV")),
            Participation(ISSUER, ISSUER.label, "coordinate", evidence("UBND tỉnh")),
            Participation(ISSUER, ISSUER.label, "reportsTo", evidence("UBND tỉnh")),
        ),
        deadlines=(Deadline("pgid:d/1", due), Deadline("pgid:d/2", yearly)),
        instruments=(InstrumentUse(own, "submits", ISSUER, evidence("Trình Đề án")),),
        targets=(Target(100.0, "%", "100%", 40, 44),) if kind == "objective" else (),
    )


NUMBERED = mention("1557/QĐ-TTg", None, "QĐ 1557")
PATHS: dict[ItemKind, str] = {
    "task": "annex/I/1",
    "report": "IV.3",
    "duty": "IV.1",
    "key-task": "III.1",
    "objective": "II.1",
}
FACTS = DocumentFacts(
    text=Text("…", Source("folder/000_4abf.txt", "ab12", "text/plain", 15210)),
    document=OWN,
    type_label="Kế hoạch",
    place="Bến Tre",
    signers=(SignerMention("Võ Thành Hạo", "Chủ tịch", 1, 2),),
    effective=None,
    header=(),
    annexes=(AnnexFact("pgid:doc/own/annex/1", "annex_1", "Danh mục", evidence()),),
    provisions=(),
    citations=(
        Citation(CITED, NUMBERED, "resolved"),
        Citation(LAW, mention(None, "Luật Cán bộ, công chức", "Luật …"), "ambiguous", ("a:1", "a:2")),
    ),
    relations=(Relation("pgid:doc/own", "implements", CITED, NUMBERED, False, "whole", evidence("Thực hiện", 3, 12)),),
    items=tuple(item(kind, path) for kind, path in PATHS.items()),
    approvals=(Approval(CITED, item("task", "1").instruments[0]),),
    warnings=(Finding("deadline-before-issue", "the deadline …", 9300, 9309),),
)
RECORD = to_record(FACTS)


def test_the_fields_stand_in_the_order_of_the_contract() -> None:
    assert list(RECORD)[:6] == ["schema", "id", "source", "document", "citations", "relations"]
    assert RECORD["schema"] == "policygraph/extract/1"
    assert RECORD["id"] == "000_4abf"
    assert json.loads(json.dumps(RECORD)) == RECORD


def test_source_and_document() -> None:
    source = {"path": "folder/000_4abf.txt", "sha256": "ab12", "media_type": "text/plain", "characters": 15210}
    assert RECORD["source"] == source
    document = RECORD["document"]
    assert document["issuer"] == {"label": "Ủy ban nhân dân tỉnh Bến Tre", "iri": ISSUER.iri}
    assert document["jurisdiction"] == "Bến Tre"
    assert document["signers"] == [{"name": "Võ Thành Hạo", "title": "Chủ tịch"}]
    assert document["annexes"] == [{"iri": "pgid:doc/own/annex/1", "title": "Danh mục"}]
    assert document["effective"] is None


def test_a_resolved_citation_tells_what_is_known_of_its_document() -> None:
    citation = RECORD["citations"][0]
    assert citation["number"] == "1557/QĐ-TTg"
    assert citation["date"] == "2012-10-18"
    assert citation["issuer"] == "Thủ tướng Chính phủ"
    assert (citation["status"], citation["candidates"]) == ("resolved", [])


def test_an_open_citation_tells_what_the_text_says() -> None:
    citation = RECORD["citations"][1]
    assert (citation["number"], citation["name"]) == (None, "Luật Cán bộ, công chức")
    assert (citation["status"], citation["candidates"]) == ("ambiguous", ["a:1", "a:2"])
    assert citation["issuer"] == "Thủ tướng"


def test_relations_carry_their_words() -> None:
    assert RECORD["relations"] == [
        {
            "subject": "pgid:doc/own",
            "predicate": "implements",
            "object": "pgid:doc/cited",
            "object_number": "1557/QĐ-TTg",
            "object_name": None,
            "planned": False,
            "scope": "whole",
            "text": "Thực hiện",
            "start": 3,
            "end": 12,
            "rule": "some-rule",
            "confidence": 0.9,
        }
    ]


def test_each_kind_of_item_has_its_own_list() -> None:
    lists = {"tasks": "task", "reports": "report", "duties": "duty", "key_tasks": "key-task", "objectives": "objective"}
    assert {name: [i["path"] for i in RECORD[name]] for name in lists} == {n: [PATHS[k]] for n, k in lists.items()}


def test_an_objective_has_its_figures() -> None:
    targets = [{"value": 100.0, "unit": "%", "text": "100%", "start": 40, "end": 44}]
    assert RECORD["objectives"][0]["targets"] == targets
    assert "targets" not in RECORD["tasks"][0]


def test_what_a_cited_document_approves() -> None:
    approval = RECORD["approvals"][0]
    assert (approval["number"], approval["name"]) == ("1557/QĐ-TTg", "Đề án vị trí việc làm")


def test_a_task() -> None:
    task = RECORD["tasks"][0]
    assert task["lead"] == [{"label": "Sở Nội vụ", "iri": LEAD.iri, "text": "Sở NV"}]
    assert task["coordinate"] == [{"label": ISSUER.label, "iri": ISSUER.iri, "text": "UBND tỉnh"}]
    assert (task["start"], task["end"], task["description"]) == (100, 111, "Trình Đề án")
    assert task["deadlines"][0] == {
        "text": "Quý 1/2014",
        "start": "2014-01-01",
        "end": "2014-03-31",
        "edtf": "2014-33",
        "operator": None,
        "recurs": None,
    }
    assert task["deadlines"][1]["recurs"] == {"every": "year", "month": 11, "day": 15}
    assert task["instruments"][0]["submitted_to"] == {"label": ISSUER.label, "iri": ISSUER.iri}


def test_a_report_says_to_whom_and_through_whom() -> None:
    report = RECORD["reports"][0]
    assert [agency["text"] for agency in report["reports_to"]] == ["UBND tỉnh"]
    assert report["via"] == []
    assert "reports_to" not in RECORD["tasks"][0]


def test_standard_input_has_an_id() -> None:
    assert record_id(Source("-", "", "text/plain", 1)) == "stdin"
