"""The user's own table of progress: which task, how many percent, reported on which day.

CSV in UTF-8 with or without a byte-order mark, with commas, semicolons or tabs. A row that cannot be used is
named by its line and the others go on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import regex

from policygraph.analysis.items import Pointer
from policygraph.errors import BadQuery, BadRow, MissingInput
from policygraph.grammar.dates import day_of
from policygraph.grammar.folding import fold
from policygraph.namespaces import PREFIXES

# The heads of columns, folded, that mean the same.
_HEADS = {
    "iri": ("iri", "item"),
    "document": ("document", "van ban", "so van ban", "so ky hieu", "so ky hieu van ban"),
    "path": ("path", "place", "muc"),
    "ordinal": ("ordinal", "stt", "tt", "so thu tu"),
    "words": ("task", "nhiem vu", "description", "noi dung", "words", "noi dung nhiem vu", "ten nhiem vu"),
    "percent": ("percent", "hoan thanh", "ty le", "ti le", "ty le hoan thanh", "ti le hoan thanh", "tien do"),
    "date": ("date", "ngay", "ngay bao cao", "reported", "ngay cap nhat"),
}
_PERCENT = regex.compile(r"\d+(?:[.,]\d*)?|[.,]\d+")
_GUARDED = regex.compile(r"'(?=[=+\-@＝＋－＠])")  # what our own CSV puts before words that look like formulas
_PREFIX = "pgid:"

Failed = Callable[[BadRow], None]


def stop_at(error: BadRow) -> None:
    """What becomes of a row that cannot be used where nobody collects them: it is raised."""
    raise error


@dataclass(frozen=True, slots=True)
class Report:
    """One row: ``percent`` is 0 to 100, ``date`` ISO or None. ``place`` is the file and the line."""

    place: str
    pointer: Pointer
    percent: Decimal
    date: str | None


def read_file(path: str | Path, failed: Failed = stop_at) -> list[Report]:
    """``read_progress`` of a file. Raises ``MissingInput`` where there is none."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        hint = "policygraph status --template -o tasks.csv writes a table to fill in"
        raise MissingInput("no such file", place=str(path), hint=hint) from error
    return read_progress(data, Path(path).name, failed)


def read_progress(data: bytes, name: str, failed: Failed = stop_at) -> list[Report]:
    """The rows of a table in the order of the file; one without a percentage says nothing and is left out.

    ``name`` is the file's name for messages; rows that cannot be used go to ``failed``. Raises ``BadRow`` for a
    file that is no such table.
    """
    rows = _rows(data, name)
    heads = _heads(next(rows, (1, []))[1], name)
    found = []
    for line, cells in rows:
        place = f"{name}:{line}"
        try:
            found += _report(dict(zip(heads, cells, strict=False)), place, len(cells) > len(heads))
        except BadRow as error:
            failed(error)
    return found


def _rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with their number in the file, empty ones left out."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save it as CSV UTF-8"
        raise BadRow("the file is not UTF-8", place=f"{name}:{line}", hint=hint) from error
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "look at the quotation marks of this row"
        raise BadRow(f"the table cannot be read: {error}", place=f"{name}:{line}", hint=hint) from error


def _heads(cells: list[str], name: str) -> list[str]:
    """What each column holds; "" for columns of the user's own."""
    known = {head: field for field, heads in _HEADS.items() for head in heads}
    found = [known.get(fold(cell), "") for cell in cells]
    doubled = sorted({field for field in found if field and found.count(field) > 1})
    hint = "columns: item (or document and path, or task), percent, date; policygraph status --template writes them"
    if doubled:
        raise BadRow(f"two columns mean the same: {', '.join(doubled)}", place=f"{name}:1", hint=hint)
    if "percent" not in found or not {"iri", "words", "path", "ordinal"} & set(found):
        raise BadRow("the first line must name the columns", place=f"{name}:1", hint=hint)
    return found


def _report(cells: dict[str, str], place: str, longer: bool) -> list[Report]:
    if longer:
        hint = "put words that hold the separator between quotation marks"
        raise BadRow("the row has more cells than the first line", place=place, hint=hint)
    if not cells.get("percent"):
        return []
    return [Report(place, _pointer(cells), _percent(cells["percent"], place), _date(cells.get("date", ""), place))]


def _pointer(cells: dict[str, str]) -> Pointer:
    said = {name: _GUARDED.sub("", cells.get(name, "")) for name in ("iri", "document", "path", "ordinal", "words")}
    for name in ("iri", "words"):  # a task may be named by its IRI in either column
        whole = said[name].strip("<>")
        if whole.startswith(_PREFIX):
            whole = PREFIXES["pgid"] + whole.removeprefix(_PREFIX)
        if whole.startswith(("http://", "https://")):
            return Pointer(iri=whole)
    if said["iri"] and not said["words"]:
        said["words"] = said["iri"]
    return Pointer(**(said | {"iri": ""}))


def _percent(text: str, place: str) -> Decimal:
    written = text.rstrip("% ")
    value = Decimal(written.replace(",", ".")) if _PERCENT.fullmatch(written) else None
    if value is None or value > 100:
        raise BadRow(f"{text!r} is no percentage", place=place, hint="write 0 to 100")
    return value


def _date(text: str, place: str) -> str | None:
    if not text:
        return None
    try:
        return day_of(text).isoformat()
    except BadQuery as error:
        raise BadRow(error.message, place=place, hint=error.hint) from error
