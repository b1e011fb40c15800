"""How much hangs on a node: what would change if it were wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from policygraph.query import Queryable, select_rows
from policygraph.query.binding import iri_term

Part = TypeVar("Part")

# A query may have 64,000 characters (store.guards), an IRI a few hundred.
BATCH = 100

_FACTS = """
SELECT ?node (COUNT(*) AS ?facts) WHERE {
  { SELECT DISTINCT ?node ?predicate ?subject ?object WHERE {
      VALUES ?node { %s }
      { ?assertion a pg:Assertion ; rdf:subject ?node ; rdf:predicate ?predicate ; rdf:object ?object }
      UNION
      { ?assertion a pg:Assertion ; rdf:object ?node ; rdf:predicate ?predicate ; rdf:subject ?subject }
  } }
} GROUP BY ?node"""


def facts_on(store: Queryable, nodes: Collection[str]) -> dict[str, int]:
    """How many facts that were read name each node, as subject or object; nodes without any are left out.

    A citation that two texts make is one fact; a bare citation beside a stronger relation is another one,
    so that a legal ground weighs more than what is only mentioned.
    """
    counts: dict[str, int] = {}
    for batch in batches(sorted(nodes)):
        rows = select_rows(store, _FACTS % " ".join(map(iri_term, batch)))
        counts.update({str(row["node"]): int(row["facts"] or 0) for row in rows})
    return counts


def batches(values: Sequence[Part], size: int = BATCH) -> Iterator[Sequence[Part]]:
    """The values in parts of at most ``size``, in their order."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
