"""What a call from Python may say, made into what the functions of ``analysis`` declare: once, for all of them.

A graph is a ``KnowledgeGraph``, a store or the path of a folder; a day is a date or its words; one kind needs no tuple.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from policygraph.errors import BadQuery
from policygraph.grammar.dates import day_of

# What people say for a parameter that has another name.
_OTHER_NAMES: Final = {"jurisdiction": "province", "as_of": "day"}
_WORDS: Final = ("str", "str | None")


def asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as people call it: what an argument cannot be is a ``BadQuery`` that names it."""
    own = inspect.signature(function)

    @functools.wraps(function)
    def ask(*args: Any, **options: Any) -> Any:
        try:
            said = own.bind(*args, **{_own_name(name, own): value for name, value in options.items()})
        except TypeError as error:
            raise TypeError(f"{function.__name__}(): {error}") from None
        for name, value in said.arguments.items():
            said.arguments[name] = _taken(own.parameters[name], value)
        return function(*said.args, **said.kwargs)

    return ask


def several(words: Any) -> tuple[Any, ...]:
    """One word as one, what holds several as all of them. Raises ``BadQuery`` for what holds none.

    >>> several("duty"), several(["duty", "task"])
    (('duty',), ('duty', 'task'))
    """
    try:
        return (words,) if isinstance(words, str) else tuple(words)
    except TypeError as error:
        raise BadQuery(f"{words!r:.80} is neither a word nor several") from error


def _own_name(name: str, own: inspect.Signature) -> str:
    if name in own.parameters or _OTHER_NAMES.get(name) not in own.parameters:
        return name
    return _OTHER_NAMES[name]


def _taken(parameter: inspect.Parameter, value: Any) -> Any:
    take = _TAKEN.get(parameter.name, _words if parameter.annotation in _WORDS else None)
    if take is None or value is parameter.default:
        return value
    try:
        many = parameter.kind is parameter.VAR_POSITIONAL
        return tuple(map(take, value)) if many else take(value)
    except BadQuery as error:
        raise BadQuery(error.message, place=error.place or parameter.name, hint=error.hint) from None


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise BadQuery(f"{value!r:.80} is no text", hint="write it between quotation marks")


def _store(value: Any) -> Any:
    from policygraph.store import open_store

    if isinstance(value, str | Path):
        return open_store(value)
    store = getattr(value, "store", value)
    if callable(getattr(store, "query", None)):
        return store
    raise BadQuery(f"{value!r:.80} is no graph", hint="give what open_graph gives, or the path of its folder")


def _workload(value: Any) -> Any:
    if hasattr(value, "totals"):
        return value
    raise BadQuery(f"{value!r:.80} is no workload", hint="concentration(kg.workload())")


# By the names of parameters, which mean the same in every function.
_TAKEN: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(("store", "old", "new", "graph"), _store),
    **dict.fromkeys(("as_of", "day", "read_to"), day_of),
    **dict.fromkeys(("kinds", "codes"), several),
    "load": _workload,
}
