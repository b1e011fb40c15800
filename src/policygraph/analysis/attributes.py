"""What the graph says of given nodes, asked in batches: nothing else of a large graph is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from policygraph.analysis.fetching import term_batches
from policygraph.query import Queryable, Value, select_rows

# A filter, not a second VALUES: engines take two for their product. Sorted here: engines compare IRIs letter by letter.
_ASKED = """
SELECT DISTINCT ?iri ?property ?value WHERE {
  VALUES ?iri { %s }
  ?iri ?property ?value
  FILTER(?property IN (%s))
}"""

Attributes = dict[str, dict[str, list[Value]]]


def attributes(store: Queryable, iris: Iterable[str], properties: str) -> Attributes:
    """The values of some properties ("pg:number rdfs:label") of each node, by IRI and property's IRI, in order.

    Nodes of which nothing is said are missing; of one that is there, each property asked for that is
    not said is an empty list.
    """
    found: Attributes = {}
    for terms in term_batches(iris):
        for row in select_rows(store, _ASKED % (terms, ", ".join(properties.split()))):
            said = found.setdefault(str(row["iri"]), defaultdict(list))
            said[str(row["property"])].append(row["value"])
    for said in found.values():
        for values in said.values():
            values.sort(key=str)
    return found
