"""What a build read, as a table: the same for ``build`` and ``info``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policygraph.cli.messages import language
from policygraph.query.results import Label, ResultTable

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
_NAMES = {
    "task": Label("nhiệm vụ được giao", "assigned tasks"),
    "key-task": Label("nhiệm vụ trọng tâm", "key tasks"),
    "duty": Label("nhiệm vụ thường xuyên", "standing duties"),
    "objective": Label("mục tiêu", "objectives"),
    "report": Label("chế độ báo cáo", "reporting obligations"),
    "resolved": Label("đã xác định", "resolved"),
    "ambiguous": Label("chưa rõ là văn bản nào", "ambiguous"),
    "unresolved": Label("chưa xác định", "unresolved"),
}


def summary_table(summary: Mapping[str, Any]) -> ResultTable:
    """The summary's JSON record (``graph.summary_record``): a row a figure, with its words in the language in use."""
    rows = tuple(row for field in _PARTS if field in summary for row in _rows(field, summary[field]))
    return ResultTable(_TITLE, tuple(_HEADS), rows, tuple(_HEADS.values()), ("string", "string", "string", "integer"))


def _rows(field: str, figure: Any) -> Iterator[tuple[str, str | None, str, int]]:
    part = _PARTS[field].text(language())
    if not isinstance(figure, Mapping):
        yield field, None, part, int(figure)
        return
    for name, count in figure.items():
        words = _NAMES[name].text(language()) if name in _NAMES else name
        yield field, name, f"{part}: {words}", int(count)
