"""The named questions of ``ontology/queries/*.rq``: SPARQL whose first comment lines say what it asks.

::

    # title-vi: Nhiệm vụ
    # title-en: Tasks
    # question-vi: Ai phải làm gì, trước khi nào?
    # question-en: Who has to do what, by when?
    # param: tinh string optional — Tỉnh, thành phố / Province
    # column: task string — Nhiệm vụ / Task
    # note: Chỉ đếm nhiệm vụ được giao. / Assigned tasks only.

A parameter ``co-quan`` is the variable ``?co_quan`` of the query.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

import regex

from policygraph import resources
from policygraph.errors import BadQuery, BadResource
from policygraph.query.results import Kind, Label

ParameterType = Literal["string", "iri", "date", "integer"]

_LINE = regex.compile(r"#\s*(?P<key>[a-z-]+):\s*(?P<value>.*\S)\s*")
_PARAMETER = regex.compile(
    r"(?P<name>[a-z][a-z0-9-]*) (?P<type>\w+) (?P<need>required|optional) — (?P<vi>[^/]+) / (?P<en>.+)"
)
_COLUMN = regex.compile(r"(?P<name>[a-z]\w*) (?P<kind>\w+) — (?P<vi>[^/]+) / (?P<en>.+)")
_NOTE = regex.compile(r"(?P<vi>.+?) / (?P<en>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``variable`` is its name in the SPARQL text."""

    name: str
    type: ParameterType
    required: bool
    label: Label
    variable: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer."""

    name: str
    kind: Kind
    label: Label


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question in two languages with the SPARQL that answers it."""

    name: str
    title: Label
    question: Label
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    notes: tuple[Label, ...]
    text: str


def list_queries() -> list[NamedQuery]:
    """All named questions, sorted by name."""
    return [load_query(path.stem) for path in resources.query_paths()]


@cache
def load_query(name: str) -> NamedQuery:
    """The named question ``name`` ("tasks").

    Raises ``BadQuery`` with the nearest name for one that does not exist, ``BadResource`` for a file
    whose head is malformed.
    """
    paths = {path.stem: path for path in resources.query_paths()}
    if name not in paths:
        raise BadQuery(f"there is no query named {name!r}", hint=nearest_hint(name, sorted(paths)))
    return parse_query(name, paths[name].read_text(encoding="utf-8"))


def parse_query(name: str, text: str) -> NamedQuery:
    """Read the head of a query file; ``name`` is the file's stem."""
    head: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            break
        head.setdefault(match["key"], []).append(match["value"])
    return NamedQuery(
        name=name,
        title=_label(name, head, "title"),
        question=_label(name, head, "question"),
        parameters=tuple(_parameter(name, value) for value in head.get("param", [])),
        columns=tuple(_column(name, value) for value in head.get("column", [])),
        notes=tuple(_words(_fields(name, _NOTE, value)) for value in head.get("note", [])),
        text=text,
    )


def nearest_hint(word: str, known: list[str]) -> str:
    """The known names nearest to ``word``, as a hint for people; all of them when none is near."""
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else f"known are: {', '.join(known) or 'none'}"


def _label(name: str, head: dict[str, list[str]], key: str) -> Label:
    try:
        return Label(head[f"{key}-vi"][0], head[f"{key}-en"][0])
    except KeyError as error:
        raise BadResource(f"the line {error} is missing", place=f"{name}.rq") from error


def _parameter(name: str, value: str) -> Parameter:
    parts = _fields(name, _PARAMETER, value)
    if parts["type"] not in get_args(ParameterType):
        raise BadResource(f"unknown type {parts['type']!r}", place=f"{name}.rq")
    kind = cast(ParameterType, parts["type"])
    variable = parts["name"].replace("-", "_")
    return Parameter(parts["name"], kind, parts["need"] == "required", _words(parts), variable)


def _column(name: str, value: str) -> Column:
    parts = _fields(name, _COLUMN, value)
    if parts["kind"] not in get_args(Kind):
        raise BadResource(f"unknown kind {parts['kind']!r}", place=f"{name}.rq")
    return Column(parts["name"], cast(Kind, parts["kind"]), _words(parts))


def _fields(name: str, pattern: regex.Pattern[str], value: str) -> dict[str, str]:
    match = pattern.fullmatch(value)
    if match is None:
        raise BadResource(f"cannot read {value!r}", place=f"{name}.rq", hint="write: … — tiếng Việt / English")
    return {key: text.strip() for key, text in match.groupdict().items()}


def _words(parts: dict[str, str]) -> Label:
    return Label(parts["vi"], parts["en"])
