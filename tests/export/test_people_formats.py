"""Terminal tables, Markdown and HTML: measured, escaped, the same as the golden files."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from policygraph.export.html_writer import to_html
from policygraph.export.markdown_writer import escape, to_markdown
from policygraph.export.tables import ENDINGS, TABLE_FORMATS, Layout, NamedTable, format_of, render
from policygraph.export.text_writer import to_text, wrap
from policygraph.query.results import Label, ResultTable

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize(
    ("name", "form", "lang", "width"),
    [
        ("wide.txt", "table", "vi", 140),
        ("narrow.txt", "table", "en", 60),
        ("table.md", "md", "vi", 0),
        ("table.html", "html", "en", 0),
        ("table.csv", "csv", "vi", 0),
        ("table.tsv", "tsv", "vi", 0),
        ("table.json", "json", "vi", 0),
    ],
)
def test_golden_files(table: ResultTable, name: str, form: str, lang: str, width: int) -> None:
    data = render([NamedTable(table.title, table)], form, Layout(lang, width))
    assert data.decode("utf-8") == (GOLDEN / name).read_bytes().decode("utf-8")


def test_every_format_has_an_ending_and_renders(table: ResultTable, empty: ResultTable) -> None:
    assert set(ENDINGS.values()) == set(TABLE_FORMATS)
    for form in TABLE_FORMATS:
        assert isinstance(render([NamedTable(table.title, table)], form, Layout()), bytes)
        assert isinstance(render([NamedTable(empty.title, empty)], form, Layout()), bytes)
    assert format_of("x.pdf") is None


words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60)


@given(st.lists(st.tuples(words, words, words), max_size=4), st.integers(30, 120))
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], width: int) -> None:
    labels = (Label("Cơ quan", "Agency"), Label("Thời hạn", "Deadline"), Label("Nội dung", "Words"))
    shown = to_text(ResultTable(Label("", ""), ("a", "b", "c"), tuple(rows), labels), "vi", width)
    assert all(wcswidth(line) <= width for line in shown.split("\n"))
    assert "\x1b" not in shown


@given(st.text(st.characters(categories=["L", "M", "N", "P"]), max_size=80), st.integers(4, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    assert "".join(wrap(text, width)) == text


def test_columns_line_up_whatever_the_letters_are_made_of() -> None:
    decomposed = "Ơ\u0309 đâu"
    table = ResultTable(Label("", ""), ("a", "b"), ((decomposed, "x"), ("日本", "x"), ("abc", "x")))
    lines = to_text(table).splitlines()
    assert {wcswidth(line[: line.rindex("x")]) for line in lines[2:]} == {wcswidth("Ở đâu") + 2}


def test_control_characters_do_not_reach_the_terminal() -> None:
    table = ResultTable(Label("", ""), ("a",), (("\x1b]0;title\x07\u202eabc\x9b31m",),))
    shown = to_text(table)
    assert not set(shown) & {"\x1b", "\x07", "\u202e", "\x9b"}


def test_tables_without_columns_or_rows(empty: ResultTable) -> None:
    assert to_text(ResultTable(Label("", ""), (), ())).strip() == ""
    assert to_text(empty, "en", 200).splitlines()[0].split("  ")[0] == "Agency"


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells and self.tags[-1] in ("td", "th"):
            self.cells[-1] += data


@given(words)
def test_html_shows_words_and_nothing_else(text: str) -> None:
    text = " ".join(text.split())
    reader = Reader()
    reader.feed(to_html([ResultTable(Label("t", "t"), ("a",), ((f"<b>{text}",),))]).decode("utf-8", "surrogatepass"))
    assert "b" not in reader.tags
    assert "script" not in reader.tags
    assert "<b>" in reader.cells[1]


@pytest.mark.parametrize("text", ["a | b", "<script>", "*bold*", "[link](http://example.org)", "`code`", "# head"])
def test_markdown_acts_upon_nothing(text: str) -> None:
    written = escape(text)
    for character in "|*[`#":
        assert written.count(character) == written.count("\\" + character)
    assert "<" not in written


def test_a_markdown_row_is_one_line(table: ResultTable) -> None:
    lines = [line for line in to_markdown(table).decode("utf-8").splitlines() if line.startswith("|")]
    assert len(lines) == 2 + len(table.rows)
