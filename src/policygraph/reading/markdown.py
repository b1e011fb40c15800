"""Take the emphasis marks off Markdown, so that rules see only the document's own words."""

from __future__ import annotations

import regex

from policygraph.reading.normalise import Breaks, chain, replace

# Stars around words; a star that starts a list line ("* word") stays. Escapes lose their backslash.
_EMPHASIS = regex.compile(r"\*{2,3}|(?<=\S)\*|\*(?=\S)|(?m:^)#{1,6}[ ]|\\(?=[-*_.()\[\]#+!|&%\x22'<>~$])")


def without_emphasis(content: str, breaks: Breaks) -> tuple[str, Breaks]:
    """The text without ``**``, ``*``, heading marks and escapes, with the map back to the file.

    >>> without_emphasis("**I. MỤC\\nĐÍCH**", ((0, 0),))[0]
    'I. MỤC\\nĐÍCH'
    """
    stripped, inner = replace(content, _EMPHASIS, lambda _: "")
    return stripped, chain(inner, breaks)
