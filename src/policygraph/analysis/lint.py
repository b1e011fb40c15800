"""What is doubtful or wrong in plans, and in what was read of them, sorted by what it would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from policygraph.analysis.lint_checks import SEVERITIES, SEVERITY_WORDS, Check, Severity, find_checks
from policygraph.analysis.lint_places import lines_of, paths_at
from policygraph.analysis.lint_weights import facts_on
from policygraph.analysis.lookup import find
from policygraph.errors import BadQuery, NothingMatched
from policygraph.query import Coded, Kind, Label, Queryable, ResultTable, Value, select_rows
from policygraph.query.binding import Parameter
from policygraph.query.run import LIST_SEPARATOR
from policygraph.query.words import CODES, SEPARATOR, path_cell

Row = Mapping[str, Value]

_DOCUMENTS = """
SELECT ?document ?label ?file WHERE {
  ?document pg:readFrom ?text ; rdfs:label ?label . ?text pg:file ?file
} ORDER BY ?document"""

_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("severity", "code", Label("Mức độ", "Severity")),
    ("code", "string", Label("Mã", "Code")),
    ("name", "code", Label("Tên", "Name")),
    ("document", "string", Label("Văn bản", "Document")),
    ("path", "path", Label("Mục", "Place")),
    ("quote", "string", Label("Nguyên văn", "Quote")),
    ("message", "string", Label("Nội dung", "Message")),
    ("hint", "string", Label("Nên làm gì", "What to do")),
    ("weight", "integer", Label("Ảnh hưởng", "Weight")),
    ("start", "integer", Label("Từ ký tự", "Start")),
    ("end", "integer", Label("Đến ký tự", "End")),
    ("line", "integer", Label("Dòng", "Line")),
    ("end_line", "integer", Label("Đến dòng", "To line")),
    ("file", "string", Label("Tệp", "File")),
    ("node", "iri", Label("IRI", "IRI")),
)
_TITLE = Label("Điều đáng ngờ hoặc sai", "What is doubtful or wrong")
_WEIGHT = Label(
    "Ảnh hưởng: số dữ kiện trong đồ thị dựa vào điều đáng ngờ. Mỗi mức độ xếp theo số này.",
    "Weight: how many facts of the graph hang on what is doubtful; each severity is sorted by it.",
)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a check found. ``document`` and ``node`` are IRIs; offsets are 0, 0 for a whole document.

    ``path`` is the item or provision, "" where there is none; ``weight`` counts the facts that hang on ``node``.
    ``lines`` are the first and the last line of the file, None where it has none or the whole document is meant.
    """

    check: Check
    document: str
    label: str
    file: str
    path: str
    start: int
    end: int
    quote: str
    message: Value
    node: str
    weight: int
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Lint:
    """All diagnostics: gravest first, then by weight, code and place."""

    diagnostics: tuple[Diagnostic, ...]

    def count(self, severity: Severity) -> int:
        """How many diagnostics are of this severity."""
        return sum(found.check.severity == severity for found in self.diagnostics)

    def of_severity(self, severity: Severity) -> Lint:
        """Those of one severity alone."""
        return Lint(tuple(found for found in self.diagnostics if found.check.severity == severity))

    def to_table(self) -> ResultTable:
        """The table that is printed and exported."""
        return ResultTable.of(
            title=_TITLE,
            columns=_COLUMNS,
            rows=tuple(map(_cells, self.diagnostics)),
            notes=(_WEIGHT,),
        )

    def _repr_html_(self) -> str:
        return self.to_table()._repr_html_()


def lint(
    store: Queryable, *, codes: Collection[str] = (), document: str | None = None, as_of: date | None = None
) -> Lint:
    """Run all checks, or those of these ids or names, over all documents that were read, or over one.

    ``document`` is a number, name or IRI, accents optional; of a large graph only its part is read. ``as_of`` is
    the day on which plans are judged: checks that need one are left out without it. Raises ``BadQuery`` for an
    unknown code, one that needs a day where none is given, or a document's name that several have,
    ``NothingMatched`` for a document that was not read.
    """
    checks = _checks(codes, as_of)
    about: dict[str, Parameter] = {"document": f"<{find(store, document, ('document',)).iri}>"} if document else {}
    read = {str(row["document"]): row for row in select_rows(store, _DOCUMENTS, about)}
    if document and not read:
        raise NothingMatched(f"no document that was read has the number {document}")
    bound = about | ({"as_of": as_of} if as_of else {})
    found = [
        _diagnostic(check, row | {"as_of": str(as_of)}, read[str(row["document"])])
        for check in checks
        for row in select_rows(store, check.sparql, bound, within=True)
        if _is_kept(check, row)
    ]
    return Lint(tuple(sorted(_weighed(store, _placed(store, found)), key=_order)))


