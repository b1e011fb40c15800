"""Workbooks, opened again by openpyxl and pandas."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pandas
import pytest

from policygraph.export.excel_text import LONGEST_CELL, tabs, units
from policygraph.export.tables import NamedTable
from policygraph.export.xlsx_writer import to_xlsx
from policygraph.query.results import Label, ResultTable

NAME = Label("Khối lượng: tất cả", "Workload: all")


@pytest.fixture
def workbook(table: ResultTable) -> openpyxl.Workbook:
    data = to_xlsx([NamedTable(NAME, table)], [("Nguồn", "data/documents")])
    return openpyxl.load_workbook(io.BytesIO(data))


def test_cells_have_their_types(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["Cơ quan", "Thời hạn"]
    assert sheet["B2"].value == datetime(2013, 10, 9)
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet["C2"].value == "09/10/2013"
    assert sheet["C2"].data_type == "s"
    assert (sheet["D2"].value, sheet["E2"].value, sheet["F2"].value) == (26, 0.5, False)


def test_words_are_never_formulas(workbook: openpyxl.Workbook) -> None:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert workbook.worksheets[0]["A4"].value == '=HYPERLINK("http://example.org")'


def test_dates_before_the_calendar_of_spreadsheets_stay_words(workbook: openpyxl.Workbook) -> None:
    assert workbook.worksheets[0]["B4"].value == "1899-01-01"


def test_the_sheet_is_ready_to_print_and_to_filter(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.worksheets[0]
    assert sheet.title == "Khối lượng  tất cả"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet["C4"].alignment.wrap_text
    assert sheet.row_dimensions[4].height > sheet.row_dimensions[2].height


def test_the_notes_say_where_the_figures_come_from(workbook: openpyxl.Workbook) -> None:
    notes = workbook.worksheets[-1]
    assert notes.title == "Ghi chú"
    rows = [tuple(row) for row in notes.iter_rows(min_row=2, values_only=True)]
    assert rows[0] == ("Nguồn", "data/documents")
    assert ("Khối lượng: tất cả", "Chỉ đếm nhiệm vụ được giao.") in rows


def test_the_same_table_gives_the_same_bytes_with_no_clock_in_them(table: ResultTable) -> None:
    data = to_xlsx([NamedTable(NAME, table)])
    assert data == to_xlsx([NamedTable(NAME, table)])
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        assert {entry.date_time for entry in container.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in container.read("docProps/core.xml")
        assert container.read("docProps/core.xml").count(b"dcterms:W3CDTF") == container.read(
            "docProps/core.xml"
        ).count(b"2000-01-01T00:00:00Z")


def test_pandas_reads_it(table: ResultTable) -> None:
    frame = pandas.read_excel(io.BytesIO(to_xlsx([NamedTable(NAME, table)], lang="en")), sheet_name=0)
    assert list(frame.columns) == list(table.heads("en"))
    assert frame["Tasks"].tolist() == [26, -7, 0]


def test_odd_words_never_raise() -> None:
    rows = (("\x00\x0b", "x" * 40_000), ("", "a\r\nb"), (None, "\ufffe"))
    data = to_xlsx([NamedTable(Label("[]:*?/\\" * 9, ""), ResultTable(NAME, ("a", "b"), rows))])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["A2"].value == "\ufffd\ufffd"
    assert sheet["B2"].value.endswith("x… [+7243]")
    assert LONGEST_CELL - 10 < len(sheet["B2"].value) <= LONGEST_CELL


def opened(names: list[str], rows: list[tuple[str, ...]], title: str = "T") -> tuple[openpyxl.Workbook, list[str]]:
    cut: list[str] = []
    table = ResultTable(Label(title, title), tuple("ab"[: len(rows[0])]), tuple(rows))
    data = to_xlsx([NamedTable(Label(name, name), table) for name in names], (), "en", cut.extend)
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        assert all("\ud800" not in container.read(name).decode() for name in container.namelist() if "xml" in name)
    return openpyxl.load_workbook(io.BytesIO(data)), cut


def test_words_that_do_not_fit_are_told() -> None:
    workbook, cut = opened(["Tasks"], [("a", "😀" * 16_384), ("x" * LONGEST_CELL, "b")])
    words = workbook["Tasks"]["B2"].value
    assert words == "😀" * 16_378 + "… [+12]"  # 32,768 units: six faces had to go
    assert units(words) <= LONGEST_CELL
    assert cut == ["Tasks!B2"]
    notes = list(workbook["Notes"].iter_rows(values_only=True))
    assert ("Tasks!B2", "longer than a cell of Excel: the last 12 characters are left out") in notes


def test_words_that_look_like_an_escape_stay_words() -> None:
    table = ResultTable(NAME, ("a",), (("số _x0041_x0042_ và _x00_",),))
    with zipfile.ZipFile(io.BytesIO(to_xlsx([NamedTable(NAME, table)]))) as container:
        words = container.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_x005F_x0042_" in words
    assert " _x00_<" in words


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (
            ["Status as of 2024-12-31"] * 3,
            ["Status as of 2024-12-31", "Status as of 2024-12-31 (2)", "Status as of 2024-12-31 (3)"],
        ),
        (
            ["Tình hình thực hiện đến ngày 2013-12-31"] * 2,
            ["Tình hình thực hiện đến ngày…", "Tình hình thực hiện đến… (2)"],
        ),
        (["'a'", "A", "''"], ["a", "A (2)", "-"]),
        (["history", "notes"], ["history (2)", "notes"]),
        (["x" * 40, "😀" * 16], ["x" * 30 + "…", "😀" * 15 + "…"]),
    ],
)
def test_sheets_have_names_of_their_own(names: list[str], found: list[str]) -> None:
    assert tabs(names) == found
    assert all(units(name) <= 31 for name in found)
    workbook, _ = opened(names, [("a",)])
    assert workbook.sheetnames[:-1] == found


def test_the_head_of_a_page_is_no_longer_than_it_may_be() -> None:
    workbook, _ = opened(["T"], [("a",)], "Kế hoạch & " * 60)
    head = workbook["T"].oddHeader
    assert head.center.text.startswith("Kế hoạch && Kế hoạch")
    assert head.center.text.rstrip("…").count("&") % 2 == 0
    assert units(str(head)) <= 255


def test_a_table_without_rows_has_a_head(empty: ResultTable) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([NamedTable(NAME, empty)]))).worksheets[0]
    assert sheet.max_row == 1
    assert sheet["A1"].value == "Cơ quan"
