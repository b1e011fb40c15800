"""Which part of an Akoma Ntoso document each piece of an outline stands in, and what it is nested in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from policygraph.model import Outline, Provision, Table

# The kinds of provisions that are levels of a hierarchy, by the name that Akoma Ntoso has for them.
LEVELS: Final = {
    "part": "part",
    "chp": "chapter",
    "sec": "section",
    "subsec": "subsection",
    "art": "article",
    "cl": "clause",
    "subcl": "subclause",
    "point": "point",
    "indent": "indent",
    "para": "paragraph",
}
_PREFACE: Final = ("header", "title", "annex-title", "annex-note")
_PREAMBLE: Final = "preamble"
_TABLE: Final = "table"
_NO_WORDS: Final = ("cell", "layout")  # cells belong to tables; rules and bars are no words


@dataclass(frozen=True, slots=True)
class Piece:
    """A provision, a table, or a paragraph of the head, the end or an annex's title."""

    kind: str
    eid: str
    start: int
    end: int
    provision: Provision | None = None
    table: Table | None = None

    @property
    def is_body(self) -> bool:
        """Whether it can stand nowhere but in the body."""
        return self.kind in LEVELS or self.kind == _TABLE


@dataclass(frozen=True, slots=True)
class Branch:
    """A piece of the body with what is nested in it."""

    piece: Piece
    children: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Zones:
    """The four parts of a document or an annex, each in reading order."""

    preface: tuple[Piece, ...]
    preamble: tuple[Piece, ...]
    body: tuple[Branch, ...]
    conclusions: tuple[Piece, ...]


def pieces_of(outline: Outline) -> list[Piece]:
    """All pieces in reading order."""
    provisions = {p.eid: p for p in outline.provisions}
    found = [Piece(p.kind, p.eid, p.start, p.end, provision=p) for p in outline.provisions]
    found += [Piece(_TABLE, t.eid, t.start, t.end, table=t) for t in outline.tables]
    others = (leaf for leaf in outline.leaves if leaf.kind not in _NO_WORDS and leaf.eid not in provisions)
    found += [Piece(leaf.kind, leaf.eid, leaf.start, leaf.end) for leaf in others]
    return sorted(found, key=lambda piece: piece.start)


def zones_of(pieces: Sequence[Piece]) -> Zones:
    """Head, grounds, body, end. A signature or a title in the midst of the body stays where it is."""
    begin = next((i for i, piece in enumerate(pieces) if piece.kind not in _PREFACE), len(pieces))
    grounds = next((i for i in range(begin, len(pieces)) if pieces[i].kind != _PREAMBLE), len(pieces))
    last = max((i for i, piece in enumerate(pieces) if piece.is_body), default=grounds - 1)
    end = max(grounds, last + 1)
    return Zones(
        preface=tuple(pieces[:begin]),
        preamble=tuple(pieces[begin:grounds]),
        body=tuple(_nested(pieces[grounds:end])),
        conclusions=tuple(pieces[end:]),
    )


def _nested(pieces: Iterable[Piece]) -> list[Branch]:
    roots: list[Branch] = []
    open_: list[Branch] = []
    for piece in pieces:
        while open_ and not _holds(open_[-1].piece, piece):
            open_.pop()
        branch = Branch(piece)
        (open_[-1].children if open_ else roots).append(branch)
        if piece.kind in LEVELS:
            open_.append(branch)
    return roots


def _holds(outer: Piece, inner: Piece) -> bool:
    if inner.kind in LEVELS and inner.provision:
        return inner.provision.parent == outer.eid
    return outer.start <= inner.start < outer.end
