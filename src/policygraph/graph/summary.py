"""The graph ``summary``: figures over all documents as an RDF Data Cube, so that no question counts everything again.

Each cube is a data set of observations, one for each combination of its dimensions that occurs. An item stands
in one document alone, so that the figures of documents add up: ``item_counts`` gives those of one document,
``Summary`` adds them and makes the graph. The dimensions have a namespace of their own (``cube:``), so that
nothing of a graph's facts matches an observation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from policygraph.grammar.dates import calendar_period
from policygraph.graph.items import CLASSES, ROLES
from policygraph.graph.terms import SUMMARY, NamedGraph, Triple, expand, integer, iri, named_graph, term, text
from policygraph.model import DocumentFacts, Item
from policygraph.namespaces import BASE

NO_PERIOD = "none"  # an item without a deadline that ends

_UNITS = ("quarter", "month", "year")
# The dimensions of each cube beside the jurisdiction of the plan and the kind of item, which all of them have.
CUBES: dict[str, tuple[str, ...]] = {
    "items": (),
    **{f"items-by-{unit}": ("period",) for unit in _UNITS},
    "workload": ("role", "agency"),
    **{f"workload-by-{unit}": ("role", "agency", "period") for unit in _UNITS},
    "cooperation": ("agency", "partner"),
}


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One combination of dimensions: a slug, codes, IRIs of agencies, a period; "" where the cube lacks one."""

    cube: str
    jurisdiction: str
    kind: str
    role: str = ""
    agency: str = ""
    partner: str = ""
    period: str = ""


def item_counts(facts: DocumentFacts) -> tuple[tuple[Cell, int], ...]:
    """How many items of one document stand in each cell, sorted; each item counts once a cell."""
    counted = Counter(cell for item in facts.items for cell in _cells(facts.document.jurisdiction, item))
    return tuple(sorted(counted.items()))


class Summary:
    """Adds up the figures of documents, in any order, and gives one graph."""

    def __init__(self) -> None:
        self._counts: Counter[Cell] = Counter()

    def add(self, counts: Iterable[tuple[Cell, int]]) -> None:
        """Take in the figures of one document."""
        for cell, count in counts:
            self._counts[cell] += count

    def graph(self) -> NamedGraph:
        """The graph ``summary``: every cube, also one without observations, and every observation."""
        return named_graph(SUMMARY, self._triples())

    def _triples(self) -> Iterator[Triple]:
        for cube in CUBES:
            yield cube_iri(cube), "rdf:type", term("qb:DataSet")
            yield cube_iri(cube), "qb:structure", term(f"cube:{cube}")
        for cell, count in self._counts.items():
            yield from _observation(cell, count)


def cube_iri(cube: str) -> str:
    """The IRI of a cube's data set: ``…/id/cube/workload-by-quarter``."""
    return f"{BASE}cube/{cube}"


def _cells(place: str, item: Item) -> set[Cell]:
    """Every cell in which an item counts."""
    taking_part = {(part.role, part.agency.iri) for part in item.participations if part.role in ("lead", "coordinate")}
    pairs = product(_of_role("lead", taking_part), _of_role("coordinate", taking_part))
    cells = {Cell("items", place, item.kind)}
    cells |= {Cell("workload", place, item.kind, role, agency) for role, agency in taking_part}
    cells |= {Cell("cooperation", place, item.kind, "", lead, other) for lead, other in pairs if lead != other}
    ends = {deadline.mention.last for deadline in item.deadlines if deadline.mention.last}
    for unit in _UNITS:
        for period in {calendar_period(end, unit) for end in ends} or {NO_PERIOD}:
            cells.add(Cell(f"items-by-{unit}", place, item.kind, period=period))
            cells |= {
                Cell(f"workload-by-{unit}", place, item.kind, role, agency, period=period)
                for role, agency in taking_part
            }
    return cells


def _of_role(role: str, taking_part: Iterable[tuple[str, str]]) -> list[str]:
    return [agency for its_role, agency in taking_part if its_role == role]


def _observation(cell: Cell, count: int) -> Iterator[Triple]:
    me = _observation_iri(cell)
    yield me, "rdf:type", term("qb:Observation")
    yield me, "qb:dataSet", iri(cube_iri(cell.cube))
    yield me, "cube:jurisdiction", iri(f"{BASE}jurisdiction/{cell.jurisdiction}")
    yield me, "cube:itemKind", term(CLASSES[cell.kind])
    if cell.role:
        yield me, "cube:role", term(ROLES[cell.role])
    if cell.agency:
        yield me, "cube:agency", iri(cell.agency)
    if cell.partner:
        yield me, "cube:partner", iri(cell.partner)
    if cell.period:
        yield me, "cube:period", text(cell.period)
    yield me, "cube:count", integer(count)


def _observation_iri(cell: Cell) -> str:
    agencies = [agency.removeprefix(BASE) for agency in (cell.agency, cell.partner) if agency]
    parts = [cell.jurisdiction, cell.kind, cell.role, *agencies, cell.period]
    return "/".join([cube_iri(cell.cube), *filter(None, parts)])


def structure(cube: str) -> tuple[str, ...]:
    """The IRIs of a cube's dimensions and of its measure, as its structure in ``ontology/cube.ttl`` lists them."""
    return tuple(expand(f"cube:{name}") for name in ("jurisdiction", "itemKind", *CUBES[cube], "count"))
