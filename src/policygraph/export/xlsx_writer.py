"""Workbooks for people: typed cells, real dates, filters, a frozen head, wrapped text, a notes sheet.

Words never become formulas, and the same tables give the same bytes (fixed times in the container).
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from policygraph.export.cells import kind_of
from policygraph.export.excel_text import cell_text, header_text, tabs
from policygraph.export.tables import NamedTable
from policygraph.query.results import Kind, Label, ResultTable, Value

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_DATE: Final = date(1900, 3, 1)  # before it Excel's calendar is wrong
NARROW, WIDE = 8, 60  # column widths in characters
LINE_HEIGHT: Final = 15.0  # points, at 11 point type
TALLEST_ROW: Final = 409.0
A4: Final = 9

NOTES = Label("Ghi chú", "Notes")
CUT = Label(
    "dài hơn mức một ô Excel chứa được: bỏ {count} ký tự cuối",
    "longer than a cell of Excel: the last {count} characters are left out",
)
NOTE_HEADS = (Label("Mục", "Item"), Label("Nội dung", "Content"))

_CONTAINER_TIME = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_TOP_WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEAD_FILL = PatternFill("solid", fgColor="DDE6F0")


def to_xlsx(
    sheets: Sequence[NamedTable],
    about: Sequence[tuple[str, str]] = (),
    lang: str = "vi",
    tell_cut: Callable[[Sequence[str]], object] | None = None,
) -> bytes:
    """A workbook: a sheet a table, then the notes: ``about`` (item, words) and what each table says of itself.

    ``tell_cut`` is told the cells ("Tasks!B7") whose words Excel cannot hold whole; the notes name them too.
    """
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    names = tabs([*(sheet.name.text(lang) for sheet in sheets), NOTES.text(lang)])
    cut: list[tuple[str, str]] = []
    for name, sheet in zip(names, sheets, strict=False):
        for cell, surplus in _write_sheet(workbook.create_sheet(name), sheet.table, lang):
            cut.append((f"{name}!{cell}", CUT.text(lang).format(count=surplus)))
    _write_sheet(workbook.create_sheet(names[-1]), _notes(sheets, [*about, *cut], lang), lang)
    if cut and tell_cut:
        tell_cut([cell for cell, _ in cut])
    file = io.BytesIO()
    workbook.save(file)
    return _timeless(file.getvalue())


def _notes(sheets: Sequence[NamedTable], about: Sequence[tuple[str, str]], lang: str) -> ResultTable:
    notes = [(s.name.text(lang), words.text(lang)) for s in sheets for words in (s.table.title, *s.table.notes)]
    return ResultTable(NOTES, ("item", "content"), (*about, *notes), NOTE_HEADS)


def _write_sheet(sheet: Worksheet, table: ResultTable, lang: str) -> list[tuple[str, int]]:
    """Fill a sheet; gives the cells whose words are cut, and by how much."""
    cut = []
    widths = _widths(table, lang)
    for column, head in enumerate(table.heads(lang), start=1):
        cell = sheet.cell(1, column)
        _fill(cell, head, "string")
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    sheet.row_dimensions[1].height = _height(table.heads(lang), widths)
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            surplus = _fill(cell := sheet.cell(number, column), value, kind_of(table, column - 1))
            if surplus:
                cut.append((str(cell.coordinate), surplus))
        sheet.row_dimensions[number].height = _height(row, widths)
    _lay_out(sheet, table.title.text(lang))
    return cut


def _fill(cell: Cell, value: Value, kind: Kind) -> int:
    """Write a value; gives how much of its words Excel cannot hold."""
    surplus = 0
    day = _date(value) if kind in ("date", "list") else None  # a list of one date is a date
    if day:
        cell.value, cell.number_format = day, "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.value, surplus = cell_text(value)
        cell.data_type = "s"  # openpyxl takes words that begin with "=" for a formula
    else:
        cell.value = value
    cell.alignment = _TOP_WRAPPED
    return surplus


def _date(value: Value) -> date | None:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day >= FIRST_DATE else None


def _widths(table: ResultTable, lang: str) -> list[int]:
    columns = zip(table.heads(lang), *table.rows, strict=True)
    return [min(max(NARROW, *map(_wish, column)), WIDE) for column in columns]


def _wish(value: Value) -> int:
    return max((_wide(line) for line in str(value).splitlines()), default=0) + 2


def _wide(line: str) -> int:
    return math.ceil(len(line) * 1.1)  # Vietnamese letters are a little wider than digits


def _height(row: Sequence[Value], widths: list[int]) -> float:
    lines = max((_lines(value, width) for value, width in zip(row, widths, strict=True)), default=1)
    return min(lines * LINE_HEIGHT, TALLEST_ROW)


def _lines(value: Value, width: int) -> int:
    return sum(max(1, math.ceil(_wide(line) / width)) for line in str(value).splitlines()) or 1


def _lay_out(sheet: Worksheet, title: str) -> None:
    sheet.freeze_panes = "A2"
    if sheet.max_column:
        sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.center.text = header_text(title)
    sheet.oddFooter.center.text = "&P / &N"


def _timeless(workbook: bytes) -> bytes:
    """The container again with one fixed time everywhere."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _CONTAINER_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every machine
            new.writestr(entry, _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name)))
    return file.getvalue()
