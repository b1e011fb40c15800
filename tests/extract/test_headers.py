from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from policygraph.export.record import to_record
from policygraph.pipeline import read_facts
from policygraph.reading import read_bytes

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "headers.toml").read_text(encoding="utf-8"))["case"]
FIELDS = ("number", "type", "issuer", "jurisdiction", "date", "signer", "title", "effective", "effective_until")


def told(words: str, suffix: str) -> dict[str, Any]:
    """The fields that a text tells of itself, by the names of the case table."""
    document = to_record(read_facts(read_bytes(words.encode(), f"pasted.{suffix}")))["document"]
    signers = [signer["name"] for signer in document["signers"]]
    fields = {
        **document,
        "type": document["type_label"],
        "issuer": document["issuer"] and document["issuer"]["label"],
        "signer": signers[0] if signers else None,
        "signers": signers,
    }
    return {name: fields[name] for name in (*FIELDS, "signers")}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_head_tells(case: dict[str, Any]) -> None:
    words = unicodedata.normalize("NFD", case["text"]) if case.get("decompose") else case["text"]
    found = told(words, case.get("format", "txt"))
    wanted = {name: case[name] for name in (*FIELDS, "signers") if name in case}
    assert {name: found[name] for name in wanted} == wanted
    assert {name: found[name] for name in case.get("none", ()) if found[name]} == {}
