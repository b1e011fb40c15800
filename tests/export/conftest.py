from __future__ import annotations

import pytest

from policygraph.query.results import Label, ResultTable

# One table with everything that goes wrong in tables.
_ROWS = (
    ("Sở Nội vụ", "2013-10-09", "09/10/2013", 26, 0.5, False, "https://w3id.org/policygraph/id/doc/x/item/1"),
    ("Các sở, ban, ngành", None, "Quý 1/2014", -7, None, True, None),
    ('=HYPERLINK("http://example.org")', "1899-01-01", "a|b <script>\n*c* \x1b[31m", 0, 1.25, None, None),
)
_LABELS = (
    Label("Cơ quan", "Agency"),
    Label("Thời hạn", "Deadline"),
    Label("Nguyên văn", "Words"),
    Label("Số nhiệm vụ", "Tasks"),
    Label("Tỷ lệ", "Share"),
    Label("Nhóm", "Group"),
    Label("Nhiệm vụ", "Task"),
)


@pytest.fixture
def table() -> ResultTable:
    return ResultTable(
        title=Label("Nhiệm vụ & thời hạn", "Tasks & deadlines"),
        columns=("agency", "latest", "words", "tasks", "share", "is_group", "task"),
        rows=_ROWS,
        labels=_LABELS,
        kinds=("string", "date", "string", "integer", "number", "boolean", "iri"),
        notes=(Label("Chỉ đếm nhiệm vụ được giao.", "Assigned tasks only."),),
    )


@pytest.fixture
def empty(table: ResultTable) -> ResultTable:
    return ResultTable(table.title, table.columns, (), table.labels, table.kinds)
