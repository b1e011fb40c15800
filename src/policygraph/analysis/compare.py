"""Plans of different provinces side by side: what both ask for, who leads it and by when, what only one has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policygraph.analysis.compare_contrast import Contrast
from policygraph.analysis.compare_items import PlanItem, titles
from policygraph.analysis.compare_pairs import Match, align
from policygraph.analysis.compare_score import Score, Scorer, days_between, last_day, scores, threshold
from policygraph.analysis.compare_sides import KINDS, Side, distinct_sides, sides_of
from policygraph.analysis.compare_told import told
from policygraph.analysis.compare_verdicts import SAMENESS, VERDICTS, deadline_sameness, lead_sameness, verdict
from policygraph.errors import BadQuery
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, SEPARATOR, coded, path_cell

SIDE_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("document", "string", Label("Văn bản", "Document")),
    ("kind", "code", Label("Loại mục", "Kind")),
    ("path", "path", Label("Mục", "Place")),
    ("description", "string", Label("Nội dung", "What")),
    ("lead", "list", Label("Chủ trì", "Lead")),
    ("deadline", "list", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("latest", "date", Label("Ngày cuối", "Last day")),
    ("quote", "string", Label("Câu chữ", "Words")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("iri", "iri", Label("IRI", "IRI")),
)
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("verdict", "code", Label("Kết quả", "Verdict")),
    ("a", "string", Label("A", "A")),
    ("b", "string", Label("B", "B")),
    ("score", "number", Label("Điểm", "Score")),
    ("shared", "boolean", Label("Ghép nhiều", "One of several")),
    ("lead_sameness", "code", Label("Chủ trì A, B", "Leads compared")),
    ("deadline_sameness", "code", Label("Thời hạn A, B", "Deadlines compared")),
    ("days", "integer", Label("B sau A (ngày)", "B after A (days)")),
    ("reasons", "string", Label("Vì sao", "Why")),
    *((f"{name}_a", kind, Label(f"{label.vi} (A)", f"{label.en} (A)")) for name, kind, label in SIDE_COLUMNS),
    *((f"{name}_b", kind, Label(f"{label.vi} (B)", f"{label.en} (B)")) for name, kind, label in SIDE_COLUMNS),
)
_IN_NOTEBOOKS = (
    "verdict",
    *(f"{name}_{side}" for side in "ab" for name in ("path", "description", "lead", "deadline")),
    "days",
    "score",
)
_SHARED = Label(
    "Ghép nhiều: một trong hai mục còn có mục giống nó hơn; mục ấy vì thế có ở nhiều dòng.",
    "One of several: one of the two has a better counterpart, so that it stands in several rows.",
)
_SIMILAR = Label(
    "Gần giống: điểm thấp, hoặc sau cùng một từ mỗi bên nêu một đối tượng khác; có thể là một việc, có thể không. "
    "Các cột sau vẫn so chủ trì và thời hạn.",
    "Similar: the score is low, or behind the same word each names another thing; they may be one task or not. "
    "Later columns still compare their leads and deadlines.",
)
_TOLD = Label(
    "Chỉ điều cả hai đều nêu mới có thể khác nhau: mục không ghi chủ trì hay thời hạn không trái với mục có ghi.",
    "Only what both tell can differ: an item without a lead or deadline does not contradict one that has it.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the reference (``a``), of another plan (``b``), or the two that say the same.

    ``verdict`` is a code of ``VERDICTS``; ``one`` or ``other`` is None where only the other plan has it, and then
    ``score`` is None. ``shared``: one of the two has a better counterpart, in another row. ``days`` lie from the
    last day in ``a`` to that in ``b``. ``contrast``: what the one names and what the other names in its place.
    """

    verdict: str
    a: str
    b: str
    one: PlanItem | None
    other: PlanItem | None
    score: Score | None = None
    shared: bool = False
    lead: str | None = None
    deadline: str | None = None
    days: int | None = None
    contrast: Contrast | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first side with each other one; the rows in their order, within each in the order of the first plan.

    ``kinds`` are the kinds of items that were compared, ``least`` the score from which items were matched.
    """

    sides: tuple[Side, ...]
    kinds: tuple[str, ...]
    least: float
    rows: tuple[Row, ...]

    def of_verdict(self, code: str) -> Comparison:
        """The rows of one verdict alone."""
        return replace(self, rows=tuple(row for row in self.rows if row.verdict == code))

    def by_plan(self) -> list[Comparison]:
        """One comparison for each plan beside the first, in their order."""
        first, *others = self.sides
        return [
            replace(self, sides=(first, side), rows=tuple(row for row in self.rows if row.b == side.name))
            for side in others
        ]

    def counts(self) -> dict[str, int]:
        """How many rows each verdict has; shared ones count as well.

        Of more than two plans an item of the first has rows beside each other one: ``by_plan`` counts them apart.
        """
        counted = Counter(row.verdict for row in self.rows)
        return {code: counted[code] for code in VERDICTS}

    def to_table(self) -> ResultTable:
        """All rows as one table."""
        labels = {iri: label for side in self.sides for iri, label in side.labels.items()}
        names = " – ".join(side.name for side in self.sides)
        return ResultTable.of(
            title=Label(f"So sánh: {names}", f"Comparison: {names}"),
            columns=_COLUMNS,
            rows=tuple(_cells(row, labels) for row in self.rows),
            notes=(self._compared(), _SIMILAR, _TOLD, _SHARED),
        )

    def to_counts(self) -> ResultTable:
        """How many rows of each verdict, for each plan beside the first."""
        columns: tuple[tuple[str, Kind, Label], ...] = (
            ("a", "string", Label("A", "A")),
            ("b", "string", Label("B", "B")),
            *((code, "integer", label) for code, label in VERDICTS.items()),
        )
        return ResultTable.of(
            title=Label("Số dòng theo kết quả", "Rows by verdict"),
            columns=columns,
            rows=tuple(part._line() for part in self.by_plan()),
        )

    def _line(self) -> tuple[Value, ...]:
        return (*(side.name for side in self.sides), *self.counts().values())

    def _compared(self) -> Label:
        vi = ", ".join(ITEM_KINDS[kind].vi for kind in self.kinds)
        en = ", ".join(ITEM_KINDS[kind].en for kind in self.kinds)
        return Label(
            f"Các mục được so sánh: {vi}. Ghép thành cặp khi điểm từ {self.least:.2f}.",
            f"Compared: {en}. Paired from a score of {self.least:.2f}.",
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: what differs, without the offsets."""
        table = self.to_table()
        names = ("b", *_IN_NOTEBOOKS) if len(self.sides) > 2 else _IN_NOTEBOOKS
        kept = [table.columns.index(name) for name in names]
        shown = replace(
            table,
            columns=tuple(table.columns[i] for i in kept),
            rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
            labels=tuple(table.labels[i] for i in kept),
            kinds=tuple(table.kinds[i] for i in kept),
        )
        return shown._repr_html_()


