"""Which items of a national decision, or of the most complete plan, each province's plan covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygraph import resources
from policygraph.analysis.compare import SIDE_COLUMNS, matches, scorer_of, side_cells
from policygraph.analysis.compare_items import PlanItem
from policygraph.analysis.compare_pairs import Match
from policygraph.analysis.compare_score import Scorer, threshold
from policygraph.analysis.compare_sides import KINDS, Side, check_kinds, distinct_sides, implementing, sides_of
from policygraph.analysis.compare_told import told
from policygraph.analysis.lookup import find
from policygraph.errors import BadQuery, NothingMatched
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value
from policygraph.query.results import in_words
from policygraph.query.words import SEPARATOR, coded, path_cell

STATES = {
    "covered": Label("có", "covered"),
    "partly": Label("một phần", "partly"),
    "not": Label("không", "not"),
}
_MARKS = {"covered": "●", "partly": "◐", "not": "–"}
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("plan", "string", Label("Kế hoạch", "Plan")),
    ("state", "code", Label("Mức độ", "Covered")),
    ("share", "number", Label("Phần lời văn", "Share of the words")),
    ("score", "number", Label("Điểm", "Score")),
    ("reasons", "string", Label("Vì sao", "Why")),
    *(
        (f"{name}_item", kind, Label(f"{label.vi} (cần có)", f"{label.en} (to cover)"))
        for name, kind, label in SIDE_COLUMNS
    ),
    *(
        (f"{name}_plan", kind, Label(f"{label.vi} (kế hoạch)", f"{label.en} (plan)"))
        for name, kind, label in SIDE_COLUMNS
    ),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How one plan covers one item: ``state`` is a code of ``STATES``, ``share`` the part (0 to 1) of the item's
    words that the items in ``by`` hold together; ``by`` is empty where nothing covers it."""

    item: PlanItem
    plan: str
    state: str
    share: float
    by: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The items of ``reference`` × ``plans``; ``cells`` in the order of its items, then of the plans.

    ``is_decision``: the reference is the decision that was asked about; else it is the most complete plan.
    """

    reference: Side
    plans: tuple[Side, ...]
    is_decision: bool
    cells: tuple[Cell, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """By plan, how many items are covered, partly or not."""
        counted = Counter((cell.plan, cell.state) for cell in self.cells)
        return {plan.name: {state: counted[plan.name, state] for state in STATES} for plan in self.plans}

    def to_table(self) -> ResultTable:
        """One row for each item, plan and item that covers it, with the sentences on both sides."""
        labels = {iri: label for side in (self.reference, *self.plans) for iri, label in side.labels.items()}
        return ResultTable.of(
            title=self._title(),
            columns=_COLUMNS,
            rows=tuple(row for cell in self.cells for row in _rows(cell, labels)),
            notes=self._notes(),
        )

    def to_matrix(self) -> ResultTable:
        """One row an item, one column a plan: how far it is covered, and by which of its items."""
        columns: tuple[tuple[str, Kind, Label], ...] = (
            ("path", "path", Label("Mục", "Place")),
            ("description", "string", Label("Nội dung", "What")),
            *((plan.name, "string", Label(plan.name, plan.name)) for plan in self.plans),
        )
        width = len(self.plans)
        lines = [self.cells[start : start + width] for start in range(0, len(self.cells), width)]
        return ResultTable.of(
            title=self._title(),
            columns=columns,
            rows=tuple((path_cell(line[0].item.path), line[0].item.description, *map(_mark, line)) for line in lines),
            notes=(Label("● có, ◐ một phần, – không", "● covered, ◐ partly, – not"), *self._notes()),
        )

    def to_counts(self) -> ResultTable:
        """One row a plan: how many items it covers, partly or not."""
        counted = self.counts()
        return ResultTable(
            title=Label("Số mục được triển khai", "Items covered"),
            columns=("plan", *STATES),
            rows=tuple((plan, *states.values()) for plan, states in counted.items()),
            labels=(Label("Kế hoạch", "Plan"), *STATES.values()),
            kinds=("string", "integer", "integer", "integer"),
        )

    def _title(self) -> Label:
        name = self.reference.name
        return Label(f"Mức độ triển khai: {name}", f"Coverage: {name}")

    def _notes(self) -> tuple[Label, ...]:
        full = float(resources.rules("compare")["full"])
        state = Label(
            f"Có: mục tương ứng cùng đối tượng và nói ít nhất {full:.0%} lời văn, hoặc cùng một đề án, quy chế…; "
            "ít hơn: một phần.",
            f"Covered: the counterparts are about the same thing and hold at least {full:.0%} of the item's words, "
            "or are about the same instrument; less is partly.",
        )
        if self.is_decision:
            return (state,)
        chosen = Label(
            "Trong đồ thị không có các mục của văn bản gốc: so với kế hoạch nhiều mục nhất.",
            "The graph holds no items of a decision: the plan with the most items stands in for it.",
        )
        return state, chosen

    def _repr_html_(self) -> str:
        return self.to_matrix()._repr_html_()


def coverage(
    store: Queryable,
    *plans: str,
    of: str | None = None,
    kinds: Sequence[str] = KINDS,
    least: float | None = None,
) -> Coverage:
    """How far each plan covers the items of ``of``, or of the most complete plan.

    ``plans`` are documents or provinces as in ``compare``; without them, the plans that carry out ``of``. ``of`` is
    a document; where the graph has no items of it, or without it, the plan with the most items is the reference
    and no column. Raises ``BadQuery`` and ``NothingMatched`` as ``compare`` does.
    """
    check_kinds(kinds)
    sides = distinct_sides(store, plans or _plans_of(store, of), kinds)
    decision = _decision(store, of, kinds)
    reference = decision or min(sides, key=lambda side: (-len(side.items), side.name))
    others = [side for side in sides if side.documents != reference.documents]
    if not others:
        raise BadQuery("a comparison needs two plans", hint="name two documents or provinces, or more")
    scorer = scorer_of(store, [reference, *others])
    at_least = threshold(least)
    found = {side.name: _by_item(matches(scorer, reference, side, at_least)) for side in others}
    cells = (_cell(item, side, found[side.name], scorer) for item in reference.items for side in others)
    return Coverage(reference, tuple(others), decision is not None, tuple(cells))


def _plans_of(store: Queryable, of: str | None) -> list[str]:
    """The plans that carry out a document and that were read."""
    if of is None:
        raise BadQuery("a comparison needs two plans", hint="name two documents or provinces, or more")
    target = find(store, of, ("document",))
    found = implementing(store, target.iri)
    if not found:
        raise NothingMatched(f"nothing in the graph carries out {target.label}", hint="try policygraph depends")
    return found


def _decision(store: Queryable, of: str | None, kinds: Sequence[str]) -> Side | None:
    """The document asked about, where its own items are in the graph."""
    if of is None:
        return None
    target = find(store, of, ("document",))
    try:
        return sides_of(store, [target.iri], kinds)[0]
    except NothingMatched:
        return None


def _by_item(found: list[Match]) -> dict[str, list[Match]]:
    by: dict[str, list[Match]] = {}
    for match in found:
        by.setdefault(match.one.iri, []).append(match)
    return by


def _cell(item: PlanItem, plan: Side, by: dict[str, list[Match]], scorer: Scorer) -> Cell:
    found = tuple(sorted(by.get(item.iri, []), key=lambda match: (-match.score.value, match.other.place)))
    share = scorer.covered(item, (match.other for match in found))
    return Cell(item, plan.name, _state(item, found, share), share, found)


def _state(item: PlanItem, found: Sequence[Match], share: float) -> str:
    if not found:
        return "not"
    ideas = {iri for iri, _ in item.instruments}
    same = any(iri in ideas for match in found if not match.shared for iri, _ in match.other.instruments)
    about = any(part.name == "object" and part.value for match in found for part in match.score.parts)
    about = about and any(match.sure for match in found)
    return "covered" if same or (about and share >= float(resources.rules("compare")["full"])) else "partly"


def _rows(cell: Cell, labels: dict[str, str]) -> Iterator[tuple[Value, ...]]:
    head = (cell.plan, coded(cell.state, STATES), round(cell.share, 4))
    for match in cell.by:
        why = (round(match.score.value, 4), told(match.score, match.contrast))
        yield *head, *why, *side_cells(cell.item, labels), *side_cells(match.other, labels)
    if not cell.by:
        yield *head, None, None, *side_cells(cell.item, labels), *side_cells(None, labels)


def _mark(cell: Cell) -> Coded:
    """The mark of a state and the places of what covers the item."""
    paths = [path_cell(match.other.path) for match in cell.by]
    code, vi, en = (
        " ".join(
            [_MARKS[cell.state], SEPARATOR.join(str(in_words(path, lang)) if lang else str(path) for path in paths)]
        )
        for lang in ("", "vi", "en")
    )
    return Coded(code.strip(), Label(vi.strip(), en.strip()))
