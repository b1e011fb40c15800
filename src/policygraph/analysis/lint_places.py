"""Which provision of a document holds an offset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from policygraph.analysis.fetching import batches
from policygraph.query import Queryable, select_rows
from policygraph.query.binding import iri_term

_PROVISIONS = """
SELECT ?document ?start ?end ?path WHERE {
  VALUES ?document { %s }
  ?provision pg:provisionOf ?document ; pg:start ?start ; pg:end ?end ; pg:path ?path .
}"""

_DOCUMENTS = 100  # of which the provisions are held at a time

Provision = tuple[int, int, str]


def paths_at(store: Queryable, starts: Mapping[str, Sequence[int]]) -> dict[tuple[str, int], str]:
    """The path of the innermost provision at each (document, offset); offsets outside of all are left out."""
    found: dict[tuple[str, int], str] = {}
    for batch in batches(sorted(starts), _DOCUMENTS):
        provisions: dict[str, list[Provision]] = defaultdict(list)
        for row in select_rows(store, _PROVISIONS % " ".join(map(iri_term, batch))):
            place = int(row["start"] or 0), int(row["end"] or 0), str(row["path"])
            provisions[str(row["document"])].append(place)
        for document in batch:
            paths = _innermost(provisions[document], sorted(set(starts[document])))
            found |= {(document, start): path for start, path in paths.items()}
    return found


def _innermost(provisions: Sequence[Provision], starts: Sequence[int]) -> dict[int, str]:
    """One pass over both in reading order: outer provisions come before those within them."""
    found: dict[int, str] = {}
    open_: list[Provision] = []
    waiting = sorted(provisions, key=lambda p: (-p[0], p[1], p[2]))
    for start in starts:
        while waiting and waiting[-1][0] <= start:
            open_.append(waiting.pop())
        while open_ and open_[-1][1] <= start:
            open_.pop()
        if open_:
            found[start] = open_[-1][2]
    return found
