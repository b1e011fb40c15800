"""A document's words and where they came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text came from. ``characters`` counts the code points of the NFC text."""

    path: str
    sha256: str
    media_type: str
    characters: int


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words. ``breaks`` are (position in content, position in the decoded file) pairs.

    Between two breaks both positions advance together, so any span leads back to the file.
    ``places`` are (position in content, place) pairs for formats that people cite by page or paragraph
    ("p. 3", "¶ 12"), ``lines`` (position in content, line from 1) pairs for files that are text themselves: each
    holds until the next one. ``unread`` are places whose words could not be read.
    """

    content: str
    source: Source
    breaks: tuple[tuple[int, int], ...] = ((0, 0),)
    places: tuple[tuple[int, str], ...] = ()
    unread: tuple[str, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()
