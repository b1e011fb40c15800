"""Small graphs as tables: documents, items and their edges, with the evidence and inferences a build would give."""

from __future__ import annotations

from typing import Any

from samples import ENGINES, SAMPLE

HEAD = "\n".join(line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.startswith("@prefix"))
WORDS = {
    "ledBy": ("chủ trì", "led by"),
    "implements": ("thực hiện", "implements"),
    "submits": ("trình", "submits"),
    "precededBy": ("sau khi hoàn thành", "preceded by"),
}
_LABELS = " ".join(
    f'pg:{name} a <http://www.w3.org/2002/07/owl#ObjectProperty> ; rdfs:label "{vi}"@vi , "{en}"@en .'
    for name, (vi, en) in WORDS.items()
)
ONTOLOGY = f"<https://w3id.org/policygraph/id/graph/ontology> {{ {_LABELS} }}\n"
DOC = "https://w3id.org/policygraph/id/doc/"


def document(name: str, *edges: tuple[str, str], date: str = "2013-01-01") -> str:
    """A document that was read, with edges and their evidence; an end is a name under ``doc:``."""
    lines = [f'doc:{name} a pg:Document ; rdfs:label "{name}" ; pg:number "{name}" ; pg:readFrom doc:{name}-text ;']
    lines.append(f'  pg:date "{date}"^^xsd:date .')
    lines += _stated(f"doc:{name}", f"doc:{name}-e", edges)
    return f"<{DOC}{name}/graph> {{ {' '.join(lines)} }}\n"


def item(
    plan: str, number: int, *edges: tuple[str, str], kind: str = "Task", due: str | None = None, words: str = ""
) -> str:
    """An item of a plan: ``doc:P-1`` is the first of ``doc:P``."""
    me = f"doc:{plan}-{number}"
    lines = [
        f'{me} a pg:{kind} ; rdfs:label "{number} work" ; pg:path "{number}" ; pg:order {number} ;',
        f'  pg:description "{words or f"work {number}"}" ; pg:setOutIn doc:{plan} .',
    ]
    if due:
        lines.append(f"{me} pg:hasDeadline {me}-d .")
        lines.append(f'{me}-d a pg:Deadline ; pg:words "{due}" ; pg:latest "{due}"^^xsd:date .')
    lines += _stated(me, f"{me}-e", (*edges, ("setOutIn", plan)))
    return f"<{DOC}{plan}/graph> {{ {' '.join(lines)} }}\n"


def thing(name: str, kind: str) -> str:
    """An instrument or an agency."""
    return f'graph:entities {{ doc:{name} a pg:{kind} ; rdfs:label "{name}" ; pg:name "{name}" . }}\n'


def after(*pairs: tuple[str, str, str]) -> str:
    """Inferred precedence: (later, earlier, rule)."""
    lines = [
        f"doc:{later} pg:precededBy doc:{earlier} . doc:{later}-{earlier} a pg:Inference ; rdf:subject doc:{later} ; "
        f'rdf:predicate pg:precededBy ; rdf:object doc:{earlier} ; pg:rule "{rule}" .'
        for later, earlier, rule in pairs
    ]
    return f"graph:inferred {{ {' '.join(lines)} }}\n"


def build(engine: str, *parts: str) -> Any:
    """The parts as one graph on an engine."""
    return ENGINES[engine](HEAD + "\n" + ONTOLOGY + "".join(parts))


def _stated(me: str, evidence: str, edges: tuple[tuple[str, str], ...]) -> list[str]:
    lines = []
    for number, (predicate, other) in enumerate(edges):
        lines.append(f"{me} pg:{predicate} doc:{other} .")
        lines.append(
            f"{evidence}{number} a pg:Assertion ; rdf:subject {me} ; rdf:predicate pg:{predicate} ; "
            f'rdf:object doc:{other} ; pg:quote "{predicate} {other}" ; pg:start 0 ; pg:end 9 ; pg:rule "r" ; '
            "pg:confidence 0.9 ; pg:planned false ."
        )
    return lines
