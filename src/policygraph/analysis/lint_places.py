"""Which provision of a document holds an offset, and which lines of its file."""

from __future__ import annotations

from bisect import bisect_right
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

_LINES = """
SELECT ?document ?lines WHERE {
  VALUES ?document { %s }
  ?document pg:readFrom ?text . ?text pg:lines ?lines .
}"""

_DOCUMENTS = 100  # of which the provisions, the lines are held at a time

Provision = tuple[int, int, str]
Span = tuple[int, int]


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


def lines_of(store: Queryable, spans: Mapping[str, Sequence[Span]]) -> dict[tuple[str, int, int], Span]:
    """The first and last line of the file, from 1, that each (document, start, end) stands on.

    Left out are documents whose files have no lines: DOCX, PDF.
    """
    found: dict[tuple[str, int, int], Span] = {}
    for batch in batches(sorted(spans), _DOCUMENTS):
        for row in select_rows(store, _LINES % " ".join(map(iri_term, batch))):
            document = str(row["document"])
            starts, lines = zip(*(map(int, pair.split(":")) for pair in str(row["lines"]).split()), strict=True)
            for start, end in spans[document]:
                ends = [lines[bisect_right(starts, at) - 1] for at in (start, max(start, end - 1))]
                found[document, start, end] = min(ends), max(ends)  # a page may print cells in another order
    return found
