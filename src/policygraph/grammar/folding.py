"""Three ways to compare Vietnamese strings, from strict to loose.

``unify`` keeps every letter and mark and only places tone marks the same way (Uỷ = Ủy, hoá = hóa);
``key`` also drops case and surplus white space: the key of gazetteers; ``fold`` strips marks and
turns đ into d: for search and slugs only, never for a provision label or a document number.
"""

from __future__ import annotations

import unicodedata

import regex

# Tone on the second vowel (new style) is moved to the first (old style) in open syllables:
# hoà → hòa, khoẻ → khỏe, thuỷ → thủy. After q the u belongs to the consonant: quý stays.
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
_MOVABLE = regex.compile(rf"(?<![qQ])(?:{'|'.join(map(regex.escape, sorted(_MOVED)))})(?!\p{{L}})")
_SPACE = regex.compile(r"\s+")


def unify(text: str) -> str:
    """NFC with one placement of tone marks; length may not change for NFC input.

    >>> unify("Uỷ ban, Sở Văn hoá, quý, thuỷ")
    'Ủy ban, Sở Văn hóa, quý, thủy'
    """
    return _MOVABLE.sub(lambda m: _MOVED[m.group()], unicodedata.normalize("NFC", text))


def squeeze(text: str) -> str:
    """One line, single spaces.

    >>> squeeze("Sở\\n  Nội vụ ")
    'Sở Nội vụ'
    """
    return _SPACE.sub(" ", text).strip()


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
    kept = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return regex.sub(r"[^a-z0-9]+", " ", kept).strip()


def slug(text: str) -> str:
    """An ASCII path segment of an IRI.

    >>> slug("1557/QĐ-TTg")
    '1557-qd-ttg'
    """
    return fold(text).replace(" ", "-")
