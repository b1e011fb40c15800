"""Who carries how much: tasks led and coordinated, by agency, province and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from policygraph.analysis.participation import ITEM_CLASSES, Participation, participations
from policygraph.analysis.periods import Unit, period
from policygraph.errors import BadQuery, NothingMatched
from policygraph.grammar.folding import fold
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS

Role = Literal["lead", "coordinate"]

_COLUMNS: dict[str, tuple[Kind, Label]] = {
    "province": ("string", Label("Tỉnh, thành phố", "Province")),
    "agency": ("string", Label("Cơ quan", "Agency")),
    "group": ("boolean", Label("Nhóm cơ quan", "Group of agencies")),
    "period": ("string", Label("Kỳ hạn", "Period")),
    "lead": ("integer", Label("Chủ trì", "Leads")),
    "coordinate": ("integer", Label("Phối hợp", "Coordinates")),
}
_TITLE = Label("Khối lượng nhiệm vụ theo cơ quan", "Workload by agency")
_GROUPS_APART = Label(
    "Nhóm cơ quan (như “các sở, ban, ngành”) đếm riêng, không tính vào từng cơ quan.",
    "Groups of agencies count apart and are not spread over their members.",
)
_PERIODS = Label(
    "Kỳ hạn là kỳ chứa ngày cuối của thời hạn; nhiệm vụ có nhiều thời hạn được đếm một lần ở mỗi kỳ, "
    "nên tổng các kỳ có thể lớn hơn số nhiệm vụ. Ô trống: không có thời hạn.",
    "A period holds the last day of a deadline; a task with several deadlines counts once in each period, "
    "so that periods may add up to more than the tasks. An empty cell: no deadline.",
)


@dataclass(frozen=True, slots=True)
class Load:
    """What one agency carries in the plans of one province, in one period when ``period`` is set."""

    province: str
    agency: str
    name: str
    is_group: bool
    period: str | None
    lead: int
    coordinate: int


@dataclass(frozen=True, slots=True)
class Workload:
    """``totals`` count items, ``periods`` count them by the period of their deadlines' ends.

    ``kinds`` are the kinds of items that were counted; ``periods`` is empty without ``by``.
    """

    kinds: tuple[str, ...]
    role: Role | None
    by: Unit | None
    totals: tuple[Load, ...]
    periods: tuple[Load, ...]

    def most_load(self) -> dict[str, tuple[str, ...]]:
        """By province, the agency that leads most (several when equal); groups are left out."""
        role = self.role or "lead"
        best: dict[str, tuple[str, ...]] = {}
        for province in dict.fromkeys(load.province for load in self.totals):
            named = [x for x in self.totals if x.province == province and not x.is_group and getattr(x, role)]
            most = max((getattr(load, role) for load in named), default=0)
            best[province] = tuple(load.name for load in named if getattr(load, role) == most)
        return best

    def to_table(self) -> ResultTable:
        """The table that is printed and exported: totals, or periods when they were asked for."""
        columns = [name for name in _COLUMNS if self._shows(name)]
        rows = tuple(
            tuple(_cell(load, name) for name in columns) for load in (self.periods if self.by else self.totals)
        )
        return ResultTable(
            title=_TITLE,
            columns=tuple(columns),
            rows=rows,
            labels=tuple(_COLUMNS[name][1] for name in columns),
            kinds=tuple(_COLUMNS[name][0] for name in columns),
            notes=self._notes(),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _shows(self, column: str) -> bool:
        if column == "period":
            return self.by is not None
        return column not in get_args(Role) or self.role in (None, column)

    def _notes(self) -> tuple[Label, ...]:
        vi = ", ".join(ITEM_KINDS[kind].vi for kind in self.kinds)
        en = ", ".join(ITEM_KINDS[kind].en for kind in self.kinds)
        counted = Label(f"Chỉ đếm: {vi}.", f"Counted: {en}.")
        return (counted, _GROUPS_APART, _PERIODS) if self.by else (counted, _GROUPS_APART)


def workload(
    store: Queryable,
    *,
    jurisdiction: str | None = None,
    by: Unit | None = None,
    role: Role | None = None,
    kinds: Sequence[str] = ("task",),
) -> Workload:
    """Count what each agency leads and coordinates, in items; by province of the plan.

    ``jurisdiction`` is a province's name or slug, accents optional. Tasks alone are counted unless
    ``kinds`` says otherwise (task, key-task, duty, objective, report).
    Raises ``BadQuery`` for an unknown kind, role or period and ``NothingMatched`` for an unknown province.
    """
    _check(kinds, role, by)
    found = in_jurisdiction(participations(store, tuple(kinds)), jurisdiction)
    found = [p for p in found if role in (None, p.role)]
    totals = _count(found, None)
    periods = _count(found, by) if by else ()
    return Workload(tuple(kinds), role, by, totals, periods)


def in_jurisdiction(found: list[Participation], jurisdiction: str | None) -> list[Participation]:
    """Those of one province, named by label or slug with or without accents; all for None."""
    if jurisdiction is None:
        return found
    asked = fold(jurisdiction)
    kept = [p for p in found if asked in (fold(p.province), fold(p.province_slug))]
    if not kept:
        known = ", ".join(sorted({p.province for p in found})) or "none"
        raise NothingMatched(f"no plan of {jurisdiction!r} is in the graph", hint=f"known are: {known}")
    return kept


def _check(kinds: Sequence[str], role: str | None, by: str | None) -> None:
    for value, known in [(kind, tuple(ITEM_CLASSES)) for kind in kinds] + [
        (role, (None, *get_args(Role))),
        (by, (None, *get_args(Unit))),
    ]:
        if value not in known:
            listed = ", ".join(str(name) for name in known if name)
            raise BadQuery(f"{value!r} cannot be counted", hint=f"known are: {listed}")


def _count(found: list[Participation], by: Unit | None) -> tuple[Load, ...]:
    items: dict[tuple[str, str, str, bool, str | None], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    totals: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for p in found:
        totals[p.province, p.agency].add((p.role, p.item))
        for when in dict.fromkeys(period(end, by) for end in p.ends or (None,)) if by else (None,):
            items[p.province, p.agency, p.name, p.is_group, when][p.role].add(p.item)
    loads = [Load(*place, len(roles["lead"]), len(roles["coordinate"])) for place, roles in items.items()]
    led = {place: sum(role == "lead" for role, _ in roles) for place, roles in totals.items()}
    return tuple(sorted(loads, key=lambda load: _order(load, led, len(totals[load.province, load.agency]))))


def _order(load: Load, led: dict[tuple[str, str], int], all_roles: int) -> tuple[object, ...]:
    """Province, named agencies before groups, most led first, then the name; periods in time, none last."""
    lead = led[load.province, load.agency]
    return (load.province, load.is_group, -lead, lead - all_roles, load.name, load.agency, load.period or "~")


def _cell(load: Load, column: str) -> Value:
    value: Value = getattr(load, {"agency": "name", "group": "is_group"}.get(column, column))
    return value
