"""Run a named question, or the user's own SPARQL, with parameters that are bound and never pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from policygraph.errors import BadQuery
from policygraph.grammar.dates import day_of
from policygraph.namespaces import PRELUDE
from policygraph.query import binding
from policygraph.query.binding import variables
from policygraph.query.engine import Interruptible, Limits, Queryable, answer, sorted_answer
from policygraph.query.named import NamedQuery, Parameter, load_query, nearest_hint
from policygraph.query.results import Kind, Label, ResultTable, Triples, Value
from policygraph.query.words import CODES, SEPARATOR, coded, path_cell, relation_words
from policygraph.store.guards import check_query

LIST_SEPARATOR = " | "  # what query files give to GROUP_CONCAT
_OWN = Label("Kết quả truy vấn", "Query result")


def run_query(
    store: Queryable,
    query: NamedQuery | str,
    params: Mapping[str, binding.Parameter] | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
) -> ResultTable:
    """Answer a named question; ``params`` go by the names of the query's head ("co-quan").

    ``limit`` and ``timeout`` as for ``run_sparql``. Raises ``BadQuery`` for an unknown question or parameter,
    a missing one, or a value of another type.
    """
    named = load_query(query) if isinstance(query, str) else query
    terms = _terms(named, params or {})
    text = binding.bind(binding.unnest_keys(named.text, terms), terms, within=True)
    table = sorted_answer(store, text, named.title, Limits(limit, timeout))
    if not isinstance(table, ResultTable):
        raise BadQuery("a named query must be a SELECT", place=named.name)
    return _described(table, named, store)


def run_sparql(
    store: Queryable,
    text: str,
    params: Mapping[str, binding.Parameter] | None = None,
    *,
    within: bool = False,
    limit: int | None = None,
    timeout: float | None = None,
) -> ResultTable | Triples:
    """Run SPARQL of any form; our prefixes are known without a declaration.

    SELECT and ASK give a ``ResultTable``, CONSTRUCT and DESCRIBE give ``Triples``. A parameter that is a string in
    angle brackets is an IRI; ``within`` binds parameters in sub-selects too. With ``limit`` at most so many rows or
    triples are read, and ``more`` of the answer tells whether there are others; with ``timeout`` the query is ended
    after so many seconds: of a folder in a process of its own, of a server by giving up. Raises ``BadQuery``, and
    ``QueryTimeout``.
    """
    bound = _bound(store, text, params or {}, within=within)
    unused = sorted({name.replace("-", "_") for name in params or {}} - variables(text))
    if unused:
        raise BadQuery(f"the parameter {unused[0]!r} is not used", hint=f"use it: ?{unused[0]}")
    return answer(store, bound, _OWN, Limits(limit, timeout))


def select_rows(
    store: Queryable, text: str, params: Mapping[str, binding.Parameter] | None = None, *, within: bool = False
) -> list[dict[str, Value]]:
    """The rows of a SELECT as dictionaries: what the analyses are made of. Raises ``BadQuery``."""
    table = sorted_answer(store, _bound(store, text, params or {}, within=within), _OWN)
    if not isinstance(table, ResultTable):
        raise BadQuery("rows come from a SELECT only")
    return table.to_dicts()


def _bound(store: Queryable, text: str, params: Mapping[str, binding.Parameter], *, within: bool) -> str:
    """A SPARQL text with its parameters, and with our prefixes where the store does not know them itself."""
    check_query(text)
    terms = {name.replace("-", "_"): _own_term(name, value) for name, value in params.items()}
    bound = binding.bind(text, terms, within=within)
    return bound if isinstance(store, Interruptible) else PRELUDE + bound


def _terms(query: NamedQuery, params: Mapping[str, binding.Parameter]) -> dict[str, str]:
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            hint = nearest_hint(name, list(known))
            raise BadQuery(f"there is no parameter {name!r}", place=query.name, hint=hint)
    for parameter in query.parameters:
        if parameter.required and parameter.name not in params:
            hint = f"give it: -p {parameter.name}=… ({parameter.label.vi} / {parameter.label.en})"
            raise BadQuery(f"the parameter {parameter.name!r} is missing", place=query.name, hint=hint)
    # What narrows a question stands first: of parameters Oxigraph begins with the first ("in this province", then "an
    # agency of this name").
    given = sorted((p for p in query.parameters if p.name in params), key=lambda p: p.required)
    return {p.variable: _typed_term(query, p, params[p.name]) for p in given}


_HINTS = {
    "iri": "write a whole IRI, for instance https://w3id.org/policygraph/id/doc/vn/2012/1557-qd-ttg",
    "date": "write the date as 2013-10-03 or 3/10/2013",
    "integer": "write a whole number",
    "string": "write words",
    "name": "write a name or a number, accents optional",
}


def _typed_term(query: NamedQuery, parameter: Parameter, value: binding.Parameter) -> str:
    try:
        if parameter.type == "iri":
            return binding.iri_term(str(value).removeprefix("<").removesuffix(">"))
        if parameter.type == "date":
            return binding.term(day_of(value if isinstance(value, date) else str(value)))
        if parameter.type == "name":
            return binding.key_term(str(value))
        return binding.term(int(value) if parameter.type == "integer" else str(value))  # type: ignore[arg-type]
    except (ValueError, TypeError, BadQuery) as error:
        message = f"{parameter.name} = {value!r} is not of type {parameter.type}"
        raise BadQuery(message, place=query.name, hint=_HINTS[parameter.type]) from error


def _own_term(name: str, value: binding.Parameter) -> str:
    if not name.replace("-", "_").isidentifier():
        raise BadQuery(f"{name!r} cannot name a variable", hint="use letters, digits and _")
    try:
        return binding.term(value)
    except ValueError as error:
        raise BadQuery(f"{name} = {value!r} is no IRI", hint=_HINTS["iri"]) from error


def _described(table: ResultTable, query: NamedQuery, store: Queryable) -> ResultTable:
    """The table with the words of the query's head and for its codes; parts of list cells sorted."""
    kinds = tuple(column.kind for column in query.columns)
    words = _words(store, table, kinds)
    rows = tuple(tuple(_cell(*pair, words) for pair in zip(row, kinds, strict=True)) for row in table.rows)
    labels = tuple(column.label for column in query.columns)
    return replace(table, rows=rows, labels=labels, kinds=kinds, notes=(*query.notes, *table.notes))


def _words(store: Queryable, table: ResultTable, kinds: Sequence[Kind]) -> Mapping[str, Label]:
    """The words for all codes of a table; the ontology is asked only where it holds names of relations."""
    cells = (cell for row in table.rows for cell, kind in zip(row, kinds, strict=True) if kind == "code")
    known = all(part in CODES for cell in cells for part in _parts(cell))
    return CODES if known else {**relation_words(store), **CODES}


def _cell(cell: Value, kind: Kind, words: Mapping[str, Label]) -> Value:
    match kind:
        case "list":  # engines need not keep the order in which they concatenate
            return _listed(cell)
        case "code":
            return coded(_listed(cell), words)
        case "path":
            return path_cell(cell)
        case _:
            return cell


def _listed(cell: Value) -> Value:
    return SEPARATOR.join(_parts(cell)) or None


def _parts(cell: Value) -> list[str]:
    return sorted({part for part in str(cell or "").split(LIST_SEPARATOR) if part})
