"""GEXF and GraphML, read again by networkx; Kumu's JSON."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from export.conftest import HOSTILE
from policygraph.export.cells import XmlText
from policygraph.export.networks import KINDS, network_bytes

GOLDEN = Path(__file__).parent / "golden"
READERS = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}
NODES = "SELECT count(*) FROM nodes WHERE kind IN ({})"


def read(database: sqlite3.Connection, form: str, *include: str) -> Any:
    return READERS[form](io.BytesIO(network_bytes(database, form, include)))


def nodes_of(database: sqlite3.Connection, *names: str) -> int:
    kinds = [kind for name in names for kind in KINDS[name]]
    return int(database.execute(NODES.format(", ".join("?" * len(kinds))), kinds).fetchone()[0])


@pytest.mark.parametrize("form", READERS)
def test_networkx_reads_every_node_and_edge(database: sqlite3.Connection, form: str) -> None:
    graph = read(database, form)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert len(graph) == nodes_of(database, *KINDS)
    kinds = [data["kind"] for *_, data in graph.edges(data=True)]
    assert kinds.count("ledBy") == count_of(database, "ledBy")
    assert {data["inferred"] for *_, data in graph.edges(data=True)} == {True, False}
    assert sum(data["planned"] for *_, data in graph.edges(data=True)) == 4
    led = next(data for *_, data in graph.edges(data=True) if data["kind"] == "ledBy")
    assert isinstance(led["confidence"], float)
    assert led["quote"]
    assert led["label"] == "do cơ quan chủ trì" or led["label"]


def count_of(database: sqlite3.Connection, predicate: str) -> int:
    query = "SELECT count(*) FROM evidence WHERE predicate = ?"
    return int(database.execute(query, (predicate,)).fetchone()[0])


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("include", [("documents",), ("agencies", "items"), ("instruments",)])
def test_only_the_kinds_that_were_asked_for(database: sqlite3.Connection, form: str, include: tuple[str, ...]) -> None:
    graph = read(database, form, *include)
    assert len(graph) == nodes_of(database, *include)
    assert {data["kind"] for _, data in graph.nodes(data=True)} <= {kind for name in include for kind in KINDS[name]}


@pytest.mark.parametrize("form", READERS)
def test_hostile_words_are_data_and_what_xml_cannot_hold_is_counted(
    small_database: sqlite3.Connection, plan: Any, form: str
) -> None:
    clean = XmlText()
    data = network_bytes(small_database, form, clean=clean)
    assert etree.fromstring(data).findall(".//{*}script") == []
    graph = READERS[form](io.BytesIO(data))
    title = graph.nodes[plan.document.iri]["description"]
    assert title == HOSTILE.replace("\x0b", "\ufffd").replace("\x1b", "\ufffd")
    assert clean.replaced >= 4


@pytest.mark.parametrize("form", [*READERS, "kumu"])
def test_the_same_tables_give_the_same_bytes(small_database: sqlite3.Connection, form: str) -> None:
    assert network_bytes(small_database, form) == network_bytes(small_database, form)


def test_no_day_stands_in_gexf(small_database: sqlite3.Connection) -> None:
    meta = etree.fromstring(network_bytes(small_database, "gexf")).find("{*}meta")
    assert dict(meta.attrib) == {}
    assert [child.text for child in meta] == ["NetworkX"]


def test_kumu_has_ids_that_connections_lead_to(database: sqlite3.Connection) -> None:
    map_ = json.loads(network_bytes(database, "kumu", lang="en"))
    ids = [element["id"] for element in map_["elements"]]
    assert len(set(ids) | {c["id"] for c in map_["connections"]}) == len(ids) + len(map_["connections"])
    assert {end for c in map_["connections"] for end in (c["from"], c["to"])} <= set(ids)
    assert {c["direction"] for c in map_["connections"]} == {"directed"}
    assert all(element["label"] and element["type"] for element in map_["elements"])
    planned = [c for c in map_["connections"] if "planned" in c.get("tags", [])]
    assert len(planned) == 4


def test_kumu_descriptions_are_no_markdown(small_database: sqlite3.Connection, plan: Any) -> None:
    elements = json.loads(network_bytes(small_database, "kumu"))["elements"]
    title = next(element["description"] for element in elements if element["id"] == plan.document.iri)
    assert "&lt;script&gt;" in title
    assert "\\*z\\*" in title


@pytest.mark.parametrize("form", ["kumu", "graphml"])
def test_golden(small_database: sqlite3.Connection, form: str) -> None:
    data = network_bytes(small_database, form, ("documents",))
    assert data == (GOLDEN / f"documents.{form}").read_bytes()
