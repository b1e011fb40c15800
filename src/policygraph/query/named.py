"""The named questions of ``ontology/queries/*.rq`` and of users' folders: SPARQL whose first lines say what it asks.

::

    # title-vi: Nhiệm vụ
    # title-en: Tasks
    # question-vi: Ai phải làm gì, trước khi nào?
    # question-en: Who has to do what, by when?
    # param: tinh string optional — Tỉnh, thành phố / Province
    # column: task string — Nhiệm vụ / Task
    # note: Chỉ đếm nhiệm vụ được giao. / Assigned tasks only.
    # example: tinh=Bến Tre

A parameter ``co-quan`` is the variable ``?co_quan`` of the query. One of type ``name`` is bound to the key
(``pg:key``) of what was typed: lower case, no marks, single spaces. ``example`` gives a value that may be tried.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeVar, cast, get_args

import regex

from policygraph import resources
from policygraph.errors import BadQuery, BadResource, MissingInput
from policygraph.query.results import Kind, Label

ParameterType = Literal["name", "string", "iri", "date", "integer"]

KEYS: Final = (
    "title-vi", "title-en", "question-vi", "question-en", "param", "column", "note", "example"
)  # fmt: skip
NAME: Final = regex.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_LINE = regex.compile(r"#\s*(?P<key>[a-z-]+):\s*(?P<value>.*\S)\s*")
_PARAMETER = regex.compile(
    r"(?P<name>[a-z][a-z0-9-]*) (?P<type>\w+) (?P<need>required|optional) — (?P<vi>[^/]+) / (?P<en>.+)"
)
_COLUMN = regex.compile(r"(?P<name>[a-z]\w*) (?P<kind>\w+) — (?P<vi>[^/]+) / (?P<en>.+)")
_NOTE = regex.compile(r"(?P<vi>.+?) / (?P<en>.+)")
_EXAMPLE = regex.compile(r"(?P<name>[a-z][a-z0-9-]*)=(?P<value>.+)")


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
    """A question in two languages with the SPARQL that answers it; ``examples`` are (parameter, value) pairs."""

    name: str
    title: Label
    question: Label
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    notes: tuple[Label, ...]
    text: str
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a head: where it stands, and what it says."""

    place: str
    key: str
    value: str


def list_queries(folders: Sequence[str | Path] = ()) -> list[NamedQuery]:
    """All named questions, those of these folders too, sorted by name. Raises as ``load_query``."""
    return [read_query(path) for _, path in sorted(query_files(folders).items())]


def load_query(name: str, folders: Sequence[str | Path] = ()) -> NamedQuery:
    """The named question ``name`` ("tasks"), of ours or of these folders.

    Raises ``BadQuery`` with the nearest name for one that does not exist, ``BadResource`` for a file whose head is
    malformed and for a name that two files have, ``MissingInput`` for a folder that is not there.
    """
    files = query_files(folders)
    if name not in files:
        raise BadQuery(f"there is no query named {name!r}", hint=nearest_hint(name, sorted(files)))
    return read_query(files[name])


def query_files(folders: Sequence[str | Path] = ()) -> dict[str, Path]:
    """Where each named question stands, by name: a name says one thing, whoever asks."""
    files = {path.stem: path for path in resources.query_paths()}
    for folder in map(Path, folders):
        if not folder.is_dir():
            raise MissingInput("no such folder", place=str(folder), hint="policygraph queries new NAME makes one")
        for path in sorted(folder.glob("*.rq")):
            if path.stem in files and files[path.stem] != path:
                hint = "rename one of them"
                raise BadResource(f"there is another query named {path.stem!r}", place=str(path), hint=hint)
            files[path.stem] = path
    return files


def read_query(path: Path) -> NamedQuery:
    """The question in one file. Raises ``BadResource`` for one that cannot be read, or whose head is malformed."""
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise BadResource("not UTF-8 text", place=str(path), hint="save the file as UTF-8 and try again") from error


