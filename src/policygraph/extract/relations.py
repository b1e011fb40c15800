"""What the text says documents do to one another. (First version: every citation is a plain mention.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.model import CitationMention, RelationMention


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: title | preamble | item | article | annex-note | paragraph."""

    start: int
    end: int
    eid: str
    kind: str
    part: str


def find_relations(
    content: str, citations: Sequence[CitationMention], passages: Sequence[Passage]
) -> tuple[RelationMention, ...]:
    """A plain "cites" for every citation, with the item it stands in as subject."""
    found = []
    for index, citation in enumerate(citations):
        inside = next((p for p in passages if p.start <= citation.start < p.end), None)
        subject = inside.eid if inside and inside.kind == "item" else None
        words = content[citation.start : citation.end]
        found.append(
            RelationMention(
                "cites", index, subject, None, False, "whole", words, citation.start, citation.end, "citation", 0.95
            )
        )
    return tuple(found)
