"""Which document a citation means. Every mention ends resolved, ambiguous or unresolved; none is dropped.

A number is certain when its jurisdiction and its year are: numbers start again each January, and in
each province. What the citation leaves out is looked for in the same text first, then in the
catalog; two candidates stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policygraph.grammar.folding import key
from policygraph.identifiers import document_iri, parse_number, year_of
from policygraph.model import Agency, AgencyMention, Citation, CitationMention, Document, Status
from policygraph.resolve.agencies import AgencyContext, resolve_agency
from policygraph.resolve.catalog import Catalog, Law, laws_named
from policygraph.resolve.scope import CENTRAL, UNKNOWN, central_issuer, jurisdiction_of
from policygraph.resolve.types import type_label

_LAWS = {"L", "BL", "PL"}  # are named by their title


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as ``extract`` hands it over: the mention, and the agency its issuer's words name."""

    mention: CitationMention
    issuer: AgencyMention | None


def resolve_citations(cited: Sequence[Cited], home: Document, catalog: Catalog) -> tuple[Citation | None, ...]:
    """One citation for each mention, None where the document names itself; in the order given."""
    drafts = _completed([_draft(entry, home) for entry in cited], cited, home)
    known = _Known([(draft, entry.mention.name) for draft, entry in zip(drafts, cited, strict=True)])
    return tuple(
        None if _is_home(draft, home) else _resolve(draft, entry.mention, known, home, catalog)
        for draft, entry in zip(drafts, cited, strict=True)
    )


def _draft(entry: Cited, home: Document) -> Document:
    """The document as this one mention tells of it."""
    mention = entry.mention
    jurisdiction = jurisdiction_of(mention, entry.issuer, home)
    year = year_of(mention.number, mention.date, mention.year)
    return Document(
        iri=document_iri(jurisdiction, mention.number, mention.name, year),
        number=mention.number,
        type=mention.type,
        name=mention.name if mention.number is None else None,
        title=mention.title,
        date=mention.date,
        year=year,
        issuer=_issuer(entry, jurisdiction, home),
        jurisdiction=jurisdiction,
    )


def _issuer(entry: Cited, jurisdiction: str, home: Document) -> Agency | None:
    mention = entry.issuer
    label = central_issuer(entry.mention.number or "")
    if mention is None and label is not None and jurisdiction == CENTRAL:
        mention = AgencyMention(label, 0, 0, label, "agency-other", "central", None, False, "issuer-symbol")
    if mention is None or jurisdiction == UNKNOWN:
        return None
    return resolve_agency(mention, AgencyContext(jurisdiction, entry.mention.date or home.date, None))


def _is_home(draft: Document, home: Document) -> bool:
    if draft.number is None and draft.name and draft.date is None and draft.year is None:
        return home.type in _LAWS and key(f"{type_label(home.type)} {home.title}") == key(draft.name)
    if draft.number is None or home.number is None or draft.jurisdiction not in (home.jurisdiction, UNKNOWN):
        return False
    same_year = draft.year is None or home.year is None or draft.year == home.year
    return key(draft.number) == key(home.number) and same_year


def _completed(drafts: Sequence[Document], cited: Sequence[Cited], home: Document) -> list[Document]:
    """The drafts, each as the most that the text tells of its document: what is one document gets one IRI."""
    told = _Told(drafts, cited)
    pairs = zip(drafts, cited, strict=True)
    return [draft if _is_home(draft, home) else _fuller(draft, told.same_as(draft, entry)) for draft, entry in pairs]


def _fuller(draft: Document, same: list[Document]) -> Document:
    """The one document that a draft is told to be, with what only the draft says; the draft where it is not one."""
    if len(same) != 1 or same[0].iri == draft.iri:
        return draft
    return replace(same[0], date=same[0].date or draft.date, title=draft.title or same[0].title)


class _Told:
    """What a text tells of a document in one place and leaves out in another: a law's number, a decision's issuer."""

    def __init__(self, drafts: Sequence[Document], cited: Sequence[Cited]) -> None:
        self.laws: dict[str, dict[str, Document]] = defaultdict(dict)
        self.issued: dict[tuple[str, str], dict[str, Document]] = defaultdict(dict)
        for draft, entry in zip(drafts, cited, strict=True):
            if draft.number and draft.year is not None and entry.mention.name:
                self.laws[key(entry.mention.name)].setdefault(draft.iri, draft)
            if draft.number and draft.date and entry.issuer is not None:
                self.issued[draft.number, draft.date].setdefault(draft.iri, draft)

    def same_as(self, draft: Document, entry: Cited) -> list[Document]:
        """The law of that name and time that the text numbers, or that the gazetteer knows; the decision of that
        number and day whose issuer the text names, for a mention that names none.
        """
        if draft.number is None and draft.name and draft.year is not None:
            numbered = self.laws.get(key(draft.name), {}).values()
            return [law for law in numbered if _is_of_time(law, draft)] or _distinct(_dated_laws(draft))
        if draft.number and draft.date and entry.issuer is None:
            return list(self.issued.get((draft.number, draft.date), {}).values())
        return []


