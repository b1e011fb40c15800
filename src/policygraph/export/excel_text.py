"""What Excel allows of words: how long they may be, which names a sheet may have, what it would read as something else.

Its limits count UTF-16 units (support.microsoft.com, "Excel specifications and limits").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policygraph.export.cells import xml_text

LONGEST_CELL: Final = 32_767
LONGEST_TAB: Final = 31
LONGEST_HEADER: Final = 255  # with the codes that say where it stands

_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # ECMA-376, ST_Xstring: an escaped character
_RESERVED = ("history",)  # Excel's own sheet, in any case of letters


def units(text: str) -> int:
    """How long Excel takes a text to be.

    >>> units("ấ"), units("😀")
    (1, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def cell_text(text: str) -> tuple[str, int]:
    """A text as a cell can hold it, and how many units were left out, which an ellipsis then says.

    >>> cell_text("số _x0041_")
    ('số _x005F_x0041_', 0)
    """
    text = xml_text(text)
    surplus = 0
    if len(text) * 2 > LONGEST_CELL and units(text) > LONGEST_CELL:
        kept = _first(text, LONGEST_CELL - len(_mark(units(text))))
        surplus = units(text) - units(kept)
        text = kept + _mark(surplus)
    return _ESCAPE_LIKE.sub("_x005F_", text), surplus


def header_text(title: str) -> str:
    """A title as the head of a printed page, in which "&" is written twice."""
    room = LONGEST_HEADER - len("&C")
    text = xml_text(title)
    while units(text.replace("&", "&&")) > room:
        text = _first(text, min(units(text) - 2, room - 1)) + "…"
    return text.replace("&", "&&")


def tabs(names: Sequence[str]) -> list[str]:
    """Names for the sheets of a workbook, each another one, whatever the case of letters.

    >>> tabs(["'Theo kỳ'", "theo kỳ", "Tình hình thực hiện đến ngày 2013-12-31"])
    ['Theo kỳ', 'theo kỳ (2)', 'Tình hình thực hiện đến ngày…']
    """
    found: list[str] = []
    taken = set(_RESERVED)
    for name in names:
        whole = _NOT_IN_TABS.sub(" ", xml_text(name)).strip("' ") or "-"
        tab, number = _shortened(whole, LONGEST_TAB), 1
        while tab.casefold() in taken:
            number += 1
            tab = _shortened(whole, LONGEST_TAB - len(f" ({number})")) + f" ({number})"
        taken.add(tab.casefold())
        found.append(tab)
    return found


def _mark(surplus: int) -> str:
    return f"… [+{surplus}]"


def _first(text: str, room: int) -> str:
    """The beginning of a text that takes up so many units at most; no character is cut in two."""
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")


def _shortened(name: str, room: int) -> str:
    """A name cut between two words: what is left of a day would be read as another one."""
    if units(name) <= room:
        return name
    begun = _first(name, room - 1)
    if not name[len(begun)].isspace() and " " in begun:
        begun = begun[: begun.rindex(" ")]
    return begun.rstrip("' ") + "…"
