"""TriG that people can read and that is the same bytes each time: sorted, with prefixes, without blank nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import regex

from policygraph.graph.terms import NamedGraph, parse_line
from policygraph.namespaces import BASE, PREFIXES

_SHORT = {iri: prefix for prefix, iri in PREFIXES.items() if prefix != "pgid"}  # resources go by the base
_NAMED = regex.compile(r"(.*[/#])([A-Za-z_][\w-]*)")
_RELATIVE = regex.compile(r"[a-z]+/[^?#:.]*+")  # what comes back as itself when resolved against the base
_TYPED = regex.compile(r'"([^"\\]*)"\^\^<(.*)>')
_BARE = {
    "xsd:integer": regex.compile(r"-?[0-9]++"),
    "xsd:decimal": regex.compile(r"-?[0-9]++\.[0-9]++"),
    "xsd:boolean": regex.compile("true|false"),
}


def trig_head() -> str:
    """The base and the prefixes of all that follows."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for iri, prefix in sorted(_SHORT.items(), key=lambda x: x[1]))
    return f"@base <{BASE}> .\n{prefixes}"


def trig_graph(graph: NamedGraph) -> Iterator[str]:
    """One graph, subject by subject in the order of their IRIs."""
    yield f"\n{_iri(graph.iri)} {{\n"
    statements = sorted((_key(s), _verb(p), _written(o)) for s, p, o, _ in map(parse_line, graph.lines))
    for subject, of_subject in groupby(statements, key=lambda statement: statement[0]):
        yield f"{_iri(subject)} " + " ;\n    ".join(_predicates(of_subject)) + " .\n"
    yield "}\n"


def _predicates(statements: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    for predicate, same in groupby(statements, key=lambda statement: statement[1]):
        yield f"{predicate} {' , '.join(obj for _, _, obj in same)}"


def _key(subject: str) -> str:
    return subject[1:-1]  # without brackets a node stands before the nodes below it


@cache
def _verb(predicate: str) -> str:
    short = _written(predicate)
    return "a" if short == "rdf:type" else short


def _written(term: str) -> str:
    if term.startswith("<"):
        return _iri(term[1:-1])
    match = _TYPED.fullmatch(term)
    if match is None:
        return term
    value, datatype = match[1], _iri(match[2])
    bare = _BARE.get(datatype)
    return value if bare and bare.fullmatch(value) else f'"{value}"^^{datatype}'


def _iri(iri: str) -> str:
    if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    match = _NAMED.fullmatch(iri)
    if match and match[1] in _SHORT:
        return f"{_SHORT[match[1]]}:{match[2]}"
    return f"<{iri}>"
