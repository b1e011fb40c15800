"""What follows a name and says which one is meant: "tỉnh Bến Tre", "các huyện, thành phố", "khu vực II"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agency_labels import capitalised, scope_label, titled
from policygraph.grammar.folding import key
from policygraph.grammar.rules import Rule, load_rules

_LEVEL_OF_UNIT = {
    "tỉnh": "province",
    "thành phố": "district",
    "huyện": "district",
    "quận": "district",
    "thị xã": "district",
    "xã": "commune",
    "phường": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}


# of several units the highest counts: "các huyện, thành phố" are districts, "các tỉnh, thành phố" provinces
_LEVELS = tuple(
    (regex.compile(rf"(?<!\p{{L}}){unit}(?!\p{{L}})"), _LEVEL_OF_UNIT.get(unit, "province"))
    for unit in ("tỉnh", "huyện", "quận", "thị xã", "xã", "phường", "thành phố", "khu vực", "chi nhánh")
)
_WORD_END = regex.compile(r"(?<=\p{L})[ -]")


@dataclass(frozen=True, slots=True)
class Scope:
    """``label`` is what a label says of it, ``full`` the same with the unit that the text leaves out.

    ``place`` is the named province or smaller place.
    """

    end: int
    label: str
    full: str
    level: str
    place: str | None
    is_group: bool


@cache
def _provinces() -> dict[str, tuple[str, bool]]:
    """Key of each spelling → (name, whether it is a city under the central government)."""
    found: dict[str, tuple[str, bool]] = {}
    for row in resources.gazetteer("provinces"):
        for spelling in (row["name"], row["name"].replace(" - ", "-"), *filter(None, row["variants"].split(";"))):
            found.setdefault(key(spelling), (row["name"], row["unit"] == "thành phố"))
    return found


@cache
def _not_place() -> regex.Pattern[str]:
    return regex.compile(rf"(?:^|\ ){resources.rules('agency')['not_place']}", regex.VERBOSE)


@cache
def _scope_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("agency") if rule.extra.get("use") == "scope")


def known_province(words: str) -> tuple[int, str, bool] | None:
    """The province that the words begin with: (length, name, city under the central government)."""
    ends = [*(match.start() for match in _WORD_END.finditer(words)), len(words)]
    for end in reversed(ends):
        found = _provinces().get(key(words[:end]))
        if found:
            return end, *found
    return None


def read_scope(words: str, end: int) -> Scope | None:
    """The scope that stands at ``end`` in flattened words, or None."""
    for rule in _scope_rules():
        match = rule.pattern.match(words, end)
        scope = _from_match(rule, match) if match else None
        if scope:
            return scope
    return None


def _from_match(rule: Rule, match: regex.Match[str]) -> Scope | None:
    if rule.id == "agency-scope-one":
        return _one(match)
    if rule.id == "agency-scope-name":
        return _province_only(match)
    label = scope_label(match[0].strip(" -"))
    return Scope(match.end(), label, label, _level_of(label), None, bool(rule.extra.get("group")))


def _one(match: regex.Match[str]) -> Scope:
    unit = scope_label(match["unit"])
    level = _LEVEL_OF_UNIT.get(unit, "unknown")
    known = known_province(match["place"] or "")
    if known and (unit == "tỉnh" or (unit == "thành phố" and known[2])):
        label = f"{unit} {known[1]}"
        return Scope(match.start("place") + known[0], label, label, "province", known[1], False)
    place = _trimmed(match["place"] or "") if unit != "tỉnh" else ""
    if not place:
        city = "unknown" if unit == "thành phố" else level  # of a province, or under the central government
        return Scope(match.end("unit"), unit, unit, city, None, False)
    label = f"{unit} {titled(place)}"
    return Scope(match.start("place") + len(place), label, label, level, capitalised(label), False)


def _trimmed(place: str) -> str:
    """The place without the words of a document or agency that follow it in the same breath."""
    cut = _not_place().search(place)
    return (place[: cut.start()] if cut else place).rstrip(" -")


def _province_only(match: regex.Match[str]) -> Scope | None:
    known = known_province(match["place"])
    if not known:
        return None
    full = f"{'thành phố' if known[2] else 'tỉnh'} {known[1]}"
    return Scope(match.start("place") + known[0], known[1], full, "province", known[1], False)


def _level_of(label: str) -> str:
    for pattern, level in _LEVELS:
        if pattern.search(label):
            return level
    return "unknown"
