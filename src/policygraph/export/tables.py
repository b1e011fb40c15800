"""Every format a table can be written in, and which file ending means which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from policygraph.query.results import Label, ResultTable

TABLE_FORMATS: Final = ("table", "csv", "tsv", "json", "ndjson", "md", "xlsx", "html")
FOR_PEOPLE: Final = ("table", "md", "xlsx", "html")
WITH_ALL_TABLES: Final = ("md", "xlsx", "html")  # the others hold one
ENDINGS: Final = {f".{name}": name for name in TABLE_FORMATS if name != "table"} | {
    ".txt": "table",
    ".markdown": "md",
    ".jsonl": "ndjson",
    ".htm": "html",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is shown: language of words, width in cells for "table", byte-order mark for CSV.

    ``about`` are (item, words) pairs on where the figures come from, for a workbook's notes sheet; ``tell_cut`` is told
    its cells that could not hold their words.
    """

    lang: str = "vi"
    width: int = 100
    bom: bool = False
    about: tuple[tuple[str, str], ...] = ()
    tell_cut: Callable[[Sequence[str]], object] | None = None


@dataclass(frozen=True, slots=True)
class NamedTable:
    """One table of several, with its short name (a workbook's tab)."""

    name: Label
    table: ResultTable


def format_of(path: str) -> str | None:
    """The format that a file's ending names, or None.

    >>> format_of("out/workload.XLSX"), format_of("workload")
    ('xlsx', None)
    """
    return ENDINGS.get(PurePath(path).suffix.lower())


def render(tables: Sequence[NamedTable], form: str, layout: Layout) -> bytes:
    """The tables in one format; formats for programs (CSV, TSV, JSON) hold the first table alone, with its codes.

    On a terminal a table that has a name beside its title has it above, with its number of rows.
    """
    if form in FOR_PEOPLE:
        tables = [replace(named, table=named.table.in_words(layout.lang)) for named in tables]
    match form:
        case "xlsx":
            from policygraph.export.xlsx_writer import to_xlsx

            return to_xlsx(tables, layout.about, layout.lang, layout.tell_cut)
        case "html":
            from policygraph.export.html_writer import to_html

            return to_html([named.table for named in tables], layout.lang)
        case "md":
            from policygraph.export.markdown_writer import to_markdown

            return b"\n".join(to_markdown(named.table, layout.lang) for named in tables)
        case "table":
            return "\n".join(_sections(tables, layout)).encode("utf-8")
        case _:
            return _for_programs(tables[0].table, form, layout)


def _sections(tables: Sequence[NamedTable], layout: Layout) -> Iterator[str]:
    from policygraph.export.text_writer import to_text

    for named in tables:
        is_part = named.name != named.table.title
        head = f"{named.name.text(layout.lang)} ({len(named.table.rows)})\n\n" if is_part else ""
        yield head + to_text(named.table, layout.lang, layout.width)


def _for_programs(table: ResultTable, form: str, layout: Layout) -> bytes:
    from policygraph.export import csv_writer, json_writer

    match form:
        case "csv":
            return csv_writer.to_csv(table, bom=layout.bom)
        case "tsv":
            return csv_writer.to_tsv(table)
        case "json":
            return json_writer.to_json(table)
        case "ndjson":
            return json_writer.to_ndjson(table)
    raise ValueError(f"no table format: {form!r}")
