"""Who carries how much: items led and coordinated, by agency, province and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from policygraph.analysis.counting import Figure, Figures, Question, Role, added, check, kept_figures, parts, placed
from policygraph.analysis.cubes import has_summary
from policygraph.analysis.groups import GROUP_WORDS, GROUPS, Groups
from policygraph.analysis.participation import Participation
from policygraph.analysis.periods import Unit
from policygraph.analysis.spans import Amount, Placing
from policygraph.errors import BadQuery
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, coded

Per = Literal["agency", "province"]

_COLUMNS: dict[str, tuple[Kind, Label]] = {
    "province": ("string", Label("Tỉnh, thành phố", "Province")),
    "agency": ("string", Label("Cơ quan", "Agency")),
    "group": ("boolean", Label("Nhóm cơ quan", "Group of agencies")),
    "kind": ("code", Label("Loại mục", "Kind of item")),
    "period": ("string", Label("Kỳ hạn", "Period")),
    "count": ("code", Label("Cách đếm nhóm", "How groups count")),
    "lead": ("number", Label("Chủ trì", "Leads")),
    "lead_share": ("number", Label("Tỷ trọng chủ trì", "Share of leads")),
    "lead_inferred": ("number", Label("trong đó suy ra qua nhóm", "of these inferred through groups")),
    "coordinate": ("number", Label("Phối hợp", "Coordinates")),
    "coordinate_share": ("number", Label("Tỷ trọng phối hợp", "Share of coordination")),
    "coordinate_inferred": ("number", Label("trong đó suy ra qua nhóm", "of these inferred through groups")),
}
_TITLES: dict[Per, Label] = {
    "agency": Label("Khối lượng nhiệm vụ theo cơ quan", "Workload by agency"),
    "province": Label("Khối lượng nhiệm vụ theo tỉnh, thành phố", "Workload by province"),
}
GROUP_NOTES: dict[Groups, Label] = {
    "named": Label(
        "Chỉ đếm cơ quan được nêu tên; phần giao cho nhóm (như “các sở, ban, ngành”) không tính cho ai.",
        "Named agencies only: what is given to a group counts for nobody.",
    ),
    "as-one": Label(
        "Nhóm cơ quan (như “các sở, ban, ngành”) đếm riêng, không tính vào từng cơ quan.",
        "Groups of agencies count apart and are not spread over their members.",
    ),
    "expanded": Label(
        "Phần giao cho nhóm tính cho từng thành viên đã biết; thành viên là suy ra, không phải đọc được.",
        "What is given to a group counts for each known member; membership is inferred, not read.",
    ),
}
_PLACINGS: dict[Placing, Label] = {
    "last": Label(
        "Kỳ hạn là kỳ chứa ngày cuối của thời hạn; nhiệm vụ có nhiều thời hạn được đếm một lần ở mỗi kỳ, "
        "nên tổng các kỳ có thể lớn hơn số nhiệm vụ. Ô trống: không có thời hạn.",
        "A period holds the last day of a deadline; a task with several deadlines counts once in each period, "
        "so that periods may add up to more than the tasks. An empty cell: no deadline.",
    ),
    "each": Label(
        "Nhiệm vụ được đếm trọn ở mỗi kỳ mà thời hạn trải qua, nên tổng các kỳ có thể lớn hơn số nhiệm vụ. "
        "Nơi chỉ biết ngày cuối thì tính từ ngày ban hành văn bản. Ô trống: không có thời hạn.",
        "A task counts whole in each period that its deadlines span, so that periods may add up to more than the "
        "tasks. Where only an end is known, from the day the document was issued. An empty cell: no deadline.",
    ),
    "share": Label(
        "Nhiệm vụ được chia theo số ngày cho các kỳ mà thời hạn trải qua, tổng các phần bằng 1. "
        "Nơi chỉ biết ngày cuối thì tính từ ngày ban hành văn bản. Ô trống: không có thời hạn.",
        "A task is spread by days over the periods that its deadlines span; its fractions add up to 1. "
        "Where only an end is known, from the day the document was issued. An empty cell: no deadline.",
    ),
}


@dataclass(frozen=True, slots=True)
class Load:
    """What one agency carries in the plans of one province, in one period when ``period`` is set.

    ``agency`` and ``name`` are "" where provinces are counted as a whole: each item once. ``count`` is one of the
    three ways to count groups. Amounts are whole numbers, or fractions where items are spread over periods;
    ``…_share`` is the part of what all agencies of the province carry in this role, kind and period;
    ``…_inferred`` is what an agency has through its group.
    """

    province: str
    agency: str
    name: str
    is_group: bool
    period: str | None
    lead: Amount
    coordinate: Amount
    kind: str = "task"
    count: Groups = "as-one"
    lead_share: float = 0.0
    coordinate_share: float = 0.0
    lead_inferred: Amount = 0
    coordinate_inferred: Amount = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """``totals`` count items, ``periods`` count them by period; each way to count groups has rows of its own.

    ``periods`` is empty without ``by``. ``memberless`` are the names of groups that stay whole in the count
    "expanded", because no member of theirs is known.
    """

    kinds: tuple[str, ...]
    role: Role | None
    by: Unit | None
    totals: tuple[Load, ...]
    periods: tuple[Load, ...]
    per: Per = "agency"
    groups: tuple[Groups, ...] = ("as-one",)
    placing: Placing = "last"
    memberless: tuple[str, ...] = ()

    def most_load(self, kind: str | None = None) -> dict[str, tuple[str, ...]]:
        """By province, the agency that leads most items of one kind (several when equal), groups left out.

        Of several counts and kinds the first one tells, unless ``kind`` says which.
        """
        role = self.role or "lead"
        best: dict[str, tuple[str, ...]] = {}
        asked = self.groups[0], kind or self.kinds[0]
        counted = [load for load in self.totals if (load.count, load.kind) == asked]
        for province in dict.fromkeys(load.province for load in counted):
            named = [x for x in counted if x.province == province and not x.is_group and getattr(x, role)]
            most = max((getattr(load, role) for load in named), default=0)
            best[province] = tuple(dict.fromkeys(load.name for load in named if getattr(load, role) == most))
        return best

    def to_table(self) -> ResultTable:
        """The table that is printed and exported: totals, or periods when they were asked for."""
        columns = [name for name in _COLUMNS if self._shows(name)]
        rows = tuple(
            tuple(_cell(load, name, self._kind(name)) for name in columns)
            for load in (self.periods if self.by else self.totals)
        )
        return ResultTable(
            title=self._title(),
            columns=tuple(columns),
            rows=rows,
            labels=tuple(_COLUMNS[name][1] for name in columns),
            kinds=tuple(self._kind(name) for name in columns),
            notes=self._notes(),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _title(self) -> Label:
        title, counts = _TITLES[self.per], [GROUP_WORDS[name] for name in self.groups]
        vi, en = "; ".join(count.vi for count in counts), "; ".join(count.en for count in counts)
        return Label(f"{title.vi} ({vi})", f"{title.en} ({en})")

    def _shows(self, column: str) -> bool:
        role = column.partition("_")[0]
        if role in get_args(Role) and self.role not in (None, role):
            return False
        shown = {
            "period": self.by is not None,
            "kind": len(self.kinds) > 1,
            "agency": self.per == "agency",
            "group": self.per == "agency",
            "lead_share": self.per == "agency",
            "coordinate_share": self.per == "agency",
            "lead_inferred": "expanded" in self.groups,
            "coordinate_inferred": "expanded" in self.groups,
        }
        return shown.get(column, True)

    def _kind(self, column: str) -> Kind:
        whole = self.placing != "share" and not column.endswith("_share")
        return "integer" if _COLUMNS[column][0] == "number" and whole else _COLUMNS[column][0]

    def _notes(self) -> tuple[Label, ...]:
        vi = ", ".join(ITEM_KINDS[kind].vi for kind in self.kinds)
        en = ", ".join(ITEM_KINDS[kind].en for kind in self.kinds)
        notes = [Label(f"Chỉ đếm: {vi}.", f"Counted: {en}."), *(GROUP_NOTES[name] for name in self.groups)]
        if self.memberless:
            names = "; ".join(self.memberless)
            notes.append(Label(f"Nhóm chưa biết thành viên, vẫn tính là một: {names}.", f"No known members: {names}."))
        return (*notes, _PLACINGS[self.placing]) if self.by else tuple(notes)


def workload(
    store: Queryable,
    *,
    province: str | None = None,
    by: Unit | None = None,
    role: Role | None = None,
    kinds: Sequence[str] = ("task",),
    per: Per = "agency",
    groups: Groups | Sequence[Groups] = "as-one",
    placing: Placing = "last",
    from_facts: bool = False,
) -> Workload:
    """Count what each agency leads and coordinates, in items; by province of the plan.

    ``province`` is a province's name or slug, accents optional. Tasks alone are counted unless
    ``kinds`` says otherwise (task, key-task, duty, objective, report); each kind has rows of its own.
    ``per`` "province" counts the items of whole provinces; ``groups`` is one or several of the three counts
    (``analysis.groups``), ``placing`` says where an item of several periods counts (``analysis.spans.amounts``).
    Figures come from the graph ``summary`` where it holds them (agencies that are named or groups as one, periods of
    the last day), else from the facts; ``from_facts`` counts the facts in any case, to the same result.
    Raises ``BadQuery`` for an unknown kind, role, period or count and ``NothingMatched`` for an unknown province.
    """
    if per not in get_args(Per):
        raise BadQuery(f"{per!r} cannot be counted", hint=f"known are: {', '.join(get_args(Per))}")
    asked = (groups,) if isinstance(groups, str) else tuple(dict.fromkeys(groups))
    question = Question(tuple(kinds), role, province, asked[0], by, placing)
    totals: list[Load] = []
    periods: list[Load] = []
    memberless: set[str] = set()
    for name in asked:
        figures = _Source(store, replace(question, groups=name), per, from_facts)
        totals += _shared(figures.figures(None), name)
        periods += _shared(figures.figures(by), name) if by else []
        memberless |= figures.memberless()
    rows = _ordered(totals, totals), _ordered(periods, totals)
    return Workload(tuple(kinds), role, by, *rows, per, asked, placing, tuple(sorted(memberless)))


class _Source:
    """Where the figures of one count come from: the summary where it holds them, else participations, read once."""

    def __init__(self, store: Queryable, question: Question, per: Per, from_facts: bool) -> None:
        check(question)
        self._store, self._question, self._per = store, question, per
        self._kept = per == "agency" and question.groups != "expanded" and not from_facts and has_summary(store)

    def figures(self, by: Unit | None) -> Figures:
        if self._kept and (by is None or self._question.placing == "last"):
            return kept_figures(self._store, replace(self._question, by=by))
        fields = ("province", "kind", "agency", "name", "is_group") if self._per == "agency" else ("province", "kind")
        return added(placed(self._parts, by, self._question.placing), fields)

    def memberless(self) -> set[str]:
        """Groups that the count "expanded" leaves whole."""
        if self._question.groups != "expanded":
            return set()
        return {f"{part.name} ({part.province})" for part in self._parts if part.is_group}

    @cached_property
    def _parts(self) -> list[Participation]:
        return parts(self._store, self._question)


def _shared(figures: Figures, count: Groups) -> Iterator[Load]:
    """Loads with their shares of all that stands in the same province, kind and period."""
    whole: dict[tuple[object, ...], dict[str, Amount]] = defaultdict(lambda: defaultdict(int))
    for (province, kind, *_, when), roles in figures.items():
        for role, figure in roles.items():
            whole[province, kind, when][role] += figure.amount
    for (province, kind, *agency, when), roles in figures.items():
        lead, coordinate = roles.get("lead", Figure()), roles.get("coordinate", Figure())
        of = whole[province, kind, when]
        iri, name, is_group = agency or ("", "", False)
        yield Load(
            province=str(province),
            agency=str(iri),
            name=str(name),
            is_group=bool(is_group),
            period=None if when is None else str(when),
            lead=lead.amount,
            coordinate=coordinate.amount,
            kind=str(kind),
            count=count,
            lead_share=_part(lead.amount, of["lead"]),
            coordinate_share=_part(coordinate.amount, of["coordinate"]),
            lead_inferred=lead.inferred,
            coordinate_inferred=coordinate.inferred,
        )


def _part(amount: Amount, whole: Amount) -> float:
    return round(float(amount / whole), 4) if whole else 0.0


def _ordered(loads: list[Load], totals: list[Load]) -> tuple[Load, ...]:
    """By count, province, kind; named agencies before groups, most led first, then by name and time, no period last."""
    whole = {_owner(load): (-load.lead, -load.coordinate) for load in totals}

    def place(load: Load) -> tuple[object, ...]:
        kind = tuple(ITEM_KINDS).index(load.kind)
        figures = whole[_owner(load)]
        who = (load.is_group, *figures, load.name, load.agency)
        return (GROUPS.index(load.count), load.province, kind, *who, load.period or "~")

    return tuple(sorted(loads, key=place))


def _owner(load: Load) -> tuple[str, str, str, str]:
    return load.count, load.province, load.kind, load.agency


def _cell(load: Load, column: str, kind: Kind) -> Value:
    match column:
        case "agency":
            return load.name
        case "group":
            return load.is_group
        case "count":
            return coded(load.count, GROUP_WORDS)
        case "kind":
            return coded(load.kind, ITEM_KINDS)
    value: Value | Fraction = getattr(load, column)
    return round(float(value or 0), 4) if kind == "number" else value  # type: ignore[return-value]