def parse_query(name: str, text: str, place: str = "") -> NamedQuery:
    """Read the head of a query file; ``name`` is the file's stem, ``place`` what errors call the file."""
    place = place or f"{name}.rq"
    head = list(_head(text, place))
    return NamedQuery(
        name=name,
        title=_label(place, head, "title"),
        question=_label(place, head, "question"),
        parameters=_distinct(head, "param", map(_parameter, _of(head, "param"))),
        columns=_distinct(head, "column", map(_column, _of(head, "column"))),
        notes=tuple(_words(_fields(_NOTE, line)) for line in _of(head, "note")),
        text=text,
        examples=tuple((parts["name"], parts["value"]) for parts in map(_example, _of(head, "example"))),
    )


def _head(text: str, place: str) -> Iterator[_Line]:
    """The lines before the SPARQL; the first that is none of them ends the head."""
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            return
        if match["key"] not in KEYS:
            hint = nearest_hint(match["key"], list(KEYS))
            raise BadResource(f"a head has no line {match['key']!r}", place=f"{place}:{number}", hint=hint)
        yield _Line(f"{place}:{number}", match["key"], match["value"])


def _of(head: Sequence[_Line], key: str) -> list[_Line]:
    return [line for line in head if line.key == key]


def nearest_hint(word: str, known: list[str]) -> str:
    """The known names nearest to ``word``, as a hint for people; all of them when none is near."""
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}?" if near else f"known are: {', '.join(known) or 'none'}"


def _label(place: str, head: Sequence[_Line], key: str) -> Label:
    said = {line.key: line.value for line in reversed(head)}
    try:
        return Label(said[f"{key}-vi"], said[f"{key}-en"])
    except KeyError as error:
        hint = f"write: # {error.args[0]}: …"
        raise BadResource(f"the line {error} is missing", place=place, hint=hint) from error


def _parameter(line: _Line) -> Parameter:
    parts = _fields(_PARAMETER, line)
    _check_among(line, parts["type"], get_args(ParameterType), "type")
    kind = cast(ParameterType, parts["type"])
    variable = parts["name"].replace("-", "_")
    return Parameter(parts["name"], kind, parts["need"] == "required", _words(parts), variable)


def _column(line: _Line) -> Column:
    parts = _fields(_COLUMN, line)
    _check_among(line, parts["kind"], get_args(Kind), "kind")
    return Column(parts["name"], cast(Kind, parts["kind"]), _words(parts))


def _example(line: _Line) -> dict[str, str]:
    return _fields(_EXAMPLE, line, "write: name=value")


def _check_among(line: _Line, word: str, known: Sequence[str], what: str) -> None:
    if word not in known:
        raise BadResource(f"unknown {what} {word!r}", place=line.place, hint=f"known are: {', '.join(known)}")


Named = TypeVar("Named", Parameter, Column)


def _distinct(head: Sequence[_Line], key: str, found: Iterable[Named]) -> tuple[Named, ...]:
    named: dict[str, Named] = {}
    for line, one in zip(_of(head, key), found, strict=True):
        if one.name in named:
            raise BadResource(f"{one.name!r} is there twice", place=line.place, hint="rename one of them")
        named[one.name] = one
    return tuple(named.values())


def _fields(pattern: regex.Pattern[str], line: _Line, hint: str = "") -> dict[str, str]:
    match = pattern.fullmatch(line.value)
    if match is None:
        raise BadResource(f"cannot read {line.value!r}", place=line.place, hint=hint or _WRITTEN[line.key])
    return {key: text.strip() for key, text in match.groupdict().items()}


_WRITTEN = {
    "param": "write: name type required|optional — tiếng Việt / English",
    "column": "write: name kind — tiếng Việt / English",
    "note": "write: tiếng Việt / English",
}


def _words(parts: dict[str, str]) -> Label:
    return Label(parts["vi"], parts["en"])
