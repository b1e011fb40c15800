"""The figures of the graph ``summary``, counted by SPARQL over the facts: what the build's own must equal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policygraph.graph.summary import CUBES, NO_PERIOD, cube_iri
from policygraph.graph.terms import SUMMARY
from policygraph.query import select_rows
from samples import store_of

# The same figures, counted by SPARQL over the facts. ?period stands for the three units.
PERIOD = {
    "year": "SUBSTR(STR(?last), 1, 4)",
    "month": "SUBSTR(STR(?last), 1, 7)",
    "quarter": 'CONCAT(SUBSTR(STR(?last), 1, 4), "-Q", '
    "STR(xsd:integer(FLOOR((xsd:integer(SUBSTR(STR(?last), 6, 2)) + 2) / 3))))",
}
ITEM = (
    "?item pg:setOutIn ?document ; a ?itemKind . ?document pg:jurisdiction ?jurisdiction . "
    "VALUES ?itemKind { pg:Task pg:KeyTask pg:StandingDuty pg:Objective pg:ReportingObligation } "
)
PARTNERS = {
    "cooperation": "?item pg:ledBy ?agency ; pg:coordinatedBy ?partner FILTER(?agency != ?partner)",
    "together": "?item pg:ledBy|pg:coordinatedBy ?participant , ?fellow FILTER(?participant != ?fellow)",
    "together-led": "?item pg:ledBy ?participant ; pg:ledBy|pg:coordinatedBy ?fellow FILTER(?participant != ?fellow)",
}
ROLE = "VALUES ?role { pg:ledBy pg:coordinatedBy } ?item ?role ?agency . "
CITED = {"citing-documents": "?citing", "citation-places": "?mention"}


def facts_query(cube: str) -> str:
    if cube in CITED:
        cited = f"?mention pg:refersTo ?document ; pg:citedIn ?citing . BIND({CITED[cube]} AS ?one)"
        return (
            f"SELECT ?document (COUNT(DISTINCT ?one) AS ?n) WHERE {{ {cited} }} GROUP BY ?document ORDER BY ?document"
        )
    dimensions = CUBES[cube]
    unit = cube.rpartition("-by-")[2] if "-by-" in cube else ""
    pattern = ITEM + (ROLE if "role" in dimensions else "") + PARTNERS.get(cube, "")
    if unit:
        ends = "OPTIONAL { ?item pg:hasDeadline ?limit . ?limit pg:latest ?end } "
        none = "FILTER(BOUND(?end) || NOT EXISTS { ?item pg:hasDeadline ?one . ?one pg:latest ?other }) "
        pattern += f'{ends}{none}BIND(COALESCE(STR(?end), "") AS ?last) '
        pattern += f'BIND(IF(?last = "", "{NO_PERIOD}", {PERIOD[unit]}) AS ?period)'
    names = " ".join(f"?{name}" for name in dimensions)
    return f"SELECT {names} (COUNT(DISTINCT ?item) AS ?n) WHERE {{ {pattern} }} GROUP BY {names} ORDER BY {names}"


def counted_summary(store: Any) -> Iterator[str]:
    """The summary of a graph written by hand, as TriG."""
    for cube in CUBES:
        yield f"<{cube_iri(cube)}> a qb:DataSet ."
        for n, row in enumerate(select_rows(store, facts_query(cube)), start=1):
            said = "".join(f" ; cube:{name} {_term(name, row[name])}" for name in row if name != "n")
            one = f"<{cube_iri(cube)}/{n}> a qb:Observation ; qb:dataSet <{cube_iri(cube)}>"
            yield f"{one}{said} ; cube:count {row['n']} ."


def _term(name: str, value: Any) -> str:
    return f'"{value}"' if name == "period" else f"<{value}>"


PREFIXES = """
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix cube: <https://w3id.org/policygraph/cube#> .
"""


def with_summary(text: str) -> str:
    """TriG text with the figures that a build would have kept."""
    return f"{text}\n{PREFIXES}\n<{SUMMARY}> {{ {' '.join(counted_summary(store_of(text)))} }}\n"
