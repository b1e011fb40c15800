"""Which task of a plan comes after which, worked out from what they do with one and the same instrument.

A scheme is drafted, submitted, appraised, approved, tried out, amended by what the trial taught, and carried
out. Of two tasks of one plan that act on one instrument, the one whose last step lies before the other's
first comes first. Key tasks are compared with key tasks only: the tasks of a table say them again in detail.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from policygraph.graph.terms import Triple, iri, term, text
from policygraph.model import DocumentFacts

# What is done with an instrument, in the order in which it is done; the verb and the noun that rules are named by.
STEPS = {
    "makes": ("draft", "draft"),
    "submits": ("submit", "submission"),
    "appraises": ("appraise", "appraisal"),
    "approves": ("approve", "approval"),
    "pilots": ("pilot", "pilot"),
    "amends": ("amend", "amendment"),
    "tiedTo": ("implement", "implementation"),
}
_POSITION = {action: position for position, action in enumerate(STEPS)}
_COMPARED = ("task", "key-task")


@dataclass(frozen=True, slots=True)
class Span:
    """What one item does with an instrument: the positions of its first and its last step."""

    item: str
    first: int
    last: int


def precedence_triples(facts: DocumentFacts) -> Iterator[Triple]:
    """``pg:precededBy`` between the items of one document, each with the rule and the instrument behind it."""
    for instrument, spans in _spans(facts):
        for later in spans:
            for earlier in _just_before(later, spans):
                yield later.item, "pg:precededBy", iri(earlier.item)
                yield from _inference(later, earlier, instrument)


def _spans(facts: DocumentFacts) -> Iterator[tuple[str, list[Span]]]:
    """For each instrument, kind of item by kind, what the items do with it."""
    steps: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item in facts.items:
        for use in item.instruments:
            if item.kind in _COMPARED and use.action in _POSITION:
                steps[item.kind, use.instrument.iri][item.iri].append(_POSITION[use.action])
    for (_, instrument), items in sorted(steps.items()):
        yield instrument, [Span(item, min(taken), max(taken)) for item, taken in sorted(items.items())]


def _just_before(later: Span, spans: list[Span]) -> list[Span]:
    """Those that end before ``later`` begins, without those that others between them follow in turn."""
    before = [span for span in spans if span.last < later.first]
    last_begun = max((span.first for span in before), default=0)
    return [span for span in before if span.last >= last_begun]


def _inference(later: Span, earlier: Span, instrument: str) -> Iterator[Triple]:
    actions = list(STEPS)
    rule = f"{STEPS[actions[later.first]][0]}-after-{STEPS[actions[earlier.last]][1]}"
    named = "\n".join((earlier.item, rule, instrument))
    me = f"{later.item}/inference/{hashlib.sha256(named.encode()).hexdigest()[:12]}"
    yield me, "rdf:type", term("pg:Inference")
    yield me, "rdf:subject", iri(later.item)
    yield me, "rdf:predicate", term("pg:precededBy")
    yield me, "rdf:object", iri(earlier.item)
    yield me, "pg:rule", text(rule)
    yield me, "pg:throughInstrument", iri(instrument)
