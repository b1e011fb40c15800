"""The picture of the sample graph: the same on every engine, planned and inferred kept apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from policygraph.errors import NothingMatched, ViewTooLarge
from policygraph.view.from_store import find_document, view_of_store
from policygraph.view.graph_view import GraphView, ViewEdge, ViewNode
from policygraph.view.links import edges_of, quotes_by_edge
from policygraph.view.queries import Facts
from samples import ENGINES, SAMPLE, store_of

TEXT = SAMPLE.read_text(encoding="utf-8")
PLAN = "doc/ben-tre/2020/11-kh-ubnd"
DECISION = "doc/thua-thien-hue/2020/22-qd-ubnd"


@pytest.fixture(scope="module")
def view() -> GraphView:
    return view_of_store(store_of(TEXT))


def node(view: GraphView, id_: str) -> ViewNode:
    return next(node for node in view.nodes if node.id == id_)


def edges(view: GraphView, kind: str) -> list[ViewEdge]:
    return [edge for edge in view.edges if edge.kind == kind]


def test_every_engine_gives_the_same_picture(view: GraphView) -> None:
    for engine in ENGINES.values():
        assert view_of_store(engine(TEXT)) == view


def test_kinds_are_counted_apart(view: GraphView) -> None:
    counts = {entry.kind: entry.count for entry in view.legend if entry.of == "node"}
    assert counts == {
        "document": 2,
        "cited": 4,
        "group": 8,
        "task": 5,
        "key-task": 1,
        "objective": 1,
        "duty": 1,
        "report": 1,
        "agency": 4,
        "agency-group": 2,
    }


def test_a_task_carries_its_words(view: GraphView) -> None:
    task = node(view, f"{PLAN}/item/annex/2")
    assert (task.badge, task.label, task.note) == ("2", "Thi tuyển công chức theo vị trí việc làm", "tháng 5/2020 +1")
    assert ("Thời hạn", "Quý 4/2020 (01/10/2020 – 31/12/2020)") in task.detail
    assert ("Gắn với", "Đề án vị trí việc làm") in task.detail
    assert ("Vị trí", "Phụ lục, 2") in task.detail
    assert [quote.text for quote in task.evidence] == ["theo vị trí việc làm"]


def test_a_line_carries_the_quote_and_its_place(view: GraphView) -> None:
    (edge,) = [edge for edge in edges(view, "implements") if edge.source == PLAN]
    (quote,) = edge.evidence
    assert (quote.text, quote.suffix) == ("Thực hiện Quyết định số 99/QĐ-TTg", " ngày")
    assert (quote.document, quote.place, quote.rule) == ("11/KH-UBND", "100–133", "implements-line")
    assert (edge.status, edge.confidence) == ("extracted", 0.98)


def test_what_an_annex_does_its_document_does(view: GraphView) -> None:
    assert [edge.target for edge in edges(view, "implements") if edge.source == DECISION] == ["doc/vn/2019/99-qd-ttg"]
    assert not any("annex_1" in node.id or node.id.endswith("/annex/1") for node in view.nodes if node.lane == 1)


def test_bare_citations_give_way_to_what_is_stronger(view: GraphView) -> None:
    assert edges(view, "cites") == []
    assert edges(view, "mentions") == []
    assert len(edges(view, "follows")) == 1


def test_plans_and_inferences_are_not_facts(view: GraphView) -> None:
    assert {edge.status for edge in edges(view, "intendsToReplace")} == {"planned"}
    assert {edge.status for edge in edges(view, "dependsOn")} == {"inferred"}
    assert {edge.confidence for edge in edges(view, "dependsOn")} == {None}
    counts = {entry.kind: entry.count for entry in view.legend if entry.of == "status"}
    assert (counts["planned"], counts["inferred"]) == (1, 1)


def test_a_document_that_is_not_certain_says_so(view: GraphView) -> None:
    assert node(view, "doc/vn/2015/luat-to-chuc").note == "chưa rõ là văn bản nào"


def test_agencies_count_tasks_and_not_duties(view: GraphView) -> None:
    assert node(view, "agency/ben-tre/so-noi-vu").note == "Bến Tre · chủ\u00a0trì\u00a02 · phối\u00a0hợp\u00a01"


def test_lanes_go_from_ground_to_agency(view: GraphView) -> None:
    places = {node.kind: node.x for node in view.nodes}
    assert places["cited"] < places["document"] < places["group"] < places["task"] < places["agency"]
    assert places["task"] == places["duty"] == places["objective"]


def test_documents_are_stacked(view: GraphView) -> None:
    first = [n.y + n.height / 2 for n in view.nodes if n.id.startswith(f"{PLAN}/item")]
    second = [n.y - n.height / 2 for n in view.nodes if n.id.startswith(f"{DECISION}/item")]
    assert max(first) < min(second)
    assert view.starts == (PLAN, DECISION)


@pytest.mark.parametrize("name", ["11/KH-UBND", "11/kh-ubnd", f"https://w3id.org/policygraph/id/{PLAN}"])
@pytest.mark.parametrize("engine", ENGINES)
def test_one_document_alone(engine: str, name: str) -> None:
    view = view_of_store(ENGINES[engine](TEXT), document=name)
    assert view.starts == (PLAN,)
    assert view.title == "11/KH-UBND – Kế hoạch cải cách công vụ"
    assert not any("thua-thien-hue" in node.id for node in view.nodes)


def test_an_unknown_document_is_named_with_the_nearest() -> None:
    with pytest.raises(NothingMatched, match="12/KH-UBND") as caught:
        find_document(store_of(TEXT), "12/KH-UBND")
    assert caught.value.hint == "the nearest is 11/KH-UBND"


def test_the_picture_speaks_english() -> None:
    view = view_of_store(store_of(TEXT), language="en")
    assert {edge.label for edge in edges(view, "ledBy")} == {"led by"}
    assert ("Date", "2020-03-03") in node(view, PLAN).detail


def test_too_many_items_are_refused_before_they_are_fetched() -> None:
    items = "".join(f"<https://example.org/{n}> pg:setOutIn doc:ben-tre\\/2020\\/11-kh-ubnd .\n" for n in range(2001))
    crowd = f"{TEXT}\n<https://example.org/g> {{ {items} }}"
    with pytest.raises(ViewTooLarge, match="2010 cards"):
        view_of_store(store_of(crowd))


def test_a_crowd_starts_with_its_tasks_alone(view: GraphView) -> None:
    from policygraph.view.assemble import assemble

    duty = next(node for node in view.nodes if node.kind == "duty")
    crowd = [replace(duty, id=f"duty/{n}") for n in range(40)]
    crowded = assemble("x", [*view.nodes, *crowd], view.edges, {}, "vi")
    shown = {entry.kind: entry.shown for entry in crowded.legend if entry.of == "node" and entry.count}
    assert (shown["task"], shown["duty"], shown["objective"], shown["agency"]) == (True, False, False, True)
    assert all(entry.shown for entry in view.legend)


def test_low_confidence_is_visible() -> None:
    row = {"document": "d", "source": "d", "property": "ledBy", "target": "a"}
    said = {**row, "confidence": 0.5, "planned": False}
    facts = Facts([{"document": "d"}], [], [], [row], [], [], [said], [])
    (edge,) = edges_of(facts, {}, {"d", "a"}, "vi")
    assert edge.appearance == "low"
    assert replace(edge, confidence=0.8).appearance == "extracted"
    assert replace(edge, confidence=None).appearance == "extracted"


def test_the_same_words_are_quoted_once_with_all_rules() -> None:
    said = {"document": "d", "source": "d", "target": "t", "quote": "Trình", "start": 1, "end": 6}
    rows = [{**said, "property": name, "rule": name, "prefix": None, "suffix": None} for name in ("makes", "submits")]
    facts = Facts([{"document": "d", "number": "1", "name": None, "file": None}], [], [], [], [], [], rows, [])
    assert [quote.rule for quote in quotes_by_edge(facts, "vi")["d", "", ""]] == ["makes, submits"]


def test_the_real_documents_make_a_picture(real_store: Any) -> None:
    view = view_of_store(real_store)
    counts = {entry.kind: entry.count for entry in view.legend if entry.of == "node"}
    assert (counts["document"], counts["task"]) == (2, 44)
    loads = {n.note.replace("\u00a0", " ") for n in view.nodes if n.label == "Sở Nội vụ"}
    assert loads == {"Bến Tre · chủ trì 26", "Thừa Thiên Huế · chủ trì 10 · phối hợp 1"}
    evidenced = [edge for edge in view.edges if edge.kind != "contains" and edge.status != "inferred"]
    assert all(edge.evidence for edge in evidenced)
