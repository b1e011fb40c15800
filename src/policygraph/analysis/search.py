"""Find nodes by words, accents optional: agencies and documents before the items of plans."""

from __future__ import annotations

from policygraph.analysis.lookup import Entity, matching
from policygraph.query import Kind, Label, Queryable, ResultTable, Value
from policygraph.query.words import coded, path_cell

# Of two names that are equally near, what people look for first.
_BEFORE = {"agency": 0, "document": 1, "concept": 2, "instrument": 3, "jurisdiction": 4, "item": 5}
_KINDS = {
    "agency": Label("cơ quan", "agency"),
    "document": Label("văn bản", "document"),
    "concept": Label("đề án, quy chế … (khái niệm chung)", "instrument (shared idea)"),
    "instrument": Label("đề án, quy chế …", "instrument"),
    "jurisdiction": Label("tỉnh, thành phố", "province"),
    "item": Label("mục của kế hoạch", "plan item"),
}
_COLUMNS: tuple[tuple[str, Kind, Label], ...] = (
    ("kind", "code", Label("Loại", "Kind")),
    ("label", "string", Label("Tên", "Name")),
    ("place", "string", Label("Tỉnh, thành phố", "Province")),
    ("iri", "iri", Label("IRI", "IRI")),
)


def search(store: Queryable, words: str, limit: int = 20) -> ResultTable:
    """The nodes whose names answer to ``words``, nearest first, at most ``limit``.

    Words with marks find names with the same marks first, then those that agree without; words without
    marks find both alike. Equal names come before prefixes, prefixes before parts; agencies and documents
    come before instruments where they are equally near, the items of plans come last. No match, no rows.
    """
    found = matching(store, words)
    found.sort(key=lambda pair: (pair[1].kind == "item", pair[0], _BEFORE[pair[1].kind], pair[1].label, pair[1].iri))
    return ResultTable.of(
        title=Label(f"Tìm: {words}", f"Search: {words}"),
        columns=_COLUMNS,
        rows=tuple(_cells(entity) for _, entity in found[:limit]),
    )


def _cells(entity: Entity) -> tuple[Value, ...]:
    return coded(entity.kind, _KINDS), path_cell(entity.label), entity.place or None, entity.iri
