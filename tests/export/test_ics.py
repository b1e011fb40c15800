"""Calendars: a golden file, read again by two libraries; the whole text of RFC 5545's rules for lines."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from policygraph.analysis.timeline import timeline
from policygraph.export.ics import calendars_of, to_ics
from samples import store_of

GRAPH = (Path(__file__).parents[1] / "cases" / "timeline.trig").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden" / "timeline.ics"


@pytest.fixture(scope="module")
def found() -> Any:
    return timeline(store_of(GRAPH), agency="Sở A", groups=True)


def events(data: bytes) -> list[Any]:
    return [part for part in icalendar.Calendar.from_ical(data).walk() if part.name == "VEVENT"]


def test_golden(found: Any) -> None:
    assert to_ics(found) == GOLDEN.read_bytes()


def test_lines_are_folded_and_end_as_the_standard_says(found: Any) -> None:
    lines = to_ics(found).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_another_reader_finds_the_same_events(found: Any) -> None:
    read = vobject.readOne(to_ics(found).decode("utf-8"))
    summaries = [event.summary.value for event in read.vevent_list]
    assert summaries == [str(event["summary"]) for event in events(to_ics(found))]
    assert 'Trình Đề án <script>alert(1)</script> & "thử"' in summaries
    (yearly,) = [event for event in read.vevent_list if "rrule" in event.contents]
    days = yearly.getrruleset(addRDate=True)
    assert [days[n].date() for n in range(3)] == [datetime.date(year, 11, 15) for year in (2021, 2022, 2023)]


def test_all_day_events_on_the_last_day(found: Any) -> None:
    spans = {str(e["summary"]): (e["dtstart"].dt, e["dtend"].dt) for e in events(to_ics(found))}
    day = datetime.timedelta(days=1)
    assert all(type(start) is datetime.date and end == start + day for start, end in spans.values())
    assert spans["Một ngày"][0] == datetime.date(2021, 3, 5)
    assert spans["Thực hiện thường xuyên từ năm 2021"][0] == datetime.date(2021, 1, 1)


def test_stamp_is_the_documents_date_and_uids_are_stable(found: Any) -> None:
    read = events(to_ics(found))
    assert {e["dtstamp"].dt for e in read} == {datetime.datetime(2021, 1, 4, tzinfo=datetime.UTC)}
    assert len({str(e["uid"]) for e in read}) == len(read) == 5
    assert {str(e["uid"]) for e in read} <= {str(e["uid"]) for e in events(to_ics(timeline(store_of(GRAPH))))}


def test_description_holds_sentence_place_and_what_was_inferred(found: Any) -> None:
    yearly = str(events(to_ics(found, "en"))[-1]["description"])
    assert "Words: “trước ngày 15 tháng 11 hàng năm” (characters 500–531)" in yearly
    assert "Place: Annex, 5" in yearly
    assert "Through a group of agencies (inferred)." in yearly


def test_what_has_no_day_is_left_out() -> None:
    everything = timeline(store_of(GRAPH))
    assert len(everything.rows) - len(events(to_ics(everything))) == 2


def test_a_day_that_words_leave_open_is_told() -> None:
    (quarterly,) = events(to_ics(timeline(store_of(GRAPH), agency="Sở B", kinds=["report"], document="7/KH-UBND")))
    assert "Văn bản không nêu ngày" in str(quarterly["description"])


def test_one_calendar_an_agency() -> None:
    made = dict(calendars_of(timeline(store_of(GRAPH))))
    assert list(made) == ["hue-cac-so", "hue-so-a", "hue-so-b"]
    assert [len(calendar.rows) for calendar in made.values()] == [1, 4, 5]
    assert made["hue-so-a"].title().vi == "Lịch thời hạn: Sở A (Huế)"


def test_control_characters_do_not_reach_the_file() -> None:
    dirty = GRAPH.replace("Một ngày", "Một\\u0007 ngày\\u000BBEGIN:VALARM")
    data = to_ics(timeline(store_of(dirty)))
    assert b"\x07" not in data
    assert b"\x0b" not in data
    assert b"\r\nBEGIN:VALARM" not in data
