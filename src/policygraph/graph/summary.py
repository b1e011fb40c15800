"""The graph ``summary``: figures over all documents as an RDF Data Cube, so that no question counts everything again.

Each cube is a data set of observations, one for each combination of its dimensions that occurs. An item stands
in one document alone, so that the figures of documents add up: ``cell_counts`` gives those of one document,
``Summary`` adds them and makes the graph. The dimensions have a namespace of their own (``cube:``), so that
nothing of a graph's facts matches an observation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from policygraph.grammar.dates import calendar_period
from policygraph.graph.evidence import refers
from policygraph.graph.items import CLASSES, ROLES
from policygraph.graph.terms import SUMMARY, NamedGraph, Triple, expand, integer, iri, named_graph, term, text
from policygraph.model import DocumentFacts, Item
from policygraph.namespaces import BASE

MOST_CITED = 1000  # documents, in all and of those never read: of the others no figure is kept
NO_PERIOD = "none"  # an item without a deadline that ends

_UNITS = ("quarter", "month", "year")
_ITEMS = ("jurisdiction", "itemKind")
_CITED = ("citing-documents", "citation-places")
# The dimensions of each cube. All count items but the last two: documents that cite one, and the places where.
CUBES: dict[str, tuple[str, ...]] = {
    "items": _ITEMS,
    **{f"items-by-{unit}": (*_ITEMS, "period") for unit in _UNITS},
    "workload": (*_ITEMS, "role", "agency"),
    **{f"workload-by-{unit}": (*_ITEMS, "role", "agency", "period") for unit in _UNITS},
    "cooperation": (*_ITEMS, "agency", "partner"),
    # Dimensions of their own, so that a question about one agency reads no other cube.
    **dict.fromkeys(("together", "together-led"), (*_ITEMS, "participant", "fellow")),
    **dict.fromkeys(_CITED, ("document",)),
}


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One combination of dimensions: a slug, codes, IRIs of agencies, a period; "" where the cube lacks one."""

    cube: str
    jurisdiction: str = ""
    kind: str = ""
    role: str = ""
    agency: str = ""
    partner: str = ""
    period: str = ""
    document: str = ""


def cell_counts(facts: DocumentFacts) -> tuple[tuple[Cell, int], ...]:
    """What one document adds to each cell, sorted; each item, citing document and place counts once a cell."""
    counted = Counter(cell for item in facts.items for cell in _cells(facts.document.jurisdiction, item))
    places = {(one.mention.start, one.mention.end, one.document.iri) for one in facts.citations if refers(one)}
    counted.update(Cell("citation-places", document=cited) for _, _, cited in places)
    counted.update(Cell("citing-documents", document=cited) for cited in {cited for _, _, cited in places})
    return tuple(sorted(counted.items()))


class Summary:
    """Adds up the figures of documents, in any order, and gives one graph."""

    def __init__(self) -> None:
        self._counts: Counter[Cell] = Counter()
        self._read: set[str] = set()

    def add(self, document: str, counts: Iterable[tuple[Cell, int]]) -> None:
        """Take in the figures of one document, given by its IRI."""
        self._read.add(document)
        for cell, count in counts:
            self._counts[cell] += count

    def graph(self) -> NamedGraph:
        """The graph ``summary``: every cube, also one without observations, and every observation."""
        return named_graph(SUMMARY, self._triples())

    def _triples(self) -> Iterator[Triple]:
        for cube in CUBES:
            yield cube_iri(cube), "rdf:type", term("qb:DataSet")
            yield cube_iri(cube), "qb:structure", term(f"cube:{cube}")
        cited = set(self._most_cited())
        for cell, count in self._counts.items():
            if not cell.document or cell.document in cited:
                yield from _observation(cell, count)

    def _most_cited(self) -> Iterator[str]:
        """The documents cited most, and of those that were never read the ones cited most."""

        def often(document: str) -> tuple[int, int, str]:
            citing, places = (self._counts[Cell(cube, document=document)] for cube in _CITED)
            return -citing, -places, document

        ranked = sorted({cell.document for cell in self._counts if cell.document}, key=often)
        yield from ranked[:MOST_CITED]
        yield from islice((document for document in ranked if document not in self._read), MOST_CITED)


def cube_iri(cube: str) -> str:
    """The IRI of a cube's data set: ``…/id/cube/workload-by-quarter``."""
    return f"{BASE}cube/{cube}"


def _cells(place: str, item: Item) -> set[Cell]:
    """Every cell in which an item counts."""
    taking_part = {(part.role, part.agency.iri) for part in item.participations if part.role in ("lead", "coordinate")}
    cells = {Cell("items", place, item.kind)}
    cells |= {Cell("workload", place, item.kind, role, agency) for role, agency in taking_part}
    cells |= {Cell(cube, place, item.kind, "", one, other) for cube, one, other in _pairs(taking_part)}
    ends = {deadline.mention.last for deadline in item.deadlines if deadline.mention.last}
    for unit in _UNITS:
        for period in {calendar_period(end, unit) for end in ends} or {NO_PERIOD}:
            cells.add(Cell(f"items-by-{unit}", place, item.kind, period=period))
            cells |= {
                Cell(f"workload-by-{unit}", place, item.kind, role, agency, period=period)
                for role, agency in taking_part
            }
    return cells


def _pairs(taking_part: Collection[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The cube, an agency and another one: who coordinates what it leads, who has any part in that, or in any item."""
    leads, coordinates = (_of_role(role, taking_part) for role in ("lead", "coordinate"))
    everyone = leads | coordinates
    for cube, some, others in (
        ("cooperation", leads, coordinates),
        ("together-led", leads, everyone),
        ("together", everyone, everyone),
    ):
        yield from ((cube, one, other) for one, other in product(some, others) if one != other)


def _of_role(role: str, taking_part: Iterable[tuple[str, str]]) -> set[str]:
    return {agency for its_role, agency in taking_part if its_role == role}


def _observation(cell: Cell, count: int) -> Iterator[Triple]:
    me = _observation_iri(cell)
    yield me, "rdf:type", term("qb:Observation")
    yield me, "qb:dataSet", iri(cube_iri(cell.cube))
    if cell.jurisdiction:
        yield me, "cube:jurisdiction", iri(f"{BASE}jurisdiction/{cell.jurisdiction}")
    if cell.kind:
        yield me, "cube:itemKind", term(CLASSES[cell.kind])
    if cell.role:
        yield me, "cube:role", term(ROLES[cell.role])
    pair = ("participant", "fellow") if "fellow" in CUBES[cell.cube] else ("agency", "partner")
    for name, agency in zip(pair, (cell.agency, cell.partner), strict=True):
        if agency:
            yield me, f"cube:{name}", iri(agency)
    if cell.period:
        yield me, "cube:period", text(cell.period)
    if cell.document:
        yield me, "cube:document", iri(cell.document)
    yield me, "cube:count", integer(count)


def _observation_iri(cell: Cell) -> str:
    agencies = [agency.removeprefix(BASE) for agency in (cell.agency, cell.partner) if agency]
    parts = [cell.jurisdiction, cell.kind, cell.role, *agencies, cell.period, cell.document.removeprefix(BASE)]
    return "/".join([cube_iri(cell.cube), *filter(None, parts)])


def structure(cube: str) -> tuple[str, ...]:
    """The IRIs of a cube's dimensions and of its measure, as its structure in ``ontology/cube.ttl`` lists them."""
    return tuple(expand(f"cube:{name}") for name in (*CUBES[cube], "count"))
