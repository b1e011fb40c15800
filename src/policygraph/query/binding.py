"""Parameters enter a query as RDF terms, each in a ``VALUES`` of its own behind the first ``WHERE {``.

Why not the engines' own bindings: pyoxigraph's ``substitutions`` refuse a variable that is not
projected, rdflib's ``initBindings`` do not, and a SPARQL server by URL knows neither. A ``VALUES`` means the
same everywhere (of one variable: Virtuoso fails over two in a row). A query that is not given a parameter
simply has none for it, so that
``FILTER(!BOUND(?tinh) || …)`` is how a query file writes an optional one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import regex

from policygraph.errors import BadQuery
from policygraph.grammar.folding import fold, unify
from policygraph.namespaces import PREFIXES

_XSD = PREFIXES["xsd"]

# Strings, IRIs and comments come first, so that braces and keywords inside them are not seen.
_TOKEN = regex.compile(
    r"""(?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*+\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+'{3}
    |"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')
    |(?P<iri><[^<>"{}|^`\\\s]*+>)|(?P<comment>\#[^\n]*+)|(?P<brace>\{)|(?P<word>[?$@:\w.-]++)""",
    regex.VERBOSE | regex.DOTALL,
)

_KEYED = regex.compile(r"\{ SELECT DISTINCT \?(\w+) WHERE \{ \?\1 (?:a pg:\w+ ; )?pg:key \?(\w+) \} \}")

Parameter = str | int | date
Token = tuple[str, str, int]


def bind(text: str, terms: Mapping[str, str], *, within: bool = False) -> str:
    """The query with a ``VALUES`` that binds each variable to its term (``term`` makes them).

    ``within``: behind every ``WHERE {``, those of sub-selects too, which see nothing of the query around them.

    >>> bind("SELECT ?s WHERE { ?s ?p ?x }", {"x": '"Huế"'})
    'SELECT ?s WHERE { VALUES ?x { "Huế" } ?s ?p ?x }'
    """
    if not terms:
        return text
    rows = "".join(f" VALUES ?{name} {{ {value} }}" for name, value in terms.items())
    starts = _group_starts(text)
    for position in reversed(starts if within else starts[:1]):
        text = f"{text[:position]}{rows}{text[position:]}"
    return text


def unnest_keys(text: str, given: Collection[str]) -> str:
    """The query in which what is named by a given variable is found by a plain pattern.

    A query file writes ``{ SELECT DISTINCT ?place WHERE { ?place pg:key ?tinh } }``, since a place has several keys and
    none may be asked for. Where one is, it finds each place once, and an engine sees best what to begin with. A class
    before the key (``?place a pg:Jurisdiction ; pg:key ?tinh``) keeps an engine from reading all keys where none is.

    >>> unnest_keys("{ { SELECT DISTINCT ?s WHERE { ?s pg:key ?x } } ?s ?p ?o }", ["x"])
    '{ ?s pg:key ?x . ?s ?p ?o }'
    """
    return _KEYED.sub(lambda match: f"?{match[1]} pg:key ?{match[2]} ." if match[2] in given else match[0], text)


def variables(text: str) -> set[str]:
    """The names of all variables of a query; those in strings and comments are none.

    >>> sorted(variables("SELECT ?s WHERE { ?s ?p '?x' } # ?y"))
    ['p', 's']
    """
    return {token[1:] for kind, token, _ in _tokens(text) if kind == "word" and token[0] in "?$"}


def term(value: Parameter) -> str:
    """An RDF term for a Python value, in the syntax that SPARQL and N-Triples share.

    A string in angle brackets is an IRI; other strings are literals, never SPARQL.

    >>> term('a "quoted" word'), term(36), term("<http://example.org/x>")
    ('"a \\\\"quoted\\\\" word"', '"36"^^<http://www.w3.org/2001/XMLSchema#integer>', '<http://example.org/x>')
    """
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, str):
        if value.startswith("<") and value.endswith(">"):
            return iri_term(value[1:-1])
        return str(Literal(unify(value)))
    kind = "date" if isinstance(value, date) else "integer"
    return str(Literal(str(value), datatype=NamedNode(_XSD + kind)))


def key_term(value: str) -> str:
    """The key of a name (``pg:key``) as a term. Raises ``ValueError`` for what has no letter and no digit.

    >>> key_term("Sở Nội vụ"), key_term("1557/QĐ-TTg")
    ('"so noi vu"', '"1557 qd ttg"')
    """
    key = fold(value)
    if not key:
        raise ValueError("no letters and no digits")
    return term(key)


def iri_term(value: str) -> str:
    """An IRI term from an IRI or a name with one of our prefixes (``pgid:doc/vn/2012/…``).

    Raises ``ValueError`` for what is no absolute IRI.
    """
    from pyoxigraph import NamedNode

    prefix, _, rest = value.partition(":")
    return str(NamedNode(PREFIXES[prefix] + rest if prefix in PREFIXES else value))


def _group_starts(text: str) -> list[int]:
    """Where groups begin: behind each ``WHERE {``, or the first ``{`` of a query without WHERE."""
    tokens = [token for token in _tokens(text) if token[0] in ("brace", "word")]
    opening = [index for index, (_, token, _) in enumerate(tokens) if token == "{"]
    after_where = [i for i in opening if i and tokens[i - 1][1].upper() == "WHERE"]
    if not opening:
        raise BadQuery("there is no { … } to bind parameters in", hint="write SELECT … WHERE { … }")
    return [tokens[index][2] + 1 for index in after_where or opening[:1]]


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        yield str(match.lastgroup), match.group(), match.start()
