"""Text in which a tagger has joined the syllables of each word: "Quyết_định số : 12 / QĐ-UBND ;"."""

from __future__ import annotations

import regex

from policygraph.reading.normalise import Breaks, chain, edit

_JOINED = regex.compile(r"(?<=\p{L})_(?=\p{L})")
_TOKEN_SPACE = regex.compile(r"(?<=\S) (?=[,;:.)\]”](?: |\n|$))|(?<=[(\[“]) (?=\S)")
RAREST = 100  # characters to one joint: an underscore here and there is a file's name


def syllables_apart(content: str, breaks: Breaks) -> tuple[str, Breaks]:
    """The text as people write it, and its way back; other text comes back as it is.

    >>> syllables_apart("Căn_cứ Luật Tổ_chức ;", ((0, 0),))
    ('Căn cứ Luật Tổ chức;', ((0, 0), (19, 20)))
    """
    if content.count("_") * RAREST < len(content) or not _is_segmented(content):
        return content, breaks
    apart = _JOINED.sub(" ", content)
    tight, inner = edit(apart, ((m.start(), m.end(), "") for m in _TOKEN_SPACE.finditer(apart)))
    return tight, chain(inner, breaks)


def _is_segmented(content: str) -> bool:
    """Blank lines to fill in are made of underscores too: they stand between no letters."""
    return sum(1 for _ in _JOINED.finditer(content)) * RAREST >= len(content)
