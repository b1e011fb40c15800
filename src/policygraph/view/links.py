"""From rows to the lines between cards, each with the quotes it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from policygraph.view.cards import local, place, short
from policygraph.view.graph_view import Language, Quote, Status, ViewEdge
from policygraph.view.labels import EDGE_KINDS
from policygraph.view.queries import Facts, Row

Triple = tuple[str, str, str]
_WEAK = {"cites", "mentions", "dependsOn"}  # asserted beside every stronger property


def quotes_by_edge(facts: Facts, language: Language) -> dict[Triple, list[Quote]]:
    """The quotes of each drawn edge; those of anything else said of a resource under ``(resource, "", "")``."""
    names = {str(row["document"]): str(row["number"] or row["name"] or row["file"]) for row in facts.documents}
    places = {str(row["item"]): place(row["path"], language) for row in facts.items}
    quotes: dict[Triple, list[Quote]] = defaultdict(list)
    for row in facts.evidence:
        triple = _triple(row)
        drawn = triple[1] in EDGE_KINDS
        quotes[triple if drawn else (triple[0], "", "")].append(_quote(row, names, places))
    return {key: _merged(found) for key, found in quotes.items()}


def _merged(quotes: Iterable[Quote]) -> list[Quote]:
    """The same words once, with all the rules that read them."""
    rules: dict[Quote, list[str]] = defaultdict(list)
    for quote in quotes:
        rules[replace(quote, rule="")].append(quote.rule)
    return [replace(quote, rule=", ".join(dict.fromkeys(names))) for quote, names in rules.items()]


def _quote(row: Row, names: dict[str, str], places: dict[str, str]) -> Quote:
    path = places.get(str(row["source"]), "")
    span = f"{row['start']}–{row['end']}"
    return Quote(
        text=str(row["quote"]),
        document=names.get(str(row["document"]), ""),
        place=f"{path} · {span}" if path else span,
        prefix=str(row["prefix"] or ""),
        suffix=str(row["suffix"] or ""),
        rule=str(row["rule"] or ""),
    )


def edges_of(facts: Facts, quotes: dict[Triple, list[Quote]], known: set[str], language: Language) -> list[ViewEdge]:
    """The lines between cards in ``known``; a bare citation is left out where something stronger is drawn."""
    read = {str(row["document"]) for row in facts.documents} | {str(row["item"]) for row in facts.items}
    said = _assertions(facts.evidence)
    edges: dict[Triple, ViewEdge] = {}
    for row in facts.links:
        triple = _triple(row)
        source = triple[0] if triple[0] in read else str(row["document"])
        key = (short(source), triple[1], short(triple[2]))
        if triple[1] in EDGE_KINDS and {key[0], key[2]} <= known and key[0] != key[2]:
            edge = _edge(key, said.get(triple, []), tuple(quotes.get(triple, ())), language)
            edges.setdefault(key, edge)
    return [*_strongest(edges.values()), *_inferred(facts.inferences, known, language)]


def _edge(key: Triple, said: list[Row], quotes: tuple[Quote, ...], language: Language) -> ViewEdge:
    planned = key[1].startswith("intendsTo") or (bool(said) and all(row["planned"] is True for row in said))
    status: Status = "planned" if planned else "extracted"
    confidence = max((float(row["confidence"]) for row in said if row["confidence"] is not None), default=None)
    return ViewEdge(key[0], key[2], key[1], EDGE_KINDS[key[1]].text(language), status, confidence, quotes)


def _inferred(rows: Iterable[Row], known: set[str], language: Language) -> list[ViewEdge]:
    triples = [(short(s), p, short(o)) for s, p, o in map(_triple, rows)]
    edges = [ViewEdge(s, o, p, EDGE_KINDS[p].text(language), "inferred") for s, p, o in triples if s != o]
    return _strongest(edge for edge in edges if {edge.source, edge.target} <= known)


def _strongest(edges: Iterable[ViewEdge]) -> list[ViewEdge]:
    """The edges without those that only repeat, in weaker words, another one between the same two cards."""
    listed = list(edges)
    strong = {(edge.source, edge.target) for edge in listed if edge.kind not in _WEAK}
    return [edge for edge in listed if edge.kind not in _WEAK or (edge.source, edge.target) not in strong]


def _assertions(rows: Iterable[Row]) -> dict[Triple, list[Row]]:
    said: dict[Triple, list[Row]] = defaultdict(list)
    for row in rows:
        said[_triple(row)].append(row)
    return said


def _triple(row: Row) -> Triple:
    return str(row["source"]), local(row["property"]), str(row["target"])
