"""Questions about a known set of nodes: their IRIs go into the query, some hundred at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term

Part = TypeVar("Part")

# Few queries, and none near the 64,000 characters that a store takes (store.guards): IRIs may be long.
BATCH = 300
LONGEST = 30_000  # characters


def rows_about(store: Queryable, query: str, iris: Iterable[str]) -> Iterator[dict[str, Value]]:
    """The rows of ``query``, in which ``%s`` stands for the IRIs, each asked about once, in their order.

    The query holds ``VALUES ?node { %s }`` and sorts what it finds of one batch.
    """
    for terms in _joined(map(iri_term, dict.fromkeys(iris))):
        yield from select_rows(store, query.replace("%s", terms))


def term_batches(iris: Iterable[str]) -> Iterator[str]:
    """IRIs as the terms of ``VALUES`` clauses, each once, in the order of the IRIs."""
    return _joined(map(iri_term, sorted(set(iris))))


def batches(values: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    """The values in parts of at most ``size``, in their order."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def bounded_batches(values: Iterable[Part], length_of: Callable[[Part], int]) -> Iterator[list[Part]]:
    """The values in parts of at most ``BATCH``, in their order, none longer together than ``LONGEST``."""
    batch: list[Part] = []
    length = 0
    for value in values:
        if batch and (len(batch) == BATCH or length + length_of(value) > LONGEST):
            yield batch
            batch, length = [], 0
        batch.append(value)
        length += length_of(value)
    if batch:
        yield batch


def _joined(terms: Iterable[str]) -> Iterator[str]:
    return map(" ".join, bounded_batches(terms, lambda term: len(term) + 1))
