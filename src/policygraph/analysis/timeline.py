"""What falls due when: the deadlines of tasks, objectives and reports in the order of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from policygraph.analysis.groups import groups_of
from policygraph.analysis.lookup import agencies_called, find
from policygraph.analysis.participation import ITEM_CLASSES, PREDICATES
from policygraph.analysis.periods import Unit, period
from policygraph.analysis.recurrence import rule_of
from policygraph.analysis.timeline_reading import Due, deadlines
from policygraph.errors import BadQuery
from policygraph.grammar.folding import fold
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, RECURRENCES, coded, path_cell

Per = Literal["agency", "province", "document"]
KINDS: Final = ("task", "key-task", "objective", "report")
NOBODY: Final = Label("Không nêu cơ quan", "No agency named")

_COLUMNS: Final[tuple[tuple[str, Kind, Label], ...]] = (
    ("group", "string", Label("Nhóm", "Group")),
    ("period", "code", Label("Kỳ hạn", "Period")),
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("kind", "code", Label("Loại", "Kind")),
    ("description", "string", Label("Nội dung", "What")),
    ("lead", "list", Label("Chủ trì", "Leads")),
    ("coordinate", "list", Label("Phối hợp", "Coordinate")),
    ("deadline", "string", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("first", "date", Label("Ngày đầu", "First day")),
    ("last", "date", Label("Ngày cuối", "Last day")),
    ("every", "code", Label("Định kỳ", "Every")),
    ("next", "date", Label("Đến hạn lần đầu", "First due")),
    ("quote", "string", Label("Câu chữ", "Words")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("through", "boolean", Label("Qua nhóm cơ quan (suy ra)", "Through a group (inferred)")),
    ("item", "iri", Label("IRI", "IRI")),
)
_INTEGER: Final[Kind] = "integer"
_PERIODS: Final = Label(
    "Kỳ hạn là kỳ chứa ngày cuối của thời hạn, hoặc ngày đầu khi không có ngày cuối; việc định kỳ không thuộc một kỳ "
    "nào: cột “Đến hạn lần đầu” tính từ ngày ban hành văn bản.",
    "A period holds the last day of a deadline, or its first where there is no last; what recurs is of no one period: "
    "“First due” counts from the day the document was issued.",
)
_TOLD: Final = Label("Mục không có thời hạn không ở trong bảng này.", "Items without a deadline are not in this table.")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Deadlines in the order of time, those without a day last. ``about`` says of what they are ("" for everything).

    ``groups`` are the IRIs of groups of agencies through which something is of the agency asked for.
    """

    about: str
    by: Unit
    per: Per | None
    rows: tuple[Due, ...]
    groups: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()

    def sections(self) -> list[tuple[Label, tuple[Due, ...]]]:
        """The rows by lead agency, province or document, as ``per`` says; under each lead where there are several."""
        found: dict[Label, list[Due]] = {}
        for due in self.rows:
            for name in self._heads(due):
                found.setdefault(name, []).append(due)
        last = [NOBODY] if NOBODY in found else []
        ordered = sorted((name for name in found if name != NOBODY), key=lambda name: (fold(name.vi), name.vi))
        return [(name, tuple(found[name])) for name in (*ordered, *last)]

    def to_table(self) -> ResultTable:
        """One row a deadline, or under ``per`` one in each section."""
        shown = [column for column in _COLUMNS if self._shows(column[0])]
        cells = (self._cells(head, due) for head, rows in self.sections() for due in rows)
        rows = tuple(tuple(known[name] for name, _, _ in shown) for known in cells)
        return ResultTable.of(self.title(), shown, rows, (_PERIODS, _TOLD))

    def counts(self) -> ResultTable:
        """How many deadlines of each kind end in each period."""
        kinds = [kind for kind in ITEM_KINDS if any(due.kind == kind for due in self.rows)]
        counted = Counter((period_of(due, self.by), due.kind) for due in self.rows)
        periods = dict.fromkeys(period_of(due, self.by) for due in self.rows)
        return ResultTable(
            title=Label("Số thời hạn theo kỳ", "Deadlines by period"),
            columns=("period", *kinds),
            rows=tuple((period_cell(when), *(counted[when, kind] for kind in kinds)) for when in periods),
            labels=(Label("Kỳ hạn", "Period"), *(ITEM_KINDS[kind] for kind in kinds)),
            kinds=("code", *(_INTEGER for _ in kinds)),
        )

    def title(self) -> Label:
        """What it is a timeline of."""
        return Label(*(f"{words}: {self.about}" if self.about else words for words in ("Lịch thời hạn", "Timeline")))

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _shows(self, column: str) -> bool:
        return {"group": self.per is not None, "through": bool(self.groups)}.get(column, True)

    def _heads(self, due: Due) -> list[Label]:
        match self.per:
            case "agency":
                leads = [Label(part.label, part.label) for part in due.parts if part.role == "lead"]
                return list(dict.fromkeys(leads)) or [NOBODY]
            case "province":
                return [Label(due.province, due.province)]
            case "document":
                return [Label(due.document, due.document)]
            case _:
                return [self.title()]

    def _cells(self, head: Label, due: Due) -> dict[str, Value]:
        quote, recurs = due.quote, due.recurs
        following = first_due(due)
        return {
            "group": Coded(head.vi, head),
            "period": period_cell(period_of(due, self.by)),
            "province": due.province,
            "document": due.document,
            "path": path_cell(due.path),
            "kind": coded(due.kind, ITEM_KINDS),
            "description": due.description,
            "lead": "; ".join(due.names("lead")) or None,
            "coordinate": "; ".join(due.names("coordinate")) or None,
            "deadline": due.words,
            "first": due.first,
            "last": due.last,
            "every": coded(recurs.every, RECURRENCES) if recurs else None,
            "next": following.isoformat() if following else None,
            "quote": quote.text if quote else None,
            "start": quote.start if quote else None,
            "end": quote.end if quote else None,
            "rule": quote.rule if quote else None,
            "confidence": quote.confidence if quote else None,
            "through": self.is_through_group(due),
            "item": due.item,
        }

    def is_through_group(self, due: Due) -> bool:
        """Whether the agency asked for has a part only as a member of a group."""
        agencies = {part.agency for part in due.parts}
        return bool(agencies & self.groups) and not agencies & self.members


