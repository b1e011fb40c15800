"""Document types by their words: "Kế hoạch" is KH."""

from __future__ import annotations

from functools import cache

from policygraph import resources
from policygraph.grammar.folding import key


@cache
def _symbols() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in resources.gazetteer("document_types"):
        found.setdefault(key(row["name_vi"].split("(")[0]), row["symbol"])
    return found


def type_symbol(words: str) -> str | None:
    """The symbol of the type that some words name, or None.

    >>> type_symbol("KẾ HOẠCH")
    'KH'
    """
    name = key(words).rstrip(":. ")
    return _symbols().get(name) or next((s for n, s in _symbols().items() if name.startswith(n + " ")), None)
