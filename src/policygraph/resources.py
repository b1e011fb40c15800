"""The one door between code and the experts' files: ``ontology/``, ``data/rules``, ``data/gazetteers``.

In a checkout the files stand at the top level; in an installed wheel they lie inside the package.
"""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from policygraph.errors import BadResource


@cache
def root() -> Path:
    """The folder that holds ``ontology`` and ``data``."""
    here = Path(__file__).resolve().parent
    for candidate in (here, here.parents[1]):
        if (candidate / "data" / "rules").is_dir():
            return candidate
    raise BadResource("the rules folder is missing", place=str(here), hint="reinstall policygraph")


def ontology_path(name: str) -> Path:
    """A file of ``ontology/``, for instance ``"shapes.ttl"``."""
    return root() / "ontology" / name


@cache
def query_paths() -> tuple[Path, ...]:
    """All named queries, sorted by name."""
    return tuple(sorted((root() / "ontology" / "queries").glob("*.rq")))


@cache
def rules(name: str) -> dict[str, Any]:
    """The parsed TOML of ``data/rules/<name>.toml``: ``{"macros": {...}, "rule": [...], ...}``."""
    path = root() / "data" / "rules" / f"{name}.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadResource(f"cannot read the rules: {error.strerror}", place=str(path)) from error
    if not unicodedata.is_normalized("NFC", text):
        raise BadResource("the file is not in Unicode NFC", place=str(path), hint="save it in NFC")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadResource(f"not TOML: {error}", place=str(path)) from error


def rule_names() -> list[str]:
    """The names of all rule files, sorted."""
    return sorted(path.stem for path in (root() / "data" / "rules").glob("*.toml"))


@cache
def gazetteer(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/gazetteers/<name>.csv``, empty cells as ``""``."""
    return _rows(root() / "data" / "gazetteers" / f"{name}.csv")


@cache
def gold_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/gold/<name>.csv``, empty cells as ``""``."""
    return _rows(root() / "data" / "gold" / f"{name}.csv")


@cache
def rule_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/rules/<name>.csv``, empty cells as ``""``."""
    return _rows(root() / "data" / "rules" / f"{name}.csv")


def _rows(path: Path) -> tuple[dict[str, str], ...]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))
    except OSError as error:
        raise BadResource(f"cannot read the table: {error.strerror}", place=str(path)) from error
