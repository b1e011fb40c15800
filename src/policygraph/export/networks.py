"""Documents, agencies, items and instruments as a network: GEXF (Gephi), GraphML and Kumu's JSON.

Norms: GEXF 1.2, GraphML 1.0 (both by networkx), Kumu's blueprint (docs.kumu.io, Import, JSON / Blueprints).
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from policygraph.errors import BadQuery
from policygraph.export.cells import XmlText
from policygraph.export.markdown_writer import escape
from policygraph.query.words import ITEM_KINDS

if TYPE_CHECKING:
    import networkx

NETWORK_FORMATS: Final = ("gexf", "graphml", "kumu")
# What --include names, and the kinds of nodes that each stands for.
KINDS: Final = {
    "documents": ("document",),
    "agencies": ("agency", "agency-group"),
    "items": tuple(ITEM_KINDS),
    "instruments": ("instrument", "concept"),
}
KIND_WORDS: Final = {
    "document": ("văn bản", "document"),
    "agency": ("cơ quan", "agency"),
    "agency-group": ("nhóm cơ quan", "group of agencies"),
    "instrument": ("đề án, quy chế …", "instrument"),
    "concept": ("loại đề án, quy chế …", "kind of instrument"),
} | {kind: (label.vi, label.en) for kind, label in ITEM_KINDS.items()}

_NODES = """
SELECT nodes.iri, nodes.kind, nodes.label, documents.number, documents.title, documents.date, documents.is_read,
  items.path, items.description, jurisdictions.label AS jurisdiction,
  (SELECT max(latest) FROM deadlines WHERE deadlines.item = items.iri) AS latest
FROM nodes
LEFT JOIN documents ON documents.iri = nodes.iri
LEFT JOIN agencies ON agencies.iri = nodes.iri
LEFT JOIN instruments ON instruments.iri = nodes.iri
LEFT JOIN items ON items.iri = nodes.iri
LEFT JOIN documents AS plans ON plans.iri = items.document
LEFT JOIN jurisdictions
  ON jurisdictions.iri = coalesce(documents.jurisdiction, agencies.jurisdiction, instruments.jurisdiction,
                                  plans.jurisdiction)
