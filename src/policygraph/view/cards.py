"""From rows to cards: what each node of the picture says. Positions come later."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from policygraph.namespaces import BASE, PG
from policygraph.query.results import in_words
from policygraph.query.words import RESOLUTIONS, path_cell
from policygraph.view.graph_view import Language, Quote, ViewEdge, ViewNode
from policygraph.view.labels import DETAILS, INSTRUMENT_ACTIONS, LOADS, NODE_KINDS
from policygraph.view.queries import ITEM_KINDS, Facts, Row

CITED, DOCUMENT, GROUP, ITEM, AGENCY = range(5)
_AGENCY_TYPES: Final = {
    PG + "PublicOrganisation": "agency",
    PG + "Agency": "agency",
    PG + "AgencyGroup": "agency-group",
}

Attributes = dict[str, list[str]]
Evidence = Mapping[tuple[str, str, str], list[Quote]]


def short(iri: str) -> str:
    """The permalink of a resource: its IRI without our base.

    >>> short("https://w3id.org/policygraph/id/doc/vn/2012/1557-qd-ttg")
    'doc/vn/2012/1557-qd-ttg'
    """
    return iri.removeprefix(BASE)


def local(iri: object) -> str:
    """The name of a term: what follows its namespace.

    >>> local("https://w3id.org/policygraph/ontology#ledBy")
    'ledBy'
    """
    return str(iri).rpartition("#")[2]


def day(date: object, language: Language) -> str:
    """A date as people write it.

    >>> day("2013-10-03", "vi"), day("2013-10-03", "en")
    ('03/10/2013', '2013-10-03')
    """
    return "/".join(reversed(str(date).split("-"))) if language == "vi" else str(date)


def place(path: object, language: Language) -> str:
    """Where an item stands, as people cite it.

    >>> place("annex/I/1", "vi")
    'Phụ lục, I/1'
    """
    return str(in_words(path_cell(str(path or "")), language))


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Turns rows into cards in one language, each with the quotes of what is said of it alone."""

    facts: Facts
    language: Language
    evidence: Evidence

    def documents(self) -> list[ViewNode]:
        """The documents that were read, by date."""
        return [self._document(row) for row in _first(self.facts.documents, "document")]

    def _document(self, row: Row) -> ViewNode:
        iri = str(row["document"])
        date = day(row["date"], self.language) if row["date"] else None
        pairs = [(name, row[name]) for name in ("title", "number", "issuer", "jurisdiction", "file")]
        return ViewNode(
            id=short(iri),
            label=str(row["number"] or row["name"] or row["title"] or row["file"]),
            kind="document",
            lane=DOCUMENT,
            note=_joined(row["jurisdiction"], date),
            detail=self._detail([*pairs, ("date", date)]),
            evidence=self._own(iri),
            iri=iri,
        )

    def items(self) -> list[ViewNode]:
        """Tasks, key tasks, objectives, duties and reports, in the order of their documents."""
        deadlines = _grouped(self.facts.deadlines, "item")
        instruments = self._instruments()
        return [
            self._item(row, deadlines[str(row["item"])], instruments[str(row["item"])])
            for row in _first(self.facts.items, "item")
        ]

    def _item(self, row: Row, deadlines: list[Row], instruments: list[tuple[str, str]]) -> ViewNode:
        iri = str(row["item"])
        times = [("deadline", self._deadline(deadline)) for deadline in deadlines]
        where = place(row["path"], self.language)
        more = f" +{len(deadlines) - 1}" if len(deadlines) > 1 else ""
        return ViewNode(
            id=short(iri),
            label=str(row["description"]),
            kind=ITEM_KINDS[local(row["type"])],
            lane=ITEM,
            badge=str(row["ordinal"] or ""),
            note=f"{deadlines[0]['words']}{more}" if deadlines else "",
            detail=self._detail([*times, ("group", row["group"]), ("place", where)]) + tuple(instruments),
            evidence=self._own(iri),
            iri=iri,
        )

    def _deadline(self, row: Row) -> str:
        """The words of the text first, the normalised dates beside them."""
        dates = [day(row[end], self.language) for end in ("earliest", "latest") if row[end]]
        span = " – ".join(dict.fromkeys(dates))
        same = _without_zeros(span) == _without_zeros(str(row["words"]))
        return f"{row['words']} ({span})" if span and not same else str(row["words"])

    def _instruments(self) -> dict[str, list[tuple[str, str]]]:
        targets = self._targets()
        used: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.facts.links:
            action = INSTRUMENT_ACTIONS.get(local(row["property"]))
            if action:
                known = targets.get(str(row["target"]), {})
                used[str(row["source"])].append((action.text(self.language), _one(known, "name", "label") or ""))
        return used

    def _targets(self) -> dict[str, Attributes]:
        """What is known of the ends of lines: by IRI, the values of each attribute."""
        targets: dict[str, Attributes] = {}
        places = {str(row["jurisdiction"]): str(row["label"]) for row in self.facts.jurisdictions}
        for row in self.facts.targets:
            attributes = targets.setdefault(str(row["target"]), defaultdict(list))
            attributes[local(row["attribute"])].append(places.get(str(row["value"]), str(row["value"])))
        return targets

    def others(self, known: set[str]) -> list[ViewNode]:
        """The cited documents and the agencies that something is linked to, save those in ``known``."""
        cards = []
        for iri, target in self._targets().items():
            kinds = [_AGENCY_TYPES[type_] for type_ in target["type"] if type_ in _AGENCY_TYPES]
            if kinds:
                cards.append(self._agency(iri, max(kinds, key=len), target))
            elif PG + "Document" in target["type"] and short(iri) not in known:
                cards.append(self._cited(iri, target))
        return cards

    def _cited(self, iri: str, target: Attributes) -> ViewNode:
        date = _one(target, "date")
        written = day(date, self.language) if date else None
        state = _one(target, "resolution")
        resolution = RESOLUTIONS[state].text(self.language) if state in RESOLUTIONS else state
        pairs = [(name, _one(target, name)) for name in ("title", "number", "jurisdiction")]
        return ViewNode(
            id=short(iri),
            label=_one(target, "name", "number", "label") or short(iri),
            kind="cited",
            lane=CITED,
            note=_joined(written, resolution if state != "resolved" else None),
            detail=self._detail([*pairs, ("date", written), ("resolution", resolution)]),
            evidence=self._own(iri),
            iri=iri,
        )

    def _agency(self, iri: str, kind: str, target: Attributes) -> ViewNode:
        jurisdiction = _one(target, "jurisdiction")
        return ViewNode(
            id=short(iri),
            label=_one(target, "name", "label") or short(iri),
            kind=kind,
            lane=AGENCY,
            note=jurisdiction or "",
            detail=self._detail([("jurisdiction", jurisdiction), ("alias", "; ".join(sorted(target["alias"])))]),
            evidence=self._own(iri),
            iri=iri,
        )

    def group(self, document: str, kind: str, label: str, number: int) -> ViewNode:
        """The heading that items of one kind share; the kind's own name where the text has no heading."""
        words = label or NODE_KINDS[kind].text(self.language)
        return ViewNode(f"{document}/group/{kind}/{number}", words, "group", GROUP)

    def _detail(self, pairs: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
        return tuple((DETAILS[name].text(self.language), str(value)) for name, value in pairs if value)

    def _own(self, iri: str) -> tuple[Quote, ...]:
        """Quotes of what is said of a resource but is not drawn as a line."""
        return tuple(self.evidence.get((iri, "", ""), ()))


def with_workload(nodes: list[ViewNode], edges: Iterable[ViewEdge], language: Language) -> list[ViewNode]:
    """The cards, agencies now with how many tasks they lead and coordinate; tasks alone, no duties."""
    tasks = {node.id for node in nodes if node.kind == "task"}
    counts = Counter((edge.target, edge.kind) for edge in edges if edge.source in tasks)
    return [_loaded(node, counts, language) if node.lane == AGENCY else node for node in nodes]


def _loaded(node: ViewNode, counts: Counter[tuple[str, str]], language: Language) -> ViewNode:
    loads = [("led", counts[node.id, "ledBy"]), ("coordinated", counts[node.id, "coordinatedBy"])]
    words = [f"{LOADS[name].text(language)} {count}".replace(" ", "\u00a0") for name, count in loads if count]
    detail = tuple((DETAILS[name].text(language), str(count)) for name, count in loads if count)
    return replace(node, note=_joined(node.note, *words), detail=detail + node.detail)


def _without_zeros(date: str) -> str:
    return "/".join(part.lstrip("0") for part in date.split("/"))


def _one(attributes: Mapping[str, list[str]], *names: str) -> str | None:
    """The first value of the first of these attributes that has one."""
    return next((value for name in names for value in attributes.get(name, ())), None)


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _first(rows: Iterable[Row], key: str) -> list[Row]:
    """The first row for each value: a second title or date is in the evidence, not on the card."""
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(str(row[key]), row)
    return list(seen.values())


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row[key])].append(row)
    return groups
