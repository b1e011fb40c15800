"""What plans mean to replace, amend or repeal, and whether the graph knows, as of a day, that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policygraph.analysis.edges import PLANNED, names
from policygraph.analysis.explaining import sentences
from policygraph.analysis.fetching import term_batches
from policygraph.analysis.lookup import find
from policygraph.analysis.neighbourhood import Neighbourhood
from policygraph.analysis.nodes import Node
from policygraph.analysis.reasons import Reason, Walk
from policygraph.analysis.telling import EVIDENCE, evidence_of, told
from policygraph.query import Kind, Label, Queryable, ResultTable, Value, select_rows
from policygraph.query.words import coded, path_cell, relation_words

STATES = {
    "done": Label("đã thực hiện", "done"),
    "open": Label("chưa đến hạn", "not due yet"),
    "overdue": Label("quá hạn, chưa thấy thực hiện", "overdue, not seen done"),
    "undated": Label("không ghi hạn, chưa thấy thực hiện", "no deadline, not seen done"),
}
# What is done where a change was meant: a document that is repealed or replaced needs no amendment any more.
_FULFILS = {
    "intendsToReplace": ("replaces", "repeals"),
    "intendsToRepeal": ("repeals", "replaces"),
    "intendsToAmend": ("amends", "replaces", "repeals"),
}
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("state", "code", Label("Tình trạng", "State")),
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("subject", "string", Label("Nội dung", "What")),
    ("predicate", "code", Label("Dự kiến", "Intention")),
    ("object", "string", Label("Văn bản sẽ thay đổi", "Document to be changed")),
    ("due", "date", Label("Ngày cuối", "Last day")),
    ("done_by", "string", Label("Văn bản đã thực hiện", "Done by")),
    ("done_on", "date", Label("Ngày ban hành", "Issued")),
    *EVIDENCE,
    ("inferred", "boolean", Label("Suy ra", "Inferred")),
    ("reasons", "string", Label("Lý do", "Reasons")),
    ("subject_iri", "iri", Label("IRI nội dung", "IRI of what")),
    ("object_iri", "iri", Label("IRI đối tượng", "IRI of the object")),
)

_INTENTIONS = """
SELECT DISTINCT ?object WHERE { ?subject ?predicate ?object FILTER(?predicate IN (%s)) } ORDER BY ?object"""
_DONE = """
SELECT DISTINCT ?object ?predicate ?by ?label ?date WHERE {
  VALUES ?object { %s }
  { ?by pg:replaces ?object BIND("replaces" AS ?predicate) }
  UNION { ?by pg:repeals ?object BIND("repeals" AS ?predicate) }
  UNION { ?by pg:amends ?object BIND("amends" AS ?predicate) }
  ?by rdfs:label ?label ; pg:date ?date
}"""
_DUE = """
SELECT DISTINCT ?item ?latest WHERE {
  VALUES ?item { %s } ?item pg:hasDeadline/pg:latest ?latest
}"""


@dataclass(frozen=True, slots=True)
class Intention:
    """One planned change. ``due`` is the last day of its deadlines, ``done_by`` the label of what did it."""

    reason: Reason
    state: str
    due: str | None
    done_by: str | None
    done_on: str | None

    def outcome(self, as_of: date) -> Label:
        """Whether it was done, by what and when, as a sentence."""
        if self.done_by:
            vi, en = f"{self.done_by} đã làm việc này ngày {self.done_on}.", f"{self.done_by} did so on {self.done_on}."
            return Label(vi, en)
        due = (f"; hạn {self.due}", f"; due {self.due}") if self.due else ("; không ghi hạn", "; no deadline is given")
        day = as_of.isoformat()
        return Label(
            f"Đến ngày {day}, đồ thị không có văn bản nào làm việc này{due[0]}.",
            f"As of {day} no document in the graph has done so{due[1]}.",
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """Planned changes as of a day, by state, province, document and place."""

    as_of: date
    rows: tuple[Intention, ...]
    known: dict[str, Node]
    relations: dict[str, Label]

    def explain(self, row: Intention) -> Label:
        """The intention as a sentence, and what the graph knows, as of the day, of its being done."""
        why, outcome = sentences((row.reason.edge,), self.known, self.relations), row.outcome(self.as_of)
        return Label(f"{why.vi} {outcome.vi}", f"{why.en} {outcome.en}")

    def to_table(self) -> ResultTable:
        """All rows as one table."""
        day = self.as_of.isoformat()
        return ResultTable.of(
            title=Label(f"Dự kiến thay đổi, đến ngày {day}", f"Planned changes as of {day}"),
            columns=_COLUMNS,
            rows=tuple(self._cells(row) for row in self.rows),
            notes=(
                Label(
                    "“Chưa thấy thực hiện”: đồ thị không có văn bản nào thay thế, bãi bỏ hoặc sửa đổi văn bản ấy.",
                    "“Not seen done”: no document in the graph replaces, repeals or amends that one.",
                ),
            ),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _cells(self, row: Intention) -> tuple[Value, ...]:
        subject, edge = row.reason.subject, row.reason.edge
        document = self.known[subject.document].label if subject.document in self.known else subject.label
        words = evidence_of(edge, self.known)
        why = self.explain(row)
        return (
            coded(row.state, STATES),
            subject.province or None,
            document,
            path_cell(subject.path) or None,
            subject.description or subject.label,
            coded(edge.predicate, self.relations),
            row.reason.object.label,
            row.due,
            row.done_by,
            row.done_on,
            *words,
            edge.inferred,
            coded(why.en, {why.en: why}),
            subject.iri,
            row.reason.object.iri,
        )


def planned(store: Queryable, as_of: date, target: str | None = None) -> Planned:
    """Every planned change, or those of one document, and its state at the end of the day ``as_of``.

    ``target`` is the document that is to be changed, or the plan that means to. Done is what some document of the
    graph, dated not after that day, did. Raises ``NothingMatched`` or ``BadQuery``.
    """
    hood = Neighbourhood(store)
    if target is None:
        hood.walk(
            [str(row["object"]) for row in select_rows(store, _INTENTIONS % names(PLANNED))],
            PLANNED,
            forward=False,
            steps=1,
        )
    else:
        one = find(store, target, ("document",)).iri
        hood.walk([one], PLANNED, forward=False, steps=1)
        hood.walk([one], ("setOutIn",), forward=False, steps=1)
        items = [item for item, plan in hood.plans.items() if plan == one]
        hood.walk([one, *items], PLANNED, forward=True, steps=1)
    found = [data["edge"] for _, _, way, data in hood.graph().edges(keys=True, data=True) if way in PLANNED]
    reasons, known = told(store, [Walk("planned", edge, (edge,)) for edge in found])
    done, due = _done(store, reasons, as_of), _due(store, reasons)
    rows = [_intention(reason, due.get(reason.subject.iri), done, as_of) for reason in reasons]
    rows.sort(key=lambda row: _place(row, known))
    return Planned(as_of, tuple(rows), known, relation_words(store))


Done = dict[tuple[str, str], tuple[str, str]]


def _done(store: Queryable, reasons: list[Reason], as_of: date) -> Done:
    """For each document and each change the first document that did it, as (date, label), up to the day."""
    found: Done = {}
    for terms in term_batches(reason.object.iri for reason in reasons):
        for row in select_rows(store, _DONE % terms):
            if str(row["date"]) <= as_of.isoformat():
                key, told_by = (str(row["object"]), str(row["predicate"])), (str(row["date"]), str(row["label"]))
                found[key] = min(found.get(key, told_by), told_by)
    return found


def _due(store: Queryable, reasons: list[Reason]) -> dict[str, str]:
    found: dict[str, str] = {}
    for terms in term_batches(reason.subject.iri for reason in reasons):
        for row in select_rows(store, _DUE % terms):
            found[str(row["item"])] = max(found.get(str(row["item"]), ""), str(row["latest"]))
    return found


def _intention(reason: Reason, due: str | None, done: Done, as_of: date) -> Intention:
    ways = ((reason.object.iri, way) for way in _FULFILS[reason.edge.predicate])
    by = min((done[way] for way in ways if way in done), default=None)
    if by:
        return Intention(reason, "done", due, by[1], by[0])
    state = "undated" if due is None else "open" if due >= as_of.isoformat() else "overdue"
    return Intention(reason, state, due, None, None)


def _place(row: Intention, known: dict[str, Node]) -> tuple[object, ...]:
    subject = row.reason.subject
    document = known[subject.document].label if subject.document in known else subject.label
    return (list(STATES).index(row.state), subject.province, document, subject.order, row.reason.object.label)
