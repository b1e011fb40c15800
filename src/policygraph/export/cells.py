"""What a cell shows: to people, to spreadsheets, to terminals."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from policygraph.namespaces import PREFIXES
from policygraph.query.results import Kind, ResultTable, Value

# A spreadsheet reads a cell that begins with one of these as a formula
# (OWASP, CSV Injection); full-width forms are folded to ASCII by some of them.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Controls move a terminal's cursor, direction marks make words read as others; neither is text.
_CONTROLS = regex.compile(r"[\p{Cc}\u202A-\u202E\u2066-\u2069]")
# What XML 1.0 cannot hold, whatever escapes it: parsers refuse the file.
_NO_XML = regex.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_WORDS: Final = {"vi": ("không", "có"), "en": ("no", "yes")}


def guard(value: Value) -> Value:
    """The value for a CSV cell: words that would be read as a formula get an apostrophe before them.

    >>> guard("- Xây dựng"), guard(-5)
    ("'- Xây dựng", -5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def kind_of(table: ResultTable, column: int) -> Kind:
    """What a column holds, "string" where nothing is known."""
    return table.kinds[column] if table.kinds else "string"


def words(value: Value, kind: Kind = "string", lang: str = "vi") -> str:
    """The cell as people read it: NFC, truth as a word, IRIs with their prefix.

    >>> words(True), words(None), words("https://w3id.org/policygraph/id/doc/vn/2012/1557-qd-ttg", "iri")
    ('có', '', 'pgid:doc/vn/2012/1557-qd-ttg')
    """
    if isinstance(value, bool):
        return _WORDS[lang][value]
    text = "" if value is None else unicodedata.normalize("NFC", str(value))
    return compact(text) if kind == "iri" else text


def one_line(text: str) -> str:
    """The text on one line, each control character as a space or U+FFFD: safe in a terminal."""
    line: str = _CONTROLS.sub("\ufffd", " ".join(text.split()))
    return line


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold.

    >>> xml_text("a\\x0bb")
    'a\ufffdb'
    """
    return XmlText()(text)


class XmlText:
    """``xml_text`` that counts what it replaced, for those who have to say so."""

    def __init__(self) -> None:
        self.replaced = 0

    def __call__(self, text: str) -> str:
        """The text as XML can hold it."""
        kept, count = _NO_XML.subn("\ufffd", text)
        self.replaced += count
        return str(kept)


def compact(iri: str) -> str:
    """An IRI with the longest prefix that fits, or the IRI itself."""
    fitting = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"
