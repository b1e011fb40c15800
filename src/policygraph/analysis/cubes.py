"""Figures from the graph ``summary``, which the build keeps: whole-corpus answers without reading the facts.

They are the same as those counted from the facts (``tests/graph/test_summary.py`` holds them equal), but a store
may have none: then ``has_summary`` is false and the facts are counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policygraph.analysis.fetching import term_batches
from policygraph.analysis.participation import ITEM_CLASSES, KINDS, PREDICATES
from policygraph.analysis.places import Place
from policygraph.graph.summary import CUBES, NO_PERIOD, cube_iri
from policygraph.namespaces import PG
from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term

_ROLES = {PG + name.removeprefix("pg:"): role for role, name in PREDICATES.items()}
_ASKED = """
SELECT %(columns)s WHERE {
  %(bound)s ?one qb:dataSet %(cube)s %(dimensions)s; cube:count ?count
  FILTER(?itemKind IN (%(kinds)s))
}"""


@dataclass(frozen=True, slots=True)
class Count:
    """One observation: ``place`` and agencies are IRIs, ``role`` and ``kind`` codes; "" where the cube lacks it.

    ``period`` is None for items without a deadline that ends.
    """

    place: str
    kind: str
    role: str
    agency: str
    partner: str
    period: str | None
    count: int


def has_summary(store: Queryable) -> bool:
    """Whether the build kept figures in this store."""
    return bool(select_rows(store, f"SELECT ?kind WHERE {{ {_cube('items')} a ?kind }}"))


def counts(
    store: Queryable,
    cube: str,
    kinds: Collection[str],
    *,
    place: Place | None = None,
    agencies: Collection[str] | None = None,
) -> list[Count]:
    """The observations of a cube for these kinds of items, of one place or agencies where given; in no order."""
    return [_count(row) for text in _asked(cube, kinds, place, agencies) for row in select_rows(store, text)]


def _asked(cube: str, kinds: Collection[str], place: Place | None, agencies: Collection[str] | None) -> Iterator[str]:
    dimensions = CUBES[cube]
    for terms in [""] if agencies is None else term_batches(agencies):
        bound = f"VALUES ?agency {{ {terms} }} " if terms else ""
        bound += f"VALUES ?jurisdiction {{ {iri_term(place.iri)} }} " if place else ""
        yield _ASKED % {
            "cube": _cube(cube),
            "columns": " ".join(f"?{name}" for name in (*dimensions, "count")),
            "dimensions": "".join(f"; cube:{name} ?{name} " for name in dimensions),
            "kinds": ", ".join(ITEM_CLASSES[kind] for kind in kinds),
            "bound": bound,
        }


def _cube(name: str) -> str:
    return iri_term(cube_iri(name))


def _count(row: dict[str, Value]) -> Count:
    get = row.get
    period = get("period")
    return Count(
        place=str(row["jurisdiction"]),
        kind=KINDS[str(row["itemKind"])],
        role=_ROLES.get(str(get("role")), ""),
        agency=str(get("agency") or ""),
        partner=str(get("partner") or ""),
        period=None if period in (None, NO_PERIOD) else str(period),
        count=int(row["count"] or 0),
    )
