"""An item while it is being read, and what reading it needs to know of the rest of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policygraph.model import AgencyMention, DeadlineMention, ItemKind


@dataclass(frozen=True, slots=True)
class Passages:
    """What every reader of items takes into account.

    ``cited`` are the spans of citations, whose dates are no deadlines, ``titles`` those of the titles
    that follow them; ``year`` is the plan's year where it has just one, for deadlines that leave it out.
    """

    cited: tuple[tuple[int, int], ...]
    titles: tuple[tuple[int, int], ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """The parts of an ``ItemMention`` that one reader knows."""

    kind: ItemKind
    eid: str
    start: int
    end: int
    extent_end: int
    rule: str
    ordinal: str | None = None
    path: str = ""
    part: str = "body"
    group: str | None = None
    lead: tuple[AgencyMention, ...] = ()
    coordinate: tuple[AgencyMention, ...] = ()
    deadlines: tuple[DeadlineMention, ...] = ()
    report_to: tuple[AgencyMention, ...] = ()
    via: tuple[AgencyMention, ...] = ()

    def placed(self, path: str, part: str, group: str | None) -> ItemDraft:
        """The same draft with the place it stands in."""
        return replace(self, path=path, part=part, group=group)