def _checks(codes: Collection[str], as_of: date | None) -> list[Check]:
    """Those asked for, without those that need a day where there is none."""
    found = find_checks(codes)
    for check in found:
        if codes and check.needs_day and not as_of:
            raise BadQuery(
                f"{check.id} looks at plans as of a day", hint="add --as-of, for instance --as-of 2015-12-31"
            )
    return [check for check in found if as_of or not check.needs_day]


def _is_kept(check: Check, row: Row) -> bool:
    return check.days is None or _days(row) <= check.days


def _days(row: Row) -> int:
    """From the day of issue to the last day of the deadline."""
    return (date.fromisoformat(str(row["latest"])) - date.fromisoformat(str(row["issued"]))).days


def _diagnostic(check: Check, row: Row, document: Row) -> Diagnostic:
    return Diagnostic(
        check=check,
        document=str(row["document"]),
        label=str(document["label"]),
        file=str(document["file"]),
        path=str(row.get("path") or ""),
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        quote=str(row.get("quote") or ""),
        message=_message(check, row),
        node=str(row.get("on") or row["document"]),
        weight=int(row.get("weight") or 0),
    )


def _message(check: Check, row: Row) -> Value:
    """The sentence in both languages; the graph's own, in English alone, where the check has none."""
    if check.message is None:
        return row["message"]
    fields = dict(row) if check.days is None else {**row, "days": _days(row)}
    vi, en = (
        check.message.text(lang).format_map({name: _in_words(value, lang) for name, value in fields.items()})
        for lang in ("vi", "en")
    )
    return Coded(en, Label(vi, en))


def _in_words(value: Value, lang: str) -> Value:
    """A field of a message: codes in words, the parts of a list in order."""
    if not isinstance(value, str):
        return value
    parts = sorted(value.split(LIST_SEPARATOR))
    return SEPARATOR.join(CODES[part].text(lang) if part in CODES else part for part in parts)


def _placed(store: Queryable, found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Each with the lines of its words, and with the path of its provision where it is of no item."""
    starts: dict[str, list[int]] = defaultdict(list)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for diagnostic in found:
        if diagnostic.end:
            spans[diagnostic.document].append((diagnostic.start, diagnostic.end))
            if not diagnostic.path:
                starts[diagnostic.document].append(diagnostic.start)
    paths, lines = paths_at(store, starts), lines_of(store, spans)
    for diagnostic in found:
        document, start, end = diagnostic.document, diagnostic.start, diagnostic.end
        path = diagnostic.path or paths.get((document, start), "")
        yield replace(diagnostic, path=path, lines=lines.get((document, start, end)))


def _weighed(store: Queryable, found: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """Each with its weight, counted where its check does not tell it."""
    placed = list(found)
    facts = facts_on(store, {diagnostic.node for diagnostic in placed if not diagnostic.weight})
    for diagnostic in placed:
        yield replace(diagnostic, weight=diagnostic.weight or facts.get(diagnostic.node, 1))


def _order(found: Diagnostic) -> tuple[object, ...]:
    severity = SEVERITIES.index(found.check.severity)
    return severity, -found.weight, found.check.id, found.document, found.start, found.end, found.node, found.message


def _cells(found: Diagnostic) -> tuple[Value, ...]:
    check = found.check
    return (
        Coded(check.severity, SEVERITY_WORDS[check.severity]),
        check.id,
        Coded(check.name, check.title),
        found.label,
        path_cell(found.path or None),
        found.quote or None,
        found.message,
        Coded(check.hint.en, check.hint),
        found.weight,
        found.start,
        found.end,
        *(found.lines or (None, None)),
        found.file,
        found.node,
    )
