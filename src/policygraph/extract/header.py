"""What a document says of itself: number, type, issuer, place, date, title, signers, effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import regex

from policygraph.extract.citations import find_citations
from policygraph.extract.deadline_calendar import counted, day_before
from policygraph.extract.deadlines import read_deadlines
from policygraph.extract.document_types import type_symbol
from policygraph.extract.heads import Head, leaves, near_days, read_head, rule
from policygraph.extract.issuers import find_issuer
from policygraph.extract.letterheads import read_letterhead
from policygraph.extract.signers import find_signers
from policygraph.extract.titles import find_title
from policygraph.grammar.dates import parse_date
from policygraph.grammar.folding import squeeze, unify
from policygraph.grammar.rules import Rule
from policygraph.model import CitationMention, Finding, HeaderMention, Outline

LETTER = "CV"
_NUMBER_TELLS = ("VBHN",)
_ABOVE_SIGNATURE = 120
_BEFORE_ANCHOR, _AFTER_ANCHOR = 300, 150  # code points


@dataclass(frozen=True, slots=True)
class _Effect:
    """From when a document is in force and its last day, by its own words."""

    first: str | None = None
    last: str | None = None
    span: tuple[int, int] | None = None


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
    head = read_head(outline, unified)
    number = _number(unified, outline, citations, head)
    place, date, date_span = _place_and_date(unified, head)
    if date is None:
        date, date_span = (number.date, number.date_span) if number.date else _passed(unified)
    if date is None:
        date, date_span = _at_the_end(outline, unified)
    title, title_span = find_title(outline, unified, head)
    effect = _effect(unified, date)
    letterhead = read_letterhead(head, outline.text.content) if head.is_headed else ()
    return HeaderMention(
        number=number.value,
        number_span=number.span,
        type=_type(outline, unified, number),
        issuer=find_issuer(outline, unified, letterhead, _note(outline, citations)),
        place=place,
        date=date,
        date_span=date_span,
        title=title,
        title_span=title_span,
        signers=find_signers(outline),
        effective=effect.first,
        effective_until=effect.last,
        effective_span=effect.span,
        warnings=_warnings(number),
        superiors=letterhead[:-1],
        consolidates=_title_type(outline, unified) if number.type in _NUMBER_TELLS else None,
    )


def _note(outline: Outline, citations: Sequence[CitationMention]) -> CitationMention | None:
    """The document named in the note under the first annex's title."""
    notes = leaves(outline, "annex-note")
    return next((c for n in notes for c in citations if n.start <= c.start < n.end), None)


def _number(unified: str, outline: Outline, citations: Sequence[CitationMention], head: Head) -> _Number:
    for match in rule("number").finditer(unified, 0, head.end):
        if not head.is_headed and not _is_number_line(unified, match.start("value")):
            continue
        for citation in citations:
            if citation.number and citation.start <= match.start("value") < citation.end:
                span = (match.start("value"), citation.end)
                return _Number(citation.number, span, None, None, citation.type, from_note=False)
        if bare_number := _bare_number(unified, outline, match.start("value")):
            return bare_number
    if in_title := _number_in_title(unified, outline):
        return in_title
    note = _note(outline, citations)
    if note is None or note.number is None or not _same_type(outline, unified, note):
        return _Number(None, None, None, None, None, from_note=False)
    return _Number(note.number, (note.start, note.end), note.date, (note.start, note.end), note.type, from_note=True)


def _number_in_title(unified: str, outline: Outline) -> _Number | None:
    """ "QUYẾT ĐỊNH / CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 199/TTG NGÀY 6 THÁNG 4 NĂM 1995 VỀ VIỆC …": so before 1997."""
    titles = leaves(outline, "title")[:2]
    match = rule("title-number").pattern.search(unified, titles[0].start, titles[-1].end) if titles else None
    if match is None:
        return None
    cited = next(iter(find_citations(f"Quyết định số {match['number']}")), None)
    if cited is None or cited.number is None:
        return None
    date = parse_date(match["date"])
    return _Number(cited.number, match.span("number"), date, match.span("date"), None, from_note=False)


