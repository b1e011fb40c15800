"""What a picture shows, before any renderer: nodes with positions, edges, their evidence, a legend.

Coordinates and sizes are in units of one CSS pixel at the scale 1; x grows to the right, y downwards,
and both mark the middle of a card.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]
Status = Literal["extracted", "planned", "inferred"]
LOW_CONFIDENCE = 0.8  # below it an edge is drawn with dashes


@dataclass(frozen=True, slots=True)
class Quote:
    """The words something rests on, with the words around them, and the rule that read them."""

    text: str
    document: str
    place: str
    prefix: str
    suffix: str
    rule: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the picture: its heading and its middle."""

    label: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ViewNode:
    """One card. ``id`` is its permalink; ``badge`` stands before the label and ``note`` after it.

    ``detail`` are (name, value) pairs for people; ``iri`` is None for a heading that no resource stands for.
    """

    id: str
    label: str
    kind: str
    lane: int
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    badge: str = ""
    note: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Quote, ...] = ()
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """A line from one card to another, with the sentences that say so.

    ``confidence`` is None where nothing was weighed: a heading, an inference.
    """

    source: str
    target: str
    kind: str
    label: str
    status: Status = "extracted"
    confidence: float | None = None
    evidence: tuple[Quote, ...] = ()

    @property
    def appearance(self) -> str:
        """How the line is drawn: its status, or "low" for what was read with little confidence."""
        doubtful = self.confidence is not None and self.confidence < LOW_CONFIDENCE
        return "low" if self.status == "extracted" and doubtful else self.status


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind of node or edge, or a status of edges. ``shown`` is whether the picture starts with it."""

    of: Literal["node", "edge", "status"]
    kind: str
    label: str
    count: int
    shown: bool = True


@dataclass(frozen=True, slots=True)
class GraphView:
    """A whole picture. ``rows`` is the lane of the rows, ``starts`` are the ids one may jump to."""

    title: str
    language: Language
    lanes: tuple[Lane, ...]
    rows: int
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    legend: tuple[LegendEntry, ...]
    starts: tuple[str, ...] = ()
