"""What tables print of the nodes that edges join: documents, plan items, instruments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policygraph.analysis.attributes import attributes
from policygraph.namespaces import PG, PREFIXES
from policygraph.query import Queryable, Value

ITEM_KINDS = {
    "Task": "task",
    "KeyTask": "key-task",
    "StandingDuty": "duty",
    "Objective": "objective",
    "ReportingObligation": "report",
}
_KINDS = {f"{PG}{name}": kind for name, kind in ITEM_KINDS.items()}
_KINDS |= {f"{PG}Document": "document", f"{PG}Instrument": "instrument"}
_KINDS |= {f"{PG}PublicOrganisation": "agency", f"{PG}AgencyGroup": "agency"}
_TYPE, _LABEL = f"{PREFIXES['rdf']}type", f"{PREFIXES['rdfs']}label"
_WORDS = """rdf:type rdfs:label pg:number pg:path pg:description pg:order pg:setOutIn pg:annexOf pg:jurisdiction
  pg:instanceOfConcept pg:readFrom"""


@dataclass(frozen=True, slots=True)
class Node:
    """``kind`` is document, instrument, agency, or a kind of item; ``number`` is a document's, or "".

    ``document`` is the IRI of the plan that sets an item out, or of what an annex was issued with;
    ``path`` and ``order`` are an item's place in its plan; ``concept`` is an instrument's shared idea. ``is_read``: its
    words were read, it is not only cited.
    """

    iri: str
    kind: str
    label: str
    number: str = ""
    path: str = ""
    description: str = ""
    order: int = 0
    document: str = ""
    province: str = ""
    concept: str = ""
    is_read: bool = False


def nodes(store: Queryable, iris: Iterable[str]) -> dict[str, Node]:
    """These documents, items, instruments and agencies by IRI; what is none of them has its IRI for a label."""
    asked = sorted(set(iris))
    said = attributes(store, asked, _WORDS)
    plans = {str(document) for words in said.values() for document in words[f"{PG}setOutIn"]}
    placed = said | attributes(store, plans - said.keys(), "pg:jurisdiction")
    places = {str(place) for words in placed.values() for place in words[f"{PG}jurisdiction"]}
    labels = {place: _first(words[_LABEL]) for place, words in attributes(store, places, "rdfs:label").items()}
    return {iri: _node(iri, said.get(iri), placed, labels) for iri in asked}


def _node(
    iri: str,
    said: dict[str, list[Value]] | None,
    placed: dict[str, dict[str, list[Value]]],
    labels: dict[str, str],
) -> Node:
    kinds = [_KINDS[str(type_)] for type_ in said[_TYPE] if str(type_) in _KINDS] if said else []
    if said is None or not kinds:
        return Node(iri, "", iri)
    plan = _first(said[f"{PG}setOutIn"])
    place = said if not plan else placed.get(plan, {})
    wholes = [str(whole) for whole in said[f"{PG}annexOf"] if iri.startswith(f"{whole}/")]
    return Node(
        iri,
        kinds[0],
        _first(said[_LABEL]) or iri,
        number=_first(said[f"{PG}number"]),
        path=_first(said[f"{PG}path"]),
        description=_first(said[f"{PG}description"]),
        order=int(next(iter(said[f"{PG}order"]), 0) or 0),
        document=plan or next(iter(wholes), ""),
        province=labels.get(_first(place.get(f"{PG}jurisdiction", [])), ""),
        concept=_first(said[f"{PG}instanceOfConcept"]),
        is_read=bool(said[f"{PG}readFrom"]),
    )


def _first(values: list[Value]) -> str:
    return str(values[0]) if values else ""
