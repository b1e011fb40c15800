"""The items of plans as people point at them: by IRI, by document and place or number, by words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from policygraph.analysis.participation import KINDS, PREDICATES, agency_names, deadlines, of_kinds, of_nodes
from policygraph.analysis.places import Place, places
from policygraph.analysis.spans import Span
from policygraph.errors import BadRow
from policygraph.grammar.folding import fold
from policygraph.query import Coded, Queryable, Value, select_rows
from policygraph.query.binding import iri_term
from policygraph.query.words import path_cell

_ITEMS = """
SELECT DISTINCT ?item ?class ?plan ?document ?number ?place ?path ?order ?ordinal ?description ?start ?end WHERE {
  %s ?item a ?class ; pg:setOutIn ?plan ; pg:path ?path ; pg:order ?order ; pg:description ?description .
  ?plan rdfs:label ?document .
  OPTIONAL { ?plan pg:number ?number }
  OPTIONAL { ?plan pg:jurisdiction ?place }
  OPTIONAL { ?item pg:ordinal ?ordinal }
  OPTIONAL { ?assertion rdf:subject ?item ; rdf:predicate pg:setOutIn ; pg:start ?start ; pg:end ?end }
} ORDER BY ?document ?order ?item ?start"""
_LEADS = f"SELECT DISTINCT ?iri ?agency WHERE {{ %s ?iri {PREDICATES['lead']} ?agency }} ORDER BY ?iri ?agency"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One item with what tables tell of it; ``leads`` are (IRI, name) pairs, ``start`` and ``end`` its words."""

    iri: str
    kind: str
    plan: str
    document: str
    number: str
    province: str
    path: str
    ordinal: str
    description: str
    start: int | None
    end: int | None
    leads: tuple[tuple[str, str], ...]
    deadlines: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """How a row of a table points at an item; "" where it does not say."""

    iri: str = ""
    document: str = ""
    path: str = ""
    ordinal: str = ""
    words: str = ""


def plan_items(
    store: Queryable, kinds: Collection[str], *, place: Place | None = None, document: str | None = None
) -> tuple[PlanItem, ...]:
    """The items of these kinds, of one place or one document (its IRI) where given, in the order of the text."""
    narrowing = f"?plan pg:jurisdiction {iri_term(place.iri)} . " if place else ""
    narrowing += f"VALUES ?plan {{ {iri_term(document)} }} " if document else ""
    rows = of_kinds(select_rows(store, _ITEMS % narrowing), kinds)
    items = {str(row["item"]): row for row in reversed(rows)}
    narrowed = set(items) if narrowing else None
    leads, known = _leads(store, narrowed), places(store)
    due = deadlines(store, narrowed)
    found = (_item(row, known, leads.get(iri, ()), due.get(iri, ())) for iri, row in items.items())
    return tuple(reversed(list(found)))


def _leads(store: Queryable, items: Collection[str] | None) -> dict[str, tuple[tuple[str, str], ...]]:
    pairs = [(str(row["iri"]), str(row["agency"])) for row in of_nodes(store, _LEADS, items)]
    names = agency_names(store, {agency for _, agency in pairs})
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for item, agency in pairs:
        found[item] = (*found.get(item, ()), (agency, names.get(agency, (agency, False))[0]))
    return found


def _item(
    row: dict[str, Value], known: dict[str, Place], leads: tuple[tuple[str, str], ...], due: tuple[Span, ...]
) -> PlanItem:
    place = known.get(str(row["place"]))
    return PlanItem(
        iri=str(row["item"]),
        kind=KINDS[str(row["class"])],
        plan=str(row["plan"]),
        document=str(row["document"]),
        number=str(row["number"] or ""),
        province=place.label if place else "",
        path=str(row["path"]),
        ordinal=str(row["ordinal"] or ""),
        description=str(row["description"]),
        start=None if row["start"] is None else int(row["start"]),
        end=None if row["end"] is None else int(row["end"]),
        leads=leads,
        deadlines=due,
    )


class ItemBook:
    """Finds the one item that a pointer means: what it says is narrowed from the surest to the least sure."""

    def __init__(self, items: Sequence[PlanItem]) -> None:
        self._items = items
        self._by_iri = {item.iri: item for item in items}
        self._words = {item.iri: fold(item.description) for item in items}

    def find(self, pointer: Pointer, place: str) -> PlanItem | None:
        """The item meant; None for none. Raises ``BadRow`` at ``place`` where several do, or none is named."""
        if pointer.iri:
            return self._by_iri.get(pointer.iri)
        if not (pointer.words or (pointer.document and (pointer.path or pointer.ordinal))):
            hint = "give its IRI, its document with path or ordinal, or its words"
            raise BadRow("the row does not say which task it is about", place=place, hint=hint)
        found: list[PlanItem] = list(self._items)
        if pointer.document:
            found = [item for item in found if fold(pointer.document) in _document_names(item)]
        if pointer.path:
            found = [item for item in found if fold(pointer.path) in _path_names(item)]
        elif pointer.ordinal and pointer.document:
            found = [item for item in found if fold(pointer.ordinal) == fold(item.ordinal)]
        if pointer.words and not (len(found) == 1 and (pointer.path or pointer.ordinal)):
            found = self._called(found, fold(pointer.words))
        if len(found) > 1:
            listed = "; ".join(f"{item.document} {item.path}" for item in found[:4])
            raise BadRow(f"{said(pointer)!r} may mean {len(found)} tasks", place=place, hint=f"name one: {listed}")
        return found[0] if found else None

    def _called(self, items: Iterable[PlanItem], words: str) -> list[PlanItem]:
        """Items whose words are these; where there are none, those whose words begin so."""
        known = list(items)
        equal = [item for item in known if self._words[item.iri] == words]
        return equal or [item for item in known if words and self._words[item.iri].startswith(words)]


def said(pointer: Pointer) -> str:
    """What a row says of its item, for messages."""
    named = (pointer.document, pointer.path or pointer.ordinal, pointer.words)
    return pointer.iri or " ".join(filter(None, named))


def _document_names(item: PlanItem) -> set[str]:
    return {fold(item.document), fold(item.plan)} | ({fold(item.number)} if item.number else set())


def _path_names(item: PlanItem) -> set[str]:
    cell = path_cell(item.path)
    words = {cell.words.vi, cell.words.en} if isinstance(cell, Coded) else set()
    return {fold(name) for name in (item.path, *words)}
