"""Parents and children of an outline's provisions, by element id."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.model import Outline, Provision


@dataclass(frozen=True, slots=True)
class Families:
    """``children`` lists direct children in reading order; ``by_eid`` finds a provision."""

    by_eid: dict[str, Provision]
    children: dict[str | None, list[Provision]]

    def descendants(self, eid: str) -> list[Provision]:
        """All provisions inside one, in reading order."""
        found: list[Provision] = []
        waiting = list(reversed(self.children.get(eid, [])))
        while waiting:
            provision = waiting.pop()
            found.append(provision)
            waiting += reversed(self.children.get(provision.eid, []))
        return found


def families(outline: Outline) -> Families:
    """Index an outline's provisions."""
    children: dict[str | None, list[Provision]] = {}
    for provision in outline.provisions:
        children.setdefault(provision.parent, []).append(provision)
    return Families({p.eid: p for p in outline.provisions}, children)
