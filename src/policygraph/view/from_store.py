"""A picture of the store: all documents stacked, or one of them."""

from __future__ import annotations

from difflib import get_close_matches

from policygraph.errors import NothingMatched
from policygraph.grammar.folding import fold
from policygraph.query.engine import Queryable
from policygraph.view.assemble import assemble, refuse_too_many
from policygraph.view.cards import CardMaker, local, short, with_workload
from policygraph.view.graph_view import GraphView, Language, ViewEdge, ViewNode
from policygraph.view.labels import DETAILS, EDGE_KINDS
from policygraph.view.links import edges_of, quotes_by_edge
from policygraph.view.queries import COUNT, DOCUMENTS, ITEM_KINDS, ask, fetch_facts


def view_of_store(store: Queryable, *, document: str | None = None, language: Language = "vi") -> GraphView:
    """The picture of one document (an IRI or a number, marks optional), or of all that were read.

    Raises ``NothingMatched`` for a document that was not read, ``ViewTooLarge`` for more than 2,000 cards.
    """
    chosen = find_document(store, document) if document else None
    refuse_too_many(int(str(ask(store, COUNT, chosen)[0]["items"])))
    facts = fetch_facts(store, chosen)
    quotes = quotes_by_edge(facts, language)
    maker = CardMaker(facts, language, quotes)
    documents, items = maker.documents(), maker.items()
    others = maker.others({node.id for node in documents})
    groups, contains = _groups(maker)
    nodes = [*documents, *groups, *items, *others]
    edges = contains + edges_of(facts, quotes, {node.id for node in nodes}, language)
    nodes = with_workload(nodes, edges, language)
    sections = {short(str(row["item"])): short(str(row["document"])) for row in facts.items}
    sections |= {node.id: node.id for node in documents}
    return assemble(_title(documents, language), nodes, edges, sections, language)


def find_document(store: Queryable, wanted: str) -> str:
    """The IRI of the document that was read and has this number, name or IRI.

    Raises ``NothingMatched``, with the nearest number as a hint, where there is none or more than one.
    """
    rows = ask(store, DOCUMENTS)
    names = {str(row["document"]): fold(str(row["number"] or row["name"] or "")) for row in rows}
    if wanted in names:
        return wanted
    found = sorted(iri for iri, name in names.items() if name == fold(wanted))
    if len(found) == 1:
        return found[0]
    if found:
        raise NothingMatched(f"{len(found)} documents have the number {wanted}", hint="give the IRI: " + found[0])
    near = get_close_matches(fold(wanted), names.values(), 1, 0.3)
    numbers = [str(row["number"] or row["name"]) for row in rows if near and names[str(row["document"])] == near[0]]
    hint = f"the nearest is {numbers[0]}" if numbers else "policygraph search finds what was read"
    raise NothingMatched(f"no document that was read has the number {wanted}", hint=hint)


def _groups(maker: CardMaker) -> tuple[list[ViewNode], list[ViewEdge]]:
    """A card for each heading, and the lines document → heading → item."""
    groups: dict[tuple[str, str, str], ViewNode] = {}
    edges = []
    label = EDGE_KINDS["contains"].text(maker.language)
    for row in maker.facts.items:
        document, kind = short(str(row["document"])), ITEM_KINDS[local(row["type"])]
        key = (document, kind, str(row["group"] or ""))
        if key not in groups:
            groups[key] = maker.group(*key, number=len(groups) + 1)
            edges.append(ViewEdge(document, groups[key].id, "contains", label))
        edges.append(ViewEdge(groups[key].id, short(str(row["item"])), "contains", label))
    return list(groups.values()), edges


def _title(documents: list[ViewNode], language: Language) -> str:
    if len(documents) == 1:
        title = dict(documents[0].detail).get(DETAILS["title"].text(language))
        return f"{documents[0].label} – {title}" if title else documents[0].label
    return ", ".join(node.label for node in documents[:3]) + (" …" if len(documents) > 3 else "")
