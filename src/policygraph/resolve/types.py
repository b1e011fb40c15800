"""Document types by their symbols."""

from __future__ import annotations

from functools import cache

from policygraph import resources


@cache
def _labels() -> dict[str, str]:
    labels: dict[str, str] = {}
    for row in resources.gazetteer("document_types"):
        labels.setdefault(row["symbol"], row["name_vi"].split("(")[0].strip())
    return labels


def type_label(symbol: str | None) -> str | None:
    """The Vietnamese name of a type, or None for a symbol that is not known.

    >>> type_label("KH")
    'Kế hoạch'
    """
    return _labels().get(symbol) if symbol else None
