"""The words for codes in tables: of relations from the ontology in the graph, of all others from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex

from policygraph.namespaces import PG
from policygraph.query.engine import Queryable, answer
from policygraph.query.results import Coded, Label, ResultTable, Value

ITEM_KINDS: Final = {
    "task": Label("nhiệm vụ được giao", "assigned tasks"),
    "key-task": Label("nhiệm vụ trọng tâm", "key tasks"),
    "duty": Label("nhiệm vụ thường xuyên", "standing duties"),
    "objective": Label("mục tiêu", "objectives"),
    "report": Label("chế độ báo cáo", "reporting obligations"),
}
RESOLUTIONS: Final = {
    "resolved": Label("đã xác định", "resolved"),
    "ambiguous": Label("chưa rõ là văn bản nào", "ambiguous"),
    "unresolved": Label("chưa xác định", "unresolved"),
}
ROLES: Final = {
    "lead": Label("chủ trì", "leads"),
    "coordinate": Label("phối hợp", "coordinates"),
}
FINDINGS: Final = {
    "citation-ambiguous": Label("dẫn chiếu chưa rõ văn bản nào", "citation fits several documents"),
    "citation-unresolved": Label("dẫn chiếu chưa xác định", "citation unresolved"),
    "citation-without-number": Label("dẫn chiếu không ghi số", "citation without a number"),
    "dash": Label("gạch ngang dài thay gạch nối", "long dash in place of a hyphen"),
    "date-conflict": Label("một văn bản, hai ngày", "one document, two dates"),
    "deadline-before-issue": Label("thời hạn trước ngày ban hành", "deadline before the day of issue"),
    "document-without-date": Label("văn bản không đọc được ngày", "document whose date was not read"),
    "document-without-number": Label("văn bản không đọc được số", "document whose number was not read"),
    "doubled-slash": Label("số văn bản thừa dấu gạch chéo", "doubled slash in a number"),
    "doubled-word": Label("lặp từ trước số văn bản", "doubled word before a number"),
    "glued-word": Label("từ dính liền số văn bản", "word glued to a number"),
    "homoglyph": Label("chữ cái trông giống nhau bị gõ lẫn", "letter of another alphabet that looks alike"),
    "missing-slash": Label("thiếu dấu gạch chéo", "slash left out"),
    "hyphen-for-slash": Label("gạch nối thay dấu gạch chéo", "hyphen in place of a slash"),
    "misread-abbreviation": Label("chữ viết tắt gõ sai", "misread abbreviation"),
    "misread-symbol": Label("ký hiệu văn bản gõ sai", "misread symbol"),
    "missing-hyphen": Label("ký hiệu thiếu gạch nối", "hyphen missing in a symbol"),
    "missing-letters": Label("ký hiệu thiếu chữ", "letters missing in a symbol"),
    "missing-type-symbol": Label("số văn bản thiếu ký hiệu loại", "number without its type's symbol"),
    "number-only-in-annex-line": Label("số chỉ ghi ở phụ lục", "number in the annex line only"),
    "odd-year": Label("năm trong số văn bản bất thường", "odd year in a number"),
    "order-number": Label("số của lệnh công bố, không phải của luật", "number of the order that promulgates a law"),
    "page-not-read": Label("trang là ảnh, chưa đọc được", "page is a picture and was not read"),
    "slash-letter": Label("chữ cái thay dấu gạch chéo", "letter in place of a slash"),
    "slash-read-as-digit": Label("dấu gạch chéo bị đọc thành chữ số", "slash read as a digit"),
    "space-in-number": Label("số văn bản có dấu cách", "space in a number"),
    "type-word-differs": Label("tên loại khác ký hiệu văn bản", "type word and symbol differ"),
}
RECURRENCES: Final = {
    "year": Label("năm", "year"),
    "half-year": Label("6 tháng", "half-year"),
    "quarter": Label("quý", "quarter"),
    "month": Label("tháng", "month"),
    "week": Label("tuần", "week"),
    "day": Label("ngày", "day"),
}
SCOPES: Final = {
    "whole": Label("toàn bộ", "whole"),
    "part": Label("một phần", "part"),
}
SEPARATOR: Final = "; "
CODES: Final = {**ITEM_KINDS, **RESOLUTIONS, **ROLES, **SCOPES, **FINDINGS, **RECURRENCES}

_PLACED = regex.compile(r"(?s)(?:(?P<annex>annex)(?:-(?P<number>\d+))?|body)/(?:table-(?P<table>\d+)/)?(?P<rest>.*)")

_PROPERTIES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?property ?vi ?en WHERE {
  VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty }
  ?property a ?kind ; rdfs:label ?vi , ?en
  FILTER(LANG(?vi) = "vi" && LANG(?en) = "en")
} ORDER BY ?property"""


def relation_words(store: Queryable) -> dict[str, Label]:
    """What people call each property of ours, by its local name ("ledBy"); empty without the ontology."""
    found = answer(store, _PROPERTIES, Label("Quan hệ", "Relations"))
    assert isinstance(found, ResultTable)
    return {
        str(property_).removeprefix(PG): Label(str(vi), str(en))
        for property_, vi, en in found.rows
        if str(property_).startswith(PG)
    }


def coded(code: Value, words: Mapping[str, Label]) -> Value:
    """A code, or several joined by "; ", with the words for it; as it is where there are none.

    >>> coded("lead; other", ROLES).words.vi
    'chủ trì; other'
    """
    parts = code.split(SEPARATOR) if isinstance(code, str) else []
    labels = [words.get(part, Label(part, part)) for part in parts]
    if words.keys().isdisjoint(parts):
        return code
    return Coded(str(code), Label(*(SEPARATOR.join(label.text(lang) for label in labels) for lang in ("vi", "en"))))


def path_cell(path: Value) -> Value:
    """The path of an item, or a label that begins with one, as programs and as people read it.

    >>> path_cell("annex/I/1").words.en, path_cell("annex-2/table-3/1").words.vi, path_cell("B.II.2")
    ('Annex, I/1', 'Phụ lục 2, bảng 3, 1', 'B.II.2')
    """
    match = _PLACED.fullmatch(str(path or ""))
    if match is None:
        return path
    return Coded(str(path), Label(_placed(match, "Phụ lục", "bảng"), _placed(match, "Annex", "table")))


def _placed(match: regex.Match[str], annex: str, table: str) -> str:
    """Annex and table in words before the place in them; a table of the body has no other name."""
    annexes = [f"{annex} {match['number'] or ''}".strip()] if match["annex"] else []
    tables = [f"{table} {match['table']}"] if match["table"] else [] if annexes else [table]
    return ", ".join([*annexes, *tables, match["rest"]])
