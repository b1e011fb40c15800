"""Document types by their words: "Kế hoạch" is KH."""

from __future__ import annotations

from functools import cache

from policygraph import resources
from policygraph.grammar.folding import bare, key

_PRESIDENTS_ORDER = {"lệnh": "L-CTN"}  # the gazetteer names it with its author


@cache
def _symbols() -> dict[str, str]:
    found: dict[str, str] = dict(_PRESIDENTS_ORDER)
    for row in resources.gazetteer("document_types"):
        found.setdefault(key(row["name_vi"].split("(")[0]), row["symbol"])
    return found


@cache
def _symbols_without_marks() -> dict[str, str]:
    """Names of at least two words as scanners leave them; where two types would be one, it is none."""
    found: dict[str, set[str]] = {}
    for name, symbol in _symbols().items():
        found.setdefault(bare(name), set()).add(symbol)
    return {name: symbols.pop() for name, symbols in found.items() if len(symbols) == 1 and " " in name}


def type_symbol(words: str) -> str | None:
    """The symbol of the type that some words name, or None.

    >>> type_symbol("KẾ HOẠCH"), type_symbol("QUYÉT ĐỊNH")
    ('KH', 'QĐ')
    """
    name = key(words).rstrip(":. ")
    found = _symbols().get(name) or _begins(_symbols(), name)
    return found or _begins(_symbols_without_marks(), bare(name))


def type_words(line: str) -> str:
    """The type with which a line begins, as it is written; empty where it begins with none.

    >>> type_words("Thông tư liên tịch quy định về phí")
    'Thông tư liên tịch'
    """
    lowered = key(line) + " "
    name = max((n for n in _symbols() if lowered.startswith(n + " ")), key=len, default="")
    return line[: len(name)]


def _begins(symbols: dict[str, str], name: str) -> str | None:
    return next((s for n, s in symbols.items() if name == n or name.startswith(n + " ")), None)
