"""How far tasks are as of a day: the user's own reports laid over the deadlines of the plans.

- ``done``: reported at 100 percent.
- ``in-time``: reported as begun, and its last day is not past.
- ``overdue``: reported as not done, and its last day is past.
- ``not-due``: nothing begun is reported, and its last day is not past.
- ``no-deadline``: not done, and without a last day.
- ``unknown``: its last day is past and nothing is reported: nobody said whether it was done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from policygraph.analysis.counting import Question, check
from policygraph.analysis.items import ItemBook, PlanItem, plan_items, said
from policygraph.analysis.lookup import find
from policygraph.analysis.places import no_plan, place_called
from policygraph.analysis.progress import Failed, Report, read_file, stop_at
from policygraph.errors import BadQuery, BadRow
from policygraph.grammar.dates import day_of
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, coded, path_cell

State = Literal["done", "in-time", "overdue", "not-due", "no-deadline", "unknown"]
STATES: Final[dict[State, Label]] = {
    "done": Label("hoàn thành", "done"),
    "in-time": Label("trong hạn", "in time"),
    "overdue": Label("quá hạn", "overdue"),
    "not-due": Label("chưa đến hạn", "not yet due"),
    "no-deadline": Label("không có thời hạn", "no deadline"),
    "unknown": Label("không rõ", "unknown"),
}
_Counted = tuple[str, str, str, str]  # province, kind of item, name and IRI of the lead agency
_ITEMS: tuple[tuple[str, Kind, Label], ...] = (
    ("item", "iri", Label("IRI", "IRI")),
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("description", "string", Label("Nội dung", "Task")),
    ("lead", "list", Label("Chủ trì", "Lead")),
    ("deadline", "list", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("latest", "date", Label("Ngày cuối", "Last day")),
    ("state", "code", Label("Tình trạng", "State")),
    ("days", "integer", Label("Số ngày còn lại", "Days left")),
    ("percent", "number", Label("Tỷ lệ hoàn thành", "Percent done")),
    ("date", "date", Label("Ngày báo cáo", "Reported")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
)
_COUNTS: Final = Label("Tình hình theo cơ quan chủ trì", "Status by lead agency")
_TEMPLATE = ("item", "document", "path", "description", "lead", "deadline", "latest", "percent", "date")
_MEANING = Label(
    "Trong hạn: đã báo cáo bắt đầu, chưa qua ngày cuối. Chưa đến hạn: chưa báo cáo bắt đầu, chưa qua ngày cuối. "
    "Không rõ: đã qua ngày cuối mà không có báo cáo. Nhiều thời hạn: lấy ngày cuối cùng.",
    "In time: reported as begun, last day not past. Not yet due: not reported as begun, last day not past. "
    "Unknown: last day past and nothing reported. Of several deadlines the last one counts.",
)


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """An item, its last day, the report that counts (the latest by then), and the state that follows."""

    item: PlanItem
    latest: str | None
    report: Report | None
    state: State


@dataclass(frozen=True, slots=True)
class Status:
    """``as_of`` is the day; ``later`` is how many reports are dated after it and do not count.

    ``elsewhere`` is how many are about no item of the province or document that was asked for.
    """

    as_of: str
    items: tuple[ItemStatus, ...]
    later: int = 0
    elsewhere: int = 0
    kinds: tuple[str, ...] = ("task",)

    def to_table(self) -> ResultTable:
        """One row an item, in the order of the documents."""
        return ResultTable.of(
            self._title(Label("Tình hình thực hiện", "Status")),
            _ITEMS,
            tuple(_cells(one, self.as_of) for one in self.items),
            self._notes(),
        )

    def counts_table(self) -> ResultTable:
        """How many items of each lead agency are in each state, each kind apart; one with two leads counts for both."""
        counted: dict[_Counted, Counter[State]] = {}
        for one in self.items:
            for agency, name in one.item.leads or (("", ""),):
                counted.setdefault((one.item.province, one.item.kind, name, agency), Counter())[one.state] += 1
        kind_column: tuple[str, Kind, Label] = ("kind", "code", Label("Loại mục", "Kind of item"))
        of_kind = (kind_column,) if len(self.kinds) > 1 else ()
        columns: tuple[tuple[str, Kind, Label], ...] = (
            ("province", "string", Label("Tỉnh, thành phố", "Province")),
            ("agency", "string", Label("Cơ quan chủ trì", "Lead agency")),
            *of_kind,
            *((state.replace("-", "_"), "integer", label) for state, label in STATES.items()),
            ("all", "integer", Label("Tất cả", "All")),
            ("iri", "iri", Label("IRI", "IRI")),
        )
        rows = tuple(
            (
                province,
                name or None,
                *(coded(kind, ITEM_KINDS) for _ in of_kind),
                *(states[state] for state in STATES),
                states.total(),
                agency or None,
            )
            for (province, kind, name, agency), states in sorted(counted.items(), key=_most_first)
        )
        return ResultTable.of(self._title(_COUNTS), columns, rows, self._notes())

    def _repr_html_(self) -> str:
        return self.counts_table()._repr_html_()

    def _title(self, words: Label) -> Label:
        return Label(f"{words.vi} đến ngày {self.as_of}", f"{words.en} as of {self.as_of}")

    def _notes(self) -> tuple[Label, ...]:
        later = Label(
            f"{self.later} báo cáo sau ngày này, chưa tính.",
            f"{self.later} reports are of a later day and do not count.",
        )
        elsewhere = Label(
            f"{self.elsewhere} báo cáo không thuộc phạm vi đã chọn.",
            f"{self.elsewhere} reports are about nothing in the province or document asked for.",
        )
        told = ((_MEANING, True), (later, self.later), (elsewhere, self.elsewhere))
        return tuple(note for note, said in told if said)


def status(
    store: Queryable,
    reports: Sequence[Report] | str | Path,
    as_of: str | date | None = None,
    *,
    failed: Failed = stop_at,
    province: str | None = None,
    document: str | None = None,
    kinds: Sequence[str] = ("task",),
) -> Status:
    """The state of every item of these kinds as of a day, by reports: a file, or what ``read_progress`` read.

    ``as_of`` None takes the latest date of the reports on these items, never the clock: raises ``BadQuery`` where they
    have none. Of several reports on an item the one with the latest date counts (one without a date before those with
    one). Reports on unknown items, and two that contradict each other, go to ``failed``; without it the first is
    raised.
    """
    if isinstance(reports, str | Path):
        reports = read_file(reports, failed)
    items = items_of(store, kinds, province, document)
    matched, strangers = _matched(reports, ItemBook(items), failed)
    latest = max((report.date for report, _ in matched if report.date), default=None)
    day = day_of(as_of).isoformat() if as_of else latest
    if day is None:
        hint = "give --as-of 2014-06-30, in Python as_of="
        raise BadQuery("as of which day? no row that counts has a date", hint=hint)
    by_then = [(report, item) for report, item in matched if not report.date or report.date <= day]
    told = _latest(by_then, failed)
    if not (province or document):
        for report in strangers:
            hint = "policygraph status --template lists all tasks with their IRIs"
            failed(BadRow(f"no task of the graph is {said(report.pointer)!r}", place=report.place, hint=hint))
    found = tuple(_status(item, told.get(item.iri), day) for item in items)
    elsewhere = len(strangers) if province or document else 0
    return Status(day, found, len(matched) - len(by_then), elsewhere, tuple(kinds))


def template(
    store: Queryable, *, province: str | None = None, document: str | None = None, kinds: Sequence[str] = ("task",)
) -> ResultTable:
    """All items of these kinds with empty cells for percent and date, to be filled in and read back."""
    every = [ItemStatus(item, _last(item), None, "unknown") for item in items_of(store, kinds, province, document)]
    names = [name for name, _, _ in _ITEMS]
    rows = ([_cells(one, None)[names.index(name)] for name in _TEMPLATE] for one in every)
    columns = tuple(_ITEMS[names.index(name)] for name in _TEMPLATE)
    title = Label("Mẫu báo cáo tiến độ", "Form for reporting progress")
    return ResultTable.of(title, columns, tuple(map(tuple, rows)), ())


def items_of(
    store: Queryable, kinds: Sequence[str], province: str | None, document: str | None
) -> tuple[PlanItem, ...]:
    """The items that are reported on. Raises ``BadQuery`` and ``NothingMatched`` as ``workload`` does."""
    check(Question(tuple(kinds)))
    place = place_called(store, province) if province else None
    plan = find(store, document, ("document",)).iri if document else None
    items = plan_items(store, kinds, place=place, document=plan)
    if province and not items:
        raise no_plan(store, province)
    return items


def _matched(
    reports: Iterable[Report], book: ItemBook, failed: Failed
) -> tuple[list[tuple[Report, PlanItem]], list[Report]]:
    """Each report with the item that it is about, and the reports that no item answers to."""
    found: list[tuple[Report, PlanItem]] = []
    strangers: list[Report] = []
    for report in reports:
        try:
            item = book.find(report.pointer, report.place)
        except BadRow as error:
            failed(error)
            continue
        if item is None:
            strangers.append(report)
        else:
            found.append((report, item))
    return found, strangers


def _latest(matched: Iterable[tuple[Report, PlanItem]], failed: Failed) -> dict[str, Report]:
    """The report that counts for each item."""
    found: dict[str, Report] = {}
    for report, item in matched:
        known = found.get(item.iri)
        if known and known.date == report.date and known.percent != report.percent:
            hint = f"the other one is {known.place}; keep the one that holds"
            failed(BadRow("two rows of one day contradict each other", place=report.place, hint=hint))
        elif known is None or (report.date or "") > (known.date or ""):
            found[item.iri] = report
    return found


def _status(item: PlanItem, report: Report | None, day: str) -> ItemStatus:
    last = _last(item)
    return ItemStatus(item, last, report, _state(last, report.percent if report else None, day))


def _state(last: str | None, percent: Decimal | None, day: str) -> State:
    if percent == 100:
        return "done"
    if last is None:
        return "no-deadline"
    if last < day:
        return "unknown" if percent is None else "overdue"
    return "in-time" if percent else "not-due"


def _last(item: PlanItem) -> str | None:
    return max((span.last for span in item.deadlines if span.last), default=None)


def _most_first(counted: tuple[_Counted, Counter[State]]) -> tuple[object, ...]:
    (province, kind, name, agency), states = counted
    return province, tuple(ITEM_KINDS).index(kind), not agency, -states.total(), name, agency


def _cells(one: ItemStatus, day: str | None) -> tuple[Value, ...]:
    item, left = one.item, None
    if day and one.latest:
        left = (date.fromisoformat(one.latest) - date.fromisoformat(day)).days
    return (
        item.iri,
        item.province,
        coded(item.kind, ITEM_KINDS),
        item.document,
        path_cell(item.path),
        item.description,
        "; ".join(name for _, name in item.leads) or None,
        "; ".join(span.words for span in item.deadlines) or None,
        one.latest,
        coded(one.state, {str(state): label for state, label in STATES.items()}),
        left,
        float(one.report.percent) if one.report else None,
        one.report.date if one.report else None,
        item.start,
        item.end,
    )
