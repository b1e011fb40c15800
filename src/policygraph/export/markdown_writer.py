"""Markdown (GFM tables), with every character that Markdown or HTML would act upon escaped."""

from __future__ import annotations

import regex

from policygraph.export.cells import kind_of, words
from policygraph.query.results import ResultTable

_ACTIVE = regex.compile(r"([\\`*_{}\[\]()#!|~])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_RIGHT = {"integer", "number"}


def to_markdown(table: ResultTable, lang: str = "vi") -> bytes:
    """Title, table and notes, heads in ``lang``."""
    columns = range(len(table.columns))
    kinds = [kind_of(table, column) for column in columns]
    lines = [f"## {escape(table.title.text(lang))}", "", _line(table.heads(lang))]
    lines.append("| " + " | ".join("---:" if kind in _RIGHT else "---" for kind in kinds) + " |")
    lines += [_line([words(row[c], kinds[c], lang) for c in columns]) for row in table.rows]
    lines += ["", *(f"- {escape(note.text(lang))}" for note in table.notes)] if table.notes else []
    return ("\n".join(lines) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """The text as Markdown shows it, on one line.

    >>> escape("a|b <i>*c*")
    'a\\\\|b &lt;i&gt;\\\\*c\\\\*'
    """
    lines = _ACTIVE.sub(r"\\\1", text.translate(_ENTITIES)).splitlines()
    return "<br>".join(" ".join(line.split()) for line in lines)


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
