"""Parts of extraction records, as ``policygraph extract`` prints them: made-up numbers and names."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]
HOME = "https://example.org/doc"


def citation(number: str | None, name: str | None = None, rule: str = "by-number") -> Data:
    return {"number": number, "name": name, "text": f"Quyết định số {number}", "rule": rule}


def relation(predicate: str, number: str, *, planned: bool = False, subject: str = HOME, scope: str = "whole") -> Data:
    return {
        "subject": subject,
        "predicate": predicate,
        "object_number": number,
        "object_name": None,
        "planned": planned,
        "scope": scope,
        "rule": f"relation-{predicate}",
    }


def task(description: str, ordinal: str | None = None, lead: tuple[str, ...] = (), **fields: Any) -> Data:
    spans = fields.pop("deadlines", ())
    return {
        "ordinal": ordinal,
        "description": description,
        "lead": [{"label": label} for label in lead],
        "coordinate": [{"label": label} for label in fields.pop("coordinate", ())],
        "deadlines": [{"start": first, "end": last, "recurs": None, "text": "…"} for first, last in spans],
        "rule": "task-table-row",
        **fields,
    }
