"""Automatic numbers of DOCX paragraphs, counted as a word processor counts them."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import regex

from policygraph.reading.docx_package import Package, child, children, integer, value
from policygraph.reading.docx_styles import Style
from policygraph.reading.list_labels import numeral

_PLACE = regex.compile(r"%([1-9])")
_DASHES = "-–—+*"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written and what stands around it ("%1.%2.")."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document. ``label`` counts; ask it once for every paragraph, in order."""

    levels: dict[tuple[str, int], Level]  # (list, level)
    abstract: dict[str, str]  # list → the definition that it shares its count with
    overridden: dict[tuple[str, int], int]  # (list, level) → where this list starts anew
    styles: dict[str, Style]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None) -> str:
        """The number of a paragraph with these properties ("1.", "a)", "-"), or ""."""
        number, at = self._place(properties)
        if number in (None, "0") or at is None or (number, at) not in self.levels:
            return ""
        assert number is not None
        level = self.levels[number, at]
        self._count(number, at)
        if level.style == "bullet":
            return level.text if level.text and level.text in _DASHES else "-"
        return _PLACE.sub(lambda match: self._numeral(number, int(match[1]) - 1, level), level.text).strip()

    def _place(self, properties: Element | None) -> tuple[str | None, int | None]:
        own = child(properties, "numPr")
        number, at = value(child(own, "numId")), integer(value(child(own, "ilvl")))
        style = value(child(properties, "pStyle"))
        for _ in range(10):
            if number is not None or style is None:
                break
            found = self.styles.get(style, Style())
            number, style = found.list, found.based_on
            at = found.level if at is None else at
        return number, at or 0

    def _count(self, number: str, at: int) -> None:
        key = self.abstract.get(number, number)
        if (number, at) in self.overridden and (number, at) not in self.begun:
            self.begun.add((number, at))
            self.counts[key, at] = self.overridden[number, at]
        elif (key, at) in self.counts:
            self.counts[key, at] += 1
        else:
            self.counts[key, at] = self.levels[number, at].start
        for deeper in range(at + 1, 9):
            level = self.levels.get((number, deeper))
            if level is None or level.restart is None or level.restart > at:
                self.counts.pop((key, deeper), None)

    def _numeral(self, number: str, at: int, shown_in: Level) -> str:
        level = self.levels.get((number, at), shown_in)
        count = self.counts.get((self.abstract.get(number, number), at), level.start)
        return numeral(count, level.style)


def read_numbering(package: Package, styles: dict[str, Style]) -> Numbering:
    """The lists of a document; empty where it has none."""
    root = package.part("word/numbering.xml")
    definitions = {value(entry, "abstractNumId"): entry for entry in children(root, "abstractNum")}
    numbering = Numbering({}, {}, {}, styles)
    for entry in children(root, "num"):
        number, abstract = value(entry, "numId") or "", value(child(entry, "abstractNumId")) or ""
        numbering.abstract[number] = abstract
        for level in children(definitions.get(abstract), "lvl"):
            numbering.levels[number, integer(value(level, "ilvl")) or 0] = _level(level)
        for override in children(entry, "lvlOverride"):
            _override(numbering, number, override)
    return numbering


def _override(numbering: Numbering, number: str, override: Element) -> None:
    at = integer(value(override, "ilvl")) or 0
    level = child(override, "lvl")
    if level is not None:
        numbering.levels[number, at] = _level(level)
    start = integer(value(child(override, "startOverride")))
    if start is not None:
        numbering.overridden[number, at] = start


def _level(level: Element) -> Level:
    start = integer(value(child(level, "start")))
    return Level(
        start=1 if start is None else start,
        style=value(child(level, "numFmt")) or "decimal",
        text=value(child(level, "lvlText")) or "",
        restart=integer(value(child(level, "lvlRestart"))),
    )
