"""What tables print for a node: short, and telling apart what two provinces call alike."""

from __future__ import annotations

from policygraph.graph.ontology import jurisdiction_names
from policygraph.model import Agency, Document

NATION = "vn"
_ITEM_WORDS = 80


def document_label(document: Document) -> str:
    """The number or name, the place and the year: "4780/KH-UBND (Bến Tre, 2013)", "Luật … (11/2003/QH11)"."""
    name = document.name or document.number or document.title or document.iri.rsplit("/", 1)[-1]
    year = document.date[:4] if document.date else str(document.year or "")
    return _qualified(name, document.number or "", place_name(document.jurisdiction), year)


def agency_label(agency: Agency) -> str:
    """The name and the place: "Sở Nội vụ (Bến Tre)"."""
    return _qualified(agency.label, place_name(agency.jurisdiction))


def instrument_label(name: str, jurisdiction: str) -> str:
    """The name and the place: "Đề án vị trí việc làm (Bến Tre)"."""
    return _qualified(name, place_name(jurisdiction))


def item_label(path: str, description: str) -> str:
    """An item's path and the beginning of its description, cut between words."""
    if len(description) > _ITEM_WORDS:
        description = description[:_ITEM_WORDS].rsplit(" ", 1)[0] + " …"
    return f"{path} {description}".strip()


def place_name(jurisdiction: str) -> str:
    """The Vietnamese name of a jurisdiction; "" for the nation, the slug where the ontology has no name."""
    return "" if jurisdiction == NATION else jurisdiction_names().get(jurisdiction, jurisdiction)


def _qualified(name: str, *qualifiers: str) -> str:
    kept: list[str] = []
    for word in qualifiers:
        if word and word not in " ".join([name, *kept]):  # nothing is said twice
            kept.append(word)
    return f"{name} ({', '.join(kept)})" if kept else name
