"""The deadlines of plan items, of an agency, a place or a document: only what is asked for is fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from policygraph.analysis.edges import Quote, quote_of
from policygraph.analysis.fetching import rows_about
from policygraph.analysis.participation import KINDS, PREDICATES, text_or_none
from policygraph.model import Recurrence
from policygraph.query import Queryable, Value, select_rows
from policygraph.query.binding import iri_term

_ITEMS = "SELECT DISTINCT ?item WHERE { %s ?item pg:hasDeadline ?deadline } ORDER BY ?item"

_DEADLINES = """
SELECT DISTINCT ?node ?class ?document ?label ?issued ?province ?path ?order ?description ?deadline ?words
  ?first ?last ?operator ?every ?month ?day WHERE {
  VALUES ?node { %s }
  ?node a ?class ; pg:setOutIn ?document ; pg:path ?path ; pg:order ?order ; pg:description ?description ;
    pg:hasDeadline ?deadline .
  ?deadline pg:words ?words .
  ?document rdfs:label ?label .
  OPTIONAL { ?document pg:date ?issued }
  OPTIONAL { ?document pg:jurisdiction/rdfs:label ?province }
  OPTIONAL { ?deadline pg:earliest ?first }
  OPTIONAL { ?deadline pg:latest ?last }
  OPTIONAL { ?deadline pg:operator ?operator }
  OPTIONAL { ?deadline pg:recursEvery ?every }
  OPTIONAL { ?deadline pg:recursMonth ?month }
  OPTIONAL { ?deadline pg:recursDay ?day }
} ORDER BY ?node ?deadline ?issued"""

# Apart from the deadlines: joined to them, Oxigraph begins with the assertions of all deadlines that there are.
_SENTENCES = """
SELECT DISTINCT ?node ?quote ?start ?end ?rule ?confidence WHERE {
  VALUES ?node { %s }
  ?assertion rdf:object ?node ; pg:quote ?quote ; pg:start ?start ; pg:end ?end ;
    pg:rule ?rule ; pg:confidence ?confidence .
} ORDER BY ?node ?start ?end"""

_PARTS = """
SELECT DISTINCT ?node ?role ?agency ?name ?label WHERE {
  VALUES ?node { %s }
  { ?node pg:ledBy ?agency BIND("lead" AS ?role) } UNION { ?node pg:coordinatedBy ?agency BIND("coordinate" AS ?role) }
  ?agency pg:name ?name ; rdfs:label ?label .
} ORDER BY ?node ?role ?name ?agency"""


@dataclass(frozen=True, slots=True)
class Part:
    """An agency's part in an item: "lead" or "coordinate"; ``label`` says of which place the agency is."""

    role: str
    agency: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of one item. ``first`` and ``last`` are ISO dates or None, ``operator`` as in a mention.

    ``document`` is the label and ``document_iri`` the IRI of the plan, ``issued`` its date or None; ``quote`` holds
    the words of the deadline and is None where the graph has no evidence for it.
    """

    iri: str
    item: str
    kind: str
    document: str
    document_iri: str
    issued: str | None
    province: str
    path: str
    order: int
    description: str
    words: str
    first: str | None
    last: str | None
    operator: str | None
    recurs: Recurrence | None
    parts: tuple[Part, ...]
    quote: Quote | None

    def names(self, role: str) -> tuple[str, ...]:
        """The names of those who have a part in it."""
        return tuple(part.name for part in self.parts if part.role == role)


def deadlines(
    store: Queryable,
    kinds: Sequence[str],
    *,
    agencies: Collection[str] = (),
    roles: Sequence[str] = tuple(PREDICATES),
    province: str | None = None,
    document: str | None = None,
) -> tuple[Due, ...]:
    """The deadlines of items of these kinds: of ``agencies`` in these roles, a province's plans, a document (IRIs)."""
    narrowed = _narrowed(agencies, roles, province, document)
    items = [str(row["item"]) for row in select_rows(store, _ITEMS % narrowed)]
    parts = _parts(store, items)
    # Engines that are given the classes begin with all items of a class: kinds are told apart afterwards.
    rows = {
        str(row["deadline"]): row
        for row in rows_about(store, _DEADLINES, items)
        if KINDS.get(str(row["class"])) in kinds
    }
    quotes = _quotes(store, {iri: str(row["document"]) for iri, row in rows.items()})
    return tuple(_due(row, parts[str(row["node"])], quotes.get(iri)) for iri, row in rows.items())


def _narrowed(agencies: Collection[str], roles: Sequence[str], province: str | None, document: str | None) -> str:
    pattern = ""
    if agencies:
        pattern += f"VALUES ?agency {{ {' '.join(map(iri_term, agencies))} }} "
        pattern += f"VALUES ?part {{ {' '.join(PREDICATES[role] for role in roles)} }} ?item ?part ?agency . "
    if document:
        pattern += f"?item pg:setOutIn {iri_term(document)} . "
    if province:
        pattern += f"?document pg:jurisdiction {iri_term(province)} . ?item pg:setOutIn ?document . "
    return pattern


def _parts(store: Queryable, items: list[str]) -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = defaultdict(tuple)
    for row in rows_about(store, _PARTS, items):
        part = Part(str(row["role"]), str(row["agency"]), str(row["name"]), str(row["label"]))
        found[str(row["node"])] += (part,)
    return found


def _quotes(store: Queryable, documents: dict[str, str]) -> dict[str, Quote]:
    """The first words of each deadline; ``documents`` lead from it to the document that it stands in."""
    found: dict[str, Quote] = {}
    for row in rows_about(store, _SENTENCES, documents):
        iri = str(row["node"])
        found.setdefault(iri, quote_of(row, documents[iri]))
    return found


def _due(row: dict[str, Value], parts: tuple[Part, ...], quote: Quote | None) -> Due:
    return Due(
        iri=str(row["deadline"]),
        item=str(row["node"]),
        kind=KINDS[str(row["class"])],
        document=str(row["label"]),
        document_iri=str(row["document"]),
        issued=text_or_none(row["issued"]),
        province=str(row["province"] or ""),
        path=str(row["path"]),
        order=int(row["order"] or 0),
        description=str(row["description"]),
        words=str(row["words"]),
        first=text_or_none(row["first"]),
        last=text_or_none(row["last"]),
        operator=text_or_none(row["operator"]),
        recurs=_recurrence(row),
        parts=parts,
        quote=quote,
    )


def _recurrence(row: dict[str, Value]) -> Recurrence | None:
    month, day = (None if row[name] is None else int(row[name] or 0) for name in ("month", "day"))
    return Recurrence(str(row["every"]), month, day) if row["every"] else None
