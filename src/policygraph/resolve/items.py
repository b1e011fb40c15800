"""Items as nodes: agencies, deadlines and instruments get their IRIs."""

from __future__ import annotations

from collections.abc import Sequence

from policygraph.grammar.confidence import confidence_of
from policygraph.grammar.folding import key
from policygraph.identifiers import item_iri
from policygraph.model import (
    AgencyMention,
    Deadline,
    Document,
    Evidence,
    InstrumentMention,
    InstrumentUse,
    Item,
    ItemMention,
    Participation,
)
from policygraph.resolve.agencies import AgencyContext, resolve_agency
from policygraph.resolve.instruments import InstrumentBook


class ItemResolver:
    """Resolves the items of one document."""

    def __init__(self, content: str, home: Document, context: AgencyContext, book: InstrumentBook) -> None:
        self.content = content
        self.home = home
        self.context = context
        self.book = book
        self.taken: dict[str, int] = {}

    def resolve(self, mention: ItemMention, ties: Sequence[InstrumentMention]) -> Item:
        """The item as a node; ``ties`` are what it is tied to beyond what it acts upon."""
        iri = self._iri(mention)
        return Item(
            iri=iri,
            kind=mention.kind,
            ordinal=mention.ordinal,
            path=mention.path,
            eid=mention.eid,
            part=mention.part,
            group=mention.group,
            description=mention.description,
            evidence=self._evidence(mention.start, mention.end, mention.rule),
            participations=tuple(self._participations(mention)),
            deadlines=tuple(Deadline(f"{iri}/deadline/{n}", d) for n, d in enumerate(mention.deadlines, start=1)),
            instruments=tuple(self._uses(mention, ties)),
            targets=mention.targets,
        )

    def _iri(self, mention: ItemMention) -> str:
        """By element id; a provision that gives several items numbers them."""
        iri = item_iri(self.home.iri, mention.eid if mention.kind != "report" else f"{mention.eid}/report")
        self.taken[iri] = self.taken.get(iri, 0) + 1
        return iri if self.taken[iri] == 1 else f"{iri}-{self.taken[iri]}"

    def _evidence(self, start: int, end: int, rule: str) -> Evidence:
        return Evidence(start, end, self.content[start:end], rule, confidence_of(rule))

    def _participations(self, mention: ItemMention) -> list[Participation]:
        roles = {
            "lead": mention.lead,
            "coordinate": mention.coordinate,
            "reportsTo": mention.report_to,
            "via": mention.via,
        }
        return [self._participation(role, agency, mention.rule) for role, named in roles.items() for agency in named]

    def _participation(self, role: str, named: AgencyMention, rule: str) -> Participation:
        evidence = self._evidence(named.start, named.end, rule)
        return Participation(resolve_agency(named, self.context), name_as_written(named), role, evidence)

    def _uses(self, mention: ItemMention, ties: Sequence[InstrumentMention]) -> list[InstrumentUse]:
        """Actions first; a tie adds nothing to an instrument that the item acts upon already."""
        uses: list[InstrumentUse] = []
        acted: set[str] = set()
        for named in (*mention.instruments, *ties):
            use = self._use(mention, named)
            if use is None or (named in ties and use.instrument.iri in acted):
                continue
            acted.add(use.instrument.iri)
            uses.append(use)
        return uses

    def _use(self, mention: ItemMention, named: InstrumentMention) -> InstrumentUse | None:
        name = named.name if not is_bare(named.name) else name_in_group(named.kind, mention.group)
        instrument = self.book.find(named.kind, name) if name else None
        if instrument is None:
            return None
        to = resolve_agency(named.submitted_to, self.context) if named.submitted_to else None
        return InstrumentUse(instrument, named.action, to, self._evidence(named.start, named.end, named.rule))


def name_as_written(named: AgencyMention) -> str:
    """The label, without the "Các" that it gives to groups whose words have none: "Giám đốc các sở" has it."""
    words = key(named.text)
    behind_post = words.removeprefix(key(named.office or "")).strip().removeprefix("của ")
    if named.label.startswith("Các ") and not (words.startswith("các ") or behind_post.startswith("các ")):
        bare = named.label.removeprefix("Các ")
        return bare[:1].upper() + bare[1:]
    return named.label


def instrument_names(mentions: Sequence[ItemMention]) -> list[tuple[str, str]]:
    """(kind, name) of every instrument that the items act upon, those named by their group included."""
    names = []
    for mention in mentions:
        for named in mention.instruments:
            name = named.name if not is_bare(named.name) else name_in_group(named.kind, mention.group)
            if name:
                names.append((named.kind, name))
    return names


def is_bare(name: str) -> bool:
    """Whether only the type word stands, so that the heading above must say which one is meant."""
    return key(name) in ("", "thí điểm", "này", "trên", "nêu trên")


def name_in_group(kind: str, group: str | None) -> str:
    """The name that a heading gives: "vị trí việc làm" under "ĐỀ ÁN VỊ TRÍ VIỆC LÀM"."""
    words = key(group or "")
    return words.removeprefix(kind + " ") if words.startswith(kind + " ") else ""
