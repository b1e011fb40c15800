"""The namespaces of the graph, as plain strings: importing this costs nothing."""

from __future__ import annotations

from typing import Final

PG: Final = "https://w3id.org/policygraph/ontology#"
BASE: Final = "https://w3id.org/policygraph/id/"
ONTOLOGY: Final = "https://w3id.org/policygraph/ontology"
CUBE: Final = "https://w3id.org/policygraph/cube#"

PREFIXES: Final[dict[str, str]] = {
    "pg": PG,
    "pgid": BASE,
    "cube": CUBE,
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pplan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# In front of SPARQL text. One line, so that the line numbers of an engine's message stay those of the text.
PRELUDE = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items()) + " "
