"""Tables drawn with bars, one row a line (``| a | b |``), in the form that structure reads: one cell a line."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from policygraph.reading.normalise import Breaks, chain, edit

_ROW = regex.compile(r"(?m)^[ \t]*+\|[^\n|]*+\|[^\n]*\|[ \t]*+$")
_RULE = regex.compile(r"[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*")
_BAR = regex.compile(r"[ \t]*(?<!\\)\|[ \t]*|[ \t]*<br[ \t]*/?>[ \t]*")


def open_pipe_tables(content: str, breaks: Breaks) -> tuple[str, Breaks]:
    """The text with each such table opened up, and the map back to the file.

    A lone row is left as it is: it may be a sentence with bars.

    >>> print(open_pipe_tables("| a | b |\\n|---|---|\\n| 1 |  |", ((0, 0),))[0].replace("\\n", "/"))
    |/a/|/b/|/|/1/|//|
    """
    if content.count("|") < 4:
        return content, breaks
    opened, inner = edit(content, _edits(content))
    return opened, chain(inner, breaks)


def _edits(content: str) -> Iterator[tuple[int, int, str]]:
    for rows in _tables(content):
        for start, end in rows:
            if _RULE.fullmatch(content, start, end):
                yield start, min(end + 1, len(content)), ""
            else:
                yield from _row_edits(content, start, end)


def _tables(content: str) -> Iterator[list[tuple[int, int]]]:
    """The spans of the rows of each table: at least two rows on lines that follow one another."""
    rows: list[tuple[int, int]] = []
    for match in _ROW.finditer(content):
        if rows and match.start() != rows[-1][1] + 1:
            if len(rows) > 1:
                yield rows
            rows = []
        rows.append(match.span())
    if len(rows) > 1:
        yield rows


def _row_edits(content: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    bars = list(_BAR.finditer(content, start, end))
    for bar in bars:
        if "|" not in bar.group():
            yield bar.start(), bar.end(), "\n"
        elif bar is bars[0]:
            yield bar.start(), bar.end(), "|\n"
        else:
            before = "" if content[bar.start() - 1 : bar.start()] == "|" else "\n"
            yield bar.start(), bar.end(), before + "|" + ("" if bar is bars[-1] else "\n")