def compare(
    store: Queryable, *plans: str, kinds: Sequence[str] = KINDS, tolerance: int = 0, least: float | None = None
) -> Comparison:
    """Each plan beside the first, item by item.

    ``plans`` are numbers, names or IRIs of documents, or provinces, whose plans are then taken together; ``kinds``
    as in ``workload``; last days at most ``tolerance`` days apart are the same; ``least`` is the score from which
    two items are one (0 to 1), by default the one calibrated by hand.
    A plan that is named again among those beside the first is laid beside it once. Raises ``BadQuery`` for fewer
    than two plans and what names several things, ``NothingMatched`` for what names nothing and for a plan without
    such items.
    """
    if len(plans) < 2:
        raise BadQuery("a comparison needs two plans", hint="name two documents or provinces, or more")
    sides = [*sides_of(store, plans[:1], kinds), *distinct_sides(store, plans[1:], kinds)]
    at_least = threshold(least)
    scorer = scorer_of(store, sides)
    rows = [row for side in sides[1:] for row in _rows(sides[0], side, scorer, at_least, tolerance)]
    return Comparison(tuple(sides), tuple(kinds), at_least, tuple(rows))


def scorer_of(store: Queryable, sides: Sequence[Side]) -> Scorer:
    """What scores the items of these sides: terms weigh by how rare they are among all of them."""
    documents = [document for side in sides for document in side.documents]
    return Scorer((item for side in sides for item in side.items), titles(store, documents))


def matches(scorer: Scorer, first: Side, second: Side, least: float) -> list[Match]:
    """The matches of two sides."""
    found = align(first.items, second.items, scores(scorer, first.items, second.items, least), least)
    return [replace(match, contrast=scorer.contrast(match.one, match.other)) for match in found]


def _rows(first: Side, second: Side, scorer: Scorer, least: float, tolerance: int) -> Iterator[Row]:
    """Matched items and what only the first has, in the order of the first; then what only the second has."""
    found = matches(scorer, first, second, least)
    of_item: dict[str, list[Match]] = {}
    for match in found:
        of_item.setdefault(match.one.iri, []).append(match)
    for item in first.items:
        if item.iri not in of_item:
            yield Row("only-a", first.name, second.name, item, None)
        for match in of_item.get(item.iri, []):
            yield _matched(first, second, match, tolerance)
    matched = {match.other.iri for match in found}
    for item in second.items:
        if item.iri not in matched:
            yield Row("only-b", first.name, second.name, None, item)


def _matched(first: Side, second: Side, match: Match, tolerance: int) -> Row:
    one, other = match.one, match.other
    lead, deadline = lead_sameness(one, other), deadline_sameness(one, other, tolerance)
    found = verdict(one, other, tolerance, sure=match.sure)
    days = days_between(one, other)
    return Row(
        found, first.name, second.name, one, other, match.score, match.shared, lead, deadline, days, match.contrast
    )


def _cells(row: Row, labels: dict[str, str]) -> tuple[Value, ...]:
    score = round(row.score.value, 4) if row.score else None
    return (
        coded(row.verdict, VERDICTS),
        row.a,
        row.b,
        score,
        row.shared,
        coded(row.lead, SAMENESS),
        coded(row.deadline, SAMENESS),
        row.days,
        told(row.score, row.contrast) if row.score else None,
        *side_cells(row.one, labels),
        *side_cells(row.other, labels),
    )


def side_cells(item: PlanItem | None, labels: dict[str, str]) -> tuple[Value, ...]:
    """The cells that tell of one item and lead to its sentence; empty ones for none."""
    if item is None:
        return (None,) * len(SIDE_COLUMNS)
    last = last_day(item)
    return (
        labels[item.document],
        coded(item.kind, ITEM_KINDS),
        path_cell(item.path),
        item.description,
        SEPARATOR.join(item.leads) or None,
        SEPARATOR.join(due.words for due in item.deadlines) or None,
        last.isoformat() if last else None,
        *((item.quote, item.start, item.end, item.rule, item.confidence) if item.quote else (None,) * 5),
        item.iri,
    )
