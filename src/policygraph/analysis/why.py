"""The sentences behind a figure of the workload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygraph.analysis.counting import Counted, Figure, Question, Role, added, parts, placed
from policygraph.analysis.groups import GROUP_WORDS, Groups
from policygraph.analysis.lookup import agencies_called
from policygraph.analysis.participation import PREDICATES, agency_names, of_nodes
from policygraph.analysis.periods import unit_of
from policygraph.analysis.spans import Amount, Placing, Span
from policygraph.analysis.workload import GROUP_NOTES
from policygraph.namespaces import PG
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import ITEM_KINDS, ROLES, coded, path_cell

_SENTENCES = """
SELECT DISTINCT ?iri ?agency ?predicate ?document ?path ?order ?description ?quote ?start ?end ?rule ?confidence WHERE {
  %s ?assertion rdf:subject ?iri ; rdf:predicate ?predicate ; rdf:object ?agency ;
    pg:quote ?quote ; pg:start ?start ; pg:end ?end ; pg:rule ?rule ; pg:confidence ?confidence .
  FILTER(?predicate IN (pg:ledBy, pg:coordinatedBy))
  ?iri pg:setOutIn ?set_out ; pg:path ?path ; pg:order ?order ; pg:description ?description .
  ?set_out rdfs:label ?document .
} ORDER BY ?document ?order ?predicate ?agency ?start"""
_ROLES = {PG + name.removeprefix("pg:"): role for role, name in PREDICATES.items()}

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("province", "string", Label("Tỉnh, thành phố", "Province")),
    ("agency", "string", Label("Cơ quan", "Agency")),
    ("role", "code", Label("Vai trò", "Role")),
    ("kind", "code", Label("Loại mục", "Kind of item")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("description", "string", Label("Nội dung", "Task")),
    ("deadline", "list", Label("Thời hạn (nguyên văn)", "Deadline (verbatim)")),
    ("latest", "list", Label("Ngày cuối", "Last day")),
    ("amount", "number", Label("Tính", "Counts")),
    ("quote", "string", Label("Tên cơ quan trong văn bản", "The agency in the text")),
    ("through", "string", Label("Qua nhóm", "Through the group")),
    ("inferred", "boolean", Label("Suy ra", "Inferred")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("rule", "string", Label("Quy tắc", "Rule")),
    ("confidence", "number", Label("Độ tin cậy", "Confidence")),
    ("item", "iri", Label("IRI", "IRI")),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words that give an agency its part in an item.

    ``counted`` is the part and how much of it counts; None where an earlier sentence told of the same part.
    ``through`` is the name of the group that the words name, None where they name the agency itself.
    """

    counted: Counted
    amount: Amount | None
    document: str
    path: str
    description: str
    quote: str
    through: str | None
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Why:
    """``figures`` are the figures asked for by role; ``sentences`` what they rest on, document by document."""

    asked: str
    when: str | None
    question: Question
    figures: dict[str, Amount]
    sentences: tuple[Sentence, ...]

    def to_table(self) -> ResultTable:
        """One row a sentence; the column ``amount`` adds up to the figures."""
        title = Label(f"Căn cứ: {self.asked}", f"Evidence: {self.asked}")
        return ResultTable.of(
            title=title if self.when is None else Label(f"{title.vi}, {self.when}", f"{title.en}, {self.when}"),
            columns=_COLUMNS,
            rows=tuple(_cells(sentence) for sentence in self.sentences),
            notes=self._notes(),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()

    def _notes(self) -> tuple[Label, ...]:
        count = GROUP_WORDS[self.question.groups]
        told = {role: (ROLES[role], _written(amount)) for role, amount in self.figures.items()}
        vi = ", ".join(f"{words.vi} {amount}" for words, amount in told.values())
        en = ", ".join(f"{words.en} {amount}" for words, amount in told.values())
        return Label(f"Tổng ({count.vi}): {vi}.", f"In all ({count.en}): {en}."), GROUP_NOTES[self.question.groups]


def why(
    store: Queryable,
    agency: str,
    when: str | None = None,
    *,
    role: Role | None = None,
    province: str | None = None,
    kinds: Sequence[str] = ("task",),
    groups: Groups = "as-one",
    placing: Placing = "last",
    partner: str | None = None,
) -> Why:
    """The sentences behind what an agency carries, in all or in one period; the same arguments as ``workload``.

    ``agency`` is a name (accents optional) or an IRI; a name that several provinces use gives the rows of
    each. ``when`` is ``2013-Q4``, ``2013-10`` or ``2013``. With ``partner`` only items in which that agency has
    the other role. An agency without items gives no rows. Raises ``NothingMatched`` for an agency or province
    that the graph does not know, ``BadQuery`` for what is no period and what cannot be counted.
    """
    question = Question(tuple(kinds), role, province, groups, unit_of(when) if when else None, placing)
    wanted = {entity.iri for entity in agencies_called(store, agency)}
    found = parts(store, question, wanted)
    if partner is not None:
        others = {entity.iri for entity in agencies_called(store, partner)}
        theirs = {(p.item, p.role) for p in parts(store, Question(tuple(kinds), None, province, groups), others)}
        found = [p for p in found if any((p.item, other) in theirs for other in PREDICATES if other != p.role)]
    counted = [one for one in placed(found, question.by, placing) if when is None or one.period == when]
    figures = {name: Figure().amount for name in (PREDICATES if role is None else (role,))}
    for of_role in added(counted, ("province", "kind", "agency")).values():
        for name, figure in of_role.items():
            figures[name] += figure.amount
    return Why(agency, when, question, figures, _sentences(store, counted))


def evidence(
    store: Queryable,
    agency: str,
    *,
    when: str | None = None,
    role: Role | None = None,
    province: str | None = None,
    kinds: Sequence[str] = ("task",),
) -> ResultTable:
    """``why`` as a table, groups as one: the items behind an agency's figure, each with its words."""
    return why(store, agency, when, role=role, province=province, kinds=kinds).to_table()


def _sentences(store: Queryable, counted: Sequence[Counted]) -> tuple[Sentence, ...]:
    """The words for each part, in the order of the text; a part told twice counts with its first sentence."""
    named: dict[tuple[str, str, str], list[Counted]] = {}
    for one in counted:
        said = (one.part.item, one.part.through or one.part.agency, one.part.role)
        named.setdefault(said, []).append(one)
    through = agency_names(store, {one.part.through for one in counted if one.part.through})
    rows = list(of_nodes(store, _SENTENCES, {one.part.item for one in counted}))
    rows.sort(key=lambda row: (str(row["document"]), int(row["order"] or 0), _role(row) != "lead"))
    told: set[tuple[str, str, str]] = set()
    found = []
    for row in rows:
        for one in named.get((str(row["iri"]), str(row["agency"]), _role(row)), ()):
            own = (one.part.item, one.part.agency, one.part.role)
            found.append(_sentence(one, None if own in told else one.amount, row, through))
            told.add(own)
    return tuple(found)


def _role(row: dict[str, Value]) -> str:
    return _ROLES[str(row["predicate"])]


def _sentence(
    one: Counted, amount: Amount | None, row: dict[str, Value], groups: dict[str, tuple[str, bool]]
) -> Sentence:
    return Sentence(
        counted=one,
        amount=amount,
        document=str(row["document"]),
        path=str(row["path"]),
        description=str(row["description"]),
        quote=str(row["quote"]),
        through=groups[one.part.through][0] if one.part.through else None,
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        rule=str(row["rule"]),
        confidence=float(row["confidence"] or 0),
    )


def _cells(sentence: Sentence) -> tuple[Value, ...]:
    part = sentence.counted.part
    return (
        part.province,
        part.name,
        coded(part.role, ROLES),
        coded(part.kind, ITEM_KINDS),
        sentence.document,
        path_cell(sentence.path),
        sentence.description,
        _listed(part.deadlines, "words"),
        _listed(part.deadlines, "last"),
        None if sentence.amount is None else _plain(sentence.amount),
        sentence.quote,
        sentence.through,
        part.through is not None,
        sentence.start,
        sentence.end,
        sentence.rule,
        sentence.confidence,
        part.item,
    )


def _listed(spans: Sequence[Span], field: str) -> str | None:
    return "; ".join(str(value) for span in spans if (value := getattr(span, field))) or None


def _plain(amount: Amount) -> int | float:
    return round(float(amount), 4) if isinstance(amount, Fraction) else amount


def _written(amount: Amount) -> str:
    return f"{float(amount):.4g}" if isinstance(amount, Fraction) else str(amount)
