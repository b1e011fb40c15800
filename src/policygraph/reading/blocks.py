"""What every format is read into before it becomes text: paragraphs and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words; ``at`` is its position in the source, character for character, or None.

    A line end in ``text`` is a line end in print.
    """

    text: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together. ``place`` says where people find them ("p. 3", "¶ 12")."""

    words: tuple[Words, ...]
    place: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as the source has it: ``across`` columns wide and ``down`` rows high."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as the source has it: a cell stands in the first row it covers."""

    rows: tuple[tuple[SourceCell, ...], ...]


Block = Paragraph | SourceTable


@dataclass(frozen=True, slots=True)
class RawText:
    """Text before normalisation; ``breaks`` lead back to the source, ``places`` are (position, place) pairs.

    ``unread`` are places that hold no words that could be read. ``source`` is the decoded file that ``breaks`` lead
    to, where the file is text itself.
    """

    content: str
    breaks: tuple[tuple[int, int], ...] = ((0, 0),)
    places: tuple[tuple[int, str], ...] = ()
    unread: tuple[str, ...] = ()
    source: str | None = None
