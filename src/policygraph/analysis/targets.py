"""From the thing that is asked for to the nodes it stands for."""

from __future__ import annotations

from policygraph.analysis.lookup import Entity
from policygraph.query import Queryable, select_rows

_INSTANCES = """
SELECT DISTINCT ?iri WHERE { ?iri pg:instanceOfConcept ?concept } ORDER BY ?iri"""


def instances(store: Queryable, entity: Entity) -> list[str]:
    """The nodes asked for: of a concept, every province's own instrument; of anything else, itself."""
    if entity.kind != "concept":
        return [entity.iri]
    return [str(row["iri"]) for row in select_rows(store, _INSTANCES, {"concept": f"<{entity.iri}>"})]
