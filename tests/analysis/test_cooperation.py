"""Who works with whom, when load is greatest, and what is missing."""

from __future__ import annotations

from typing import Any

import networkx
import pytest

from policygraph.analysis.cooperation import TOLERANCE, Cooperation, Link, Member, cooperation
from policygraph.analysis.gaps import idle_agencies, unled_items
from policygraph.analysis.participation import Participation
from policygraph.analysis.peaks import Overlap, overlap, peaks
from policygraph.analysis.spans import Span
from policygraph.analysis.why import why
from policygraph.analysis.workload import workload
from policygraph.errors import NothingMatched
from policygraph.graph import build_graphs
from policygraph.pipeline import read_facts
from policygraph.reading import read_string
from policygraph.store import load_store


def shown(found: Cooperation) -> list[tuple[str, str, str, int, int]]:
    return [(x.province, x.lead.name, x.coordinator.name, x.items, x.inferred) for x in found.links]


def test_pairs_of_the_sample(engine: Any) -> None:
    assert shown(cooperation(engine)) == [
        ("Bến Tre", "Sở Nội vụ", "Các sở, ban, ngành tỉnh", 1, 0),
        ("Bến Tre", "Sở Nội vụ", "Sở Tài chính", 1, 0),
        ("Bến Tre", "Sở Tài chính", "Sở Nội vụ", 1, 0),
        ("Thừa Thiên Huế", "Sở Nội vụ", "Các sở, ban, ngành", 1, 0),
    ]
    assert [row[1:3] for row in shown(cooperation(engine, groups="named"))] == [
        ("Sở Nội vụ", "Sở Tài chính"),
        ("Sở Tài chính", "Sở Nội vụ"),
    ]
    with pytest.raises(NothingMatched):
        cooperation(engine, province="Cà Mau")


def test_every_pair_has_its_sentences(real_store: Any) -> None:
    links = cooperation(real_store).links
    assert len(links) == 22
    for link in links:
        found = why(
            real_store,
            f"<{link.lead.iri}>",
            role="lead",
            province=link.province,
            partner=f"<{link.coordinator.iri}>",
        )
        assert found.figures == {"lead": link.items}


@pytest.mark.parametrize("groups", ["named", "as-one"])
def test_the_network_that_the_build_keeps_is_that_of_the_facts(real_store: Any, groups: Any) -> None:
    assert cooperation(real_store, groups=groups) == cooperation(real_store, groups=groups, from_facts=True)


def star() -> Cooperation:
    """A leads with B, C and D; B with C."""
    members = {name: Member(f"https://example.org/{name}", name, False) for name in "ABCD"}
    pairs = {("A", "B"): 3, ("A", "C"): 2, ("A", "D"): 1, ("B", "C"): 1}
    return Cooperation("as-one", tuple(Link("X", "task", members[a], members[b], n) for (a, b), n in pairs.items()))


def test_standing_in_the_network() -> None:
    found = {one.agency.name: one for one in star().standings()}
    assert [(name, x.partners, x.as_lead, x.as_coordinator, x.items) for name, x in found.items()] == [
        ("A", 3, 6, 0, 6),
        ("B", 2, 1, 3, 4),
        ("C", 2, 0, 3, 3),
        ("D", 1, 0, 1, 1),
    ]
    # Of the three pairs of others, two reach D over A alone.
    assert found["A"].betweenness == pytest.approx(2 / 3)
    assert found["B"].betweenness == found["D"].betweenness == 0


def test_the_eigenvector_is_one() -> None:
    """Summed over partners by weight it gives itself back, times the eigenvalue."""
    found = {one.agency.name: one.eigenvector or 0 for one in star().standings()}
    weights = {frozenset("AB"): 3, frozenset("AC"): 2, frozenset("AD"): 1, frozenset("BC"): 1}
    sums = {a: sum(weights.get(frozenset((a, b)), 0) * found[b] for b in found) for a in found}
    values = [sums[name] / found[name] for name in found]
    assert max(values) - min(values) < 1e3 * TOLERANCE
    assert sum(value**2 for value in found.values()) == pytest.approx(1)


def test_the_graph_is_one_call_away(real_store: Any) -> None:
    found = cooperation(real_store)
    graph = found.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert sum(weight for *_, weight in graph.edges(data="weight")) == sum(link.items for link in found.links)
    assert all(data["name"] for _, data in graph.nodes(data=True))
    assert len(found.to_table().columns) == len(found.to_table().labels)
    assert len(found.standings_table().rows) == len(graph)


# ---------------------------------------------------------------- peaks and overlap


