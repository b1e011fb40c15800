"""Agencies of merged provinces and ministries are tied to what took them over, and to nothing unknown."""

from __future__ import annotations

from policygraph.graph.inference import inferred_graph
from policygraph.identifiers import agency_iri
from policygraph.model import Agency
from policygraph.namespaces import PG


def agency(label: str, jurisdiction: str, kind: str = "agency-department") -> Agency:
    return Agency(agency_iri(jurisdiction, label), label, kind, jurisdiction, False)


def successions(*agencies: Agency) -> set[tuple[str, str]]:
    lines = (line.split(" ") for line in inferred_graph(agencies).lines if "succeededBy" in line)
    return {(line[0].strip("<>"), line[2].strip("<>")) for line in lines}


def test_the_same_department_of_the_province_that_took_over() -> None:
    old, new, other = agency("Sở Nội vụ", "ben-tre"), agency("Sở Nội vụ", "vinh-long"), agency("Sở Y tế", "vinh-long")
    assert successions(old, new, other) == {(old.iri, new.iri)}


def test_a_ministry_that_was_merged() -> None:
    old = agency("Bộ Kế hoạch và Đầu tư", "vn", "agency-ministry")
    new = agency("Bộ Tài chính", "vn", "agency-ministry")
    assert successions(old, new) == {(old.iri, new.iri)}
    assert successions(old) == set()


def test_the_property_is_the_ontologys() -> None:
    pair = agency("Sở Nội vụ", "ben-tre"), agency("Sở Nội vụ", "vinh-long")
    assert any(f"{PG}succeededBy" in line for line in inferred_graph(pair).lines)
