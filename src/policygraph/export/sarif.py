"""SARIF 2.1.0 (OASIS, 2020): what lint found, for editors and code-review sites."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from policygraph import __version__
from policygraph.analysis.lint_checks import Check
from policygraph.grammar.folding import squeeze
from policygraph.query import ResultTable, Value
from policygraph.query.results import in_words

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PROPERTIES: Final = ("document", "weight", "node", "quote", "start", "end")
_LANGUAGES: Final = {"vi": "vi-VN", "en": "en-US"}

Object = dict[str, Any]
Row = Mapping[str, Value]


def to_sarif(table: ResultTable, checks: Sequence[Check], lang: str = "vi") -> bytes:
    """One run: ``checks`` as its rules, the rows of lint's table as its results.

    A region is in whole lines of the file, which is named without its folder, that the graph does not know. Files that
    are no text (DOCX, PDF) have no lines, what concerns a whole document no words: both have no region. The quoted
    words stand in the message; where they stand in the text that ``policygraph text`` prints is among the properties.
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
        "message": {"text": _message(row, lang)},
        "locations": [_location(row)],
        "properties": {name: row[name] for name in _PROPERTIES if row[name] is not None},
    }


def _message(row: Row, lang: str) -> str:
    """The sentence and the words that it is about: of a DOCX or PDF nothing else says where to look."""
    message = str(in_words(row["message"], lang))
    return f"{message}: “{squeeze(str(row['quote']))}”" if row["quote"] else message


def _location(row: Row) -> Object:
    physical: Object = {"artifactLocation": {"uri": quote(str(row["file"]))}}
    if row["line"]:
        physical["region"] = {"startLine": row["line"], "endLine": row["end_line"]}
    location: Object = {"physicalLocation": physical}
    if row["path"]:
        location["logicalLocations"] = [{"fullyQualifiedName": str(row["path"])}]
    return location
