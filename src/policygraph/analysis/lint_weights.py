"""How much hangs on a node: what would change if it were wrong."""

from __future__ import annotations

from collections.abc import Collection

from policygraph.analysis.fetching import term_batches
from policygraph.query import Queryable, select_rows

# The nodes stand in both branches: a union that is joined with them would be worked out for the whole graph.
_FACTS = """
SELECT ?node (COUNT(*) AS ?facts) WHERE {
  { SELECT DISTINCT ?node ?predicate ?subject ?object WHERE {
      { VALUES ?node { %(nodes)s }
        ?assertion rdf:subject ?node ; a pg:Assertion ; rdf:predicate ?predicate ; rdf:object ?object }
      UNION
      { VALUES ?node { %(nodes)s }
        ?assertion rdf:object ?node ; a pg:Assertion ; rdf:predicate ?predicate ; rdf:subject ?subject }
  } }
} GROUP BY ?node"""


def facts_on(store: Queryable, nodes: Collection[str]) -> dict[str, int]:
    """How many facts that were read name each node, as subject or object; nodes without any are left out.

    A citation that two texts make is one fact; a bare citation beside a stronger relation is another one,
    so that a legal ground weighs more than what is only mentioned.
    """
    counts: dict[str, int] = {}
    for terms in term_batches(nodes):
        rows = select_rows(store, _FACTS % {"nodes": terms})
        counts.update({str(row["node"]): int(row["facts"] or 0) for row in rows})
    return counts
