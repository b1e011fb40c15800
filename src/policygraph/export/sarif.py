"""SARIF 2.1.0 (OASIS, 2020): what lint found, for editors and code-review sites."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from policygraph import __version__
from policygraph.analysis.lint_checks import Check
from policygraph.query import ResultTable, Value
from policygraph.query.results import in_words

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LANGUAGES: Final = {"vi": "vi-VN", "en": "en-US"}

Object = dict[str, Any]
Row = Mapping[str, Value]


def to_sarif(table: ResultTable, checks: Sequence[Check], lang: str = "vi") -> bytes:
    """One run: ``checks`` as its rules, the rows of lint's table as its results.

    Regions are code points of the text that ``policygraph text`` prints, zero-based; the file is named without
    its folder, which the graph does not know. What concerns a whole document has no region.
    """
    numbers = {check.id: number for number, check in enumerate(checks)}
    run = {
        "tool": {
            "driver": {
                "name": "policygraph",
                "version": __version__,
                "rules": [_rule(check, lang) for check in checks],
            }
        },
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, numbers[str(row["code"])], lang) for row in table.to_dicts()],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _rule(check: Check, lang: str) -> Object:
    return {
        "id": check.id,
        "name": check.name,
        "shortDescription": {"text": check.title.text(lang)},
        "fullDescription": {"text": check.explanation.text(lang)},
        "help": {"text": check.hint.text(lang)},
        "defaultConfiguration": {"level": check.severity},  # SARIF's levels have the same names
    }


def _result(row: Row, number: int, lang: str) -> Object:
    return {
        "ruleId": str(row["code"]),
        "ruleIndex": number,
        "level": str(row["severity"]),
        "message": {"text": in_words(row["message"], lang)},
        "locations": [_location(row)],
        "properties": {"document": row["document"], "weight": row["weight"], "node": row["node"]},
    }


def _location(row: Row) -> Object:
    physical: Object = {"artifactLocation": {"uri": quote(str(row["file"]))}}
    if row["quote"]:
        start, end = int(row["start"] or 0), int(row["end"] or 0)
        physical["region"] = {"charOffset": start, "charLength": end - start, "snippet": {"text": row["quote"]}}
    location: Object = {"physicalLocation": physical}
    if row["path"]:
        location["logicalLocations"] = [{"fullyQualifiedName": str(row["path"])}]
    return location
