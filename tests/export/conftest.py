from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from factories import plan_facts
from policygraph.export.database import open_database
from policygraph.export.parts import choose
from policygraph.graph import build_graphs
from policygraph.model import DocumentFacts
from policygraph.query.results import Label, ResultTable
from policygraph.store import load_store

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


# Words that would act wherever they are not data: markup, a formula, a control character, line ends of all kinds.
HOSTILE = '=1+1 <script>alert(1)</script> ]]> & "x" \'y\' *z* \x0b\x1b[31m\u2028 NetworkX 9 lastmodifieddate="1"'


@pytest.fixture(scope="session")
def plan() -> DocumentFacts:
    facts = plan_facts(tasks=5, cited=3)
    first, *others = facts.items
    hostile = replace(first, description=HOSTILE, path=HOSTILE)
    return replace(facts, document=replace(facts.document, title=HOSTILE), items=(hostile, *others))


@pytest.fixture(scope="session")
def small_store(plan: DocumentFacts) -> Any:
    """A plan of one province whose words are hostile, and one of another, in memory."""
    graphs, _ = build_graphs([plan, plan_facts(78, "thua-thien-hue", tasks=2)], "0123456789ab")
    return load_store(graphs)


@pytest.fixture(scope="session")
def database(real_store: Any) -> Iterator[sqlite3.Connection]:
    """The tables of the two real documents."""
    with open_database(choose(real_store)) as connection:
        yield connection


@pytest.fixture(scope="session")
def small_database(small_store: Any) -> Iterator[sqlite3.Connection]:
    with open_database(choose(small_store)) as connection:
        yield connection
