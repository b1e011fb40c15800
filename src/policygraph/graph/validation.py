"""Hold a graph to the shapes of ``ontology/shapes.ttl``: what is wrong, where, by which shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from policygraph.errors import BadResource
from policygraph.namespaces import ONTOLOGY, PREFIXES
from policygraph.resources import ontology_path

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Severity = Literal["violation", "warning", "info"]
Language = Literal["vi", "en"]

_ORDER: tuple[Severity, ...] = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Violation:
    """One result: ``focus`` is the node at fault; ``path`` and ``shape`` are IRIs, ``value`` as written or None."""

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    message: str
    shape: str


def validate_graph(data: Graph, ontology: Graph, language: Language = "en") -> tuple[Violation, ...]:
    """What the shapes find in ``data``, violations before warnings, sorted; empty when all is well.

    ``ontology`` (the classes and the concepts) is mixed in, so that a task counts as a plan item. ``data`` is one
    document's graph or the union of many, with ``entities``: what is only cited is excused by the citations in it.
    Raises ``BadResource`` when the shapes cannot be read.
    """
    import pyshacl
    from rdflib import Graph

    mixed = Graph()
    mixed += ontology
    mixed += data
    _, report, _ = pyshacl.validate(mixed, shacl_graph=_shapes(), inplace=True, inference="none")
    if not isinstance(report, Graph):
        raise BadResource(f"the shapes cannot be applied: {report}", place=str(ontology_path("shapes.ttl")))
    return tuple(sorted(_violations(report, language), key=by_severity))


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    path = ontology_path("shapes.ttl")
    try:
        return Graph().parse(path, format="turtle")
    except (OSError, SyntaxError) as error:
        raise BadResource(f"cannot read the shapes: {error}", place=str(path)) from error


def _violations(report: Graph, language: Language) -> set[Violation]:
    from rdflib import RDF, URIRef

    results = report.subjects(RDF.type, URIRef(f"{PREFIXES['sh']}ValidationResult"))
    return {_violation(report, result, language) for result in results}


def _violation(report: Graph, result: Node, language: Language) -> Violation:
    focus, value = _object(report, result, "focusNode"), _object(report, result, "value")
    if focus == ONTOLOGY and value:  # a question asked of the whole graph: the value is the node at fault
        focus, value = value, None
    return Violation(
        severity=_severity(_object(report, result, "resultSeverity")),
        focus=focus or "",
        path=_object(report, result, "resultPath"),
        value=value,
        message=_message(report, result, language),
        shape=_object(report, result, "sourceShape") or "",
    )


def _object(report: Graph, result: Node, name: str) -> str | None:
    from rdflib import URIRef

    found = report.value(result, URIRef(PREFIXES["sh"] + name))
    return None if found is None else str(found)


def _severity(iri: str | None) -> Severity:
    return next((known for known in _ORDER if iri and iri.lower().endswith(known)), "violation")


def _message(report: Graph, result: Node, language: Language) -> str:
    """The message in the language asked for, else the first in order."""
    from rdflib import URIRef

    sh = PREFIXES["sh"]
    told = report.objects(result, URIRef(f"{sh}resultMessage"))
    constraint = report.value(result, URIRef(f"{sh}sourceConstraint"))
    if constraint is not None:  # pyshacl drops the language of what a SPARQL constraint says
        told = _shapes().objects(constraint, URIRef(f"{sh}message"))
    messages = sorted(told, key=str)
    wanted = (message for message in messages if getattr(message, "language", None) == language)
    return str(next(wanted, messages[0] if messages else ""))


def by_severity(violation: Violation) -> tuple[int, str, str, str, str]:
    """The order of a report: violations before warnings, then by shape and node."""
    found = violation
    return _ORDER.index(found.severity), found.shape, found.focus, found.path or "", found.value or ""
