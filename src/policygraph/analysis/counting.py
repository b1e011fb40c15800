"""From participations to figures: what counts where, once, and what of it is inferred.

``workload`` adds these figures up and ``why`` lists what is behind them; both start here, so that they agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from policygraph.analysis.cubes import counts
from policygraph.analysis.groups import GROUPS, Groups, groups_of, members_of, regrouped
from policygraph.analysis.participation import ITEM_CLASSES, Participation, agency_names, participations
from policygraph.analysis.periods import Unit
from policygraph.analysis.places import no_plan, place_called, places
from policygraph.analysis.spans import Amount, Placing, amounts
from policygraph.errors import BadQuery
from policygraph.query import Queryable

Role = Literal["lead", "coordinate"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted: kinds of items, one role or both, one province or all, which of the three counts.

    ``by`` is the period, None for no periods; ``placing`` where an item of several periods counts.
    """

    kinds: tuple[str, ...] = ("task",)
    role: Role | None = None
    jurisdiction: str | None = None
    groups: Groups = "as-one"
    by: Unit | None = None
    placing: Placing = "last"


@dataclass(frozen=True, slots=True)
class Counted:
    """A participation and how much of it counts in one period (None: it has no deadline with an end)."""

    part: Participation
    period: str | None
    amount: Amount


def check(question: Question) -> None:
    """Raises ``BadQuery``, with what is known, for what cannot be counted."""
    asked: list[tuple[object, Collection[object]]] = [(kind, tuple(ITEM_CLASSES)) for kind in question.kinds]
    asked += [
        (question.role, (None, *ROLES)),
        (question.by, (None, *get_args(Unit))),
        (question.groups, GROUPS),
        (question.placing, get_args(Placing)),
    ]
    for value, known in asked:
        if value not in known:
            listed = ", ".join(str(name) for name in known if name)
            raise BadQuery(f"{value!r} cannot be counted", hint=f"known are: {listed}")


def parts(store: Queryable, question: Question, agencies: Collection[str] | None = None) -> list[Participation]:
    """The participations that a question counts, of these agencies alone where they are given.

    Raises ``BadQuery`` for what cannot be counted and ``NothingMatched`` for a province without plans.
    """
    check(question)
    place = place_called(store, question.jurisdiction) if question.jurisdiction else None
    expanded = question.groups == "expanded"
    wider = None if agencies is None else {*agencies, *(groups_of(store, agencies) if expanded else ())}
    found = participations(store, question.kinds, agencies=wider, place=place)
    if place and not found and agencies is None:
        raise no_plan(store, question.jurisdiction or "")
    members = members_of(store, {part.agency for part in found if part.is_group}) if expanded else {}
    counted = regrouped(found, question.groups, members)
    return [p for p in counted if question.role in (None, p.role) and (agencies is None or p.agency in agencies)]


def placed(found: Iterable[Participation], by: Unit | None, placing: Placing) -> Iterator[Counted]:
    """Each participation in each period in which some of it counts; once and whole where no period is asked for."""
    for part in found:
        shares = amounts(part.deadlines, part.issued, by, placing) if by else {None: 1}
        for when, amount in shares.items():
            yield Counted(part, when, amount)


@dataclass(slots=True)
class Figure:
    """A sum over items: the whole, and what of it is inferred from membership of a group."""

    amount: Amount = 0
    inferred: Amount = 0


Key = tuple[object, ...]
Figures = dict[Key, dict[str, Figure]]


def added(counted: Iterable[Counted], fields: Collection[str]) -> Figures:
    """Figures by role for each value of these fields of a participation, and period; each item counts once."""
    items: dict[Key, dict[str, dict[str, Counted]]] = defaultdict(lambda: defaultdict(dict))
    for one in counted:
        key = (*(getattr(one.part, field) for field in fields), one.period)
        known = items[key][one.part.role].setdefault(one.part.item, one)
        if known.part.through and not one.part.through:
            items[key][one.part.role][one.part.item] = one
    return {key: {role: _figure(of_role.values()) for role, of_role in roles.items()} for key, roles in items.items()}


def _figure(counted: Iterable[Counted]) -> Figure:
    figure = Figure()
    for one in counted:
        figure.amount += one.amount
        figure.inferred += one.amount if one.part.through else 0
    return figure


def kept_figures(store: Queryable, question: Question) -> Figures:
    """The figures that ``added`` would give for the named count and groups as one, from the graph ``summary``.

    Keys are province, kind, agency, name, whether it is a group, and period (of the last day).
    Raises ``NothingMatched`` for a province without plans.
    """
    place = place_called(store, question.jurisdiction) if question.jurisdiction else None
    cube = f"workload-by-{question.by}" if question.by else "workload"
    found = counts(store, cube, question.kinds, place=place)
    if place and not found:
        raise no_plan(store, question.jurisdiction or "")
    known, names = places(store), agency_names(store, {one.agency for one in found} if place else None)
    figures: Figures = defaultdict(dict)
    for one in found:
        name, is_group = names.get(one.agency, (one.agency, False))
        if question.role in (None, one.role) and not (is_group and question.groups == "named"):
            province = known[one.place].label if one.place in known else ""
            figures[province, one.kind, one.agency, name, is_group, one.period][one.role] = Figure(one.count)
    return figures
