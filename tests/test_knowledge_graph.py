"""The graph in one name, as notebooks use it."""

from __future__ import annotations

import gc
import importlib
import inspect
import pydoc
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import policygraph as pg
from conftest import DOCUMENTS
from policygraph import QUESTIONS
from policygraph.errors import BadQuery, BadRow, MissingInput


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
    with pytest.raises(MissingInput, match="none: no such file or folder"):
        pg.build(tmp_path / "none")
    with pytest.raises(MissingInput) as failed:
        pg.build([tmp_path / "one", tmp_path / "two"])
    assert all(f"{name}: no such file" in failed.value.__notes__[0] for name in ("one", "two"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_question_is_the_function_without_its_graph(kg: Any, name: str) -> None:
    own = list(inspect.signature(getattr(kg, name)).parameters)
    function = getattr(pg, name)
    assert own == list(inspect.signature(function).parameters)[1:]
    assert list(inspect.signature(getattr(pg.KnowledgeGraph, name)).parameters) == ["self", *own]
    assert getattr(kg, name).__doc__ == function.__doc__
    assert name in dir(kg)


def test_answers_are_tables_frames_and_pages(kg: Any) -> None:
    load = kg.workload(by="quarter")
    assert load.to_pandas().shape == (len(load.to_table().rows), len(load.to_table().columns))
    assert load.to_polars().rows() == list(load.to_table().rows)
    assert load.to_polars().columns == list(load.to_pandas().columns)
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


DAYS = [date(2015, 12, 31), datetime(2015, 12, 31, 9, 30), "2015-12-31", "31/12/2015", " 31-12-2015"]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_is_a_date_or_its_words(kg: Any, day: Any) -> None:
    assert [found.check.id for found in kg.lint(codes="PG307", as_of=day).diagnostics] == ["PG307"] * 3
    assert kg.planned(day).as_of == date(2015, 12, 31)
    assert kg.force(day, "2834/QĐ-UBND", read_to=day).day == "2015-12-31"
    assert kg.status([], as_of=day).as_of == "2015-12-31"


def test_one_digit_days_and_months_are_days(kg: Any) -> None:
    assert {kg.planned(day).as_of for day in ("2014-6-3", "3/6/2014", "03/06/2014")} == {date(2014, 6, 3)}


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda kg: kg.lint(as_of="rubbish"), "as_of: 'rubbish' is no day"),
        (lambda kg: kg.lint(as_of="30/2/2014"), "is no day"),
        (lambda kg: kg.planned(None), "as_of: None is no day"),
        (lambda kg: kg.planned("30/6-2014"), "is no day"),
        (lambda kg: kg.status([], as_of=20140630), "as_of: 20140630 is no day"),
        (lambda kg: kg.status([]), "as of which day"),
        (lambda kg: kg.force("2834/QĐ-UBND"), "day: '2834/QĐ-UBND' is no day"),
        (lambda kg: kg.force("1/1/2014"), "name a document"),
        (lambda kg: kg.depends(5), "target: 5 is no text"),
        (lambda kg: kg.compare("ben tre", 5), "plans: 5 is no text"),
        (lambda kg: kg.view(document=5), "document: 5 is no text"),
        (lambda kg: kg.workload(kinds="tsk"), "'tsk' cannot be counted"),
        (lambda kg: kg.workload(kinds=5), "kinds: 5 is neither a word nor several"),
        (lambda kg: kg.to_networkx(include="agents"), "'agents' is no kind of node"),
        (lambda kg: pg.workload(5), "store: 5 is no graph"),
        (lambda kg: pg.difference(kg, None), "new: None is no graph"),
        (lambda kg: pg.concentration(kg), "is no workload"),
    ],
)
def test_what_cannot_be_taken_is_named(kg: Any, ask: Any, words: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(words)):
        ask(kg)


def test_other_ways_to_say_it(kg: Any, real_build: Path) -> None:
    assert kg.workload(kinds="duty").to_table() == kg.workload(kinds=("duty",)).to_table()
    assert kg.force(as_of="2014-01-01", document="2834/QĐ-UBND").verdicts
    assert set(kg.to_networkx("agencies")) == set(kg.to_networkx(("agencies",)))
    for name in ("workload", "peaks", "cooperation"):
        ask = getattr(kg, name)
        assert ask(province="ben tre").to_table() == ask(jurisdiction="ben tre").to_table() != ask().to_table()
    for name in ("why", "evidence"):
        ask = getattr(kg, name)
        assert len(ask("Sở Nội vụ", province="ben tre").to_table().rows) == 26
    for graph in (kg, kg.store, real_build, str(real_build)):
        assert pg.workload(graph).totals == kg.workload().totals
        assert pg.view_of_store(graph).nodes
        assert not any(one.changes for one in pg.difference(graph, kg).documents)
    assert pg.concentration(kg.workload()) == pg.concentration(kg.workload().result)
    with pytest.raises(TypeError, match=r"workload\(\): got an unexpected keyword argument 'foo'"):
        kg.workload(foo=1)


def test_progress_is_a_file_or_what_was_read_of_it(kg: Any, tmp_path: Path) -> None:
    (tmp_path / "tasks.csv").write_text("document,path,percent,date\n4780/KH-UBND,V.1,x,2013-12-01\n", encoding="utf-8")
    with pytest.raises(BadRow, match=r"tasks\.csv:2: 'x' is no percentage"):
        kg.status(tmp_path / "tasks.csv")
    failed: list[BadRow] = []
    assert kg.status(str(tmp_path / "tasks.csv"), "31/12/2013", failed=failed.append).as_of == "2013-12-31"
    assert len(failed) == 1
    with pytest.raises(MissingInput, match="no such file"):
        kg.status("none.csv")


def test_names_are_completed_and_help_names_the_questions() -> None:
    assert set(pg.__all__) <= set(dir(pg))
    assert set(QUESTIONS) <= set(dir(pg.KnowledgeGraph))
    told = pydoc.render_doc(pg.KnowledgeGraph, renderer=pydoc.plaintext)
    assert all(f" {name}(self, " in told for name in QUESTIONS)
    assert all(re.search(rf"\b{name}\b", str(pg.__doc__)) for name in QUESTIONS)
    assert "workload(store: 'Queryable'" in pydoc.render_doc(pg, renderer=pydoc.plaintext)


def test_public_names_stay_what_they_are() -> None:
    first = {name: getattr(pg, name) for name in pg.__all__}
    importlib.import_module("policygraph.pipeline")
    assert all(callable(found) and getattr(pg, name) is found for name, found in first.items())


def test_hints_are_notes_of_errors(kg: Any) -> None:
    with pytest.raises(BadQuery) as failed:
        kg.workload(by="week")
    assert failed.value.__notes__ == ["hint: known are: quarter, month, year"]


def test_a_notebook_shows_the_first_rows_in_both_languages(kg: Any) -> None:
    shown = kg.sparql("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 3000")._repr_html_()
    assert shown.count("<tr>") == 101
    assert "100 dòng đầu trong 3000 dòng / the first 100 of 3000 rows" in shown
    load = kg.workload()._repr_html_()
    assert "(nhóm tính là một) / Workload by agency (a group as one)</caption>" in load
    assert "<th>Cơ quan / Agency</th>" in load
    assert "dòng đầu" not in load


def test_what_there_is_not(kg: Any) -> None:
    with pytest.raises(AttributeError, match="no attribute 'dependz'"):
        _ = kg.dependz
    with pytest.raises(BadQuery, match="no language"):
        kg.view(language="fr")
