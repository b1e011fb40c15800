"""Whole small plans in every layout: what a careful reader finds in them, whatever form they come in."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import docx
import pytest

from policygraph import pipeline
from policygraph.model import Item
from policygraph.reading import read_bytes

PLANS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "plans.toml").read_text(encoding="utf-8")
)["plan"]
Rows = list[list[str]]


def header(plan: dict[str, Any]) -> list[str]:
    issuer = plan.get("issuer", "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM")
    number = plan.get("number", "12/KH-UBND")
    place = "Hà Nội" if "\n" not in issuer else "Hà Nam"
    return [
        issuer,
        f"Số: {number}",
        f"{place}, ngày 05 tháng 01 năm 2018",
        plan.get("type", "KẾ HOẠCH"),
        plan["title"],
        *plan.get("before", "Danh mục nhiệm vụ").split("\n\n"),
    ]


def rows(plan: dict[str, Any]) -> Rows:
    return [[cell.strip() for cell in line.split("|")] for line in plan["table"].strip().splitlines()]


def own(row: list[str]) -> list[str]:
    """The cells of a row that are printed there."""
    return [cell.replace("/- ", "\n- ") for cell in row if cell not in "^<" or not cell]


def bars(plan: dict[str, Any]) -> bytes:
    cells = "".join(f"{cell}\n|\n" if cell else "|\n" for row in rows(plan) for cell in own(row))
    return paragraphs(plan, "|\n" + cells)


def barred_rows(plan: dict[str, Any]) -> bytes:
    lines = ("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in own(row)) for row in rows(plan))
    return paragraphs(plan, "".join(lines))


def pipes(plan: dict[str, Any]) -> bytes:
    head, *body = [[("" if cell in "^<" else cell).replace("/- ", "<br>- ") for cell in row] for row in rows(plan)]
    lines = [head, ["---"] * len(head), *body]
    return paragraphs(plan, "\n".join("| " + " | ".join(line) + " |" for line in lines))


def paragraphs(plan: dict[str, Any], table: str) -> bytes:
    return "\n\n".join([*header(plan), table, "Trên đây là Kế hoạch.", "Nơi nhận:\n- Như trên;\n- Lưu: VT."]).encode()


def html(plan: dict[str, Any]) -> bytes:
    grid = rows(plan)
    lines = []
    for at, row in enumerate(grid):
        cells = ""
        for column, cell in enumerate(row):
            if cell in ("^", "<"):
                continue
            across = 1 + run(row[column + 1 :], "<")
            down = 1 + run([below[column] for below in grid[at + 1 :]], "^")
            words = escape(cell).replace("/- ", "<br>- ")
            cells += f'<td colspan="{across}" rowspan="{down}"><p>{words}</p></td>'
        lines.append(f"<tr>{cells}</tr>")
    body = "".join(f"<p>{escape(text)}</p>" for text in header(plan))
    return f"<html><body>{body}<table>{''.join(lines)}</table><p>Nơi nhận:</p></body></html>".encode()


def run(cells: list[str], mark: str) -> int:
    return next((at for at, cell in enumerate(cells) if cell != mark), len(cells))


def word(plan: dict[str, Any]) -> bytes:
    document = docx.Document()
    for text in header(plan):
        document.add_paragraph(text)
    grid = rows(plan)
    table = document.add_table(len(grid), len(grid[0]))
    for at, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell not in ("^", "<"):
                table.cell(at, column).text = cell.replace("/- ", "\n- ")
                across, down = run(row[column + 1 :], "<"), run([r[column] for r in grid[at + 1 :]], "^")
                if across or down:
                    table.cell(at, column).merge(table.cell(at + down, column + across))
    document.add_paragraph("Nơi nhận:")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


FORMS: dict[str, tuple[str, Callable[[dict[str, Any]], bytes]]] = {
    "bars": ("plan.txt", bars),
    "rows": ("plan.txt", barred_rows),
    "pipes": ("plan.md", pipes),
    "html": ("plan.html", html),
    "docx": ("plan.docx", word),
}


def read(plan: dict[str, Any], form: str) -> list[Item]:
    if form == "body":
        data, name = "\n\n".join([*header(plan)[:5], plan["body"].strip()]).encode(), plan.get("file", "plan.txt")
    else:
        name, draw = FORMS[form]
        data = draw(plan)
    return list(pipeline.read_facts(read_bytes(data, name)).items)


def names(item: Item, role: str) -> str:
    return "; ".join(p.name for p in item.participations if p.role == role)


def days(item: Item) -> str:
    return "; ".join(f"{d.mention.first or '..'}/{d.mention.last or '..'}" for d in item.deadlines)


def as_task(item: Item) -> str:
    parts = (item.ordinal or "-", item.description, names(item, "lead"), names(item, "coordinate"), days(item))
    return " | ".join(parts)


def as_duty(item: Item) -> str:
    return " | ".join((names(item, "lead"), names(item, "coordinate"), days(item), item.description))


def squeezed(line: str) -> str:
    return " | ".join(part.strip() for part in line.split("|"))


CASES = [(plan, form) for plan in PLANS for form in plan.get("forms", ["body"])]


@pytest.mark.parametrize(("plan", "form"), CASES, ids=[f"{plan['name']}: {form}" for plan, form in CASES])
def test_tasks_of_a_plan(plan: dict[str, Any], form: str) -> None:
    items = read(plan, form)
    assert [as_task(item) for item in items if item.kind == "task"] == [squeezed(task) for task in plan["tasks"]]
    if "groups" in plan:
        assert [item.group for item in items if item.kind == "task"] == plan["groups"]
    if "rule" in plan:
        assert {item.evidence.rule for item in items if item.kind == "task"} == {plan["rule"]}
    if "key_tasks" in plan:
        assert [item.description for item in items if item.kind == "key-task"] == plan["key_tasks"]
    if "duties" in plan:
        duties = [as_duty(item) for item in items if item.kind == "duty"]
        expected = [squeezed(duty) for duty in plan["duties"]]
        assert [duty[: len(want)] for duty, want in zip(duties, expected, strict=True)] == expected