def _bare_number(unified: str, outline: Outline, value: int) -> _Number | None:
    """A number that only the type over the title makes one: "Số: 61/CP" above "NGHỊ ĐỊNH"."""
    titles = leaves(outline, "title")
    if not titles:
        return None
    words = squeeze(unified[titles[0].start : titles[0].end].split("\n", 1)[0]).capitalize()
    line = unified[value : unified.find("\n", value)]
    cited = next(iter(find_citations(f"{words} số {line}")), None)
    if cited is None or cited.number is None or cited.start > 0:
        return None
    return _Number(cited.number, (value, value + cited.end - len(words) - 4), None, None, cited.type, from_note=False)


def _is_number_line(unified: str, value: int) -> bool:
    """Whether a number opens its line: in a text without a head any other is one that the text cites."""
    line = unified[unified.rfind("\n", 0, value) + 1 : value]
    return line.strip(" :").lower() == "số"


def _same_type(outline: Outline, unified: str, note: CitationMention) -> bool:
    own = _title_type(outline, unified)
    return own is None or note.type is None or own == note.type


def _place_and_date(unified: str, head: Head) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """Place and day of issue; the place alone where the day was not filled in or cannot be read."""
    dated = chain(near_days("date", unified, head.end), rule("date").finditer(unified, 0, head.end))  # or "5/3/2012"
    match = next(dated, None)
    if match is not None:
        return squeeze(match["place"]), parse_date(match["date"]), match.span("date")
    match = next(near_days("dateline", unified, head.end), None) if head.is_headed else None
    return (squeeze(match["place"]) if match else None), None, None


def _passed(unified: str) -> tuple[str | None, tuple[int, int] | None]:
    """The day on which a law says, at its end, that it was passed."""
    match = _first_near(rule("passed"), unified)
    return (parse_date(match["date"]), match.span("date")) if match else (None, None)


def _type(outline: Outline, unified: str, number: _Number) -> str | None:
    """The symbol of the document's type.

    A consolidated text bears the type of what it consolidates above its title: its number tells what it is.
    """
    if number.type in _NUMBER_TELLS and not number.from_note:
        return number.type
    is_letter = any(leaf.kind == "header" for leaf in outline.leaves)
    return _title_type(outline, unified) or number.type or (LETTER if is_letter else None)


def _at_the_end(outline: Outline, unified: str) -> tuple[str | None, tuple[int, int] | None]:
    """Place and day right above the first signature, where older texts have them."""
    for leaf in leaves(outline, "signature")[:1]:
        found = list(rule("date").finditer(unified, max(0, leaf.start - _ABOVE_SIGNATURE), leaf.start))
        if found and not unified[found[-1].end() : leaf.start].strip(" \n|./-"):
            return parse_date(found[-1]["date"]), found[-1].span("date")
    return None, None


def _title_type(outline: Outline, unified: str) -> str | None:
    """The symbol of the type that stands above the title."""
    titles = leaves(outline, "title")
    return type_symbol(unified[titles[0].start : titles[0].end]) if titles else None


def _effect(unified: str, date: str | None) -> _Effect:
    """What the document says of its own force; ``date`` is the day on which it was signed."""
    for name in ("effective-date", "effective-signing", "effective-after"):
        if match := _first_near(rule(name), unified):
            return _Effect(_first_day(match, date), _last_day(match), match.span())
    return _Effect()


def _first_day(match: regex.Match[str], date: str | None) -> str | None:
    said = match.groupdict()
    if said.get("date"):
        return parse_date(said["date"])
    return counted(date, int(said["days"]), "day") if date and said.get("days") else date


def _last_day(match: regex.Match[str]) -> str | None:
    """The end of "đến hết năm 2025", the day before that of "đến trước ngày 01/01/2026"."""
    words = match["until"]
    last = read_deadlines(words, 0, len(words))[0].last if words else None
    return day_before(last) if match["before"] else last


def _first_near(wanted: Rule, unified: str) -> regex.Match[str] | None:
    """The first match of a rule, sought only around its anchor, which few places of a text hold."""
    (anchor,) = wanted.anchors
    at = unified.find(anchor)
    while at >= 0:
        match = wanted.pattern.search(unified, max(0, at - _BEFORE_ANCHOR), at + _AFTER_ANCHOR)
        if match:
            return match
        at = unified.find(anchor, at + 1)
    return None


def _warnings(number: _Number) -> tuple[Finding, ...]:
    if not number.from_note or number.span is None:
        return ()
    message = "the document gives its own number only in the note under the annex's title"
    return (Finding("number-only-in-annex-line", message, *number.span),)
