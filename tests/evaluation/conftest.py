from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policygraph.evaluation import Answer, read_answers
from records import HOME, Data


@pytest.fixture
def answer(tmp_path: Path) -> Callable[..., Answer]:
    """An answer as it is read from a file that holds these fields."""

    def make(**fields: Any) -> Answer:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        path.write_text(json.dumps({"id": "plan", "sha256": "ab" * 32, **fields}), encoding="utf-8")
        return next(a for a in read_answers(tmp_path) if a.id == fields.get("id", "plan"))

    return make


@pytest.fixture
def record() -> Callable[..., Data]:
    """A record as ``policygraph extract`` prints it, empty but for these fields."""

    def make(document: Data | None = None, *, sha256: str = "ab" * 32, id: str = "plan", **lists: Any) -> Data:
        empty = dict.fromkeys(("number", "type_label", "issuer", "jurisdiction", "date", "title", "effective"))
        return {
            "id": id,
            "source": {"sha256": sha256},
            "document": {"iri": HOME, **empty, "signers": [], "annexes": [], **(document or {})},
            **{
                name: [] for name in ("citations", "relations", "tasks", "key_tasks", "duties", "reports", "objectives")
            },
            **lists,
        }

    return make