def timeline(
    store: Queryable,
    *,
    by: Unit = "quarter",
    per: Per | None = None,
    agency: str | None = None,
    role: str | None = None,
    groups: bool = False,
    province: str | None = None,
    document: str | None = None,
    kinds: Sequence[str] = KINDS,
) -> Timeline:
    """The deadlines of what an agency leads or coordinates, of a province's plans or of one document; all without.

    ``agency`` is every agency of that name, unless ``province`` says whose; with ``groups`` also what is given to the
    groups that it is a member of. Names go without accents too. Raises ``BadQuery`` and ``NothingMatched``.
    """
    _check(kinds, role, by, per)
    place = find(store, province, ("jurisdiction",)) if province else None
    plan = find(store, document, ("document",)) if document else None
    called = agencies_called(store, agency) if agency else []
    members = frozenset(entity.iri for entity in called if place is None or entity.place == place.label)
    if called and not members:  # known, but elsewhere: nothing of it is due here
        return Timeline(_about(agency, place, plan), by, per, ())
    through = frozenset(groups_of(store, members)) if groups else frozenset()
    found = deadlines(
        store,
        kinds,
        agencies=sorted(members | through),
        roles=[role] if role else tuple(PREDICATES),
        province=place.iri if place else None,
        document=plan.iri if plan else None,
    )
    own = [entity for entity in called if entity.iri in members]
    return Timeline(
        _about(own[0] if len(own) == 1 else agency, place, plan),
        by,
        per,
        tuple(sorted(found, key=_order)),
        through,
        members,
    )


def period_of(due: Due, unit: Unit) -> str | None:
    """The period of a deadline's last day, else of its first; None for what recurs and what has no day."""
    return None if due.recurs else period(due.last or due.first, unit)


def first_due(due: Due) -> date | None:
    """The first day on which something recurring is due; None where it does not recur, or nothing says from when."""
    since = due.first or due.issued
    if due.recurs is None or since is None or len(since) < len("2013-10-03"):
        return None
    return next(rule_of(due.recurs).days_from(date.fromisoformat(since)), None)


def has_day(due: Due) -> bool:
    """Whether a deadline can be placed in time at all."""
    return first_due(due) is not None if due.recurs else bool(due.first or due.last)


def period_cell(when: str | None) -> Value:
    """A period as people write it.

    >>> period_cell("2013-Q4").words.vi, period_cell("2013-10").words.vi, period_cell("2013").words.en
    ('Quý IV/2013', 'Tháng 10/2013', '2013')
    """
    if when is None:
        return None
    year, _, part = when.partition("-")
    if part.startswith("Q"):
        return Coded(when, Label(f"Quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]}/{year}", f"Q{part[1]} {year}"))
    return Coded(when, Label(f"Tháng {part}/{year}", f"{part}/{year}") if part else Label(f"Năm {year}", year))


def _about(*parts: object) -> str:
    """What was asked for, in words; "Sở Nội vụ (Bến Tre)" has said already whose it is."""
    words: list[str] = []
    for part in parts:
        label = str(getattr(part, "label", part or ""))
        if label and not any(label in word for word in words):
            words.append(label)
    return ", ".join(words)


def _order(due: Due) -> tuple[object, ...]:
    day = (due.last or due.first or "~") if due.recurs is None else "~"
    return (day, due.first or "", due.province, due.document, due.order, due.iri)


def _check(kinds: Sequence[str], role: str | None, by: str, per: str | None) -> None:
    for value, known in [(kind, tuple(ITEM_CLASSES)) for kind in kinds] + [
        (role, (None, *PREDICATES)),
        (by, get_args(Unit)),
        (per, (None, *get_args(Per))),
    ]:
        if value not in known:
            listed = ", ".join(str(name) for name in known if name)
            raise BadQuery(f"{value!r} is no part of a timeline", hint=f"known are: {listed}")
