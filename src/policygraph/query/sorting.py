"""The order of the rows of our own questions, made here and not in the engine.

An engine looks up the words of both rows at every comparison, which takes up to half of a question's time, and servers
collate words each in their own way. Here each cell is read once, and the order is the same whichever engine answered:
cells that are empty, IRIs, figures, then words by their code points, as SPARQL 1.1 (15.1) has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from policygraph.query.results import Kind, Value

Cell = tuple[Value, Kind | None]
Cells = tuple[Cell, ...]

_KEY = r"(?:\?\w+|(?:ASC|DESC)\s*\(\s*\?\w+\s*\))"
# Only what ends the query: behind a sub-select's order stands a brace, behind one with a limit the limit.
_ORDER = regex.compile(rf"\bORDER\s+BY(?P<keys>(?:\s+{_KEY})+)\s*$", regex.IGNORECASE)
_KEYS = regex.compile(_KEY, regex.IGNORECASE)
_NAME = regex.compile(r"\?(\w+)")
_COMMENTS = regex.compile(r"(?:\s*\#[^\n]*\n|\s*PREFIX\s+\w*:\s*<[^>]*>)*+", regex.IGNORECASE)
_CLAUSE = regex.compile(
    r"\s*SELECT(?P<distinct>\s+DISTINCT)?(?P<columns>[^{*]*?)\s*(?:\bWHERE\s*)?\{", regex.IGNORECASE
)
_EXPRESSION = regex.compile(r"\((?:[^()\"]++|\"[^\"]*\"|(?R))*\)")
_GROUPED = regex.compile(r"\bGROUP\s+BY\b", regex.IGNORECASE)
_FIGURES = ("integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column by which rows are sorted."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Unsorted:
    """A query without the ORDER BY that ended it.

    ``keys`` are what it named; ``added`` columns are those among them that the question itself does not give, and
    ``distinct`` tells that it wants no row twice.
    """

    text: str
    keys: tuple[SortKey, ...] = ()
    added: int = 0
    distinct: bool = False

    def sort(self, rows: Sequence[Cells], columns: Sequence[str]) -> list[Cells]:
        """The rows in the order of the question, with the cells that it gives; ``columns`` are all that came."""
        ordered = list(rows)
        for key in reversed(self.keys):
            ordered.sort(key=_ranks(columns.index(key.column)), reverse=key.descending)
        if not self.added:
            return ordered
        asked = [row[: -self.added] for row in ordered]
        return list(dict.fromkeys(asked)) if self.distinct else asked


def unsorted(text: str) -> Unsorted:
    """A SELECT without its ORDER BY; as it stands where its order cannot be made from variables.

    >>> query = unsorted("SELECT DISTINCT ?a { ?a ?p ?b } ORDER BY ?b DESC(?a)")
    >>> query.text, [key.column for key in query.keys], query.added
    ('SELECT DISTINCT ?a ?b { ?a ?p ?b } ', ['b', 'a'], 1)
    """
    order, clause = _ORDER.search(text), _CLAUSE.match(text, _COMMENTS.match(text).end())  # type: ignore[union-attr]
    if order is None or clause is None:
        return Unsorted(text)
    keys = tuple(map(_sort_key, _KEYS.findall(order["keys"])))
    given = _columns(clause["columns"])
    added = [key.column for key in keys if key.column not in given]
    if added and _GROUPED.search(text):
        return Unsorted(text)
    here = clause.end("columns")
    more = "".join(f" ?{name}" for name in added)
    return Unsorted(text[:here] + more + text[here : order.start()], keys, len(added), bool(clause["distinct"]))


def _sort_key(written: str) -> SortKey:
    return SortKey(_NAME.search(written)[1], written.upper().startswith("DESC"))  # type: ignore[index]


def _columns(clause: str) -> list[str]:
    """The variables that a SELECT gives; of an expression in brackets the one behind its AS."""
    return [
        str(name) for name in _NAME.findall(_EXPRESSION.sub(lambda match: f" ?{_NAME.findall(match[0])[-1]} ", clause))
    ]


def _ranks(index: int):  # type: ignore[no-untyped-def]
    def rank(row: Cells) -> tuple[int, Value]:
        value, kind = row[index]
        if value is None:
            return 0, 0
        if kind == "iri":
            return 1, value
        return (2, value) if kind in _FIGURES else (3, value)

    return rank
