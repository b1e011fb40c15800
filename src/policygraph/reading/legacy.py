"""Recognise texts written before Unicode: TCVN3, VNI, windows-1258. They are named, never guessed at."""

from __future__ import annotations

from policygraph import resources

_CODECS = {"windows-1258": "cp1258"}


def legacy_encoding(data: bytes) -> str | None:
    """The name of the legacy encoding that these bytes are written in, or None.

    >>> legacy_encoding("céng hßa x· héi chñ nghÜa ViÖt Nam".encode("cp1252"))
    'TCVN3 (ABC, .VnTime)'
    """
    for entry in resources.rules("reading")["encoding"]:
        words = data.decode(_CODECS.get(entry["id"], "latin-1"), errors="replace")
        if _shows(words, entry):
            return str(entry["name"])
    return None


def legacy_letters(content: str) -> str | None:
    """The same for text that is valid Unicode but whose letters were never converted."""
    for entry in resources.rules("reading")["encoding"]:
        if entry["id"] not in _CODECS and _shows(content, entry):
            return str(entry["name"])
    return None


def _shows(words: str, entry: dict[str, object]) -> bool:
    signs, least = entry["signs"], entry["least"]
    assert isinstance(signs, list)
    assert isinstance(least, int)
    return sum(sign in words for sign in signs) >= least
