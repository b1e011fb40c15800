"""When two wordings mean the same: numbers, names of documents and agencies, texts of tasks.

The measure is lenient in what readers do not care about (accents, punctuation, short forms, a few words
more or less at the end) and strict in what they do (every letter of a number, every day of a deadline).
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import cache
from typing import Final

import regex

from policygraph import resources
from policygraph.grammar import folding

# How much of the characters two texts must share, in order, to be the same name or task.
NAME_LIKENESS: Final = 0.85
TASK_LIKENESS: Final = 0.8
# Shorter texts than these are compared whole, or not at all: a short text begins many others.
SHORTEST_BEGINNING: Final = 20
SHORTEST_PART: Final = 9
SHORTEST_AGENCY: Final = 6

_NAMED: Final = "name:"
_NUMBER = regex.compile(r"\s*\d+[a-zđ]?\s*[/-]", regex.IGNORECASE)
# What follows the number or the name in a mention; what tells a number in it ("số", or serial and symbol); how far
# the number goes, over stray spaces too ("12/TB - UBND", "43 TC/QLCS").
_DATE = regex.compile(r"[\s,(]+(?:ngày|năm)\b.*", regex.IGNORECASE | regex.DOTALL)
_PRINTED = regex.compile(
    r"(?:\b(?i:số)\s*:?\s*(?=\S*\d)|(?=\d+\p{Ll}?\s*[/\p{Pd}]\s*(?:(?:19|20)\d\d\s*[/\p{Pd}]\s*)?\p{L}|\d+\s\p{Lu}+/))"
    r"(?P<number>\S+(?:(?<=[/\p{Pd}])\s+\S+|\s+(?=[/\p{Pd}&])\S+|(?<=\b\d+)\s+\p{Lu}\S*)*)"
)
_DASHES = regex.compile(r"\p{Pd}|−")
_PLACE = regex.compile(r"(?:(?:cap|thuoc|truc thuoc) )?(?:tinh|thanh pho|huyen)\b")


@cache
def folded(text: str) -> str:
    """The skeleton that wordings are compared by: no accents, no punctuation, short forms written out.

    >>> folded("VP.UBND tỉnh")
    'van phong uy ban nhan dan tinh'
    """
    plain = folding.fold(text.replace("%", " phần trăm "))
    return _abbreviation().sub(lambda m: _abbreviations()[m.group()], plain)


def folded_number(number: str | None) -> str:
    """A document number without spaces, in capitals, with one kind of hyphen; "" for None.

    >>> folded_number("số 1557 /QĐ–TTg")
    '1557/QĐ-TTG'
    """
    packed = "".join(unicodedata.normalize("NFC", number or "").replace("Ð", "Đ").split()).upper()
    return _DASHES.sub("-", packed).removeprefix("SỐ").removeprefix(":")


def printed_number(words: str) -> str | None:
    """The whole number that a citation's words print, folded; None for a name, or a number without its symbol.

    >>> printed_number("Quyết định số 1557 /QĐ-TTg ngày 18/10/2012"), printed_number("57-NQ/TW")
    ('1557/QĐ-TTG', '57-NQ/TW')
    >>> printed_number("Luật Đầu tư công ngày 18/6/2014"), printed_number("Nghị định 158")
    (None, None)
    """
    match = _PRINTED.search(_DATE.sub("", words))
    number = folded_number(match["number"]).rstrip(".,;:)") if match else ""
    return number if any(map(str.isalpha, number)) else None


def citation_key(number: str | None, name: str | None) -> str:
    """What a cited document is recognised by: its number, or the skeleton of its name.

    >>> citation_key("1557/QĐ-TTg", None), citation_key(None, "Luật Đất đai")
    ('1557/QĐ-TTG', 'name:luat dat dai')
    """
    if number and _NUMBER.match(number):
        return folded_number(number)
    return _NAMED + folded(name or number or "").removeprefix("so ")


def same_document(one: str, other: str) -> bool:
    """Whether two keys of citations mean one document; numbers do only when they are equal."""
    if one == other:
        return True
    if not (one.startswith(_NAMED) and other.startswith(_NAMED)):
        return False
    return same_name(one.removeprefix(_NAMED), other.removeprefix(_NAMED))


def same_name(one: str, other: str) -> bool:
    """Whether two skeletons are one name: one holds the other, or they are almost equal."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= SHORTEST_PART and shorter in longer:
        return True
    return share(one, other, NAME_LIKENESS) >= NAME_LIKENESS


def same_beginning(one: str, other: str) -> bool:
    """Whether one of two skeletons begins the other, and is long enough to tell."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= SHORTEST_PART and longer.startswith(shorter)


def same_title(one: str, other: str) -> bool:
    """Whether two skeletons are one title; a title may lack what stands around it, however short it is."""
    return bool(one and other) and (one in other or other in one or same_name(one, other))


def same_agency(one: str, other: str) -> bool:
    """Whether two skeletons are one agency: one of them may name its province or level, the other not.

    >>> same_agency("so noi vu", "so noi vu tinh ben tre"), same_agency("so noi vu", "so tu phap")
    (True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer:
        return True
    rest = longer.removeprefix(shorter)
    return len(shorter) >= SHORTEST_AGENCY and rest != longer and _PLACE.match(rest.strip()) is not None


def wording_likeness(one: str, other: str) -> float:
    """How alike the beginnings of two skeletons are, 0 to 1; 0 where it is less than a task needs."""
    length = min(len(one), len(other))
    if length >= SHORTEST_BEGINNING:
        one, other = one[:length], other[:length]
    return share(one, other, TASK_LIKENESS) if length else 0.0


def share(one: str, other: str, least: float) -> float:
    """The share of characters that stand in both in the same order; 0 where it is below ``least``.

    The exact share costs most, so the upper bounds of it are asked first.
    """
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    exact = matcher.ratio()
    return exact if exact >= least else 0.0


@cache
def _abbreviations() -> dict[str, str]:
    return {row["short"]: row["full"] for row in resources.gold_table("abbreviations")}


@cache
def _abbreviation() -> regex.Pattern[str]:
    longest_first = sorted(_abbreviations(), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(map(regex.escape, longest_first))})\b")
