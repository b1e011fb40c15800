"""Who works with whom: leads and those that coordinate with them, as a table and as a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from policygraph.analysis.counting import Question, check, parts
from policygraph.analysis.cubes import Count, counts, has_summary
from policygraph.analysis.groups import GROUP_WORDS, Groups
from policygraph.analysis.participation import Participation, agency_names
from policygraph.analysis.places import no_plan, place_called, places
from policygraph.analysis.workload import GROUP_NOTES
from policygraph.query import Kind, Label, Queryable, ResultTable
from policygraph.query.words import ITEM_KINDS, coded

if TYPE_CHECKING:
    import networkx

TOLERANCE = 1e-10  # of the eigenvector, as the sum of its changes per node
_MOST_STEPS = 100_000

_LINKS: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("lead", "string", Label("Chủ trì", "Lead")),
    ("coordinator", "string", Label("Phối hợp", "Coordinator")),
    ("group", "boolean", Label("Có nhóm cơ quan", "With a group")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("count", "code", Label("Cách đếm nhóm", "How groups count")),
    ("items", "integer", Label("Số mục", "Items")),
    ("inferred", "integer", Label("trong đó suy ra qua nhóm", "of these inferred through groups")),
    ("lead_iri", "iri", Label("IRI chủ trì", "IRI of the lead")),
    ("coordinator_iri", "iri", Label("IRI phối hợp", "IRI of the coordinator")),
)
_NODES: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("agency", "string", Label("Cơ quan", "Agency")),
    ("group", "boolean", Label("Nhóm cơ quan", "Group of agencies")),
    ("partners", "integer", Label("Số đối tác", "Partners")),
    ("items", "integer", Label("Số lượt cùng làm", "Items shared")),
    ("as_lead", "integer", Label("khi chủ trì", "as lead")),
    ("as_coordinator", "integer", Label("khi phối hợp", "as coordinator")),
    ("betweenness", "number", Label("Độ trung gian", "Betweenness")),
    ("eigenvector", "number", Label("Độ trung tâm vectơ riêng", "Eigenvector centrality")),
    ("iri", "iri", Label("IRI", "IRI")),
)
_ONE = Label(
    "Một lượt là một mục mà cơ quan này chủ trì và cơ quan kia phối hợp.",
    "An item is counted for each pair of a lead and a coordinator.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """An agency of the network: IRI, name, whether it is a group."""

    iri: str
    name: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class Link:
    """How many ``items`` of a kind one agency leads and another coordinates, in the plans of one province.

    ``inferred`` of them rest on membership of a group.
    """

    province: str
    kind: str
    lead: Member
    coordinator: Member
    items: int
    inferred: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agency stands in the network of one province.

    ``partners`` is its degree, ``items`` its degree weighted by items: those it leads with others and those it
    coordinates. ``betweenness`` is the share of shortest paths between two others that lead over it, without
    weights; ``eigenvector`` its eigenvector centrality, weighted, None where the iteration finds none.
    """

    province: str
    agency: Member
    partners: int
    as_lead: int
    as_coordinator: int
    betweenness: float
    eigenvector: float | None

    @property
    def items(self) -> int:
        """The weighted degree."""
        return self.as_lead + self.as_coordinator