def _is_of_time(law: Document, draft: Document) -> bool:
    """Whether a law is of the day that a draft gives, or of its year where one of them gives no day."""
    return law.date == draft.date if law.date and draft.date else law.year == draft.year


class _Known:
    """The documents that this text names fully, to complete the mentions that do not."""

    def __init__(self, drafts: Sequence[tuple[Document, str | None]]) -> None:
        self.numbers: dict[tuple[str | None, str], list[Document]] = {}
        self.serials: dict[tuple[str | None, str], list[Document]] = {}
        self.names: dict[str, list[Document]] = {}
        for draft, name in drafts:
            if draft.year is not None:
                self._add(draft, name)

    def _add(self, full: Document, name: str | None) -> None:
        self.numbers.setdefault((full.number, full.jurisdiction), []).append(full)
        if full.number:
            self.serials.setdefault((full.type, _serial(full.number)), []).append(full)
        if name:
            self.names.setdefault(key(name), []).append(full)

    def by_number(self, draft: Document) -> list[Document]:
        return _distinct(self.numbers.get((draft.number, draft.jurisdiction), []))

    def by_serial(self, draft: Document) -> list[Document]:
        """Documents of the same type whose serial is all that a mention gives ("Nghị định 158")."""
        return _distinct(self.serials.get((draft.type, str(draft.number)), []))

    def by_name(self, draft: Document) -> list[Document]:
        return _distinct(self.names.get(key(draft.name or ""), []))


def _distinct(documents: list[Document]) -> list[Document]:
    return list({d.iri: d for d in reversed(documents)}.values())[::-1]


def _serial(number: str) -> str:
    try:
        return parse_number(number).serial
    except ValueError:
        return number


def _is_elided(number: str) -> bool:
    return number.rstrip("abcdđe").isdigit()


def _resolve(draft: Document, mention: CitationMention, known: _Known, home: Document, catalog: Catalog) -> Citation:
    if draft.number is None:
        return _resolve_name(draft, mention, known, home)
    if _is_elided(draft.number):
        return _choose(draft, mention, known.by_serial(draft))
    if draft.jurisdiction == UNKNOWN:
        return Citation(draft, mention, "unresolved")
    if draft.year is not None:
        return Citation(draft, mention, "resolved")
    candidates = known.by_number(draft) or _distinct(list(catalog.by_number(draft.number, draft.jurisdiction)))
    return _choose(draft, mention, candidates)


def _choose(draft: Document, mention: CitationMention, candidates: list[Document]) -> Citation:
    if len(candidates) == 1:
        return Citation(candidates[0], mention, "resolved")
    status: Status = "ambiguous" if candidates else "unresolved"
    return Citation(draft, mention, status, tuple(sorted(d.iri for d in candidates)))


def _resolve_name(draft: Document, mention: CitationMention, known: _Known, home: Document) -> Citation:
    """A law by name: with its date it is certain; without, the one the gazetteer holds valid at the time."""
    if draft.year is None:
        same = known.by_name(draft)
        if same:
            return _choose(draft, mention, same)
    documents = _distinct(_dated_laws(draft) if draft.year is not None else _laws_in_force(draft, home))
    if documents:
        return _choose(draft, mention, documents)
    certain = draft.date is not None and not laws_named(draft.name or "")
    return Citation(draft, mention, "resolved" if certain else "unresolved")


def _dated_laws(draft: Document) -> list[Document]:
    """The laws of the gazetteer with the name and the day of a draft, or with its year where it gives no day."""
    laws = laws_named(draft.name or "")
    if draft.date is not None:
        fitting = [law for law in laws if law.date == draft.date]
    else:
        fitting = [law for law in laws if str(draft.year) in (law.date[:4], *law.number.split("/")[1:2])]
    return [_as_law(draft, law) for law in fitting]


def _laws_in_force(draft: Document, home: Document) -> list[Document]:
    laws = laws_named(draft.name or "") if home.date else ()
    return [_as_law(draft, law) for law in laws if _in_force(law.valid_from, law.valid_until, home.date or "")]


def _in_force(valid_from: str, valid_until: str, day: str) -> bool:
    return bool(valid_from) and valid_from <= day and (not valid_until or day <= valid_until)


def _as_law(draft: Document, law: Law) -> Document:
    """One node for a law, whether it is cited by name or by number."""
    number = law.number or None
    year = year_of(number, law.date, None)
    iri = document_iri(CENTRAL, number, draft.name, year)
    return replace(draft, iri=iri, number=number, date=law.date, year=year, jurisdiction=CENTRAL)
