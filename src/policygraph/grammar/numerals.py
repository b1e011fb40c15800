"""Roman numerals, as chapters, quarters and annexes are numbered."""

from __future__ import annotations

import regex

_ROMAN = regex.compile(r"(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_value(text: str) -> int | None:
    """The value of a well-formed upper-case Roman numeral below 400, or None.

    >>> roman_value("XIV"), roman_value("IIII"), roman_value("iv")
    (14, None, None)
    """
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