@dataclass(frozen=True, slots=True)
class Cooperation:
    """``links`` are sorted by province, most items first."""

    groups: Groups
    links: tuple[Link, ...]

    def to_table(self) -> ResultTable:
        """One row a pair; ``why LEAD --with COORDINATOR`` lists the sentences behind it."""
        rows = tuple(
            (
                link.province,
                link.lead.name,
                link.coordinator.name,
                link.lead.is_group or link.coordinator.is_group,
                coded(link.kind, ITEM_KINDS),
                coded(self.groups, GROUP_WORDS),
                link.items,
                link.inferred,
                link.lead.iri,
                link.coordinator.iri,
            )
            for link in self.links
        )
        title = Label("Chủ trì và phối hợp", "Leads and coordinators")
        return ResultTable.of(title, _LINKS, rows, (_ONE, GROUP_NOTES[self.groups]))

    def standings(self) -> tuple[Standing, ...]:
        """Each agency's place in the network of its province, most items first."""
        found = [one for network in self._networks().values() for one in _standings(network)]
        return tuple(sorted(found, key=lambda x: (x.province, -x.items, -x.partners, x.agency.name, x.agency.iri)))

    def standings_table(self) -> ResultTable:
        """``standings`` as a table."""
        rows = tuple(
            (
                one.province,
                one.agency.name,
                one.agency.is_group,
                one.partners,
                one.items,
                one.as_lead,
                one.as_coordinator,
                round(one.betweenness, 6),
                None if one.eigenvector is None else round(one.eigenvector, 6),
                one.agency.iri,
            )
            for one in self.standings()
        )
        title = Label("Vị trí trong mạng lưới phối hợp", "Standing in the coordination network")
        return ResultTable.of(title, _NODES, rows, (_ONE, GROUP_NOTES[self.groups]))

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Agencies by IRI (``name``, ``is_group``), an edge from lead to coordinator for each link.

        Edges carry ``province``, ``kind``, ``weight`` (items) and ``inferred``.
        """
        import networkx

        graph = networkx.MultiDiGraph()
        for link in self.links:
            for member in (link.lead, link.coordinator):
                graph.add_node(member.iri, name=member.name, is_group=member.is_group)
            said = {"province": link.province, "kind": link.kind, "weight": link.items, "inferred": link.inferred}
            graph.add_edge(link.lead.iri, link.coordinator.iri, **said)
        return graph

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _networks(self) -> dict[str, list[Link]]:
        networks = defaultdict(list)
        for link in self.links:
            networks[link.province].append(link)
        return networks


def cooperation(
    store: Queryable,
    *,
    province: str | None = None,
    kinds: Sequence[str] = ("task",),
    groups: Groups = "as-one",
    from_facts: bool = False,
) -> Cooperation:
    """How many items each lead shares with each coordinator, by province of the plan.

    An agency does not cooperate with itself. Figures come from the graph ``summary`` where it holds them, else
    from the facts. Arguments and errors are those of ``workload``.
    """
    question = Question(tuple(kinds), None, province, groups)
    check(question)
    kept = not from_facts and groups != "expanded" and has_summary(store)
    found = _kept(store, question) if kept else _counted(parts(store, question))
    return Cooperation(groups, tuple(sorted(found, key=_order)))


def _counted(found: Iterable[Participation]) -> list[Link]:
    by_item: dict[str, dict[str, list[Participation]]] = defaultdict(lambda: defaultdict(list))
    for part in found:
        by_item[part.item][part.role].append(part)
    pairs: dict[tuple[str, str, Member, Member], list[bool]] = defaultdict(list)
    for roles in by_item.values():
        for lead, other in product(roles["lead"], roles["coordinate"]):
            if lead.agency != other.agency:
                key = (lead.province, lead.kind, _member(lead), _member(other))
                pairs[key].append(bool(lead.through or other.through))
    return [Link(*key, len(inferred), sum(inferred)) for key, inferred in pairs.items()]


def _member(part: Participation) -> Member:
    return Member(part.agency, part.name, part.is_group)


def _kept(store: Queryable, question: Question) -> list[Link]:
    place = place_called(store, question.jurisdiction) if question.jurisdiction else None
    found = counts(store, "cooperation", question.kinds, place=place)
    if place and not found and not counts(store, "items", question.kinds, place=place):
        raise no_plan(store, question.jurisdiction or "")
    names = agency_names(store, {iri for one in found for iri in (one.agency, one.partner)})
    known = {iri: Member(iri, *names.get(iri, (iri, False))) for one in found for iri in (one.agency, one.partner)}
    labels = {iri: one.label for iri, one in places(store).items()}
    links = [_link(one, labels.get(one.place, ""), known) for one in found]
    if question.groups == "named":
        return [link for link in links if not (link.lead.is_group or link.coordinator.is_group)]
    return links


def _link(one: Count, province: str, known: dict[str, Member]) -> Link:
    return Link(province, one.kind, known[one.agency], known[one.partner], one.count)


def _order(link: Link) -> tuple[object, ...]:
    kind = tuple(ITEM_KINDS).index(link.kind)
    names = (link.lead.name, link.coordinator.name, link.lead.iri, link.coordinator.iri)
    return (link.province, kind, -link.items, *names)


def _standings(links: list[Link]) -> list[Standing]:
    import networkx

    leads: dict[Member, int] = defaultdict(int)
    coordinates: dict[Member, int] = defaultdict(int)
    network = networkx.Graph()
    for link in links:
        leads[link.lead] += link.items
        coordinates[link.coordinator] += link.items
        known = network.get_edge_data(link.lead, link.coordinator, {"weight": 0})
        network.add_edge(link.lead, link.coordinator, weight=known["weight"] + link.items)
    between, central = networkx.betweenness_centrality(network), _eigenvector(network)
    return [
        Standing(
            links[0].province,
            member,
            network.degree(member),
            leads[member],
            coordinates[member],
            between[member],
            central.get(member),
        )
        for member in network
    ]


def _eigenvector(network: networkx.Graph) -> dict[Member, float]:
    """Eigenvector centrality by power iteration to ``TOLERANCE``; empty where it does not settle."""
    import networkx

    try:
        found: dict[Member, float] = networkx.eigenvector_centrality(
            network, max_iter=_MOST_STEPS, tol=TOLERANCE, weight="weight"
        )
    except networkx.PowerIterationFailedConvergence:
        return {}
    return found