def part(item: str, *days: tuple[str | None, str | None], issued: str | None = "2014-01-01") -> Participation:
    spans = tuple(Span("", first, last) for first, last in days)
    return Participation(item, "task", "lead", "a", "A", False, "d", "P", "p", issued, spans)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], Overlap()),
        ([part("1")], Overlap()),
        ([part("1", ("2014-02-01", "2014-02-10"))], Overlap(1, "2014-02-01", "2014-02-10")),
        (
            [part("1", ("2014-02-01", "2014-02-10")), part("2", ("2014-02-10", "2014-03-01"))],
            Overlap(2, "2014-02-10", "2014-02-10"),
        ),
        (
            [part("1", ("2014-02-01", "2014-02-09")), part("2", ("2014-02-10", "2014-03-01"))],
            Overlap(1, "2014-02-01", "2014-03-01"),
        ),
        # One day, or an end alone: open from the day of the document.
        (
            [part("1", ("2014-02-10", "2014-02-10")), part("2", (None, "2014-01-05"))],
            Overlap(2, "2014-01-01", "2014-01-05"),
        ),
        ([part("1", (None, "2013-01-05"))], Overlap(1, "2013-01-05", "2013-01-05")),
        # An item with two deadlines is one item.
        (
            [part("1", ("2014-02-01", "2014-02-10"), ("2014-02-05", "2014-02-20"))],
            Overlap(1, "2014-02-01", "2014-02-20"),
        ),
        ([part("1", ("9999-12-30", "9999-12-31"))], Overlap(1, "9999-12-30", "9999-12-31")),
    ],
)
def test_overlap(parts: list[Participation], expected: Overlap) -> None:
    assert overlap(parts) == expected


def test_peaks_of_both_plans(real_store: Any) -> None:
    found = {(peak.province, peak.name): peak for peak in peaks(real_store).found}
    most = found["Bến Tre", "Sở Nội vụ"]
    assert (most.items, most.periods, most.peak) == (26, ("2013-Q4",), 10)
    assert (most.assumed, most.undated) == (3, 0)  # 09/10, 20/10 and 31/10/2013
    assert (most.overlap.first, most.overlap.last) == ("2014-01-01", "2014-03-31")
    assert found["Thừa Thiên Huế", "Sở Nội vụ"].periods == ("2014-Q2",)
    table = peaks(real_store, role=None, groups="expanded").to_table()
    assert len(table.columns) == len(table.labels) == len(table.kinds)


def test_peaks_of_the_sample_say_what_is_assumed(engine: Any) -> None:
    found = {(peak.province, peak.name): peak for peak in peaks(engine).found}
    assert found["Bến Tre", "Sở Tài chính"].assumed == 0  # due before the document was issued
    assert found["Thừa Thiên Huế", "Các sở, ban, ngành"].undated == 1
    assert found["Thừa Thiên Huế", "Các sở, ban, ngành"].periods == ()


# ---------------------------------------------------------------- gaps


def test_agencies_that_lead_nothing(engine: Any, real_store: Any) -> None:
    assert [row[1] for row in idle_agencies(workload(engine)).rows] == ["Các sở, ban, ngành tỉnh"]
    idle = {(row[0], row[1]) for row in idle_agencies(workload(real_store, groups="named")).rows}
    assert idle == {
        ("Bến Tre", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Bến Tre", "Sở Giáo dục và Đào tạo"),
        ("Bến Tre", "Sở Tài chính"),
    }


def test_items_that_nobody_leads(engine: Any, real_store: Any) -> None:
    assert unled_items(engine).rows == ()
    [row] = unled_items(engine, kinds=("objective",)).to_dicts()
    assert (row["province"], row["path"], row["kind"]) == ("Bến Tre", "II.1", "objective")
    assert unled_items(real_store).rows == ()
    found = unled_items(real_store, kinds=("objective",), province="ben tre").to_dicts()
    assert found
    assert all(row["quote"] and row["province"] == "Bến Tre" for row in found)


def test_a_key_task_whose_sentence_says_who_leads_is_not_one_that_nobody_leads() -> None:
    graphs, _ = build_graphs(
        [
            read_facts(
                read_string(
                    "KẾ HOẠCH\nBảo vệ môi trường năm 2025\n\nII. NHIỆM VỤ\n\n"
                    "1. Kiểm kê nguồn thải. Sở Công Thương chủ trì, phối hợp với Sở Y tế thực hiện.\n\n"
                    "2. Trồng hai triệu cây xanh trong các khu dân cư.\n"
                )
            )
        ]
    )
    found = unled_items(load_store(graphs), kinds=("key-task",)).to_dicts()
    assert [row["path"] for row in found] == ["II.2"]
