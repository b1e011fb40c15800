"""What is missing in the giving of work: agencies that lead nothing, items that nobody leads."""

from __future__ import annotations

from collections.abc import Sequence

from policygraph.analysis.counting import Question, check
from policygraph.analysis.groups import GROUP_WORDS
from policygraph.analysis.participation import KINDS, deadlines, of_kinds
from policygraph.analysis.places import place_called, places
from policygraph.analysis.workload import GROUP_NOTES, Workload
from policygraph.query import Kind, Label, Queryable, ResultTable, select_rows
from policygraph.query.binding import iri_term
from policygraph.query.words import ITEM_KINDS, coded, path_cell

_IDLE: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("agency", "string", Label("Cơ quan", "Agency")),
    ("group", "boolean", Label("Nhóm cơ quan", "Group of agencies")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("count", "code", Label("Cách đếm nhóm", "How groups count")),
    ("coordinate", "integer", Label("Phối hợp", "Coordinates")),
    ("iri", "iri", Label("IRI", "IRI")),
)
_UNLED: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("description", "string", Label("Nội dung", "Task")),
    ("deadline", "list", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("quote", "string", Label("Nguyên văn", "Quote")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("item", "iri", Label("IRI", "IRI")),
)
_ASKED = """
SELECT DISTINCT ?item ?class ?plan ?document ?place ?path ?order ?description ?quote ?start ?end WHERE {
  %s ?item a ?class ; pg:setOutIn ?plan ; pg:path ?path ; pg:order ?order ; pg:description ?description .
  FILTER NOT EXISTS { ?item pg:ledBy ?lead }
  ?plan rdfs:label ?document .
  OPTIONAL { ?plan pg:jurisdiction ?place }
  OPTIONAL {
    ?assertion rdf:subject ?item ; rdf:predicate pg:setOutIn ; pg:quote ?quote ; pg:start ?start ; pg:end ?end }
} ORDER BY ?document ?order ?item ?start"""
_LED_PLACES = """
SELECT DISTINCT ?plan ?path WHERE {
  %s ?duty a pg:StandingDuty ; pg:ledBy ?lead ; pg:setOutIn ?plan ; pg:path ?path
} ORDER BY ?plan ?path"""


def idle_agencies(load: Workload) -> ResultTable:
    """The agencies of a workload that coordinate items and lead none, most coordination first.

    The workload must count both roles; ``why`` lists the sentences behind each figure.
    """
    found = sorted(
        (one for one in load.totals if not one.lead and one.coordinate),
        key=lambda one: (one.count, one.province, one.kind, one.is_group, -one.coordinate, one.name, one.agency),
    )
    return ResultTable.of(
        title=Label("Cơ quan không chủ trì việc nào", "Agencies that lead nothing"),
        columns=_IDLE,
        rows=tuple(
            (
                x.province,
                x.name,
                x.is_group,
                coded(x.kind, ITEM_KINDS),
                coded(x.count, GROUP_WORDS),
                int(x.coordinate),
                x.agency,
            )
            for x in found
        ),
        notes=tuple(GROUP_NOTES[name] for name in load.groups),
    )


def unled_items(store: Queryable, *, province: str | None = None, kinds: Sequence[str] = ("task",)) -> ResultTable:
    """The items of these kinds that no agency leads, each with its words, in the order of the documents.

    A key task says what is to be done; where a sentence of it says who, that is a duty in the same place, and somebody
    leads.
    Raises ``BadQuery`` for an unknown kind and ``NothingMatched`` for an unknown province.
    """
    check(Question(tuple(kinds)))
    place = place_called(store, province) if province else None
    narrowing = f"?plan pg:jurisdiction {iri_term(place.iri)} ." if place else ""
    rows = of_kinds(select_rows(store, _ASKED % narrowing), kinds)
    if "key-task" in kinds:
        led = {(row["plan"], row["path"]) for row in select_rows(store, _LED_PLACES % narrowing)}
        rows = [row for row in rows if KINDS[str(row["class"])] != "key-task" or (row["plan"], row["path"]) not in led]
    due, known = deadlines(store, {str(row["item"]) for row in rows}), places(store)
    cells = []
    for row in rows:
        where = known.get(str(row["place"]))
        words = "; ".join(span.words for span in due.get(str(row["item"]), ())) or None
        told = (row["document"], path_cell(row["path"]), row["description"], words)
        kind = coded(KINDS[str(row["class"])], ITEM_KINDS)
        cells.append((where.label if where else "", kind, *told, row["quote"], row["start"], row["end"], row["item"]))
    return ResultTable.of(
        title=Label("Mục không ai chủ trì", "Items that nobody leads"),
        columns=_UNLED,
        rows=tuple(cells),
    )
