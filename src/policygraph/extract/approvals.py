"""The instrument that a cited document's title says it approves or issues."""

from __future__ import annotations

from functools import cache

import regex

from policygraph.extract.instruments import kinds
from policygraph.grammar.folding import key, squeeze, unify
from policygraph.model import CitationMention, InstrumentMention

TITLE_REACH = 400


@cache
def _pattern() -> regex.Pattern[str]:
    words = "|".join(r"\s+".join(word.split()) for word, tie in sorted(kinds().items()) if tie)
    return regex.compile(
        rf"(?i)[^.;]{{0,80}}?\b(?:về\s+việc\s+|về\s+)?phê\s+duyệt\s+(?P<kind>{words})\s+[“\"']?(?P<name>[^.;”\"]{{4,200}})"
    )


def approved_instrument(content: str, citation: CitationMention) -> InstrumentMention | None:
    """ "… về việc phê duyệt Đề án “Đẩy mạnh cải cách …”" right after a citation, or None."""
    words = content[citation.end : citation.end + TITLE_REACH]
    # A quick look first: few citations are followed by an approval.
    match = _pattern().match(unify(words)) if "duyệt" in words.lower() else None
    if match is None:
        return None
    start, end = citation.end + match.start("kind"), citation.end + match.end("name")
    name = squeeze(match["name"]).rstrip(" ,”\"'")
    return InstrumentMention(
        "approves", key(match["kind"]), name, content[start:end], start, end, None, "title-approves"
    )
