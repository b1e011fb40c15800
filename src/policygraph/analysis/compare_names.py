"""Names of agencies that mean the same in every province: without its name, and groups by the level they are of."""

from __future__ import annotations

from functools import cache

import regex

from policygraph import resources
from policygraph.grammar.folding import key


def common_name(name: str, place: str) -> str:
    """An agency's name without its province, so that two provinces' agencies can be one.

    >>> common_name("Ủy ban nhân dân tỉnh Bến Tre", "Bến Tre"), common_name("Các sở, ban, ngành tỉnh", "Huế")
    ('Ủy ban nhân dân tỉnh', 'Các sở, ban, ngành')
    >>> common_name("Sở Nội vụ", "Huế"), common_name("Ủy ban nhân dân thành phố Huế", "Huế")
    ('Sở Nội vụ', 'Ủy ban nhân dân thành phố')
    >>> common_name("Ủy ban nhân dân các huyện, thị xã và thành phố Huế", "Huế")
    'Ủy ban nhân dân cấp huyện'
    """
    words = name.split()
    without = len(place.split())
    if place and len(words) > without and key(" ".join(words[-without:])) == key(place):
        words = words[:-without]
    plain = " ".join(words)
    if key(words[0]) == "các":
        plain = _of_the_province().sub("", plain)
    return _by_level(plain)


def _by_level(name: str) -> str:
    """A group of all units of a level under one name, whatever kinds of units the province has.

    >>> _by_level("Ủy ban nhân dân các huyện, thành phố"), _by_level("Các phường, xã"), _by_level("Ủy ban nhân dân xã")
    ('Ủy ban nhân dân cấp huyện', 'Cấp xã', 'Ủy ban nhân dân xã')
    """
    match = _listed().fullmatch(name)
    level = _level(match.captures("unit")) if match else None
    if not match or not level:
        return name
    return f"{match['body']} {level}" if match["body"] else level.capitalize()


def _level(units: list[str]) -> str | None:
    """The level that a list of kinds of units is the whole of.

    One kind alone may be a part of it ("các thành phố"), kinds of two levels are of none.
    """
    kinds = {unit.lower() for unit in units}
    for level, known in resources.rules("compare")["levels"].items():
        if len(kinds) > 1 and kinds & set(known["main"]) and kinds <= {*known["main"], *known["others"]}:
            return str(level)
    return None


@cache
def _listed() -> regex.Pattern[str]:
    """Somebody of several kinds of units: "Ủy ban nhân dân các huyện, thị xã, thành phố thuộc tỉnh"."""
    levels = resources.rules("compare")["levels"].values()
    units = sorted({unit for level in levels for unit in (*level["main"], *level["others"])}, key=len, reverse=True)
    unit, joint = rf"(?P<unit>{'|'.join(units)})(?!\p{{L}})", r"(?:, (?:và )?| và | - )(?:các )?"
    named = r"(?: (?!(?i:trực|thuộc|trong|trên|của))\p{Lu}[\p{L} ]*)?"
    return regex.compile(rf"(?i)(?P<body>.*?)(?:^| )(?:các )?{unit}(?:{joint}{unit})+(?-i:{named}){_WITHIN}")


_WITHIN = r"(?: (?:trực thuộc trung ương|(?:thuộc|trong|trên địa bàn|của|toàn) (?:tỉnh|thành phố)))?"


@cache
def _of_the_province() -> regex.Pattern[str]:
    """What says of a group that it is the province's, which in a province's plan it is anyhow."""
    return regex.compile(r"(?<!,|và|-) (?:(?:cấp|của|thuộc) )?(?:tỉnh|thành phố)$")
