"""From what the graph says of a node to rows of ``sql/tables.sql``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from policygraph.analysis.edges import ACTS_ON, CHANGES, CITES, FOLLOWS, ORDER, PLANNED, RESTS_ON, TIED
from policygraph.export.cells import compact
from policygraph.export.nodes import Node, plain
from policygraph.grammar.folding import fold
from policygraph.namespaces import PG

# A table, and its cells by column; None is a cell that nothing is said of.
Row = tuple[str, dict[str, str | int | float | None]]

PARTICIPATIONS: Final = ("ledBy", "coordinatedBy", "reportsTo", "reportsVia", "submitsTo")
RELATIONS: Final = (
    *(f"pg:{name}" for name in (*ACTS_ON, *TIED, *RESTS_ON, *CHANGES, *PLANNED, *FOLLOWS, *CITES, *ORDER)),
    "pg:annexOf",
    "pg:succeededBy",
    "org:hasMember",
)
ITEM_KINDS: Final = {
    "pg:Task": "task",
    "pg:KeyTask": "key-task",
    "pg:StandingDuty": "duty",
    "pg:Objective": "objective",
    "pg:ReportingObligation": "report",
}
_PREDICATES: Final = {predicate: predicate.partition(":")[2] for predicate in RELATIONS}


def rows_of(node: Node, inferred: bool) -> Iterator[Row]:
    """The rows of one node of one graph, its own first."""
    for kind in _kinds(node):
        yield from _TABLES[kind](node)
        break
    yield from _edges(node, inferred)


def _kinds(node: Node) -> list[str]:
    types = {compact(iri) for iri in node.all("rdf:type")}
    return [kind for kind in _TABLES if kind in types]


def _edges(node: Node, inferred: bool) -> Iterator[Row]:
    for predicate, name in _PREDICATES.items():
        for target in node.all(predicate):
            edge = {"subject": node.iri, "predicate": name, "object": target}
            yield "relations", {**edge, "planned": int(name in PLANNED), "inferred": int(inferred)}


def _is_a(node: Node, kind: str, label: str | None = None) -> Row:
    words = label or node.one("rdfs:label") or node.iri.rsplit("/", 1)[-1]
    names = (words, *(name for field in _NAMES for name in node.all(field)))
    return "nodes", {"iri": node.iri, "kind": kind, "label": words, "folded": _folded(names)}


_NAMES: Final = ("pg:name", "pg:alias", "pg:number", "pg:title", "pg:description", "skos:notation")


def _folded(names: tuple[str, ...]) -> str:
    return " | ".join(dict.fromkeys(filter(None, map(fold, names))))


def _aliases(node: Node) -> Iterator[Row]:
    for alias in node.all("pg:alias"):
        yield "aliases", {"node": node.iri, "alias": alias}


def _document(node: Node) -> Iterator[Row]:
    yield _is_a(node, "document")
    yield (
        "documents",
        {
            "iri": node.iri,
            "number": node.one("pg:number"),
            "type": _local(node.one("pg:documentType"), "type-"),
            "name": node.one("pg:name"),
            "title": node.one("pg:title"),
            "date": node.one("pg:date"),
            "effective": node.one("pg:effective"),
            "issuer": node.one("pg:issuedBy"),
            "jurisdiction": node.one("pg:jurisdiction"),
            "annex_of": node.one("pg:annexOf"),
            "resolution": node.one("pg:resolution"),
            "is_read": 1 if node.one("pg:readFrom") else None,
        },
    )
    yield from _aliases(node)


def _text(node: Node) -> Iterator[Row]:
    yield (
        "documents",
        {
            "iri": node.iri.removesuffix("/text"),
            "file": node.one("pg:file"),
            "sha256": node.one("pg:sha256"),
            "characters": _number(node.one("pg:characters")),
        },
    )


def _signature(node: Node) -> Iterator[Row]:
    yield _is_a(node, "signature", node.one("pg:signerName"))
    yield (
        "signatures",
        {
            "iri": node.iri,
            "document": node.one("pg:signatureOf"),
            "name": node.one("pg:signerName"),
            "title": node.one("pg:signerTitle"),
        },
    )


def _provision(node: Node) -> Iterator[Row]:
    yield (
        "provisions",
        {
            "iri": node.iri,
            "document": node.one("pg:provisionOf"),
            "eid": node.one("pg:eId"),
            "kind": node.one("pg:provisionKind"),
            "path": node.one("pg:path"),
            "parent": node.one("pg:within"),
            "position": _number(node.one("pg:order")),
            **_offsets(node),
        },
    )


def _item(node: Node) -> Iterator[Row]:
    kind = ITEM_KINDS[_kinds(node)[0]]
    yield _is_a(node, kind)
    yield (
        "items",
        {
            "iri": node.iri,
            "document": node.one("pg:setOutIn"),
            "kind": kind,
            "path": node.one("pg:path"),
            "ordinal": node.one("pg:ordinal"),
            "section": node.one("pg:group"),
            "description": node.one("pg:description"),
            "position": _number(node.one("pg:order")),
            "provision": node.one("pg:standsIn"),
        },
    )
    for role in PARTICIPATIONS:
        for agency in node.all(f"pg:{role}"):
            yield "participations", {"item": node.iri, "agency": agency, "role": role}
    for table, predicate in (("deadlines", "pg:hasDeadline"), ("targets", "pg:hasTarget")):
        for part in node.all(predicate):
            yield table, {"iri": part, "item": node.iri}


def _deadline(node: Node) -> Iterator[Row]:
    yield _is_a(node, "deadline", node.one("pg:words"))
    yield (
        "deadlines",
        {
            "iri": node.iri,
            "words": node.one("pg:words"),
            "earliest": node.one("pg:earliest"),
            "latest": node.one("pg:latest"),
            "edtf": node.one("pg:edtf"),
            "operator": node.one("pg:operator"),
            "recurs_every": node.one("pg:recursEvery"),
            "recurs_month": _number(node.one("pg:recursMonth")),
            "recurs_day": _number(node.one("pg:recursDay")),
        },
    )


def _target(node: Node) -> Iterator[Row]:
    value, unit = node.one("pg:value"), node.one("pg:unit")
    yield _is_a(node, "target", node.one("pg:quote"))
    cells = {"value": float(value) if value else None, "unit": unit, "quote": node.one("pg:quote")}
    yield "targets", {"iri": node.iri, **cells}


def _agency(node: Node) -> Iterator[Row]:
    is_group = "pg:AgencyGroup" in _kinds(node)
    yield _is_a(node, "agency-group" if is_group else "agency")
    yield (
        "agencies",
        {
            "iri": node.iri,
            "name": node.one("pg:name"),
            "type": _local(node.one("pg:agencyType"), "agency-"),
            "jurisdiction": node.one("pg:jurisdiction"),
            "is_group": int(is_group),
        },
    )
    yield from _aliases(node)


def _jurisdiction(node: Node) -> Iterator[Row]:
    """Its label stands in the graph of what is named, its code in the ontology: either may come alone."""
    label = node.one("rdfs:label") or _vietnamese(node, "skos:prefLabel")
    yield _is_a(node, "jurisdiction", label)
    yield "jurisdictions", {"iri": node.iri, "slug": node.one("skos:notation"), "label": label}


def _instrument(node: Node) -> Iterator[Row]:
    yield _is_a(node, "instrument")
    yield (
        "instruments",
        {
            "iri": node.iri,
            "name": node.one("pg:name"),
            "kind": node.one("pg:instrumentKind"),
            "jurisdiction": node.one("pg:jurisdiction"),
            "concept": node.one("pg:instanceOfConcept"),
        },
    )
    yield from _aliases(node)


def _concept(node: Node) -> Iterator[Row]:
    yield _is_a(node, "concept")
    yield "concepts", {"iri": node.iri, "label": node.one("rdfs:label")}


def _citation(node: Node) -> Iterator[Row]:
    yield (
        "citations",
        {
            "iri": node.iri,
            "document": node.one("pg:citedIn"),
            "target": node.one("pg:refersTo"),
            "resolution": node.one("pg:resolution"),
            "provision": node.one("pg:provisionCited"),
            "quote": node.one("pg:quote"),
            **_offsets(node),
            "rule": node.one("pg:rule"),
        },
    )
    for document in node.all("pg:candidate"):
        yield "candidates", {"citation": node.iri, "document": document}


def _assertion(node: Node) -> Iterator[Row]:
    obj = next(iter(node.objects.get("rdf:object", ())), "")
    is_node = obj.startswith("<")
    confidence = node.one("pg:confidence")
    yield (
        "evidence",
        {
            "iri": node.iri,
            "document": node.iri.partition("/assertion/")[0],
            "subject": node.one("rdf:subject"),
            "predicate": _local(node.one("rdf:predicate"), ""),
            "object": plain(obj) if is_node else None,
            "value": None if is_node else plain(obj),
            "quote": node.one("pg:quote"),
            **_offsets(node),
            "rule": node.one("pg:rule"),
            "confidence": float(confidence) if confidence else None,
            "review_status": node.one("pg:reviewStatus"),
            "scope": node.one("pg:scope"),
            "planned": int(node.one("pg:planned") == "true"),
        },
    )


def _span(node: Node) -> Iterator[Row]:
    """``<document>/span/<start>-<end>/quote``: the offsets stand in its name."""
    document, _, place = node.iri.partition("/span/")
    start, _, end = place.removesuffix("/quote").partition("-")
    around = {"prefix": node.one("oa:prefix"), "suffix": node.one("oa:suffix")}
    yield "spans", {"document": document, "start": int(start), "end": int(end), **around}


def _finding(node: Node) -> Iterator[Row]:
    yield (
        "findings",
        {
            "iri": node.iri,
            "document": node.one("pg:foundIn"),
            "code": node.one("pg:code"),
            "message": node.one("pg:message"),
            "quote": node.one("pg:quote"),
            **_offsets(node),
        },
    )


def _offsets(node: Node) -> dict[str, int | None]:
    return {"start": _number(node.one("pg:start")), "end": _number(node.one("pg:end"))}


def _number(value: str | None) -> int | None:
    return int(value) if value else None


def _local(iri: str | None, prefix: str) -> str | None:
    return iri.removeprefix(PG).removeprefix(prefix) if iri else None


def _vietnamese(node: Node, predicate: str) -> str | None:
    tagged = [obj for obj in node.objects.get(predicate, ()) if obj.endswith("@vi")]
    return plain(tagged[0]) if tagged else node.one(predicate)


_TABLES: Final[dict[str, Callable[[Node], Iterator[Row]]]] = {
    "pg:Document": _document,
    "pg:Text": _text,
    "pg:Signature": _signature,
    "pg:Provision": _provision,
    **dict.fromkeys(ITEM_KINDS, _item),
    "pg:Deadline": _deadline,
    "pg:Target": _target,
    "pg:AgencyGroup": _agency,
    "pg:PublicOrganisation": _agency,
    "pg:Jurisdiction": _jurisdiction,
    "pg:InstrumentConcept": _concept,
    "pg:Instrument": _instrument,
    "pg:CitationMention": _citation,
    "pg:Assertion": _assertion,
    "oa:TextQuoteSelector": _span,
    "pg:Finding": _finding,
}
