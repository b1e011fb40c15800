"""The text on which citations and relations are matched: every character stands where it stood."""

from __future__ import annotations

from policygraph.grammar.folding import unify

# Word-segmented texts join syllables with underscores; Markdown marks emphasis with stars.
_MARKS = "_*\u00a0"


def readable(content: str) -> str:
    """A text with one placement of tone marks and no marks between words; offsets stay valid.

    >>> readable("*Căn_cứ* Luật")
    ' Căn cứ  Luật'
    """
    text = unify(content)
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text
