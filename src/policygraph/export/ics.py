"""Timelines as iCalendar (RFC 5545): an event a deadline, on its last day, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from policygraph.analysis.recurrence import rule_of
from policygraph.analysis.timeline import Timeline, first_due
from policygraph.analysis.timeline_reading import Due
from policygraph.grammar.folding import slug
from policygraph.query import Coded, Label
from policygraph.query.words import ITEM_KINDS, path_cell

if TYPE_CHECKING:
    import icalendar

_SUMMARY_LENGTH = 90
_NO_DATE = date(1970, 1, 1)  # RFC 5545 wants a stamp; the clock would change the file at every run
_WORDS: Final = {
    "deadline": Label("Thời hạn", "Deadline"),
    "span": Label("Khoảng thời gian", "Time span"),
    "what": Label("Nội dung", "What"),
    "lead": Label("Chủ trì", "Leads"),
    "coordinate": Label("Phối hợp", "Coordinate"),
    "document": Label("Văn bản", "Document"),
    "path": Label("Mục", "Place"),
    "words": Label("Câu chữ", "Words"),
    "characters": Label("ký tự", "characters"),
    "assumed": Label(
        "Văn bản không nêu ngày: đặt vào ngày cuối của kỳ.", "The words name no day: set on the last day of the period."
    ),
    "through": Label("Qua nhóm cơ quan (suy ra).", "Through a group of agencies (inferred)."),
}


def to_ics(timeline: Timeline, lang: str = "vi") -> bytes:
    """The calendar: same timeline, same bytes. What has neither a day nor a start to recur from is left out."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//policygraph//timeline//" + lang.upper())
    calendar.add("version", "2.0")
    title = _plain(timeline.title().text(lang))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    for due in timeline.rows:
        day = day_of(due)
        if day is not None:
            calendar.add_component(_event(timeline, due, day, lang))
    data: bytes = calendar.to_ical(sorted=False)
    return data


def calendars_of(timeline: Timeline) -> Iterator[tuple[str, Timeline]]:
    """A timeline an agency, each with a name that fits a file ("ben-tre-so-noi-vu"), in the order of these names."""
    agencies = {part.agency: part.label for due in timeline.rows for part in due.parts}
    names = {f"{'-'.join(iri.split('/')[-2:])}": iri for iri in sorted(agencies)}
    for name, iri in sorted(names.items()):
        rows = tuple(due for due in timeline.rows if any(part.agency == iri for part in due.parts))
        yield slug(name), replace(timeline, about=agencies[iri], per=None, rows=rows)


def day_of(due: Due) -> date | None:
    """The day an event stands on: the last one, the first one where it is open, the first on which it recurs."""
    if due.recurs:
        return first_due(due)
    day = due.last or due.first
    return date.fromisoformat(day) if day else None


def _event(timeline: Timeline, due: Due, day: date, lang: str) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, due.iri)))
    event.add("dtstamp", _stamp(due))
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))  # the day after: RFC 5545, 3.6.1
    if due.recurs:
        event.add("rrule", rule_of(due.recurs).parts() | _until(due))
    event.add("summary", _summary(due))
    event.add("description", "\n".join(map(_plain, _description(timeline, due, lang))))
    event.add("categories", [ITEM_KINDS[due.kind].text(lang)])
    event.add("url", due.item)
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    return event


def _stamp(due: Due) -> datetime:
    """The day of issue at midnight; without one, the first day that the deadline names."""
    day = next((d for d in (due.issued, due.first, due.last) if d and len(d) == len("2013-10-03")), None)
    stamp = date.fromisoformat(day) if day else _NO_DATE
    return datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC)


def _until(due: Due) -> dict[str, object]:
    return {"UNTIL": date.fromisoformat(due.last)} if due.last else {}


def _summary(due: Due) -> str:
    words = _plain(due.description)
    return words if len(words) <= _SUMMARY_LENGTH else words[:_SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"


def _plain(words: str) -> str:
    """One line without control characters, which RFC 5545 (3.1) keeps out of text."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(words.split()))


def _description(timeline: Timeline, due: Due, lang: str) -> list[str]:
    place = path_cell(due.path)
    told = {
        "deadline": due.words,
        "span": f"{due.first or '…'} – {due.last or '…'}" if due.first != due.last else "",
        "what": due.description,
        "lead": "; ".join(due.names("lead")),
        "coordinate": "; ".join(due.names("coordinate")),
        "document": due.document,
        "path": place.words.text(lang) if isinstance(place, Coded) else str(place or ""),
    }
    lines = [f"{_WORDS[name].text(lang)}: {words}" for name, words in told.items() if words]
    if due.quote:
        where = f"{_WORDS['characters'].text(lang)} {due.quote.start}–{due.quote.end}"
        lines.append(f"{_WORDS['words'].text(lang)}: “{due.quote.text}” ({where})")
    if due.recurs and rule_of(due.recurs).assumed:
        lines.append(_WORDS["assumed"].text(lang))
    if timeline.is_through_group(due):
        lines.append(_WORDS["through"].text(lang))
    return lines
