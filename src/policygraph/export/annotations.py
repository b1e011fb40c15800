"""Every sentence that the graph rests on as an annotation of its text.

Norm: Web Annotation Data Model (W3C Recommendation, 2017). Offsets count code points of the NFC text, as the
norm's ``TextPositionSelector`` does; what ``policygraph text`` prints is that text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from policygraph import __version__
from policygraph.namespaces import BASE

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
GENERATOR: Final = f"{BASE}build"

_READ = """
SELECT evidence.*, spans.prefix, spans.suffix, here.label AS subject_label, there.label AS object_label,
  predicates.label_vi, predicates.label_en
FROM evidence
LEFT JOIN spans
  ON spans.document = evidence.document AND spans.start = evidence.start AND spans."end" = evidence."end"
LEFT JOIN nodes AS here ON here.iri = evidence.subject
LEFT JOIN nodes AS there ON there.iri = evidence.object
LEFT JOIN predicates ON predicates.name = evidence.predicate
WHERE evidence.quote IS NOT NULL
ORDER BY evidence.document, evidence.start, evidence."end", evidence.iri"""
_CITED = """
SELECT citations.*, spans.prefix, spans.suffix
FROM citations
LEFT JOIN spans
  ON spans.document = citations.document AND spans.start = citations.start AND spans."end" = citations."end"
WHERE citations.quote IS NOT NULL
ORDER BY citations.document, citations.start, citations."end", citations.iri"""
_CANDIDATES = "SELECT document FROM candidates WHERE citation = ? ORDER BY document"

Object = dict[str, Any]


def annotation_text(database: sqlite3.Connection, lang: str = "vi") -> Iterator[str]:
    """One page of annotations, one a line: of assertions, then of citations."""
    page = {"@context": CONTEXT, "id": f"{BASE}annotations", "type": "AnnotationPage"}
    yield _json(page)[:-1] + ', "items": ['
    for number, annotation in enumerate(_annotations(database, lang)):
        yield (",\n" if number else "\n") + _json(annotation)
    yield "\n]}\n"


def _annotations(database: sqlite3.Connection, lang: str) -> Iterator[Object]:
    for row in database.execute(_READ):
        yield _annotation(row, "describing", _statement(row, lang))
    for row in database.execute(_CITED):
        found = [row["target"]] if row["target"] else [c for (c,) in database.execute(_CANDIDATES, (row["iri"],))]
        yield _annotation(row, "linking", [_resource(iri, "linking") for iri in found])


def _annotation(row: sqlite3.Row, motivation: str, body: list[Object]) -> Object:
    return {
        "id": f"{row['iri']}/annotation",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"id": GENERATOR, "type": "Software", "name": f"policygraph {__version__}"},
        **({"body": body} if body else {}),  # a citation that leads nowhere has none
        "target": {
            "source": f"{row['document']}/text",
            "selector": [
                {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
                _quote(row),
            ],
        },
    }


def _quote(row: sqlite3.Row) -> Object:
    around = {name: row[name] for name in ("prefix", "suffix") if row[name]}
    return {"type": "TextQuoteSelector", "exact": row["quote"], **around}


def _statement(row: sqlite3.Row, lang: str) -> list[Object]:
    """The statement in words, and its node in the graph, where its triple, rule and confidence stand."""
    predicate = row["label_en" if lang == "en" else "label_vi"] or row["predicate"]
    words = f"{row['subject_label']} – {predicate} → {row['object_label'] or row['value'] or row['object']}"
    text = {"type": "TextualBody", "value": words, "format": "text/plain", "language": lang, "purpose": "describing"}
    return [text, _resource(row["iri"], "identifying")]


def _resource(iri: str, purpose: str) -> Object:
    return {"type": "SpecificResource", "purpose": purpose, "source": iri}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
