"""Every table of every verb in every format, each opened again and held to the rows that JSON has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import click
import openpyxl
import pytest
from lxml import html

from conftest import DOCUMENTS
from policygraph.cli import main
from policygraph.cli.verbs import VerbGroup
from policygraph.export.tables import TABLE_FORMATS

GOLD = DOCUMENTS.parent / "gold" / "documents"
# What each verb with a table is asked here. A verb that is not named fails the first test.
ASKED: dict[str, list[object]] = {
    "lint": [],
    "info": [],
    "search": ["so noi vu"],
    "show": ["4780/KH-UBND"],
    "workload": [],
    "why": ["Sở Nội vụ", "2013-Q4"],
    "cooperation": [],
    "status": ["--template"],
    "depends": ["1557/QĐ-TTg"],
    "impact": ["1557/QĐ-TTg"],
    "path": ["4780/KH-UBND", "1557/QĐ-TTg"],
    "order": ["4780/KH-UBND"],
    "planned": ["--as-of", "2014-06-30"],
    "compare": ["4780/KH-UBND", "2834/QĐ-UBND"],
    "coverage": ["4780/KH-UBND", "2834/QĐ-UBND"],
    "lag": ["1557/QĐ-TTg"],
    "force": ["1557/QĐ-TTg", "--as-of", "2014-06-30"],
    "timeline": [],
    "diff": [],  # the graph with itself
    "query": ["--name", "tasks"],
    "queries list": [],
    "evaluate": ["--gold", GOLD, DOCUMENTS],
}
# The table of info, and one that has no rows here and takes long.
ELSEWHERE = {"build", "validate"}


def verbs(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, VerbGroup):
            yield from verbs(command, f"{before}{name} ")
        elif command is not None:
            yield before + name, command


def formats_of(command: click.Command) -> list[str]:
    return [
        name for p in command.params if p.name == "form" and isinstance(p.type, click.Choice) for name in p.type.choices
    ]


WITH_TABLES = [name for name, command in verbs(main.cli) if "xlsx" in formats_of(command)]


def test_every_verb_with_tables_knows_every_format() -> None:
    for name, command in verbs(main.cli):
        if name in WITH_TABLES:
            assert set(TABLE_FORMATS) <= set(formats_of(command)), name
    assert set(WITH_TABLES) == ASKED.keys() | ELSEWHERE, "a new verb is asked something in ASKED"


def rows_of(path: Path, form: str) -> int:
    data = path.read_bytes()
    text = "" if form == "xlsx" else data.decode("utf-8")
    match form:
        case "json":
            return len(json.loads(text))
        case "ndjson":
            return len([json.loads(line) for line in text.split("\n") if line])
        case "csv" | "tsv":
            return len(list(csv.reader(io.StringIO(text, newline=""), "excel" if form == "csv" else "excel-tab"))) - 1
        case "xlsx":
            return int(openpyxl.load_workbook(path).worksheets[0].max_row) - 1
        case "html":
            return len(html.fromstring(text).find(".//table").findall("tbody/tr"))
        case _:
            first = text.split("\n## ")[0].split("\n")
            return len([line for line in first if line.startswith("| ")]) - 2


@pytest.mark.parametrize("verb", ASKED)
def test_every_format_holds_the_same_rows(
    verb: str, real_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_LANG", "vi")
    monkeypatch.setenv("POLICYGRAPH_STORE", str(real_build))
    given = [real_build, real_build] if verb == "diff" else ASKED[verb]
    arguments = [*verb.split(), *map(str, given)]
    counts = {}
    for form in ("json", *(form for form in TABLE_FORMATS if form not in ("json", "table"))):
        target = tmp_path / f"table.{form}"
        status = main.run([*arguments, "-f", form, "-o", str(target)])
        assert status in (0, 4), form
        counts[form] = rows_of(target, form)
    assert len(set(counts.values())) == 1, counts
    assert bool(counts["json"]) == (verb != "diff")