WHERE nodes.kind IN (%s) ORDER BY nodes.iri"""
_EDGES = """
SELECT edges_with_words.*, predicates.label_vi, predicates.label_en, sources.label AS source_label
FROM edges_with_words
JOIN nodes AS here ON here.iri = edges_with_words.subject AND here.kind IN (%s)
JOIN nodes AS there ON there.iri = edges_with_words.object AND there.kind IN (%s)
LEFT JOIN predicates ON predicates.name = edges_with_words.predicate
LEFT JOIN nodes AS sources ON sources.iri = edges_with_words.source
ORDER BY edges_with_words.subject, edges_with_words.predicate, edges_with_words.object, edges_with_words.source,
  edges_with_words.start, edges_with_words."end", edges_with_words.rule"""
# networkx writes the day and its own version into the head of GEXF.
_STAMP = re.compile(rb' lastmodifieddate="[^"]*"| ?[\d.]+(?=</creator>)')

Attributes = dict[str, Any]


def network_bytes(
    database: sqlite3.Connection,
    form: str,
    include: Sequence[str] = (),
    lang: str = "vi",
    clean: XmlText | None = None,
) -> bytes:
    """The network in one of ``NETWORK_FORMATS``, with the kinds of ``KINDS`` that ``include`` names, or all.

    One edge a sentence: of several that say the same each is an edge. Held in memory whole: programs that draw
    networks hold them so too.
    """
    if form == "kumu":
        return _kumu(database, include, lang).encode("utf-8")
    import networkx

    graph, file = network(database, include, lang, clean), io.BytesIO()
    if form == "graphml":
        networkx.write_graphml_xml(graph, file, named_key_ids=True)
        return file.getvalue()
    networkx.write_gexf(graph, file)
    head, end, rest = file.getvalue().partition(b"</meta>")
    return _STAMP.sub(b"", head) + end + rest


def network(
    database: sqlite3.Connection, include: Sequence[str] = (), lang: str = "vi", clean: XmlText | None = None
) -> networkx.MultiDiGraph:
    """The network itself, nodes and edges in order; every text holds only what XML can (``clean`` counts the rest)."""
    import networkx

    clean = clean or XmlText()
    graph = networkx.MultiDiGraph()
    for iri, attributes in _nodes(database, include, lang):
        graph.add_node(iri, **_typed(attributes, clean))
    for number, (subject, target, attributes) in enumerate(_edges(database, include, lang), start=1):
        graph.add_edge(subject, target, key=f"e{number}", **_typed(attributes, clean))
    return graph


def _typed(attributes: Attributes, clean: XmlText) -> Attributes:
    """Without what is not known: neither format has a word for it."""
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }


def _nodes(database: sqlite3.Connection, include: Sequence[str], lang: str) -> Iterator[tuple[str, Attributes]]:
    kinds = _kinds(include)
    for row in database.execute(_NODES % _marks(kinds), kinds):
        words = KIND_WORDS[row["kind"]][lang == "en"]
        yield (
            row["iri"],
            {
                "label": row["label"],
                "kind": row["kind"],
                "kind_label": words,
                "jurisdiction": row["jurisdiction"],
                "number": row["number"],
                "date": row["date"],
                "latest": row["latest"],
                "description": row["description"] or row["title"],
                "was_read": None if row["is_read"] is None else bool(row["is_read"]),
            },
        )


def _edges(database: sqlite3.Connection, include: Sequence[str], lang: str) -> Iterator[tuple[str, str, Attributes]]:
    kinds = _kinds(include)
    for row in database.execute(_EDGES % (_marks(kinds), _marks(kinds)), kinds * 2):
        yield (
            row["subject"],
            row["object"],
            {
                "label": row["label_en" if lang == "en" else "label_vi"] or row["predicate"],
                "kind": row["predicate"],
                "planned": bool(row["planned"]),
                "inferred": bool(row["inferred"]),
                "quote": row["quote"],
                "source": row["source"],
                "source_label": row["source_label"],
                "quote_start": row["start"],  # "start" and "end" are points of time in GEXF
                "quote_end": row["end"],
                "rule": row["rule"],
                "confidence": row["confidence"],
            },
        )


def _kumu(database: sqlite3.Connection, include: Sequence[str], lang: str) -> str:
    """Elements and connections by id, since two nodes may have one label; an element or connection a line."""
    elements = [_element(iri, attributes) for iri, attributes in _nodes(database, include, lang)]
    connections = [_connection(n, *edge) for n, edge in enumerate(_edges(database, include, lang), start=1)]
    return f'{{"elements": {_listed(elements)},\n"connections": {_listed(connections)}}}\n'


def _element(iri: str, known: Attributes) -> Attributes:
    tags = filter(None, (known["jurisdiction"], (known["date"] or known["latest"] or "")[:4]))
    fields = {
        "id": iri,
        "label": known["label"],
        "type": known["kind_label"],
        "tags": list(tags),
        "description": escape(known["description"] or ""),  # Kumu reads descriptions as Markdown
        "number": known["number"],
        "date": known["date"],
        "latest": known["latest"],
    }
    return {name: value for name, value in fields.items() if value}


def _connection(number: int, subject: str, target: str, known: Attributes) -> Attributes:
    tags = [name for name in ("planned", "inferred") if known[name]]
    fields = {
        "id": f"connection-{number}",
        "from": subject,
        "to": target,
        "direction": "directed",
        "type": known["label"],
        "tags": tags,
        "description": escape(known["quote"] or ""),
        "source": known["source_label"],
        "confidence": known["confidence"],
    }
    return {name: value for name, value in fields.items() if value}


def _listed(rows: list[Attributes]) -> str:
    return "[\n" + ",\n".join(map(_json, rows)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _kinds(include: Sequence[str]) -> tuple[str, ...]:
    unknown = [name for name in include if name not in KINDS]
    if unknown:
        raise BadQuery(f"{unknown[0]!r} is no kind of node", hint=f"known are: {', '.join(KINDS)}")
    return tuple(kind for name in (include or KINDS) for kind in KINDS[name])


def _marks(kinds: tuple[str, ...]) -> str:
    return ", ".join("?" * len(kinds))
