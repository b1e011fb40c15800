"""To which jurisdiction a cited document belongs: central bodies number once, provinces each for themselves."""

from __future__ import annotations

from functools import cache

import regex

from policygraph import resources
from policygraph.model import AgencyMention, CitationMention, Document
from policygraph.resolve.jurisdictions import find_province

CENTRAL = "vn"
UNKNOWN = "unknown"
_CENTRAL_TYPES = {"L", "BL", "HP", "PL", "NĐ", "SL", "TT", "TTLT", "TTLB", "LCT"}
_LOCAL = regex.compile(r"(?:VP)?(?:UBND|HĐND|HDND|UB|TU|HU|TĐ|ĐĐBQH\d*|ĐĐBQH|ĐDQH\d*|DDQH\d*)(?:\d*)|S\p{Lu}[\p{Lu}&]+")
_MINISTRY = regex.compile(r"B\p{Lu}{2,}")
_TOKEN = regex.compile(r"[\p{L}&]+")


def jurisdiction_of(mention: CitationMention, issuer: AgencyMention | None, home: Document) -> str:
    """ "vn", the slug of a province, or "unknown" where neither symbol nor words tell.

    A local document of no named place belongs to the province of the document that cites it.
    """
    named = find_province(issuer.place) if issuer and issuer.place else None
    symbols = _TOKEN.findall(_symbol(mention.number or ""))
    if any(_LOCAL.fullmatch(symbol) for symbol in symbols):
        return named or _home(home)
    if any(_is_central(symbol) for symbol in symbols) or mention.type in _CENTRAL_TYPES:
        return CENTRAL
    if issuer is not None:
        return CENTRAL if issuer.level == "central" else named or _home(home)
    return UNKNOWN


def _home(home: Document) -> str:
    """A ministry that cites "12/QĐ-UBND" does not say of which province."""
    return home.jurisdiction if home.jurisdiction != CENTRAL else UNKNOWN


def _symbol(number: str) -> str:
    return number.lstrip("0123456789")


@cache
def _central_symbols() -> dict[str, str]:
    return {row["symbol"].upper(): row["label"] for row in resources.gazetteer("issuer_symbols")}


def _is_central(symbol: str) -> bool:
    return symbol.upper() in _central_symbols() or _MINISTRY.fullmatch(symbol) is not None


def central_issuer(number: str) -> str | None:
    """The name of the central body that a number's symbol stands for ("1557/QĐ-TTg": Thủ tướng Chính phủ)."""
    labels = [_central_symbols().get(symbol.upper()) for symbol in _TOKEN.findall(_symbol(number))]
    return next((label for label in reversed(labels) if label), None)
