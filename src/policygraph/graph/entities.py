"""What documents share: agencies, jurisdictions in use, instruments and their concepts, cited documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from policygraph.grammar.folding import squeeze
from policygraph.graph.cited import CitedDocuments, prevailing
from policygraph.graph.keys import key_triples
from policygraph.graph.labels import NATION, agency_label, instrument_label, place_name
from policygraph.graph.ontology import ontology_graph
from policygraph.graph.relations import foreign_triples, own_triples
from policygraph.graph.terms import ENTITIES, ONTOLOGY, NamedGraph, Triple, iri, named_graph, term, text
from policygraph.model import Agency, DocumentFacts, Instrument, InstrumentUse
from policygraph.namespaces import BASE, PG


class Entities:
    """Collects over all documents, in any order, and gives one graph."""

    def __init__(self) -> None:
        self.agencies: dict[str, Agency] = {}
        self.spellings: dict[str, set[str]] = defaultdict(set)
        self.cited = CitedDocuments()
        self._stated: set[Triple] = set()
        self._foreign: set[Triple] = set()
        self._instruments: dict[str, Counter[Instrument]] = defaultdict(Counter)
        self._jurisdictions: set[str] = set()

    def add(self, facts: DocumentFacts) -> None:
        """Take in what one document names."""
        self.cited.add(facts)
        self._jurisdictions.add(facts.document.jurisdiction)
        self._stated.update(triple for triple in own_triples(facts) if triple[0] == facts.document.iri)
        self._foreign.update(foreign_triples(facts))
        for agency, spelling in agencies_named(facts):
            self._name(agency, spelling)
        for use in instrument_uses(facts):
            self._instruments[use.instrument.iri][use.instrument] += 1
            self._jurisdictions.add(_jurisdiction_of(use.instrument))

    def _name(self, agency: Agency, spelling: str | None) -> None:
        known = self.agencies.setdefault(agency.iri, agency)
        self.agencies[agency.iri] = min(known, agency, key=repr)  # whichever document comes first
        self.spellings[agency.iri].add(squeeze(spelling or agency.label))
        self._jurisdictions.add(agency.jurisdiction)

    def graph(self) -> NamedGraph:
        """The graph ``entities``, without what the ontology says already: each fact stands in one graph."""
        graph = named_graph(ENTITIES, self._triples())
        stated = {line.replace(f"<{ONTOLOGY}> .\n", f"<{ENTITIES}> .\n") for line in ontology_graph().lines}
        return NamedGraph(ENTITIES, tuple(line for line in graph.lines if line not in stated))

    def _triples(self) -> Iterator[Triple]:
        yield from self.cited.triples()
        yield from self._foreign - self._stated  # a document that was read says it itself
        for document in self.cited.documents():
            self._jurisdictions.add(document.jurisdiction)
        for agency in self.agencies.values():
            yield from _agency(agency, self.spellings[agency.iri])
        for uses in self._instruments.values():
            yield from _instrument(uses)
        for slug in self._jurisdictions:
            yield from _jurisdiction(slug)


def agencies_named(facts: DocumentFacts) -> Iterator[tuple[Agency, str | None]]:
    """Every agency of a document's facts with the words that name it, where the facts keep them."""
    if facts.document.issuer:
        yield facts.document.issuer, None
        for fact in facts.header:
            if fact.property == "issuer":
                yield facts.document.issuer, fact.evidence.text
    for citation in facts.citations:
        if citation.document.issuer:
            yield citation.document.issuer, citation.mention.issuer
    for item in facts.items:
        for part in item.participations:
            yield part.agency, part.evidence.text
    for use in instrument_uses(facts):
        if use.submitted_to:
            yield use.submitted_to, None


def instrument_uses(facts: DocumentFacts) -> Iterator[InstrumentUse]:
    """What items do with instruments, and documents that approve some."""
    for item in facts.items:
        yield from item.instruments
    for approval in facts.approvals:
        yield approval.use


def entity_graph(documents: Iterable[DocumentFacts]) -> NamedGraph:
    """The graph ``entities`` of some documents, the same in whatever order they come."""
    entities = Entities()
    for facts in documents:
        entities.add(facts)
    return entities.graph()


def agency_type(kind: str) -> str:
    """The IRI of an agency type given as ``agency-department`` or ``department``."""
    return f"{PG}{kind}" if kind.startswith("agency-") else f"{PG}agency-{kind}"


def _agency(agency: Agency, spellings: set[str]) -> Iterator[Triple]:
    yield agency.iri, "rdf:type", term("pg:AgencyGroup" if agency.is_group else "pg:PublicOrganisation")
    yield agency.iri, "rdfs:label", text(agency_label(agency))
    yield agency.iri, "pg:name", text(agency.label)
    yield agency.iri, "pg:agencyType", iri(agency_type(agency.kind))
    yield agency.iri, "pg:jurisdiction", iri(f"{BASE}jurisdiction/{agency.jurisdiction}")
    for spelling in spellings - {agency.label}:
        yield agency.iri, "pg:alias", text(spelling)
    yield from key_triples(agency.iri, {agency_label(agency), agency.label, *spellings})


def _instrument(uses: Counter[Instrument]) -> Iterator[Triple]:
    one = min(uses, key=repr)
    names = {name for use in uses for name in (use.label, *use.aliases)}
    name = prevailing((use.label, count) for use, count in uses.items()) or one.label
    jurisdiction = _jurisdiction_of(one)
    yield one.iri, "rdf:type", term("pg:Instrument")
    yield one.iri, "rdfs:label", text(instrument_label(name, jurisdiction))
    yield one.iri, "pg:name", text(name)
    yield one.iri, "pg:instrumentKind", text(one.kind)
    yield one.iri, "pg:jurisdiction", iri(f"{BASE}jurisdiction/{jurisdiction}")
    yield one.iri, "pg:instanceOfConcept", iri(one.concept)
    for alias in names - {name}:
        yield one.iri, "pg:alias", text(alias)
    yield from key_triples(one.iri, {instrument_label(name, jurisdiction), *names})
    yield from key_triples(one.concept, (one.concept_label,))
    yield one.concept, "rdf:type", term("pg:InstrumentConcept")
    yield one.concept, "rdf:type", term("skos:Concept")
    yield one.concept, "rdfs:label", text(one.concept_label)


def _jurisdiction_of(instrument: Instrument) -> str:
    return instrument.iri.rsplit("/", 3)[1]  # instrument/<jurisdiction>/<kind>/<name>


def _jurisdiction(slug: str) -> Iterator[Triple]:
    me, name = f"{BASE}jurisdiction/{slug}", "Việt Nam" if slug == NATION else place_name(slug)
    yield me, "rdf:type", term("pg:Jurisdiction")
    yield me, "rdf:type", term("skos:Concept")
    yield me, "rdfs:label", text(name)
    yield from key_triples(me, (name, slug))
    yield me, "skos:notation", text(slug)
