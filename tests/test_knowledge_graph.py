"""The graph in one name, as notebooks use it."""

from __future__ import annotations

import gc
import inspect
import warnings
from pathlib import Path
from typing import Any

import pytest

import policygraph as pg
from conftest import DOCUMENTS
from policygraph import QUESTIONS
from policygraph.errors import BadQuery, MissingInput


@pytest.fixture(scope="module")
def kg(real_build: Path) -> Any:
    return pg.open_graph(real_build)


def test_build_without_a_place_lives_as_long_as_it_is_used() -> None:
    graph = pg.build(DOCUMENTS)
    place = graph.store._folder
    assert graph.summary.items["task"] == 44
    assert place.is_dir()
    assert not graph.failures
    del graph
    gc.collect()
    assert not place.exists()


def test_files_that_cannot_be_read_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.warns(UserWarning, match=r"empty\.txt"):
        graph = pg.build([DOCUMENTS, tmp_path], tmp_path / "out")
    assert [Path(str(error.place)).name for error in graph.failures] == ["empty.txt"]
    assert graph.summary.documents == 2


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    warnings.simplefilter("ignore")  # each file is told before
    with pytest.raises(MissingInput):
        pg.build(tmp_path / "none")


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_is_the_function_without_its_graph(kg: Any, name: str) -> None:
    own = list(inspect.signature(getattr(kg, name)).parameters)
    function = getattr(pg, name)
    assert own == list(inspect.signature(function).parameters)[1:]
    assert getattr(kg, name).__doc__ == function.__doc__
    assert name in dir(kg)


def test_answers_are_tables_frames_and_pages(kg: Any) -> None:
    load = kg.workload(by="quarter")
    assert load.to_pandas().shape == (len(load.to_table().rows), len(load.to_table().columns))
    assert load.most_load() == {"Bến Tre": ("Sở Nội vụ",), "Thừa Thiên Huế": ("Sở Nội vụ",)}
    assert "<table>" in load._repr_html_()
    assert "Sở Nội vụ" in load.view(language="en").text


@pytest.mark.parametrize(
    ("name", "target"),
    [("depends", "Đề án vị trí việc làm"), ("impact", "1557/QĐ-TTg"), ("order", "4780/KH-UBND")],
)
def test_a_view_is_the_picture_of_just_that_part(kg: Any, tmp_path: Path, name: str, target: str) -> None:
    page = getattr(kg, name)(target).view(language="en")
    assert "pyvis" in page.text or "vis-network" in page.text
    assert page.save(tmp_path / "part.html").read_text(encoding="utf-8") == page.text
    assert page._repr_html_().startswith('<iframe srcdoc="')
    assert len(page.text) <= len(kg.view().text) * 1.5


def test_sparql_named_questions_and_the_two_graphs_beneath(kg: Any) -> None:
    found = kg.sparql("SELECT ?task { ?task a pg:Task ; pg:ledBy/pg:name ?name }", name="Sở Thông tin và Truyền thông")
    assert len(found.rows) == 2
    assert len(kg.query("tasks", tinh="Bến Tre").to_pandas()) == 27
    assert len(list(kg.dataset().query("SELECT ?t { ?t a pg:Task }"))) == 44
    network = kg.to_networkx(include=("documents", "agencies"))
    assert {data["kind"] for _, data in network.nodes(data=True)} <= {"document", "agency", "agency-group"}
    assert network.number_of_edges() > 0


def test_what_there_is_not(kg: Any) -> None:
    with pytest.raises(AttributeError, match="no attribute 'dependz'"):
        _ = kg.dependz
    with pytest.raises(BadQuery, match="no language"):
        kg.view(language="fr")
