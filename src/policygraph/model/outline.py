"""The structure of a text: provisions, tables, annexes, leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policygraph.model.text import Text

Part = Literal["body", "annex"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One numbered or bulleted element of the outline, or an unnumbered paragraph.

    ``eid`` is the Akoma Ntoso element id (``sec_I__cl_1__point_a``), unique in the document.
    ``path`` is how people cite it (``B.II.2.a``). ``start``–``end`` holds the element with all of its
    children, ``start``–``head_end`` its own words alone. ``parent`` is an ``eid`` or None.
    ``body_start`` is where the words begin after the label.
    """

    eid: str
    kind: str
    label: str
    path: str
    start: int
    body_start: int
    head_end: int
    end: int
    parent: str | None
    part: str  # "body" or the eid of the annex it stands in


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; its words are ``content[start:end]`` (it may be empty)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has columns, or one for a row that spans them."""

    eid: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head row. ``part`` is "body" or the eid of the annex it stands in."""

    eid: str
    start: int
    end: int
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of text that belongs to exactly one element: every character is in one leaf."""

    kind: str
    start: int
    end: int
    eid: str


@dataclass(frozen=True, slots=True)
class Annex:
    """What is issued with a document (ban hành kèm theo). ``title`` is its title as printed."""

    eid: str
    start: int
    end: int
    title_start: int
    title_end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one text."""

    text: Text
    leaves: tuple[Leaf, ...]
    provisions: tuple[Provision, ...]
    tables: tuple[Table, ...]
    annexes: tuple[Annex, ...]
