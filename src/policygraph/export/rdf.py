"""The graph in RDF syntaxes, written as it is read: sorted, without blank nodes, the same bytes each time.

Norms: RDF 1.1 and 1.2 Turtle, TriG, N-Triples and N-Quads; JSON-LD 1.1 (all W3C). pyoxigraph writes prefixes in
another order each time and rdflib holds everything in memory, so the lines are ours; both read them in the tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

import regex

from policygraph.export.cells import compact
from policygraph.export.parts import Graph
from policygraph.graph.terms import INFERRED, expand, parse_line, term
from policygraph.graph.trig import TRIPLE_TERM, trig_block, trig_head, turtle_statements
from policygraph.namespaces import PREFIXES

RDF_FORMATS: Final = ("ttl", "trig", "nt", "nq", "jsonld")
WITH_GRAPHS: Final = ("trig", "nq", "jsonld")
VERSION_1_2: Final = 'VERSION "1.2"\n'

_ASSERTION = term("pg:Assertion")
_PARTS = tuple(term(f"rdf:{name}") for name in ("subject", "predicate", "object"))
_LITERAL = regex.compile(r'(?s)"((?:[^"\\]|\\.)*+)"(?:\^\^<(.*)>|@(.*))?')
_ESCAPED = regex.compile(r"\\(.)")
_MEANT = {"n": "\n", "r": "\r", '"': '"', "\\": "\\"}


def rdf_text(graphs: Iterable[Graph], form: str, *, reifiers: bool = False) -> Iterator[str]:
    """The graphs as text in one of ``RDF_FORMATS``.

    Turtle and N-Triples have no place to tell what was inferred, so it is left out. With ``reifiers`` (RDF 1.2) an
    assertion reifies the triple it rests on, in place of its subject, predicate and object; not in JSON-LD, which
    has no such form.
    """
    kept = ((graph, lines) for graph, lines in graphs if form in WITH_GRAPHS or graph != INFERRED)
    shown = ((graph, reified(lines)) for graph, lines in kept) if reifiers else kept
    if form == "jsonld":
        yield from _json_ld(shown)
        return
    yield VERSION_1_2 if reifiers and form in ("ttl", "trig") else ""
    yield trig_head() if form in ("ttl", "trig") else ""
    for graph, lines in shown:
        yield from _graph(graph, lines, form)


def _graph(graph: str, lines: Iterable[str], form: str) -> Iterator[str]:
    match form:
        case "trig":
            yield from trig_block(graph, lines)
        case "ttl":
            yield f"\n# {graph}\n"
            yield from turtle_statements(lines)
        case "nt":
            tail = f" <{graph}> .\n"
            yield from (line.removesuffix(tail) + " .\n" for line in lines)
        case _:
            yield from lines


def reified(lines: Iterable[str]) -> Iterator[str]:
    """The lines with each ``pg:Assertion`` as the reifier of its triple: ``rdf:reifies <<( s p o )>>``."""
    for subject, about in groupby(lines, key=lambda line: line[: line.index("> ") + 1]):
        yield from _reifier(subject, list(about))


def _reifier(subject: str, lines: list[str]) -> list[str]:
    terms = {predicate: obj for _, predicate, obj, _ in map(parse_line, lines)}
    if terms.get(term("rdf:type")) != _ASSERTION or not all(part in terms for part in _PARTS):
        return lines
    graph = parse_line(lines[0])[3]
    triple = " ".join(terms[part] for part in _PARTS)
    reifies = f"{subject} {term('rdf:reifies')} {TRIPLE_TERM} {triple} )>> {graph} .\n"
    kept = [line for line in lines if parse_line(line)[1] not in _PARTS]
    return sorted([*kept, reifies])


def _json_ld(graphs: Iterable[Graph]) -> Iterator[str]:
    """One object with a context and a list of named graphs, each with one object a node, a node a line."""
    context = json.dumps(dict(sorted(PREFIXES.items())), indent=1)
    yield f'{{"@context": {context},\n"@graph": ['
    for number, (graph, lines) in enumerate(graphs):
        yield ("," if number else "") + f'\n{{"@id": {_json(compact(graph))}, "@graph": ['
        for place, node in enumerate(_nodes(lines)):
            yield (",\n" if place else "\n") + _json(node)
        yield "\n]}"
    yield "\n]}\n"


def _nodes(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for subject, about in groupby(map(parse_line, lines), key=lambda parts: parts[0]):
        node: dict[str, Any] = {"@id": compact(subject[1:-1])}
        for _, predicate, obj, _ in about:
            is_type = predicate == term("rdf:type")
            name = "@type" if is_type else compact(predicate[1:-1])
            node.setdefault(name, []).append(compact(obj[1:-1]) if is_type else _json_value(obj))
        yield node


def _json_value(obj: str) -> Any:
    if obj.startswith("<"):
        return {"@id": compact(obj[1:-1])}
    words, datatype, language = literal(obj)
    if language:
        return {"@value": words, "@language": language}
    return {"@value": words, "@type": compact(datatype)} if datatype != expand("xsd:string") else words


def literal(obj: str) -> tuple[str, str, str | None]:
    """A literal in our N-Triples form as its words, the IRI of its datatype and its language, if any.

    >>> literal('"a \\\\"word\\\\""@en')
    ('a "word"', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString', 'en')
    """
    match = _LITERAL.fullmatch(obj)
    assert match is not None, obj
    words = _ESCAPED.sub(lambda escaped: _MEANT[escaped[1]], match[1])
    return words, match[2] or expand("rdf:langString" if match[3] else "xsd:string"), match[3]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
