"""The picture of a timeline: a golden file, well-formed whatever the text, drawn where the days are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from policygraph.analysis.timeline import timeline
from policygraph.errors import BadQuery
from policygraph.view import timeline_geometry as geometry
from policygraph.view import timeline_svg
from policygraph.view.timeline_svg import to_svg
from samples import store_of

GRAPH = (Path(__file__).parents[1] / "cases" / "timeline.trig").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden" / "timeline.svg"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def found() -> Any:
    return timeline(store_of(GRAPH), per="agency")


def test_golden(found: Any) -> None:
    assert to_svg(found).decode("utf-8") == GOLDEN.read_text(encoding="utf-8")


def test_no_script_and_nothing_fetched(found: Any) -> None:
    root = ElementTree.fromstring(to_svg(found))
    assert root.tag == f"{SVG}svg"
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{name}"
        for name in ("svg", "title", "desc", "style", "defs", "linearGradient", "stop", "rect", "text", "g", "path")
    }
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name.endswith("href")]
    assert not re.search(rb"url\((?!#)|@import", to_svg(found))
    assert "<script>alert(1)</script>" in "".join(root.itertext())  # as words


def test_text_for_those_who_do_not_see_it(found: Any) -> None:
    root = ElementTree.fromstring(to_svg(found, "en"))
    assert root.attrib["lang"] == "en"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.text, desc.text) == ("Timeline", "7 deadlines; 2 without a day are not drawn.")
    told = [element.text or "" for element in root.iter(f"{SVG}title")][1:]
    assert len(told) == 7
    assert all("Words: “" in words and "7/KH-UBND" in words for words in told)


def test_legend_counts_what_is_drawn(found: Any) -> None:
    words = [text.text for text in ElementTree.fromstring(to_svg(found)).iter(f"{SVG}text")]
    for entry in ("nhiệm vụ được giao (3)", "nhiệm vụ trọng tâm (1)", "mục tiêu (1)", "chế độ báo cáo (2)"):
        assert entry in words
    assert "độ tin cậy dưới 0,8 (1)" in words


@pytest.mark.parametrize("unit", ["quarter", "month", "year"])
def test_bars_stand_where_their_days_are(found: Any, unit: Any) -> None:
    axis = geometry.axis_of(found.rows, unit, "vi")
    assert axis is not None
    assert axis.start == date(2021, 1, 1)
    placed = geometry.sections([("", found.rows)], axis, 100, 0, False)[0].bars
    for bar in placed:
        assert geometry.LEFT <= bar.x <= bar.x + bar.width <= geometry.RIGHT + 0.2
        if bar.due.first and bar.due.last and bar.width > geometry.SMALLEST:
            assert bar.x == axis.x(date.fromisoformat(bar.due.first))
    assert [bar.due.path for bar in placed if bar.open_start] == ["annex/2", "annex/4"]
    assert [bar.due.path for bar in placed if bar.open_end] == ["annex/3"]
    bands = axis.bands()
    assert bands[0].x == geometry.LEFT
    assert sum(band.width for band in bands) == pytest.approx(geometry.RIGHT - geometry.LEFT, abs=0.1 * len(bands))


def test_what_recurs_is_marked_up_to_the_end(found: Any) -> None:
    axis = geometry.axis_of(found.rows, "quarter", "vi")
    assert axis is not None
    (bars,) = [section.bars for section in geometry.sections([("", found.rows)], axis, 0, 0, False)]
    marks = {bar.due.path: len(bar.marks) for bar in bars}
    assert (marks["annex/5"], marks["annex/6"], marks["annex/1"]) == (2, 8, 0)


def test_only_what_recurs(found: Any) -> None:
    picture = to_svg(timeline(store_of(GRAPH), kinds=["report"])).decode("utf-8")
    assert all(f">{year}<" in picture for year in range(2021, 2026))
    ElementTree.fromstring(picture)


def test_nothing_to_draw() -> None:
    picture = to_svg(timeline(store_of(GRAPH), document="8/KH-UBND"), "en").decode("utf-8")
    assert "No deadline has a day." in picture
    ElementTree.fromstring(picture)


def test_characters_that_xml_has_no_place_for() -> None:
    dirty = GRAPH.replace("Một ngày", "Một\\u0007 ngày\\u000B ]]> <!-- &amp;")
    text = "".join(ElementTree.fromstring(to_svg(timeline(store_of(dirty)))).itertext())
    assert "Một\N{REPLACEMENT CHARACTER} ngày" in text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str) -> None:
    far = GRAPH.replace("2022-12-31", day)
    picture = to_svg(timeline(store_of(far), by="month"))
    ElementTree.fromstring(picture)
    assert len(picture) < 200_000


def test_too_many_rows_are_refused(found: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_svg, "MOST_ROWS", 3)
    with pytest.raises(BadQuery, match="too many for one picture"):
        to_svg(found)
