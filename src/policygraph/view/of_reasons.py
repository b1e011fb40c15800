"""A picture of just the part that an answer rests on: the things its paths of reasons meet, and their edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policygraph.analysis.edges import PLANNED, Edge
from policygraph.analysis.explaining import KINDS, rule_words
from policygraph.analysis.nodes import Node
from policygraph.query import Label
from policygraph.view.assemble import assemble, refuse_too_many
from policygraph.view.cards import AGENCY, CITED, DOCUMENT, GROUP, ITEM, place, short
from policygraph.view.graph_view import GraphView, Language, Quote, Status, ViewEdge, ViewNode
from policygraph.view.labels import DETAILS, EDGE_KINDS

_LANES = {"agency": AGENCY, "instrument": GROUP}


def view_of_reasons(
    title: str,
    paths: Iterable[Sequence[Edge]],
    known: Mapping[str, Node],
    relations: Mapping[str, Label],
    language: Language = "vi",
) -> GraphView:
    """The picture of some paths of reasons, each edge once with its sentence.

    ``known`` describes every node of the paths. Raises ``ViewTooLarge`` for more than 2,000 cards.
    """
    edges = list(dict.fromkeys(edge for path in paths for edge in path))
    met = list(dict.fromkeys(iri for edge in edges for iri in (edge.subject, edge.object)))
    refuse_too_many(len(met))
    met.sort(key=lambda iri: _place(known[iri], known))
    nodes = [_card(known[iri], known, language) for iri in met]
    lines = [_line(edge, known, relations, language) for edge in edges]
    placed = (iri for iri in met if _is_read(known[iri], known) or known[iri].path)
    sections = {short(iri): short(known[iri].document or iri) for iri in placed}
    return assemble(title, nodes, lines, sections, language)


def _place(node: Node, known: Mapping[str, Node]) -> tuple[object, ...]:
    document = known[node.document].label if node.document in known else node.label
    return node.province, document, node.order, node.label, node.iri


def _is_read(node: Node, known: Mapping[str, Node]) -> bool:
    """Whether a document was read, or an annex with the one that it was issued with."""
    return node.is_read or (node.kind == "document" and node.document in known and known[node.document].is_read)


def _card(node: Node, known: Mapping[str, Node], language: Language) -> ViewNode:
    """Documents that were read stand in their lane, those that are only cited in another."""
    document, is_read = node.kind == "document", _is_read(node, known)
    kind = "cited" if document and not is_read else node.kind
    lane = (DOCUMENT if is_read else CITED) if document else _LANES.get(node.kind, ITEM)
    whole = known[node.document].label if node.document in known else ""
    pairs = (("jurisdiction", node.province), ("place", place(node.path, language)), ("number", node.number))
    detail = tuple((DETAILS[name].text(language), value) for name, value in pairs if value)
    return ViewNode(
        id=short(node.iri),
        label=node.description or node.label,
        kind=kind or "cited",
        lane=lane,
        note=place(node.path, language) if node.path else node.province,
        detail=((KINDS["document"].text(language), whole), *detail) if whole else detail,
        iri=node.iri,
    )


def _line(edge: Edge, known: Mapping[str, Node], relations: Mapping[str, Label], language: Language) -> ViewEdge:
    """An edge as a line; that an item is set out in a document is drawn from the document to the item."""
    ends = short(edge.subject), short(edge.object)
    quotes = (_quote(edge, known, language),) if edge.quote else ()
    confidence = edge.quote.confidence if edge.quote else None
    if edge.predicate == "setOutIn":
        label = EDGE_KINDS["contains"].text(language)
        return ViewEdge(ends[1], ends[0], "contains", label, confidence=confidence, evidence=quotes)
    label = relations[edge.predicate].text(language) if edge.predicate in relations else edge.predicate
    if edge.rule:
        label = f"{label} ({rule_words(edge.rule).text(language)})"
    status: Status = "inferred" if edge.inferred else "planned" if edge.predicate in PLANNED else "extracted"
    return ViewEdge(*ends, edge.predicate, label, status, confidence, quotes)


def _quote(edge: Edge, known: Mapping[str, Node], language: Language) -> Quote:
    assert edge.quote is not None
    quote, source = edge.quote, known.get(edge.quote.source)
    path = place(known[edge.subject].path, language)
    span = f"{quote.start}–{quote.end}"
    where = f"{path} · {span}" if path else span
    return Quote(quote.text, source.label if source else quote.source, where, "", "", quote.rule)
