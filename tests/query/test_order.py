"""How the questions are written decides how fast they are: engines join a group in the order of its parts."""

from __future__ import annotations

import pytest
import regex

from order_of_parts import joined_too_late
from policygraph.query import NamedQuery, list_queries
from policygraph.query.binding import unnest_keys


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_patterns_come_first_then_what_is_optional_then_what_is_computed(query: NamedQuery) -> None:
    assert joined_too_late(query.text) == []


def test_what_is_too_late_is_seen() -> None:
    assert joined_too_late("SELECT * { ?a <p:x> ?b BIND(1 AS ?c) ?b <p:y> ?d }") == ["a BIND before a pattern"]
    assert joined_too_late("SELECT * { ?a <p:x> ?b BIND(1 AS ?c) OPTIONAL { ?b <p:y> ?d } }") == [
        "a BIND before an OPTIONAL"
    ]
    assert joined_too_late("SELECT * { ?a <p:x> ?b OPTIONAL { ?b <p:z> ?c } { ?b <p:y> ?d } }")
    assert not joined_too_late("SELECT * { ?a <p:x> ?b . ?b <p:y> ?d OPTIONAL { ?b <p:z> ?c } BIND(1 AS ?e) }")


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_a_name_that_need_not_be_given_finds_each_thing_once(query: NamedQuery) -> None:
    """A thing has several keys: a plain pattern would give each row as often."""
    free = [p.variable for p in query.parameters if p.type == "name" and not p.required]
    # ``tasks`` asks for an agency inside EXISTS, ``facts-by-rule`` for the document of one graph.
    asked = [name for name in free if (query.name, name) not in {("tasks", "co_quan"), ("facts-by-rule", "so")}]
    for name in asked:
        once = regex.findall(
            rf"\{{ SELECT DISTINCT \?(\w+) WHERE \{{ \?\1 (?:a pg:\w+ ; )?pg:key \?{name} \}} \}}", query.text
        )
        assert len(once) == query.text.count(f"pg:key ?{name}")


def test_a_name_that_is_given_is_found_by_a_plain_pattern() -> None:
    text = "SELECT * WHERE { { SELECT DISTINCT ?p WHERE { ?p pg:key ?tinh } } ?p pg:x ?o }"
    assert unnest_keys(text, {"tinh": '"hue"'}) == "SELECT * WHERE { ?p pg:key ?tinh . ?p pg:x ?o }"
    assert unnest_keys(text, {"so": '"1"'}) == text
    typed = text.replace("?p pg:key", "?p a pg:Jurisdiction ; pg:key")
    assert unnest_keys(typed, {"tinh": '"hue"'}) == "SELECT * WHERE { ?p pg:key ?tinh . ?p pg:x ?o }"
