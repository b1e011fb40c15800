"""How load is spread over agencies: shares of the whole, and the Herfindahl index of them.

With shares s_i = x_i / X of n agencies, H = Σ s_i². It is 1 where one agency carries all, 1/n where all carry
alike; 1/H is how many equal agencies would be as concentrated. (H − 1/n) / (1 − 1/n) runs from 0 to 1
whatever n is. See O. C. Herfindahl, "Concentration in the U.S. Steel Industry" (1950); A. O. Hirschman (1945).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from policygraph.analysis.counting import ROLES, Role
from policygraph.analysis.groups import GROUP_WORDS, Groups
from policygraph.analysis.workload import GROUP_NOTES, Load, Workload
from policygraph.query import Kind, Label, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, coded
from policygraph.query.words import ROLES as ROLE_WORDS

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("count", "code", Label("Cách đếm nhóm", "How groups count")),
    ("role", "code", Label("Vai trò", "Role")),
    ("agencies", "integer", Label("Số cơ quan", "Agencies")),
    ("parts", "integer", Label("Số phần việc", "Parts")),
    ("top", "string", Label("Cơ quan nhiều nhất", "Most on")),
    ("top_share", "number", Label("Tỷ trọng của cơ quan đó", "Its share")),
    ("herfindahl", "number", Label("Chỉ số Herfindahl", "Herfindahl index")),
    ("normalised", "number", Label("Chỉ số chuẩn hóa", "Normalised index")),
    ("equivalent", "number", Label("Số cơ quan tương đương", "Equivalent agencies")),
)
_TITLE = Label("Mức tập trung khối lượng", "Concentration of workload")
_NOTE = Label(
    "Chỉ số Herfindahl là tổng bình phương tỷ trọng: 1 khi một cơ quan gánh tất cả, 1/n khi n cơ quan gánh như nhau.",
    "The Herfindahl index is the sum of squared shares: 1 where one agency carries all, 1/n where n carry alike.",
)


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the items of one province, kind and role are spread over agencies, in one count of groups.

    ``parts`` is what all agencies carry together; ``top`` are those that carry most. ``normalised`` is None for a
    single agency.
    """

    province: str
    kind: str
    count: Groups
    role: Role
    agencies: int
    parts: int
    top: tuple[str, ...]
    top_share: Fraction
    herfindahl: Fraction
    normalised: Fraction | None


def concentration(load: Workload) -> tuple[Concentration, ...]:
    """One line for each province, kind of item, count and role of a workload, from its totals."""
    groups: dict[tuple[str, str, Groups, Role], list[Load]] = defaultdict(list)
    for one in load.totals:
        for role in ROLES if load.role is None else (load.role,):
            if getattr(one, role):
                groups[one.province, one.kind, one.count, role].append(one)
    return tuple(_concentration(*key, loads) for key, loads in groups.items())


def herfindahl(amounts: list[int]) -> Fraction:
    """The sum of squared shares. Raises ``ZeroDivisionError`` where there is nothing to share.

    >>> herfindahl([26, 1]), herfindahl([1, 1, 1, 1])
    (Fraction(677, 729), Fraction(1, 4))
    """
    whole = sum(amounts)
    return sum((Fraction(amount, whole) ** 2 for amount in amounts), Fraction(0))


def _concentration(province: str, kind: str, count: Groups, role: Role, loads: list[Load]) -> Concentration:
    amounts = [int(getattr(load, role)) for load in loads]
    index, n = herfindahl(amounts), len(loads)
    return Concentration(
        province=province,
        kind=kind,
        count=count,
        role=role,
        agencies=n,
        parts=sum(amounts),
        top=tuple(load.name for load, amount in zip(loads, amounts, strict=True) if amount == max(amounts)),
        top_share=Fraction(max(amounts), sum(amounts)),
        herfindahl=index,
        normalised=(index - Fraction(1, n)) / (1 - Fraction(1, n)) if n > 1 else None,
    )


def concentration_table(load: Workload) -> ResultTable:
    """``concentration`` as a table."""
    return ResultTable.of(
        title=_TITLE,
        columns=_COLUMNS,
        rows=tuple(_cells(found) for found in concentration(load)),
        notes=(_NOTE, *(GROUP_NOTES[name] for name in load.groups)),
    )


def _cells(found: Concentration) -> tuple[Value, ...]:
    return (
        found.province,
        coded(found.kind, ITEM_KINDS),
        coded(found.count, GROUP_WORDS),
        coded(found.role, ROLE_WORDS),
        found.agencies,
        found.parts,
        "; ".join(found.top),
        _number(found.top_share),
        _number(found.herfindahl),
        None if found.normalised is None else _number(found.normalised),
        _number(1 / found.herfindahl),
    )


def _number(value: Fraction) -> float:
    return round(float(value), 4)
