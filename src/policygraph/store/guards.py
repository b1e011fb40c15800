"""Refuse, before an engine sees it, a query that would reach the network or end the process.

Oxigraph sends ``SERVICE`` to the network with no switch to forbid it, and its parser recurses: 2,255
nested braces end the process. Both must be told from the words inside strings, IRIs and comments, and
SPARQL cannot be cut into words without parsing it (``?a<?b&&?c>?d`` holds an IRI for a lexer, none for
a parser). So a ``<`` that could be either is refused, and all others are certain.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from policygraph.errors import BadQuery

MAX_LENGTH = 64_000
MAX_DEPTH = 200
MAX_PATTERNS = 200
MAX_TERMS = 2_000

_TOKEN = regex.compile(
    r"""
    (?P<comment>\#[^\n\r]*+)
  # No expression holds "//", and none of the second form could hide more than a name: these are IRIs.
  | (?P<iri><(?:[A-Za-z][A-Za-z0-9+.-]*+://[^<>"{}|^`\\\x00-\x20]*+|[\w:.%~@-]{0,500}+)>)
  | (?P<unclear><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<string>\"{3}(?:\"{0,2}+(?:[^"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}+(?:[^'\\]|\\.))*+'{3}
      |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
  | (?P<variable>[?$]\w++)
  | (?P<name>[\w.-]*+:(?:[\w:.%-]|\\.)*+)
  | (?P<tag>@[A-Za-z-]++)
  | (?P<number>\d[\d.]*+(?:[eE][+-]?\d++)?+)
  | (?P<word>[^\W\d]\w*+)
  | (?P<open>[({\[]) | (?P<close>[)}\]])
  | (?P<separator>[.;,])
  | (?P<operator>[-+*/|&=!^<>])
    """,
    regex.VERBOSE | regex.DOTALL,
)
_ESCAPE = regex.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}

Token = tuple[str, str, int]


def check_query(text: str) -> None:
    """Let a query pass or say why not.

    Raises ``BadQuery`` for ``SERVICE``, for a text longer than 64,000 characters, and for more than 200
    nested brackets, 200 patterns or 2,000 terms in expressions.
    """
    if len(text) > MAX_LENGTH:
        raise BadQuery(f"the query has more than {MAX_LENGTH} characters", hint="split it, or ask for less")
    for version in {text, _unescaped(text)}:  # engines replace \u0053 before they read
        tokens = list(_tokens(version))
        for kind, token, position in tokens:
            if kind in ("unclear", "word", "name"):
                _check_token(kind, token, version, position)
        _check_size(tokens)


def query_form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; "" for what is none of them.

    >>> query_form("PREFIX ask: <http://e.org/ask> CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (token.upper() for kind, token, _ in _tokens(text) if kind == "word")
    return next((word for word in words if word in _FORMS), "")


def names_dataset(text: str) -> bool:
    """Whether a query says itself, by ``FROM``, of which graphs its default graph is.

    >>> names_dataset("SELECT ?s FROM <http://e.org/g> { ?s ?p 'FROM' }"), names_dataset("ASK { ?from ?p 'FROM' }")
    (True, False)
    """
    return any(kind == "word" and token.upper() == "FROM" for kind, token, _ in _tokens(text))


def _check_token(kind: str, token: str, text: str, position: int) -> None:
    if kind == "unclear":
        message, hint = "'<' here may begin an IRI or mean less than", "put spaces around '<' and '>'"
        raise BadQuery(message, place=_place(text, position), hint=hint)
    # Parsers do not ask for a space behind SERVICE, so it may be glued to what follows.
    if (kind == "word" and "SERVICE" in token.upper()) or (
        kind == "name" and "SERVICE" in token.upper().partition(":")[0]
    ):
        hint = "policygraph asks its own graph only; remove the SERVICE clause"
        raise BadQuery("SERVICE reaches out to the network", place=_place(text, position), hint=hint)


def _check_size(tokens: list[Token]) -> None:
    """Count what parsers and planners recurse over: brackets, patterns (by what parts them) and expressions."""
    nested: list[str] = []
    deepest = patterns = terms = 0
    for kind, token, _ in tokens:
        inside = nested[-1] if nested else ""
        if kind == "open":
            nested.append(token)
            deepest = max(deepest, len(nested))
        elif kind == "close" and nested:
            nested.pop()
        patterns += token in ("{", "/") or token.upper() == "AS" or (kind == "separator" and inside != "(")
        terms += kind == "operator" or inside == "("
    for count, limit, what in (
        (deepest, MAX_DEPTH, "nested brackets"),
        (patterns, MAX_PATTERNS, "patterns"),
        (terms, MAX_TERMS, "terms in expressions"),
    ):
        if count > limit:
            raise BadQuery(f"the query has more than {limit} {what}", hint="simplify it, or ask in parts")


def _unescaped(text: str) -> str:
    return str(_ESCAPE.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        yield str(match.lastgroup), match.group(), match.start()


def _place(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"
