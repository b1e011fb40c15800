"""Questions about a known set of nodes: their IRIs go into the query, some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term

BATCH = 200


def rows_about(store: Queryable, query: str, iris: Iterable[str]) -> Iterator[dict[str, Value]]:
    """The rows of ``query``, in which ``%s`` stands for the IRIs, each asked about once, in their order.

    The query holds ``VALUES ?node { %s }`` and sorts what it finds of one batch.
    """
    wanted = list(dict.fromkeys(iris))
    for start in range(0, len(wanted), BATCH):
        terms = " ".join(map(iri_term, wanted[start : start + BATCH]))
        yield from select_rows(store, query.replace("%s", terms))
