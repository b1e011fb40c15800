"""What two matched items differ in: who leads, and by when."""

from __future__ import annotations

from policygraph.analysis.compare_items import PlanItem
from policygraph.analysis.compare_score import days_between
from policygraph.query import Label

VERDICTS = {
    "same": Label("giống nhau", "same"),
    "lead-differs": Label("khác chủ trì", "differs in lead"),
    "deadline-differs": Label("khác thời hạn", "differs in deadline"),
    "both-differ": Label("khác chủ trì và thời hạn", "differs in lead and deadline"),
    "similar": Label("gần giống", "similar"),
    "only-a": Label("chỉ có ở A", "only in A"),
    "only-b": Label("chỉ có ở B", "only in B"),
}
SAMENESS = {
    "same": Label("như nhau", "the same"),
    "overlap": Label("trùng một phần", "partly the same"),
    "differs": Label("khác nhau", "differs"),
    "only-a": Label("chỉ A nêu", "only A tells"),
    "only-b": Label("chỉ B nêu", "only B tells"),
    "none": Label("không nêu", "neither tells"),
}


def verdict(one: PlanItem, other: PlanItem, tolerance: int = 0, *, sure: bool = True) -> str:
    """A code of ``VERDICTS`` for two matched items; last days at most ``tolerance`` days apart are the same.

    Only what both tell can differ: a key task without a deadline does not contradict a task with one. Where it is
    not ``sure`` that the two are one thing, they are similar, and nothing is said of what differs.
    """
    if not sure:
        return "similar"
    lead = lead_sameness(one, other) == "differs"
    deadline = deadline_sameness(one, other, tolerance) == "differs"
    if lead and deadline:
        return "both-differ"
    return "lead-differs" if lead else "deadline-differs" if deadline else "same"


def lead_sameness(one: PlanItem, other: PlanItem) -> str:
    """A code of ``SAMENESS`` for who leads; agencies of two provinces are the same where their names are."""
    if (lone := _lone(bool(one.leads), bool(other.leads))) is not None:
        return lone
    first, second = set(one.leads), set(other.leads)
    return "same" if first == second else "overlap" if first & second else "differs"


def deadline_sameness(one: PlanItem, other: PlanItem, tolerance: int) -> str:
    """A code of ``SAMENESS`` for the last day; one that recurs and one that does not differ."""
    if (lone := _lone(bool(one.deadlines), bool(other.deadlines))) is not None:
        return lone
    days = days_between(one, other)
    if days is None:
        return "same" if _recurrences(one) == _recurrences(other) else "differs"
    return "same" if abs(days) <= tolerance else "differs"


def _lone(one: bool, other: bool) -> str | None:
    """The code where at most one of the two tells anything."""
    if one and other:
        return None
    return "only-a" if one else "only-b" if other else "none"


def _recurrences(item: PlanItem) -> list[tuple[str, int, int]]:
    return sorted({due.recurs for due in item.deadlines if due.recurs})
