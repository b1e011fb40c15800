"""Who takes part in what: agencies, their role in an item, and between which days the item is due.

What is asked for is narrowed where the graph is read, by agency or by province: of a large graph only the
part that is needed comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygraph.analysis.fetching import term_batches
from policygraph.analysis.places import Place, places
from policygraph.analysis.spans import Span
from policygraph.namespaces import PG
from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term

ITEM_CLASSES = {
    "task": "pg:Task",
    "key-task": "pg:KeyTask",
    "duty": "pg:StandingDuty",
    "objective": "pg:Objective",
    "report": "pg:ReportingObligation",
}
PREDICATES = {"lead": "pg:ledBy", "coordinate": "pg:coordinatedBy"}
KINDS = {PG + name.removeprefix("pg:"): kind for kind, name in ITEM_CLASSES.items()}

# One branch a role, and no class asked for: engines then begin with the narrowest pattern, not with all tasks; with
# the place where one is given, since a name is that of many agencies, or of one that works in many places.
_BRANCH = """{ %(place)s %(agencies)s ?item %(predicate)s ?agency ; pg:setOutIn ?document ; a ?class .
    BIND("%(role)s" AS ?role) }"""
_PARTS = "SELECT DISTINCT ?item ?class ?role ?agency ?document WHERE { %s } ORDER BY ?item ?role ?agency"

_AGENCIES = """
SELECT DISTINCT ?iri ?name ?class WHERE {
  %s VALUES ?class { pg:PublicOrganisation pg:AgencyGroup } ?iri a ?class ; pg:name ?name
} ORDER BY ?iri ?name ?class"""

_PLANS = """
SELECT DISTINCT ?iri ?place ?issued WHERE {
  %s ?iri rdfs:label ?label .
  OPTIONAL { ?iri pg:jurisdiction ?place }
  OPTIONAL { ?iri pg:date ?issued }
} ORDER BY ?iri ?place ?issued"""

_DEADLINES = """
SELECT DISTINCT ?iri ?deadline ?words ?first ?last WHERE {
  %s ?iri pg:hasDeadline ?deadline . ?deadline pg:words ?words .
  OPTIONAL { ?deadline pg:earliest ?first }
  OPTIONAL { ?deadline pg:latest ?last }
} ORDER BY ?iri ?last ?words ?deadline"""


@dataclass(frozen=True, slots=True)
class Participation:
    """One agency's part in one item.

    ``province`` is that of the plan, ``issued`` its ISO date; ``deadlines`` are the item's, the earliest end
    first. ``through`` is the IRI of the group whose member the agency is, where it was not named itself.
    """

    item: str
    kind: str
    role: str
    agency: str
    name: str
    is_group: bool
    document: str
    province: str
    province_slug: str
    issued: str | None
    deadlines: tuple[Span, ...]
    through: str | None = None


def participations(
    store: Queryable,
    kinds: Collection[str],
    *,
    agencies: Collection[str] | None = None,
    place: Place | None = None,
) -> list[Participation]:
    """Participations in items of these kinds, of these agencies (all for None), in the plans of this place."""
    rows = of_kinds((row for text in _asked(agencies, place) for row in select_rows(store, text)), kinds)
    narrowed = agencies is not None or place is not None
    names = agency_names(store, _column(rows, "agency", narrowed))
    plans = _plans(store, _column(rows, "document", narrowed))
    due = deadlines(store, _column(rows, "item", narrowed))
    found = [_participation(row, names, plans, due) for row in rows]
    return sorted(found, key=lambda part: (part.item, part.role, part.agency))


def _participation(
    row: dict[str, Value],
    names: dict[str, tuple[str, bool]],
    plans: dict[str, tuple[Place, str | None]],
    due: dict[str, tuple[Span, ...]],
) -> Participation:
    item, agency, document = (str(row[name]) for name in ("item", "agency", "document"))
    name, is_group = names.get(agency, (agency, False))
    place, issued = plans[document]
    return Participation(
        item=item,
        kind=KINDS[str(row["class"])],
        role=str(row["role"]),
        agency=agency,
        name=name,
        is_group=is_group,
        document=document,
        province=place.label,
        province_slug=place.slug,
        issued=issued,
        deadlines=due.get(item, ()),
    )


def _asked(agencies: Collection[str] | None, place: Place | None) -> Iterator[str]:
    for terms in [""] if agencies is None else term_batches(agencies):
        narrowing = {
            "agencies": f"VALUES ?agency {{ {terms} }}" if terms else "",
            "place": f"VALUES ?place {{ {iri_term(place.iri)} }} ?document pg:jurisdiction ?place ." if place else "",
        }
        branches = [_BRANCH % (narrowing | {"role": role, "predicate": name}) for role, name in PREDICATES.items()]
        yield _PARTS % " UNION ".join(branches)


def of_kinds(rows: Iterable[dict[str, Value]], kinds: Collection[str]) -> list[dict[str, Value]]:
    """The rows about items of these kinds, by their ``class``."""
    return [row for row in rows if KINDS.get(str(row["class"])) in kinds]


def of_nodes(store: Queryable, text: str, iris: Collection[str] | None) -> Iterator[dict[str, Value]]:
    """The rows of a query whose ``%s`` is where ``?iri`` is bound; of all nodes for None."""
    for values in [""] if iris is None else (f"VALUES ?iri {{ {terms} }}" for terms in term_batches(iris)):
        yield from select_rows(store, text % values)


def agency_names(store: Queryable, iris: Collection[str] | None) -> dict[str, tuple[str, bool]]:
    """The name of each agency and whether it is a group."""
    found: dict[str, tuple[str, bool]] = {}
    for row in of_nodes(store, _AGENCIES, iris):
        found.setdefault(str(row["iri"]), (str(row["name"]), str(row["class"]) == f"{PG}AgencyGroup"))
    return found


def deadlines(store: Queryable, items: Collection[str] | None) -> dict[str, tuple[Span, ...]]:
    """The deadlines of each item that has some, the earliest end first, open ends before that."""
    found: dict[str, list[Span]] = defaultdict(list)
    for row in of_nodes(store, _DEADLINES, items):
        found[str(row["iri"])].append(Span(str(row["words"]), text_or_none(row["first"]), text_or_none(row["last"])))
    return {item: tuple(sorted(spans, key=_by_end)) for item, spans in found.items()}


def _by_end(span: Span) -> tuple[str, str, str]:
    return span.last or "", span.first or "", span.words


def _plans(store: Queryable, documents: Collection[str] | None) -> dict[str, tuple[Place, str | None]]:
    """The place and the date of issue of each plan; an empty place and None where the graph does not say."""
    known, nowhere = places(store), Place("", "", "")
    found: dict[str, tuple[Place, str | None]] = defaultdict(lambda: (nowhere, None))
    for row in of_nodes(store, _PLANS, documents):
        if str(row["iri"]) not in found:
            found[str(row["iri"])] = (known.get(str(row["place"]), nowhere), text_or_none(row["issued"]))
    return found


def _column(rows: Sequence[dict[str, Value]], name: str, narrowed: bool) -> set[str] | None:
    return {str(row[name]) for row in rows} if narrowed else None


def text_or_none(value: Value) -> str | None:
    """A cell of a row as text; None stays None."""
    return None if value is None else str(value)
