"""The one place that knows how engines hand out answers: pyoxigraph's objects or rdflib's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import TIMEOUT_MAX
from typing import Any, Protocol, runtime_checkable

from policygraph.errors import BadQuery, PolicyGraphError
from policygraph.namespaces import PREFIXES
from policygraph.query.results import Kind, Label, ResultTable, Triples, cut_note
from policygraph.query.sorting import Cell, Cells, Unsorted, unsorted

_XSD = PREFIXES["xsd"]
_INTEGERS = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")}
_NUMBERS = {_XSD + name for name in ("decimal", "double", "float")}


class Queryable(Protocol):
    """A ``policygraph.store.Store``, or an ``rdflib.Dataset``: whatever answers SPARQL text."""

    def query(self, text: str, /) -> Any:
        """Run a query of any of the four forms."""


@runtime_checkable
class Interruptible(Protocol):
    """A store that can give up a query."""

    def query_within(self, text: str, seconds: float, /) -> Any:
        """Run a query; raise ``QueryTimeout`` after so many seconds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many rows, or triples, are read, and for how many seconds; None is no limit."""

    rows: int | None = None
    seconds: float | None = None


NO_LIMITS = Limits()


def answer(store: Queryable, text: str, title: Label, limits: Limits = NO_LIMITS) -> ResultTable | Triples:
    """Run ``text`` and bring what comes back into our own records, whichever engine it was.

    No more rows are read than ``limits`` allow and one, which tells that there are more. Raises ``BadQuery`` with
    the engine's own words where it refuses, ``QueryTimeout`` where it takes too long.
    """
    return _answer(store, Unsorted(text), title, limits)


def sorted_answer(store: Queryable, text: str, title: Label, limits: Limits = NO_LIMITS) -> ResultTable | Triples:
    """``answer`` whose rows are sorted here where they can be (``sorting``): for questions of our own writing."""
    return _answer(store, unsorted(text), title, limits)


def _answer(store: Queryable, query: Unsorted, title: Label, limits: Limits) -> ResultTable | Triples:
    try:
        return _convert(_ask(store, query.text, limits.seconds), query, title, limits.rows)
    except PolicyGraphError:
        raise
    except Exception as error:  # engines raise whatever they like: SyntaxError, ParseException, RuntimeError …
        raise BadQuery(f"the query cannot be run: {error}", hint="check its syntax and its prefixes") from error


def _ask(store: Queryable, text: str, seconds: float | None) -> Any:
    if seconds is None:
        return store.query(text)
    if not 0 <= seconds <= TIMEOUT_MAX:  # nan is on no side of a bound
        raise BadQuery(f"a timeout is a number of seconds, at most {TIMEOUT_MAX:.0f}, not {seconds}")
    if not isinstance(store, Interruptible):
        raise BadQuery("a query of a graph in memory cannot be ended", hint="ask without a timeout")
    return store.query_within(text, seconds)


def _convert(result: Any, query: Unsorted, title: Label, limit: int | None) -> ResultTable | Triples:
    form = _form(result)
    if form == "ASK":
        boolean = getattr(result, "askAnswer", None)
        return ResultTable(title, ("answer",), ((bool(result if boolean is None else boolean),),), kinds=("boolean",))
    if form == "SELECT":
        return _table(result, query, title, limit)
    triples, more = _first(result, limit)
    return Triples(tuple(sorted({(_written(s), _written(p), _written(o)) for s, p, o, *_ in triples})), more)


def _first(result: Iterable[Any], limit: int | None) -> tuple[list[Any], bool]:
    """At most so many rows, and whether there are more."""
    if limit is None:
        return list(result), False
    rows = list(islice(result, limit + 1))
    return rows[:limit], len(rows) > limit


def _form(result: Any) -> str:
    if hasattr(result, "type"):  # rdflib
        return "CONSTRUCT" if result.graph is not None else str(result.type)
    if hasattr(result, "variables"):
        return "SELECT"
    return "CONSTRUCT" if hasattr(result, "__next__") else "ASK"


def _table(result: Any, query: Unsorted, title: Label, limit: int | None) -> ResultTable:
    names = result.variables if hasattr(result, "variables") else result.vars
    columns = [str(getattr(name, "value", name)) for name in names]
    found, more = _rows(result, query, columns, limit)
    asked = tuple(columns[: len(columns) - query.added])
    kinds = tuple(_common_kind(row[index][1] for row in found) for index in range(len(asked)))
    rows = tuple(tuple([value for value, _ in row]) for row in found)
    notes = (cut_note(len(rows)),) if more else ()
    return ResultTable(title, asked, rows, kinds=kinds, notes=notes, more=more)


def _rows(result: Any, query: Unsorted, columns: Sequence[str], limit: int | None) -> tuple[list[Cells], bool]:
    """The rows in order, at most so many, and whether there are more; those not sorted here are read no further."""
    width = range(len(columns))
    if not query.keys:
        found, more = _first(result, limit)
        return [tuple([_cell(row[index]) for index in width]) for row in found], more
    ordered = query.sort([tuple([_cell(row[index]) for index in width]) for row in result], columns)
    return ordered[:limit], limit is not None and len(ordered) > limit


def _common_kind(kinds: Iterable[Kind | None]) -> Kind:
    met = {kind for kind in kinds if kind}
    return met.pop() if len(met) == 1 else "string"


def _cell(term: Any) -> Cell:
    """A term as a plain value and what kind of value that is."""
    if term is None:
        return None, None
    text = str(getattr(term, "value", term)) if not isinstance(term, str) else str(term)
    if not hasattr(term, "datatype"):
        return text, "iri"
    datatype = str(getattr(term.datatype, "value", term.datatype))
    if datatype in _INTEGERS:
        return int(text), "integer"
    if datatype in _NUMBERS:
        return float(text), "number"
    if datatype == _XSD + "boolean":
        return text in ("true", "1"), "boolean"
    return text, "date" if datatype == _XSD + "date" else "string"


def _written(term: Any) -> str:
    return str(term.n3()) if hasattr(term, "n3") else str(term)
