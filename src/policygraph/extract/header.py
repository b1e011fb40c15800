"""What a document says of itself: number, type, issuer, place, date, title, signers, effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policygraph.extract.issuers import find_issuer
from policygraph.extract.signers import find_signers
from policygraph.extract.truecase import truecase
from policygraph.grammar.dates import parse_date
from policygraph.grammar.folding import squeeze, unify
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import CitationMention, Finding, HeaderMention, Leaf, Outline
from policygraph.structure.lines import is_capitals

HEADER_REACH = 2500  # a document without a title line still opens with its header
_TITLE_LEAVES = 12
LONGEST_BODY = 120


@dataclass(frozen=True, slots=True)
class _Number:
    value: str | None
    span: tuple[int, int] | None
    date: str | None
    date_span: tuple[int, int] | None
    type: str | None
    from_note: bool


def find_header(outline: Outline, citations: Sequence[CitationMention]) -> HeaderMention:
    """The header of a document. Fields stay None where the text is silent; nothing is guessed.

    The number is that of the number line, else the one in the note under the annex's title
    ("Ban hành kèm theo Quyết định số …"), which is reported as ``number-only-in-annex-line``.
    """
    unified = unify(outline.text.content)
    number = _number(unified, outline, citations)
    place, date, date_span = _place_and_date(unified, outline)
    if date is None:
        date, date_span = (number.date, number.date_span) if number.date else _passed(unified)
    title, title_span = _title(outline, unified)
    effective, effective_span = _effective(unified, date)
    type_symbol = _type(outline, unified) or number.type
    return HeaderMention(
        number=number.value,
        number_span=number.span,
        type=type_symbol,
        issuer=find_issuer(outline, unified, _note(outline, citations)),
        place=place,
        date=date,
        date_span=date_span,
        title=title,
        title_span=title_span,
        signers=find_signers(outline),
        effective=effective,
        effective_span=effective_span,
        warnings=_warnings(number),
    )


@cache
def rule(field: str) -> Rule:
    """The header rule for one field."""
    return next(r for r in load_rules("header") if r.extra["field"] == field)


def leaves(outline: Outline, *kinds: str) -> list[Leaf]:
    """The leaves of some zones, in order."""
    return [leaf for leaf in outline.leaves if leaf.kind in kinds]


def _head_end(outline: Outline) -> int:
    """Where the header ends: at the title, else after so many characters."""
    titles = leaves(outline, "title")
    headers = leaves(outline, "header")
    if titles:
        return titles[0].start
    return headers[-1].end if headers else min(len(outline.text.content), HEADER_REACH)


def _note(outline: Outline, citations: Sequence[CitationMention]) -> CitationMention | None:
    """The document named in the note under the first annex's title."""
    notes = leaves(outline, "annex-note")
    return next((c for n in notes for c in citations if n.start <= c.start < n.end), None)


def _number(unified: str, outline: Outline, citations: Sequence[CitationMention]) -> _Number:
    headed = bool(leaves(outline, "title", "header"))
    for match in rule("number").finditer(unified, 0, _head_end(outline)):
        if not headed and not _is_number_line(unified, match.start("value")):
            continue
        for citation in citations:
            if citation.number and citation.start <= match.start("value") < citation.end:
                span = (match.start("value"), citation.end)
                return _Number(citation.number, span, None, None, citation.type, from_note=False)
    note = _note(outline, citations)
    if note is None or note.number is None or not _same_type(outline, unified, note):
        return _Number(None, None, None, None, None, from_note=False)
    return _Number(note.number, (note.start, note.end), note.date, (note.start, note.end), note.type, from_note=True)


def _is_number_line(unified: str, value: int) -> bool:
    """Whether a number opens its line: in a text without a head any other is one that the text cites."""
    line = unified[unified.rfind("\n", 0, value) + 1 : value]
    return line.strip(" :").lower() == "số"


def _same_type(outline: Outline, unified: str, note: CitationMention) -> bool:
    own = _type(outline, unified)
    return own is None or note.type is None or own == note.type


def _place_and_date(unified: str, outline: Outline) -> tuple[str | None, str | None, tuple[int, int] | None]:
    match = next(rule("date").finditer(unified, 0, _head_end(outline)), None)
    if match is None:
        return None, None, None
    return squeeze(match["place"]), parse_date(match["date"]), match.span("date")


def _passed(unified: str) -> tuple[str | None, tuple[int, int] | None]:
    """The day on which a law says, at its end, that it was passed."""
    match = next(rule("passed").finditer(unified), None) if "thông qua" in unified else None
    return (parse_date(match["date"]), match.span("date")) if match else (None, None)


def _type(outline: Outline, unified: str) -> str | None:
    """The symbol of the type that stands above the title."""
    from policygraph.extract.document_types import type_symbol

    titles = leaves(outline, "title")
    return type_symbol(unified[titles[0].start : titles[0].end]) if titles else None


def _title(outline: Outline, unified: str) -> tuple[str | None, tuple[int, int] | None]:
    """The lines under the type, without the issuing body that may follow them, in sentence case."""
    titles = leaves(outline, "title")[1:_TITLE_LEAVES]
    content = outline.text.content
    parts: list[tuple[int, int]] = []
    for leaf in titles:
        words = unified[leaf.start : leaf.end].strip()
        if parts and is_capitals(words) and _is_body(words):
            break
        if any(c.isalpha() for c in words):
            parts.append((leaf.start, leaf.start + len(content[leaf.start : leaf.end].rstrip())))
    if not parts:
        return _about(unified, outline)
    words = squeeze(" ".join(content[s:e] for s, e in parts))
    return truecase(words, content), (parts[0][0], parts[-1][1])


def _about(unified: str, outline: Outline) -> tuple[str | None, tuple[int, int] | None]:
    """ "V/v …" in the header of a letter."""
    match = rule("about").pattern.search(unified, 0, _head_end(outline))
    if match is None:
        return None, None
    words = squeeze(match["about"])
    return words[:1].upper() + words[1:], match.span("about")


def _is_body(words: str) -> bool:
    return rule("body").pattern.match(words) is not None and len(words) < LONGEST_BODY


def _effective(unified: str, date: str | None) -> tuple[str | None, tuple[int, int] | None]:
    if "hiệu lực" not in unified:
        return None, None
    match = next(rule("effective-date").finditer(unified), None)
    if match is not None:
        return parse_date(match["date"]), match.span()
    match = next(rule("effective-signing").finditer(unified), None)
    return (date, match.span()) if match else (None, None)


def _warnings(number: _Number) -> tuple[Finding, ...]:
    if not number.from_note or number.span is None:
        return ()
    message = "the document gives its own number only in the note under the annex's title"
    return (Finding("number-only-in-annex-line", message, *number.span),)
