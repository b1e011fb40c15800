"""A timeline as one SVG picture: bars from start to end, no script, readable in the dark and on paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import regex

from policygraph.analysis.timeline import Timeline, has_day
from policygraph.analysis.timeline_reading import Due
from policygraph.errors import BadQuery
from policygraph.query import Coded, Label
from policygraph.query.words import ITEM_KINDS, path_cell
from policygraph.view import timeline_geometry as geometry
from policygraph.view.graph_view import LOW_CONFIDENCE

if TYPE_CHECKING:
    import jinja2

MOST_ROWS: Final = 600
_TEMPLATE: Final = "timeline.svg.j2"
_NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_LEGEND_WIDTH = 26.0  # of a sign and the gaps around it
WORDS: Final = {
    "open": Label("không nêu ngày đầu (“trước …”, “đến …”)", "no first day given (“before …”, “until …”)"),
    "begun": Label("không nêu ngày cuối (“từ …”)", "no last day given (“from …”)"),
    "low": Label("độ tin cậy dưới 0,8", "confidence below 0.8"),
    "again": Label("lần đến hạn tính ra từ việc định kỳ", "days worked out from what recurs"),
    "drawn": Label(
        "{drawn} thời hạn; {left} thời hạn không có ngày, không vẽ.",
        "{drawn} deadlines; {left} without a day are not drawn.",
    ),
    "empty": Label("Không có thời hạn nào có ngày.", "No deadline has a day."),
    "deadline": Label("Thời hạn", "Deadline"),
    "lead": Label("Chủ trì", "Leads"),
    "quote": Label("Câu chữ", "Words"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of the legend."""

    style: str
    label: str
    x: float
    y: float


def to_svg(timeline: Timeline, lang: str = "vi") -> bytes:
    """The picture: same timeline, same bytes. Raises ``BadQuery`` for more rows than anybody can read."""
    if len(timeline.rows) > MOST_ROWS:
        message = f"{len(timeline.rows)} deadlines are too many for one picture"
        raise BadQuery(message, hint="narrow it: --agency, --province or --document")
    drawn = [due for due in timeline.rows if has_day(due)]
    legend = _legend(drawn, lang)
    axis = geometry.axis_of(drawn, timeline.by, lang)
    top = (legend[-1].y if legend else 56) + 22 + geometry.HEAD
    parts = [(label.text(lang), rows) for label, rows in timeline.sections()]
    heading = geometry.SECTION if timeline.per else 0
    placed = geometry.sections(parts, axis, top, heading, timeline.per != "agency") if axis else []
    bottom = placed[-1].bars[-1].y + geometry.ROW if placed else top
    words = {name: label.text(lang) for name, label in WORDS.items()}
    left = len(timeline.rows) - len(drawn)
    picture = _template().render(
        lang=lang,
        title=timeline.title().text(lang),
        counted=words["drawn"].format(drawn=len(drawn), left=left),
        words=words,
        legend=legend,
        bands=axis.bands() if axis else [],
        years=axis.years() if axis else [],
        headed=timeline.per is not None,
        sections=placed,
        top=top,
        bottom=bottom,
        size=geometry,
        kinds=[kind for kind in ITEM_KINDS if any(due.kind == kind for due in drawn)],
        told=lambda due: _told(due, lang),
        styles=_styles,
    )
    return picture.encode("utf-8")


def _template() -> jinja2.Template:
    import jinja2

    source = files("policygraph.view").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_clean
    )
    return environment.from_string(source)


def _clean(value: object) -> object:
    """Characters that XML has no place for, replaced; marked-up text of the template itself is left alone."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)


def _legend(drawn: list[Due], lang: str) -> list[Sign]:
    """The kinds with their counts, then what the drawing means, as far as it occurs; lines are broken to fit."""
    counts = Counter(due.kind for due in drawn)
    entries = [
        (f"bar {kind}", f"{label.text(lang)} ({counts[kind]})") for kind, label in ITEM_KINDS.items() if counts[kind]
    ]
    signs = {
        "open": sum(due.first is None and due.recurs is None for due in drawn),
        "begun": sum(due.last is None and due.recurs is None for due in drawn),
        "low": sum(map(_is_doubtful, drawn)),
        "again": sum(due.recurs is not None for due in drawn),
    }
    entries += [(name, f"{WORDS[name].text(lang)} ({count})") for name, count in signs.items() if count]
    placed: list[Sign] = []
    x, y = 16.0, 76.0
    for style, label in entries:
        width = _LEGEND_WIDTH + len(label) * geometry.CHARACTER + 14
        if x + width > geometry.WIDTH and placed:
            x, y = 16.0, y + 20
        placed.append(Sign(style, label, x, y))
        x += round(width, 1)
    return placed


def _styles(due: Due) -> str:
    return f"bar {due.kind}" + (" low" if _is_doubtful(due) else "")


def _is_doubtful(due: Due) -> bool:
    return due.quote is not None and due.quote.confidence < LOW_CONFIDENCE


def _told(due: Due, lang: str) -> str:
    """What a bar says to who points at it, and to a screen reader."""
    place = path_cell(due.path)
    where = place.words.text(lang) if isinstance(place, Coded) else str(place or "")
    lines = [
        " ".join(due.description.split()),
        f"{WORDS['deadline'].text(lang)}: {' '.join(due.words.split())} ({due.first or '…'} – {due.last or '…'})",
    ]
    if due.names("lead"):
        lines.append(f"{WORDS['lead'].text(lang)}: {'; '.join(due.names('lead'))}")
    lines.append(f"{due.document}, {where}")
    if due.quote:
        words = " ".join(due.quote.text.split())
        lines.append(f"{WORDS['quote'].text(lang)}: “{words}” ({due.quote.start}–{due.quote.end})")
    return "\n".join(lines)
