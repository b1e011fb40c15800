"""Three ways to compare Vietnamese strings, from strict to loose.

``unify`` keeps every letter and mark and only places tone marks the same way (Uỷ = Ủy, hoá = hóa);
``key`` also drops case and surplus white space: the key of gazetteers; ``fold`` strips marks and
turns đ into d: for search and slugs only, never for a provision label or a document number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse

# Tone on the second vowel (new style) is moved to the first (old style) in open syllables:
# hoà → hòa, khoẻ → khỏe, thuỷ → thủy. After q the u belongs to the consonant: quý stays.
LONG_TEXT = 2000
# For a character class of the standard engine, which knows none of its own for small letters.
SMALL_LETTERS = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TONES = {"̀", "́", "̃", "̉", "̣"}
_PAIRS = [("o", "a"), ("o", "e"), ("u", "y")]


def _tone_table() -> dict[str, str]:
    table = {}
    for first, second in _PAIRS:
        for tone in sorted(_TONES):
            for a in (first, first.upper()):
                for b in (second, second.upper()):
                    new = a + unicodedata.normalize("NFC", b + tone)
                    table[new] = unicodedata.normalize("NFC", a + tone) + b
    return table


_MOVED = _tone_table()
_FIRSTS = "".join(sorted({pair[0] for pair in _MOVED}))
_SECONDS = "".join(sorted({pair[1] for pair in _MOVED}))
_OPEN_PAIR = re.compile(rf"[{_FIRSTS}][{_SECONDS}](?![^\W\d_])")  # no letter follows
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def unify(text: str) -> str:
    """NFC with one placement of tone marks; length may not change for NFC input.

    >>> unify("Uỷ ban, Sở Văn hoá, quý, thuỷ")
    'Ủy ban, Sở Văn hóa, quý, thủy'
    """
    return _unify_text(text) if len(text) > LONG_TEXT else _unify(text)


def _unify(text: str) -> str:
    return _OPEN_PAIR.sub(_placed, unicodedata.normalize("NFC", text))


def _placed(pair: re.Match[str]) -> str:
    """Two vowels that end a syllable as they are to be written."""
    vowels, before = pair.group(), pair.string[pair.start() - 1 : pair.start()]
    return vowels if before in ("q", "Q") else _MOVED.get(vowels, vowels)


@lru_cache(maxsize=8)
def _unify_text(text: str) -> str:
    """A whole document is unified once, though every stage asks for it."""
    return _unify(text)


@cache
def _bare_letters() -> dict[int, str]:
    """Each precomposed letter of Vietnamese → the letter without its marks."""
    marked = {chr(code) for block in ((0xC0, 0x1B1), (0x1EA0, 0x1EFA)) for code in range(*block)}
    plain = {letter: unicodedata.normalize("NFD", letter)[0] for letter in marked}
    return {ord(letter): base for letter, base in plain.items() if base.isascii()} | {
        ord("đ"): "d", ord("Đ"): "D", ord("Ð"): "D"
    }  # fmt: skip


def bare(text: str) -> str:
    """NFC text without its marks, letter by letter: every offset stays what it is.

    >>> bare("QUYÉT ĐỊNH, Thuế")
    'QUYET DINH, Thue'
    """
    return text.translate(_bare_letters())


def squeeze(text: str) -> str:
    """One line, single spaces.

    >>> squeeze("Sở\\n  Nội vụ ")
    'Sở Nội vụ'
    """
    return " ".join(text.split())


def key(text: str) -> str:
    """The exact key of a name: unified, one line, lower case.

    >>> key("Uỷ ban  Nhân dân")
    'ủy ban nhân dân'
    """
    return squeeze(unify(text)).lower()


def fold(text: str) -> str:
    """Lower-case ASCII skeleton for search: no marks, đ as d, only letters, digits and single spaces.

    >>> fold("Đề án Vị trí việc làm (VTVL)")
    'de an vi tri viec lam vtvl'
    """
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("Ð", "D"))
    kept = "".join(filterfalse(unicodedata.combining, plain)).lower()
    return _NOT_SLUG.sub(" ", kept).strip()


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """An ASCII path segment of an IRI.

    >>> slug("1557/QĐ-TTg")
    '1557-qd-ttg'
    """
    return fold(text).replace(" ", "-")
