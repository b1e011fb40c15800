"""Web Annotations, read as JSON-LD by rdflib with the terms of the norm's context that they use."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest
import rdflib

from policygraph.export.annotations import CONTEXT, annotation_text

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# From "Web Annotation Vocabulary" (W3C, 2017), appendix A: a test asks no network.
TERMS = {
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "Software": "as:Application",
    "describing": "oa:describing",
    "linking": "oa:linking",
    "identifying": "oa:identifying",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
}


@pytest.fixture(scope="module")
def page(database: sqlite3.Connection) -> dict[str, Any]:
    read: dict[str, Any] = json.loads("".join(annotation_text(database)))
    return read


def test_rdflib_reads_an_annotation_for_every_sentence(page: dict[str, Any], database: sqlite3.Connection) -> None:
    assert page["@context"] == CONTEXT
    graph = rdflib.Graph().parse(data=json.dumps(page | {"@context": TERMS}), format="json-ld")
    expected = sum(
        database.execute(f"SELECT count(*) FROM {table} WHERE quote IS NOT NULL").fetchone()[0]
        for table in ("evidence", "citations")
    )
    assert len(set(graph.subjects(rdflib.RDF.type, OA.Annotation))) == expected == len(page["items"])
    assert len(list(graph.subject_objects(OA.hasTarget))) == expected
    known = set(TERMS) | {"@context"}
    assert {key for item in page["items"] for key in item} <= known


def test_selectors_lead_to_the_words(page: dict[str, Any], real_facts: dict[str, Any]) -> None:
    texts = {f"{facts.document.iri}/text": facts.text.content for facts in real_facts.values()}
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        content = texts[item["target"]["source"]]
        assert content[position["start"] : position["end"]] == quote["exact"]
        assert content[: position["start"]].endswith(quote.get("prefix", ""))
        assert content[position["end"] :].startswith(quote.get("suffix", ""))


def test_citations_link_and_statements_describe(page: dict[str, Any]) -> None:
    linking = [item for item in page["items"] if item["motivation"] == "linking"]
    assert len(linking) == 20
    cited = {body["source"].rsplit("/", 1)[-1] for item in linking for body in item.get("body", [])}
    assert "1557-qd-ttg" in cited
    texts = [body["value"] for item in page["items"] for body in item.get("body", []) if "value" in body]
    assert any("Sở Nội vụ (Bến Tre)" in words and "→" in words for words in texts)


def test_the_same_tables_give_the_same_bytes(small_database: sqlite3.Connection) -> None:
    assert "".join(annotation_text(small_database)) == "".join(annotation_text(small_database))
