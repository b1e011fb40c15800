"""In which order the tasks of a plan, or those around an instrument, can be done, and what is critical.

The order comes from the precedence in the inferred graph; between tasks that nothing orders, the earlier
deadline goes first, then the place in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.analysis import edges
from policygraph.analysis.explaining import name, rule_words, sentences
from policygraph.analysis.fetching import term_batches
from policygraph.analysis.lookup import Entity, find
from policygraph.analysis.neighbourhood import Neighbourhood
from policygraph.analysis.nodes import Node
from policygraph.analysis.reasons import Reason, Walk
from policygraph.analysis.targets import instances
from policygraph.analysis.telling import EVIDENCE, evidence_of, told
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value, select_rows
from policygraph.query.words import SEPARATOR, path_cell, relation_words

if TYPE_CHECKING:
    pass

KINDS = ("task", "key-task")
_NEVER = "9999-12-31"

_DEADLINES = """
SELECT DISTINCT ?item ?words ?latest WHERE {
  VALUES ?item { %s }
  ?item pg:hasDeadline ?deadline . ?deadline pg:words ?words
  OPTIONAL { ?deadline pg:latest ?latest }
}"""

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("position", "integer", Label("Thứ tự", "Order")),
    ("level", "integer", Label("Đợt", "Round")),
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("description", "string", Label("Nội dung", "Task")),
    ("deadline", "list", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("latest", "date", Label("Ngày cuối", "Last day")),
    ("slack", "integer", Label("Dư (ngày)", "Slack (days)")),
    ("critical", "boolean", Label("Chuỗi tới hạn", "On the critical chain")),
    ("after", "list", Label("Sau các mục", "After")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("inferred", "boolean", Label("Suy ra", "Inferred")),
    *EVIDENCE[:4],
    ("reasons", "string", Label("Lý do", "Reasons")),
    ("iri", "iri", Label("IRI", "IRI")),
)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One task in its place. ``level`` is the round: 1 waits for nothing, 2 for tasks of round 1 …

    ``latest`` is the last day of its deadlines, an ISO date or None; ``slack`` the days from that day to the
    earliest last day of all tasks that come after it, negative where one of them is due before; None where
    nothing dated comes after. ``after`` are the reasons for which it waits; ``evidence`` is where it is set out.
    """

    node: Node
    level: int
    words: tuple[str, ...]
    latest: str | None
    slack: int | None
    critical: bool
    after: tuple[Reason, ...]
    evidence: Reason | None


