"""Names as people type them: the folded form of each, so that a name is looked up and not searched for.

A key is what ``grammar.folding.fold`` makes of a name: no marks, lower case, single spaces. Engines index
it like any other literal; which of several things with one key is meant, ``analysis.matching`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policygraph.grammar.folding import fold
from policygraph.graph.terms import Triple, text


def key_triples(subject: str, names: Iterable[str | None]) -> Iterator[Triple]:
    """``pg:key`` for each name that has letters or digits; names that fold alike give the same triple."""
    for name in names:
        if name and (key := fold(name)):
            yield subject, "pg:key", text(key)
