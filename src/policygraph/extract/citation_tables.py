"""The tables of ``data/rules/citation.toml``: which words and symbols name types and bodies."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import regex

from policygraph import resources
from policygraph.grammar.folding import key
from policygraph.grammar.rules import Rule, expand, named_rule


@cache
def tables() -> dict[str, Any]:
    """The parsed file: type words, symbols, repairs, abbreviations."""
    return resources.rules("citation")


@lru_cache(maxsize=256)
def type_of_word(word: str) -> str | None:
    """The type symbol of a type word as written, or None where the list of types has none.

    >>> type_of_word("Thông tư\\nliên tịch")
    'TTLT'
    """
    short: dict[str, str] = tables()["short_types"]
    long: dict[str, str] = tables()["types"]
    return short.get(word) or long.get(key(word)) or None


def type_symbol(part: str) -> str | None:
    """The type that a part of a number stands for ("QĐ"), or None."""
    types: dict[str, str] = tables()["symbols"]["types"]
    return types.get(part)


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern written with the macros of the file ("{{ISSUER}}"), compiled."""
    macros = {**resources.rules("date")["macros"], **tables()["macros"]}
    return regex.compile(expand(pattern, macros), regex.VERBOSE | regex.VERSION1)


def rule_of(name: str) -> Rule:
    """The rule of the file with this id."""
    return named_rule("citation", name)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(tables()["symbols"]["lists"][name])


@cache
def _bodies() -> frozenset[str]:
    return _list("bodies") | {row["symbol"] for row in resources.gazetteer("issuer_symbols")}


def is_weak(part: str) -> bool:
    """Whether a type symbol also means something else: CT is Chỉ thị and Cục Thuế."""
    return part in _list("weak")


def is_no_document(part: str) -> bool:
    """Whether a number that begins with this part is a licence, a form or the like."""
    return part in _list("not_documents")


_NATIONAL_ASSEMBLY = regex.compile(r"(?:UBTV)?(?:QH)?K?\d{1,2}|UBTVQHK?\d{0,2}|QHK?\d{0,2}|HĐNNK?\d{0,2}|ĐĐQH\d{0,2}")
_MINISTRY = regex.compile(r"[BS][\p{Lu}]{1,9}")


def is_body(part: str) -> bool:
    """Whether a part of a number is the symbol of a body that issues documents.

    >>> is_body("UBTVQH13"), is_body("BLĐTBXH"), is_body("KSTT")
    (True, True, False)
    """
    known = part in _bodies() or (part.isupper() and any(n in part for n in ("HĐND", "UBND", "ĐĐQH")))
    return known or bool(_NATIONAL_ASSEMBLY.fullmatch(part)) or bool(_MINISTRY.fullmatch(part))


@cache
def type_word_pattern() -> str:
    """All type words and short type words, longest first, for `regex` (no groups)."""
    words = sorted(tables()["types"], key=lambda word: (-len(word), word))
    long = "|".join(regex.escape(word).replace("\\ ", r"\s{1,4}") for word in words)
    short = "|".join(sorted(tables()["short_types"], key=lambda word: (-len(word), word)))
    return rf"(?<!\p{{L}})(?:(?i:(?<!pháp\s)(?:{long}))|(?:{short}))(?=[Ss]ố[\s:]|\P{{L}}|$)"
