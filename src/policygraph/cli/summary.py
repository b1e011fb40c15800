"""What a build read, as a table: the same for ``build`` and ``info``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policygraph.cli.messages import language
from policygraph.query.results import Label, ResultTable
from policygraph.query.words import FINDINGS, ITEM_KINDS, RESOLUTIONS

_TITLE = Label("Đã đọc và dựng đồ thị", "What was read and built")
_HEADS = {
    "part": Label("Phần", "Part"),
    "name": Label("Mục", "Name"),
    "label": Label("Nội dung", "What"),
    "count": Label("Số lượng", "Count"),
}
SHOWN = ("label", "count")  # what people read; part and name are for programs

# The fields of graph.BuildSummary: plain figures first, then those that are figures by name.
_PARTS = {
    "documents": Label("Văn bản đã đọc", "Documents read"),
    "cited_documents": Label("Văn bản chỉ được dẫn chiếu", "Documents only cited"),
    "agencies": Label("Cơ quan", "Agencies"),
    "agency_groups": Label("Nhóm cơ quan", "Groups of agencies"),
    "spellings": Label("Cách viết tên cơ quan", "Spellings of agencies"),
    "items": Label("Mục của kế hoạch", "Plan items"),
    "citations": Label("Dẫn chiếu", "Citations"),
    "relations": Label("Quan hệ", "Relations"),
    "warnings": Label("Cảnh báo", "Warnings"),
    "triples": Label("Bộ ba", "Triples"),
}
_GRAPHS = {
    "documents": Label("các văn bản", "documents"),
    "entities": Label("cơ quan, văn bản được dẫn, đề án", "agencies, cited documents, instruments"),
    "inferred": Label("suy ra", "inferred"),
    "ontology": Label("ontology", "ontology"),
    "summary": Label("số liệu trên mọi văn bản", "figures over all documents"),
    "build": Label("mô tả lần dựng", "description of the build"),
}


def summary_table(summary: Mapping[str, Any], relations: Mapping[str, Label]) -> ResultTable:
    """The summary's JSON record (``graph.summary_record``): a row a figure, with its words in the language in use.

    ``relations`` are the words for the graph's properties.
    """
    words = {**relations, **ITEM_KINDS, **RESOLUTIONS, **FINDINGS, **_GRAPHS}
    rows = tuple(row for field in _PARTS if field in summary for row in _rows(field, summary[field], words))
    return ResultTable(_TITLE, tuple(_HEADS), rows, tuple(_HEADS.values()), ("string", "string", "string", "integer"))


def _rows(field: str, figure: Any, names: Mapping[str, Label]) -> Iterator[tuple[str, str | None, str, int]]:
    part = _PARTS[field].text(language())
    if not isinstance(figure, Mapping):
        yield field, None, part, int(figure)
        return
    for name, count in figure.items():
        words = names[name].text(language()) if name in names else name
        yield field, name, f"{part}: {words}", int(count)
