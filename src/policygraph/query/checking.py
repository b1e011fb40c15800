"""What is wrong with a file of a named question: its head, its SPARQL, and whether the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex

from policygraph.errors import BadQuery, BadResource, PolicyGraphError
from policygraph.query.binding import variables
from policygraph.query.engine import Queryable, answer
from policygraph.query.named import KEYS, Column, NamedQuery, read_query
from policygraph.query.results import Kind, ResultTable, Value
from policygraph.query.run import run_query
from policygraph.store import load_store
from policygraph.store.guards import check_query, query_form

ROWS = 100  # of a graph's answer that are looked at

_STRAY = regex.compile(rf"#\s*({'|'.join(KEYS)}):.*")
_POSITION = regex.compile(r"line (\d+), column \d+")
_DATE = regex.compile(r"\d{4}-\d\d-\d\d")


def problems(path: Path, store: Queryable | None = None) -> Iterator[PolicyGraphError]:
    """What is wrong with one file, each with its place (file and line, where one is known); nothing where all is well.

    The SPARQL is run on an empty graph; on ``store`` too, with the examples of the head, where they give every
    parameter that is required.
    """
    try:
        query = read_query(path)
    except PolicyGraphError as error:
        yield error
        return
    found = [*_stray(query, path), *_parameters(query, path)]
    table = _run(query, path)
    found += _columns(query, table, path) if isinstance(table, ResultTable) else [table]
    yield from found
    if store is not None and not found:
        yield from _answers(query, store, path)


def _stray(query: NamedQuery, path: Path) -> Iterator[PolicyGraphError]:
    """Lines of a head that stand behind it, where nobody reads them."""
    in_head = True
    for number, line in enumerate(query.text.splitlines(), start=1):
        in_head &= bool(_STRAY.fullmatch(line))
        if not in_head and (match := _STRAY.fullmatch(line.strip())):
            hint = "put it before the first line that is none of the head"
            yield BadResource(f"the line {match[1]!r} stands behind the head", place=f"{path}:{number}", hint=hint)


def _parameters(query: NamedQuery, path: Path) -> Iterator[PolicyGraphError]:
    used = variables(query.text)
    for parameter in query.parameters:
        if parameter.variable not in used:
            message, hint = f"the parameter {parameter.name!r} is not used", f"use it: ?{parameter.variable}"
            yield BadResource(message, place=_line_of(query, path, "param", parameter.name), hint=hint)
    known = {parameter.name for parameter in query.parameters}
    for name, _ in query.examples:
        if name not in known:
            hint = f"known are: {', '.join(sorted(known)) or 'none'}"
            place = _line_of(query, path, "example", name)
            yield BadResource(f"there is no parameter {name!r}", place=place, hint=hint)


def _run(query: NamedQuery, path: Path) -> ResultTable | PolicyGraphError:
    """What the file answers as it stands, on a graph without facts."""
    try:
        check_query(query.text)
        if query_form(query.text) != "SELECT":
            return BadQuery("a named query must be a SELECT", place=str(path), hint="write SELECT … WHERE { … }")
        table = answer(load_store([]), query.text, query.title)
        assert isinstance(table, ResultTable)
        return table
    except BadQuery as error:
        return _placed(error, path)


def _placed(error: BadQuery, path: Path) -> BadQuery:
    """An engine's words with the file's name, and the line where they tell one."""
    match = _POSITION.fullmatch(error.place or "")
    place = f"{path}:{match[1]}" if match else f"{path}, {error.place}" if error.place else str(path)
    return BadQuery(error.message, place=place, hint=error.hint)


def _columns(query: NamedQuery, table: ResultTable, path: Path) -> Iterator[PolicyGraphError]:
    told = tuple(column.name for column in query.columns)
    for name in told:
        if name not in table.columns:
            hint = f"the SELECT gives: {', '.join(table.columns)}"
            place = _line_of(query, path, "column", name)
            yield BadResource(f"the SPARQL gives no column {name!r}", place=place, hint=hint)
    for name in table.columns:
        if name not in told:
            hint = f"write: # column: {name} string — tiếng Việt / English"
            yield BadResource(f"the head does not tell the column {name!r}", place=str(path), hint=hint)
    if sorted(told) == sorted(table.columns) and told != table.columns:
        hint = f"the SELECT gives: {', '.join(table.columns)}"
        yield BadResource("the columns stand in another order than in the SELECT", place=str(path), hint=hint)


def _answers(query: NamedQuery, store: Queryable, path: Path) -> Iterator[PolicyGraphError]:
    given = dict(query.examples)
    if any(parameter.required and parameter.name not in given for parameter in query.parameters):
        return
    try:
        table = run_query(store, query, given, limit=ROWS)
    except BadQuery as error:
        yield _placed(error, path)
        return
    for index, column in enumerate(query.columns):
        odd = next((row[index] for row in table.rows if not _is_of(row[index], column.kind)), None)
        if odd is not None:
            yield _odd_cell(query, path, column, odd)


def _odd_cell(query: NamedQuery, path: Path, column: Column, cell: Value) -> PolicyGraphError:
    place = _line_of(query, path, "column", column.name)
    return BadResource(f"{cell!r} in the column {column.name!r} is not of kind {column.kind}", place=place)


def _is_of(cell: Value, kind: Kind) -> bool:
    """Whether a cell may stand in a column of this kind; an empty one may stand in all."""
    match cell, kind:
        case (None, _) | (bool(), "boolean"):
            return True
        case bool(), _:
            return False
        case int(), ("integer" | "number"):
            return True
        case float(), _:
            return kind == "number"
        case str(), "date":
            return _DATE.fullmatch(cell) is not None
        case str(), "iri":
            return ":" in cell
    return isinstance(cell, str) and kind in ("string", "code", "path", "list")


def _line_of(query: NamedQuery, path: Path, key: str, name: str) -> str:
    """The place of the line of the head that tells of ``name``."""
    told = regex.compile(rf"#\s*{key}:\s*{regex.escape(name)}\b.*")
    lines = enumerate(query.text.splitlines(), start=1)
    return next((f"{path}:{number}" for number, line in lines if told.fullmatch(line)), str(path))
