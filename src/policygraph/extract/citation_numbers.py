"""Read document numbers: find them, repair what is certainly misread, write them canonically."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from policygraph.extract.citation_symbols import Symbol, read_symbol
from policygraph.extract.citation_tables import compiled, is_body, rule_of, tables, type_symbol
from policygraph.grammar.folding import SMALL_LETTERS

# A run of digits, whole, that a slash, a dash or a capital follows: numbers begin with such, and most digits are none.
_SERIAL = re.compile(
    r"\d(?<!\d\d)\d*+(?=(?:\.\d{1,2})?[a-zA-ZđĐ]?\s{0,2}"
    rf"(?:[/⁄∕‐‑‒–—−-]|(?![{SMALL_LETTERS}])[^\W\d_]))"
)
_LONGEST = 500
_DASHES = regex.compile(r"[‐‑‒–—−]")
_SLASHES = regex.compile(r"[/⁄∕]")
_DOUBLED_SLASH = regex.compile(r"[/⁄∕]\s*[/⁄∕]")
_SLASH_LETTER = regex.compile(r"[⁄∕]")
_DIGITS = regex.compile(r"\d+")
_YEAR = regex.compile(r"19[4-9]\d|20\d\d|[4-9]\d")
_DANGLING = regex.compile(r"\s{0,2}[-‐‑‒–—−]")
# What optical recognition makes of a slash between serial and year.
_SLASH_LOOKALIKES = "71"


@dataclass(frozen=True, slots=True)
class Number:
    """A document number in a text. ``stands_alone``: it needs no type word to be recognised as one."""

    canonical: str
    serial: str
    year: int | None
    symbol: Symbol
    start: int
    end: int
    party_form: bool
    stands_alone: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberList:
    """Several serials before one symbol: "749/127/411/QĐ-TTg". Spans are those of the serials."""

    numbers: tuple[Number, ...]


def find_numbers(text: str) -> Iterator[Number | NumberList]:
    """All numbers that are whole, left to right. What is cut ("21/2017/TT-") is left out."""
    pattern = rule_of("citation-by-number").pattern
    reached = 0
    for serial in _SERIAL.finditer(text):
        start = serial.start()
        match = pattern.match(text, start, start + _LONGEST) if start >= reached else None
        if match:
            reached = match.end()
            number = _read(match)
            if number is not None:
                yield number


def _read(match: regex.Match[str]) -> Number | NumberList | None:
    raw_symbol = match["symbol"] or match["old_symbol"]
    symbol = read_symbol(raw_symbol)
    if symbol is None or _is_cut(match, symbol):
        return None
    end = match.start("symbol" if match["symbol"] else "old_symbol") + symbol.length
    middles = [(m.group(), m.start() + match.start("middle")) for m in _DIGITS.finditer(match["middle"] or "")]
    if len(middles) > 1:
        return _number_list(match, symbol, middles, end)
    return _single(match, symbol, middles[0][0] if middles else None, end)


def _is_cut(match: regex.Match[str], symbol: Symbol) -> bool:
    """Whether a hyphen after a bare type symbol says that the body is missing: "662/QĐ- …"."""
    bare = len(symbol.parts) == 1 and type_symbol(symbol.parts[0]) is not None
    return bare and _DANGLING.match(match.string, match.end(), match.end() + 4) is not None


def _single(match: regex.Match[str], symbol: Symbol, middle: str | None, end: int) -> Number | None:
    separator = _separator(match, symbol, middle)
    if separator is None:
        return None
    start, serial, codes = _whole_serial(match)
    if serial is None:
        return None
    joint = "-" if (match["middle"] or "").startswith("-") else "/"  # "19-2018/NQ-CP" is so numbered
    canonical = f"{serial}{joint + middle if middle else ''}{separator}{symbol.text}"
    warnings = [*codes, *_separator_warnings(match, middle), *symbol.warnings]
    if middle and not _YEAR.fullmatch(middle):
        warnings.append("odd-year")
    year = int(middle) if middle and _YEAR.fullmatch(middle) and len(middle) == 4 else None
    party = not middle and separator == "-"
    return Number(
        canonical,
        serial,
        year,
        symbol,
        start,
        end,
        party,
        _stands_alone(symbol, party, separator) and not (party and _is_spaced(match["separator"])),
        tuple(dict.fromkeys(warnings)),
    )


def _whole_serial(match: regex.Match[str]) -> tuple[int, str | None, tuple[str, ...]]:
    """Where the serial begins, and the serial: joined over a space ("số 20 72/QĐ-TTg"), or None where it is cut."""
    start = match.start()
    before = compiled(r"{{SO}}\s?(?P<front>(?!{{SO}})[\p{L}\d#]{1,4})\s{1,2}$").search(
        match.string, max(0, start - 16), start
    )
    if before is None:
        return start, match["serial"], ()
    if not before["front"].isdigit():
        return start, None, ()
    return before.start("front"), before["front"] + match["serial"], ("space-in-number",)


def _separator(match: regex.Match[str], symbol: Symbol, middle: str | None) -> str | None:
    """What stands between serial (or year) and symbol in the canonical number; None: this is no number."""
    if match["symbol"] is None:
        return match["gap"] and " "
    written = match["separator"]
    if _SLASHES.search(written) or middle:
        return "/"
    # A hyphen with spaces on both sides is a dash between words, not part of a number: "123 - KH/TU" is one.
    is_dash = _is_spaced(written) and not (symbol.type and symbol.is_known and "/" in symbol.text)
    return None if is_dash else "-"


def _is_spaced(written: str) -> bool:
    return written[0].isspace() and written[-1].isspace()


def _separator_warnings(match: regex.Match[str], middle: str | None) -> Iterator[str]:
    written = (match["middle"] or "") + (match["separator"] or "")
    if _DASHES.search(written):
        yield "dash"
    if any(character.isspace() for character in written):
        yield "space-in-number"
    if _DOUBLED_SLASH.search(written):
        yield "doubled-slash"
    if _SLASH_LETTER.search(written):
        yield "slash-letter"
    if middle and match["separator"] and match["separator"].isspace():
        yield "missing-slash"
    elif middle and match["separator"] and not _SLASHES.search(match["separator"]):
        yield "hyphen-for-slash"


def _stands_alone(symbol: Symbol, party: bool, separator: str) -> bool:
    if separator == " ":
        return False
    if party:
        return symbol.type is not None and len(symbol.parts) > 1
    return symbol.is_known


def _number_list(
    match: regex.Match[str], symbol: Symbol, middles: list[tuple[str, int]], end: int
) -> NumberList | None:
    if not symbol.is_known:
        return None
    serials = [(match["serial"], match.start("serial")), *middles]
    spans = [(start, start + len(serial)) for serial, start in serials[:-1]] + [(serials[-1][1], end)]
    numbers = tuple(
        Number(f"{serial}/{symbol.text}", serial, None, symbol, start, stop, False, True, symbol.warnings)
        for (serial, _), (start, stop) in zip(serials, spans, strict=True)
    )
    return NumberList(numbers)


def with_year_of_date(number: Number, date: str | None) -> Number:
    """Repair "12772007/NĐ-CP" where the document's date is of 2007: the slash was read as a digit."""
    if date is None or number.year or len(number.serial) < 6 or not number.serial.endswith(date[:4]):
        return number
    serial, slash = number.serial[:-5], number.serial[-5]
    if slash not in _SLASH_LOOKALIKES or not serial:
        return number
    canonical = f"{serial}/{date[:4]}/{number.symbol.text}"
    warnings = (*number.warnings, "slash-read-as-digit")
    return replace(number, canonical=canonical, serial=serial, year=int(date[:4]), warnings=warnings)


def with_type_symbol(number: Number, type_word: str | None) -> Number:
    """Write the type symbol that was left out: "Nghị định 01/2008/CP" is 01/2008/NĐ-CP."""
    left_out = number.year and number.symbol.type is None and len(number.symbol.parts) == 1
    if not left_out or type_word not in tables()["symbols"]["lists"]["written_with_type"]:
        return number
    body = number.symbol.parts[0]
    if not is_body(body) or body[-1].isdigit() or type_symbol(body):
        return number
    canonical = f"{number.serial}/{number.year}/{type_word}-{body}"
    return replace(number, canonical=canonical, warnings=(*number.warnings, "missing-type-symbol"))
