"""The sentences behind a figure of the workload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.analysis.lookup import agencies_called
from policygraph.analysis.participation import Participation, participations
from policygraph.analysis.periods import Unit, period, unit_of
from policygraph.analysis.workload import Role, in_jurisdiction
from policygraph.query import Kind, Label, Queryable, ResultTable, Value, select_rows
from policygraph.query.words import ROLES, coded, path_cell

_SENTENCES = """
SELECT DISTINCT ?item ?agency ?role ?document ?path ?order ?description ?quote ?start ?end ?rule ?confidence WHERE {
  VALUES (?role ?predicate) { ("lead" pg:ledBy) ("coordinate" pg:coordinatedBy) }
  ?assertion rdf:predicate ?predicate ; rdf:subject ?item ; rdf:object ?agency ;
    pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule ; pg:confidence ?confidence .
  ?item ?predicate ?agency ; pg:setOutIn ?set_out ; pg:path ?path ; pg:order ?order ; pg:description ?description .
  ?set_out rdfs:label ?document .
} ORDER BY ?document ?order ?role ?agency ?start"""

_DEADLINES = """
SELECT DISTINCT ?item ?latest ?words WHERE {
  ?item pg:hasDeadline ?deadline . ?deadline pg:words ?words
  OPTIONAL { ?deadline pg:latest ?latest }
} ORDER BY ?item ?latest ?words"""

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("agency", "string", Label("Cơ quan", "Agency")),
    ("role", "code", Label("Vai trò", "Role")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("description", "string", Label("Nội dung", "Task")),
    ("deadline", "list", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("latest", "list", Label("Ngày cuối", "Last day")),
    ("quote", "string", Label("Tên cơ quan trong văn bản", "The agency in the text")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("item", "iri", Label("IRI", "IRI")),
)


def evidence(
    store: Queryable,
    agency: str,
    *,
    when: str | None = None,
    role: Role | None = None,
    jurisdiction: str | None = None,
    kinds: Sequence[str] = ("task",),
) -> ResultTable:
    """The items behind an agency's figure, each with the words that name the agency and the deadline.

    ``agency`` is a name (accents optional) or an IRI; a name that several provinces use gives the rows of
    each. ``when`` is ``2013-Q4``, ``2013-10`` or ``2013``. An agency without items gives no rows.
    Raises ``NothingMatched`` for an agency or province the graph does not know, ``BadQuery`` for what is no period.
    """
    wanted = {entity.iri for entity in agencies_called(store, agency)}
    found = [p for p in in_jurisdiction(participations(store, tuple(kinds)), jurisdiction) if p.agency in wanted]
    unit = unit_of(when) if when else None
    found = [p for p in found if role in (None, p.role) and (unit is None or when in _periods(p, unit))]
    parts = {(p.item, p.agency, p.role): p for p in found}
    deadlines = _deadlines(store)
    rows = [
        _cells(parts[key], row, deadlines.get(key[0], []))
        for row in select_rows(store, _SENTENCES)
        if (key := (str(row["item"]), str(row["agency"]), str(row["role"]))) in parts
    ]
    names = tuple(name for name, _, _ in _COLUMNS)
    labels, kinds_of = tuple(label for _, _, label in _COLUMNS), tuple(kind for _, kind, _ in _COLUMNS)
    return ResultTable(Label(f"Căn cứ: {agency}", f"Evidence: {agency}"), names, tuple(rows), labels, kinds_of)


def _periods(part: Participation, unit: Unit) -> set[str | None]:
    return {period(end, unit) for end in part.ends}


@dataclass(frozen=True, slots=True)
class _Deadline:
    words: str
    latest: str | None


def _deadlines(store: Queryable) -> dict[str, list[_Deadline]]:
    found: dict[str, list[_Deadline]] = {}
    for row in select_rows(store, _DEADLINES):
        latest = str(row["latest"]) if row["latest"] else None
        found.setdefault(str(row["item"]), []).append(_Deadline(str(row["words"]), latest))
    return found


def _cells(part: Participation, row: dict[str, Value], deadlines: list[_Deadline]) -> tuple[Value, ...]:
    words = "; ".join(deadline.words for deadline in deadlines) or None
    latest = "; ".join(deadline.latest for deadline in deadlines if deadline.latest) or None
    place = (row["document"], path_cell(row["path"]), row["description"], words, latest)
    quote = tuple(row[name] for name in ("quote", "start", "end", "rule", "confidence"))
    return (part.province, part.name, coded(part.role, ROLES), *place, *quote, part.item)
