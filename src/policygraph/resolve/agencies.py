"""From an agency's name in a text to the agency: whose it is, and under which one label.

A central body belongs to "vn"; any other to the province that its name gives, else to the document's.
Within one province the body of the province itself is one node however it is named: committee, council
and party committee carry the province's name ("Ủy ban nhân dân tỉnh Bến Tre"), all others do not
("Sở Nội vụ", "Công an tỉnh"), since their jurisdiction says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from policygraph import resources
from policygraph.grammar.folding import key
from policygraph.identifiers import agency_iri
from policygraph.model import Agency, AgencyMention
from policygraph.resolve.jurisdictions import NATION, Province, province_at, province_of

_OF_THE_PROVINCE = ("agency-peoples-committee", "agency-peoples-council")
_COMMITTEE = "Ủy ban nhân dân"
_PARTY_COMMITTEES = {"Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố"}
_GENERIC = regex.compile(r" (?:tỉnh|thành phố)$")
# bodies of which each province has its own: named without a scope they are the province's
_EACH_PROVINCE = (
    "agency-mass-organisation",
    "agency-media",
    "agency-armed-forces",
    "agency-public-service-unit",
    "agency-office",
)
_KEEPS_NAME = ("agency-enterprise", "agency-school")


@dataclass(frozen=True, slots=True)
class AgencyContext:
    """The document in which an agency is named: its jurisdiction's slug, ISO date and issuer's label."""

    jurisdiction: str
    date: str | None = None
    issuer: str | None = None


def resolve_agency(mention: AgencyMention, context: AgencyContext) -> Agency:
    """The agency that a mention names in its document.

    >>> bare = AgencyMention("UBND tỉnh", 0, 9, "Ủy ban nhân dân tỉnh", "agency-peoples-committee", "province",
    ...                      None, False, "agency-gazetteer")
    >>> resolve_agency(bare, AgencyContext("ben-tre")).label
    'Ủy ban nhân dân tỉnh Bến Tre'
    """
    named = province_at(mention.place, context.date) if mention.place and mention.level == "province" else None
    jurisdiction = NATION if mention.level == "central" else named.slug if named else context.jurisdiction
    province = None if jurisdiction == NATION else named or province_of(jurisdiction)
    label = _generic(mention) if jurisdiction == NATION else _label(mention, province, context)
    is_group = mention.is_group or (jurisdiction == NATION and label != mention.label)
    return Agency(agency_iri(jurisdiction, label), label, mention.kind, jurisdiction, is_group)


def _generic(mention: AgencyMention) -> str:
    """In a central document "Ủy ban nhân dân tỉnh" means any province's: it stays general."""
    if mention.kind in _OF_THE_PROVINCE and not mention.is_group:
        return str(_GENERIC.sub(" cấp tỉnh", mention.label))
    return mention.label


def _label(mention: AgencyMention, province: Province | None, context: AgencyContext) -> str:
    if province is None or mention.is_group:
        return mention.label
    if mention.label == _COMMITTEE and context.issuer and context.issuer.startswith(_COMMITTEE):
        return context.issuer
    if mention.kind in _OF_THE_PROVINCE:
        return _with_province(mention, province)
    if _PARTY_COMMITTEES.get(_without(mention.label, province)) == province.unit:
        return f"{_without(mention.label, province)} {province.name}"
    return _without_province(mention, province)


def _with_province(mention: AgencyMention, province: Province) -> str:
    """The province's own committee or council with its province; those of smaller places as they are."""
    base = _without(mention.label, province)
    own = _GENERIC.sub("", base)
    if base == f"{own} {province.unit}":
        return f"{base} {province.name}"
    return mention.label


def _without_province(mention: AgencyMention, province: Province) -> str:
    if mention.kind in _KEEPS_NAME:
        return mention.label
    base = _without(mention.label, province)
    return f"{base} {province.unit}" if _lacks_unit(mention, base) else base


def _lacks_unit(mention: AgencyMention, base: str) -> bool:
    """Whether a label says the province only by its name, or not at all: "Thuế Đồng Nai", "Hội Nông dân"."""
    says_level = base.endswith((" tỉnh", " thành phố")) or base.startswith(("Tỉnh ", "Thành "))
    if says_level or mention.kind == "agency-department":
        return False
    bare = mention.kind in _EACH_PROVINCE and mention.level == "province" and key(base) in _rows()
    return base != mention.label or bare or base == f"Văn phòng {_COMMITTEE}"


def _without(label: str, province: Province) -> str:
    """The label without the province's name, and without its unit where the name says the level itself."""
    base = label.removesuffix(f" {province.name}")
    return base.removesuffix(f" {province.unit}") if base.startswith(tuple(_PARTY_COMMITTEES)) else base


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {key(row["label"]): row for row in resources.gazetteer("agencies")}


def succession(label: str, date: str) -> tuple[str, ...]:
    """The agencies that an agency of the gazetteer had become by a date; nothing while it stood itself.

    >>> succession("Bộ Kế hoạch và Đầu tư", "2025-06-01")
    ('Bộ Tài chính',)
    """
    row = _rows().get(key(label))
    if not row or not row["valid_until"] or date <= row["valid_until"]:
        return ()
    later: list[str] = []
    for name in filter(None, row["successor"].split(";")):
        later.extend(succession(name, date) or (name,))
    return tuple(dict.fromkeys(later))
