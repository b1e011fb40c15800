"""What documents share: agencies, jurisdictions in use, instruments and their concepts, cited documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from policygraph.grammar.folding import squeeze
from policygraph.graph.cited import CitedDocuments, prevailing
from policygraph.graph.contribution import Contribution, contribution
from policygraph.graph.keys import key_triples
from policygraph.graph.labels import NATION, agency_label, instrument_label, place_name
from policygraph.graph.ontology import ontology_graph
from policygraph.graph.terms import ENTITIES, ONTOLOGY, NamedGraph, Triple, iri, named_graph, term, text
from policygraph.model import Agency, DocumentFacts, Instrument
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

    def add(self, record: Contribution) -> None:
        """Take in what one document names."""
        self.cited.add(record)
        self._jurisdictions.add(record.document.jurisdiction)
        self._stated.update(record.stated)
        self._foreign.update(record.foreign)
        for agency, spelling in record.agencies:
            self._name(agency, spelling)
        for instrument, count in record.instruments:
            self._instruments[instrument.iri][instrument] += count
            self._jurisdictions.add(_jurisdiction_of(instrument))

    def _name(self, agency: Agency, spelling: str | None) -> None:
        known = self.agencies.setdefault(agency.iri, agency)
        if known != agency:
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


def entity_graph(documents: Iterable[DocumentFacts]) -> NamedGraph:
    """The graph ``entities`` of some documents, the same in whatever order they come."""
    entities = Entities()
    for facts in documents:
        entities.add(contribution(facts))
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
