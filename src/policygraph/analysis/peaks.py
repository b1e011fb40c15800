"""When load is greatest: the period with most items, and the days on which most are open at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from policygraph.analysis.counting import Question, Role, parts, placed
from policygraph.analysis.groups import GROUP_WORDS, Groups
from policygraph.analysis.participation import Participation
from policygraph.analysis.periods import Unit
from policygraph.analysis.spans import Amount, Placing, opened
from policygraph.analysis.workload import GROUP_NOTES
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, ROLES, coded

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("agency", "string", Label("Cơ quan", "Agency")),
    ("group", "boolean", Label("Nhóm cơ quan", "Group of agencies")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("count", "code", Label("Cách đếm nhóm", "How groups count")),
    ("role", "code", Label("Vai trò", "Role")),
    ("items", "integer", Label("Số mục", "Items")),
    ("peak", "string", Label("Kỳ cao điểm", "Peak period")),
    ("peak_items", "number", Label("Số mục kỳ cao điểm", "Items in the peak")),
    ("overlap", "integer", Label("Nhiều nhất cùng lúc", "Most at once")),
    ("overlap_first", "date", Label("Từ ngày", "From")),
    ("overlap_last", "date", Label("Đến ngày", "To")),
    ("assumed", "integer", Label("Tính từ ngày ban hành", "Begun with the document")),
    ("undated", "integer", Label("Không có ngày cuối", "Without an end")),
)
_TITLE = Label("Cao điểm và chồng lấn", "Peaks and overlap")
_NOTE = Label(
    "Mục được coi là đang mở từ ngày đầu đến ngày cuối của thời hạn; nơi chỉ biết ngày cuối thì từ ngày ban hành văn "
    "bản (cột “Tính từ ngày ban hành”). Mục không có ngày cuối không tính vào chồng lấn.",
    "An item is open from the first to the last day of its deadline; where only the end is known, from the day the "
    "document was issued (column “Begun with the document”). Items without an end do not overlap.",
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """The most items open on one day, and the first stretch of days on which so many are; None without any."""

    items: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Peak:
    """When an agency has most to do, in one role, kind of item and province.

    ``periods`` are the periods with most items (several when equal), ``peak`` is how many these are. Of the
    ``items``, ``assumed`` have a deadline of which only the end is known, ``undated`` have none that ends.
    """

    province: str
    agency: str
    name: str
    is_group: bool
    kind: str
    role: str
    items: int
    periods: tuple[str, ...]
    peak: Amount
    overlap: Overlap
    assumed: int
    undated: int


@dataclass(frozen=True, slots=True)
class Peaks:
    """``found`` is sorted: by province, named agencies before groups, most items first."""

    groups: Groups
    by: Unit
    found: tuple[Peak, ...]

    def to_table(self) -> ResultTable:
        """One row for each agency, kind and role."""
        return ResultTable.of(
            title=_TITLE,
            columns=_COLUMNS,
            rows=tuple(_cells(peak, self.groups) for peak in self.found),
            notes=(_NOTE, GROUP_NOTES[self.groups]),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


def peaks(
    store: Queryable,
    *,
    province: str | None = None,
    by: Unit = "quarter",
    role: Role | None = "lead",
    kinds: Sequence[str] = ("task",),
    groups: Groups = "as-one",
    placing: Placing = "last",
) -> Peaks:
    """When each agency has most to do. The arguments and errors are those of ``workload``; leads by default."""
    question = Question(tuple(kinds), role, province, groups, by, placing)
    shares: dict[tuple[str, ...], list[Participation]] = defaultdict(list)
    for part in parts(store, question):
        shares[part.province, part.agency, part.kind, part.role].append(part)
    found = [_peak(of_agency, question) for of_agency in shares.values()]
    return Peaks(groups, by, tuple(sorted(found, key=_order)))


def _peak(found: list[Participation], question: Question) -> Peak:
    first = found[0]
    sums: dict[str, Amount] = defaultdict(int)
    for one in placed(found, question.by, question.placing):
        if one.period is not None:
            sums[one.period] += one.amount
    most = max(sums.values(), default=0)
    return Peak(
        province=first.province,
        agency=first.agency,
        name=first.name,
        is_group=first.is_group,
        kind=first.kind,
        role=first.role,
        items=len(found),
        periods=tuple(sorted(when for when, amount in sums.items() if amount == most)),
        peak=most,
        overlap=overlap(found),
        assumed=sum(any(span.last and opened(span, p.issued)[1] for span in p.deadlines) for p in found),
        undated=sum(not any(span.last for span in p.deadlines) for p in found),
    )


def overlap(found: Iterable[Participation]) -> Overlap:
    """How many of these items are open on the day on which most are, each once, and between which days."""
    changes: dict[date, int] = defaultdict(int)
    for part in found:
        for first, last in _open(part):
            changes[first] += 1
            if last < date.max:
                changes[last + timedelta(days=1)] -= 1
    days, now, best = sorted(day for day, change in changes.items() if change), 0, Overlap()
    for day, following in zip(days, [*days[1:], None], strict=False):
        now += changes[day]
        if now > best.items:
            until = date.max if following is None else following - timedelta(days=1)
            best = Overlap(now, day.isoformat(), until.isoformat())
    return best


def _open(part: Participation) -> list[tuple[date, date]]:
    """The stretches of days on which an item is open: those of its deadlines, joined where they meet."""
    spans = sorted(
        (date.fromisoformat(opened(s, part.issued)[0]), date.fromisoformat(s.last)) for s in part.deadlines if s.last
    )
    joined: list[tuple[date, date]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _order(peak: Peak) -> tuple[object, ...]:
    kind = tuple(ITEM_KINDS).index(peak.kind)
    return peak.province, peak.role != "lead", kind, peak.is_group, -peak.items, peak.name, peak.agency


def _cells(peak: Peak, groups: Groups) -> tuple[Value, ...]:
    return (
        peak.province,
        peak.name,
        peak.is_group,
        coded(peak.kind, ITEM_KINDS),
        coded(groups, GROUP_WORDS),
        coded(peak.role, ROLES),
        peak.items,
        "; ".join(peak.periods) or None,
        round(float(peak.peak), 4),
        peak.overlap.items,
        peak.overlap.first,
        peak.overlap.last,
        peak.assumed,
        peak.undated,
    )