@dataclass(frozen=True, slots=True)
class Order:
    """The tasks in an order in which they can be done.

    ``cycles`` are the IRIs of the tasks of each circle; ``impossible`` are the pairs whose first is due after its
    second; ``chain`` is the critical chain: of all chains of precedence the one with the most days from the first
    deadline to the last, then with the most tasks.
    """

    target: Entity
    rows: tuple[Ordered, ...]
    cycles: tuple[tuple[str, ...], ...]
    impossible: tuple[Reason, ...]
    chain: tuple[str, ...]
    known: dict[str, Node]
    relations: dict[str, Label]

    def explain(self, row: Ordered) -> Label:
        """Why a task comes after others, one sentence a reason; that nothing holds it where nothing does."""
        if not row.after:
            vi, en = (name(row.node, self.known, lang) for lang in ("vi", "en"))
            return Label(f"{vi} không phải chờ mục nào.", f"{en} waits for nothing.")
        return sentences([reason.edge for reason in row.after], self.known, self.relations)

    def to_table(self, *, critical: bool = False) -> ResultTable:
        """One row a task; with ``critical`` those of the critical chain alone."""
        rows = [(position, row) for position, row in enumerate(self.rows, start=1) if row.critical or not critical]
        return ResultTable.of(
            title=Label(f"Thứ tự thực hiện: {self.target.label}", f"Order: {self.target.label}"),
            columns=_COLUMNS,
            rows=tuple(self._cells(position, row) for position, row in rows),
            notes=tuple(self._notes()),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _notes(self) -> list[Label]:
        due = {row.node.iri: row.latest for row in self.rows}
        told = [
            Label(f"Vòng thứ tự: {self._circle(cycle, 'vi')}", f"A circle of precedence: {self._circle(cycle, 'en')}")
            for cycle in self.cycles
        ]
        for reason in self.impossible:
            later, earlier = reason.subject, reason.object
            days = f"{due[earlier.iri]} > {due[later.iri]}"
            vi, en = (f"{name(earlier, self.known, lang)} – {name(later, self.known, lang)}" for lang in ("vi", "en"))
            told.append(
                Label(f"Mục trước đến hạn sau mục sau ({days}): {vi}", f"Due after what waits for it ({days}): {en}")
            )
        return told

    def _circle(self, cycle: tuple[str, ...], lang: str) -> str:
        return " → ".join(name(self.known[iri], self.known, lang) for iri in (*cycle, cycle[0]))

    def _cells(self, position: int, row: Ordered) -> tuple[Value, ...]:
        node = row.node
        document = self.known[node.document].label if node.document in self.known else None
        rules = sorted({reason.edge.rule for reason in row.after if reason.edge.rule})
        place = evidence_of(row.evidence.edge, self.known)[:4] if row.evidence else (None,) * 4
        why = self.explain(row)
        return (
            position,
            row.level,
            node.province or None,
            document,
            path_cell(node.path) or None,
            node.description,
            SEPARATOR.join(row.words) or None,
            row.latest,
            row.slack,
            row.critical,
            _listed([reason.object.path for reason in row.after]),
            _rules(rules),
            bool(row.after),
            *place,
            Coded(why.en, why),
            node.iri,
        )


def order(store: Queryable, target: str) -> Order:
    """The tasks and key tasks of a plan, or of all plans around an instrument, in an order that can be done.

    Raises ``NothingMatched`` or ``BadQuery``.
    """
    entity = find(store, target, ("concept", "instrument", "document"))
    hood = Neighbourhood(store)
    starts = instances(store, entity)
    ways = edges.SET_OUT if entity.kind == "document" else (*edges.ACTS_ON, *edges.TIED)
    hood.walk(starts, ways, forward=False, steps=1)
    items = set(hood.plans)
    hood.walk(items, (*edges.ORDER, *edges.SET_OUT), forward=True, steps=1)
    found = [data["edge"] for one, _, data in hood.graph().edges(data=True) if one in items]
    asked = [edge for edge in found if edge.predicate == "setOutIn" or (edge.inferred and edge.object in items)]
    reasons, known = told(store, [Walk("", edge, (edge,)) for edge in asked], items)
    tasks = {iri: known[iri] for iri in sorted(items) if known[iri].kind in KINDS}
    deadlines = _deadlines(store, tasks)
    return _ordered(entity, tasks, reasons, deadlines, known, relation_words(store))


def _ordered(
    entity: Entity,
    tasks: dict[str, Node],
    reasons: list[Reason],
    deadlines: dict[str, tuple[tuple[str, ...], str | None]],
    known: dict[str, Node],
    relations: dict[str, Label],
) -> Order:
    from policygraph.analysis.chains import arranged, critical_chain, knots, levels, slack

    waits = [
        reason for reason in reasons if reason.edge.inferred and {reason.subject.iri, reason.object.iri} <= tasks.keys()
    ]
    due = {iri: latest for iri, (_, latest) in deadlines.items() if latest}
    pairs = sorted({(reason.object.iri, reason.subject.iri) for reason in waits})
    places = {iri: (due.get(iri, _NEVER), known[node.document].label, node.order, iri) for iri, node in tasks.items()}
    circles = knots(tasks, pairs)
    chain = critical_chain(tasks, pairs, due)
    rounds, slacks = levels(tasks, pairs), slack(tasks, pairs, due)
    rows = tuple(
        Ordered(
            node=tasks[iri],
            level=rounds[iri],
            words=deadlines.get(iri, ((), None))[0],
            latest=due.get(iri),
            slack=slacks.get(iri),
            critical=iri in chain,
            after=tuple(reason for reason in waits if reason.subject.iri == iri),
            evidence=next((r for r in reasons if r.subject.iri == iri and r.edge.predicate == "setOutIn"), None),
        )
        for iri in arranged(tasks, pairs, places)
    )
    impossible = tuple(r for r in waits if due.get(r.object.iri, "") > due.get(r.subject.iri, _NEVER))
    return Order(entity, rows, tuple(map(tuple, circles)), impossible, chain, known, relations)


def _deadlines(store: Queryable, items: dict[str, Node]) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """The words of each item's deadlines, and the last of their last days."""
    rows = [row for terms in term_batches(items) for row in select_rows(store, _DEADLINES % terms)]
    rows.sort(key=lambda row: (str(row["item"]), str(row["latest"] or _NEVER), str(row["words"])))
    found: dict[str, tuple[tuple[str, ...], str | None]] = {}
    for row in rows:
        words, latest = found.get(str(row["item"]), ((), None))
        day = str(row["latest"]) if len(str(row["latest"])) == len(_NEVER) else latest
        found[str(row["item"])] = ((*words, str(row["words"])), max(filter(None, (day, latest)), default=None))
    return found


def _listed(paths: list[str]) -> Value:
    cells = [path_cell(path) for path in paths]
    labels = [cell.words if isinstance(cell, Coded) else Label(str(cell), str(cell)) for cell in cells]
    joined = Label(SEPARATOR.join(label.vi for label in labels), SEPARATOR.join(label.en for label in labels))
    return Coded(SEPARATOR.join(paths), joined) if paths else None


def _rules(rules: list[str]) -> Value:
    words = [rule_words(rule) for rule in rules]
    joined = Label(SEPARATOR.join(label.vi for label in words), SEPARATOR.join(label.en for label in words))
    return Coded(SEPARATOR.join(rules), joined) if rules else None
