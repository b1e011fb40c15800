"""TriG that people can read and that is the same bytes each time: sorted, with prefixes, without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

import regex

from policygraph.graph.terms import NamedGraph, parse_line
from policygraph.namespaces import BASE, PREFIXES

TRIPLE_TERM = "<<("

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
    return f"@base <{BASE}> .\n{prefix_lines()}"


def prefix_lines() -> str:
    """Our prefixes in Turtle, in the order of their names."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for iri, prefix in sorted(_SHORT.items(), key=lambda x: x[1]))


def trig_graph(graph: NamedGraph) -> Iterator[str]:
    """One graph, subject by subject in the order of their IRIs."""
    yield from trig_block(graph.iri, sorted(graph.lines, key=subject_key))


def trig_block(graph: str, lines: Iterable[str]) -> Iterator[str]:
    """One graph from its N-Quads lines, which come in the order of ``subject_key``; nothing is kept in memory."""
    yield f"\n{_iri(graph)} {{\n"
    yield from turtle_statements(lines)
    yield "}\n"


def turtle_statements(lines: Iterable[str]) -> Iterator[str]:
    """The statements about each subject, without the graph; lines come in the order of ``subject_key``."""
    for subject, about in groupby(map(parse_line, lines), key=lambda parts: parts[0]):
        statements = sorted({(_verb(predicate), written(obj)) for _, predicate, obj, _ in about})
        yield f"{_iri(subject[1:-1])} " + " ;\n    ".join(_predicates(statements)) + " .\n"


def subject_key(line: str) -> str:
    """What N-Quads lines are sorted by: without brackets a node stands before the nodes below it."""
    return line[1 : line.index("> ")]


def _predicates(statements: Iterable[tuple[str, str]]) -> Iterator[str]:
    for predicate, same in groupby(statements, key=lambda statement: statement[0]):
        yield f"{predicate} {' , '.join(obj for _, obj in same)}"


@cache
def _verb(predicate: str) -> str:
    short = written(predicate)
    return "a" if short == "rdf:type" else short


def written(term: str) -> str:
    """An object in N-Quads form as Turtle writes it: an IRI, a literal, or a triple term of RDF 1.2."""
    if term.startswith(TRIPLE_TERM):
        subject, predicate, obj = term[len(TRIPLE_TERM) + 1 : -4].split(" ", 2)
        return f"{TRIPLE_TERM} {written(subject)} {_verb(predicate)} {written(obj)} )>>"
    if term.startswith("<"):
        return _iri(term[1:-1])
    return term if term[-1] == '"' else _typed(term)


@lru_cache(maxsize=10_000)
def _typed(literal: str) -> str:
    """A literal with a datatype, or a language; numbers and truth values without quotes."""
    match = _TYPED.fullmatch(literal)
    if match is None:
        return literal
    value, datatype = match[1], _iri(match[2])
    bare = _BARE.get(datatype)
    return value if bare and bare.fullmatch(value) else f'"{value}"^^{datatype}'


def _iri(iri: str) -> str:
    if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    return _shortened(iri)


@lru_cache(maxsize=10_000)
def _shortened(iri: str) -> str:
    match = _NAMED.fullmatch(iri)
    if match and match[1] in _SHORT:
        return f"{_SHORT[match[1]]}:{match[2]}"
    return f"<{iri}>"
