"""What Oxigraph says of a query that it cannot read, in words for people: what, where, and what to do."""

from __future__ import annotations

import regex

from policygraph.errors import BadQuery
from policygraph.store.guards import query_form

_ERROR = regex.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<expected>.*)", regex.DOTALL)
# Among the symbols that its grammar would take stands, where it knows, a reason in words ("Prefix not found").
_REASON = regex.compile(r"(?:^|, )(?P<reason>[A-Z][a-z]+ [^,\[\]]+)")
_SYMBOL = regex.compile(r'"(?:[^"\\]|\\.)+"|\b[A-Z]{2,}\b(?! \.\.)')
_TOLD = 8
_HINT = "check its syntax and its prefixes; policygraph only reads: SELECT, ASK, CONSTRUCT, DESCRIBE"


def refused(text: str, message: str) -> BadQuery:
    """The error for a query that the engine refuses with ``message``.

    >>> str(refused("ASK { ?x a x:y }", 'error at 1:15: expected one of Prefix not found, [":"]'))
    'line 1, column 15: the query cannot be run: Prefix not found'
    """
    if not query_form(text):
        return BadQuery("this is neither SELECT nor ASK, CONSTRUCT or DESCRIBE", hint=_HINT)
    match = _ERROR.search(message)
    if match is None:
        return BadQuery(f"the query cannot be run: {message}", hint=_HINT)
    place = f"line {match['line']}, column {match['column']}"
    return BadQuery(f"the query cannot be run: {_reason(match['expected'])}", place=place, hint=_HINT)


def _reason(expected: str) -> str:
    reason = _REASON.search(expected)
    if reason:
        return str(reason["reason"])
    symbols = list(dict.fromkeys(_SYMBOL.findall(expected)))[:_TOLD]
    return f"here should stand {' or '.join(symbols)}" if symbols else "something is missing here, or too much"
