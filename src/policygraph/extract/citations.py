"""Find every document that a text names: by number, by a shortened number, by name or by title."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from policygraph.extract.citation_context import (
    Head,
    follows_so,
    head_before,
    heads_a_document,
    is_list_joint,
    names_no_document,
    provision_before,
    tail_after,
    title_after,
)
from policygraph.extract.citation_laws import LawName, find_laws
from policygraph.extract.citation_numbers import Number, NumberList, find_numbers, with_type_symbol, with_year_of_date
from policygraph.extract.citation_tables import compiled, is_body, is_weak, rule_of, type_of_word
from policygraph.extract.citation_text import readable
from policygraph.extract.type_words import all_of
from policygraph.grammar.dates import parse_date
from policygraph.grammar.folding import squeeze
from policygraph.model import CitationMention

_LAW_NUMBER_GAP = 24
_CUT_COMMITTEE = regex.compile(r"UBTV\d+")
_DOUBLED_WORD = regex.compile(r"số\s+số\s*:?\s*$")
_JOINT = regex.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_LAWS = {"L", "BL", "PL", "HP"}


def find_citations(content: str) -> tuple[CitationMention, ...]:
    """Every document named in a text, in order and without overlap; never raises.

    The span runs from the type word to the end of number and date; issuer, title and provision are
    fields. The document's own number is among them. Anaphora ("Quyết định này") are not.

    >>> [m.number for m in find_citations("theo Nghị định số 54/2006/NĐ-CP và Quyết định 1791")]
    ['54/2006/NĐ-CP', '1791']
    """
    text = readable(content)
    laws = list(find_laws(text))
    numbered = list(_numbered(text, laws))
    found = _merge(numbered, _named(text, laws))
    found = _merge(found, _shortened(text))
    found = _merge(found, _titled(text, found))
    return tuple(replace(mention, text=content[mention.start : mention.end]) for mention in _share_issuers(text, found))


def _merge(first: list[CitationMention], second: Iterable[CitationMention]) -> list[CitationMention]:
    """Both, in order; what overlaps a mention of the first is left out."""
    starts = [mention.start for mention in first]
    kept = []
    for mention in second:
        at = bisect_left(starts, mention.end)
        if at == 0 or first[at - 1].end <= mention.start:
            kept.append(mention)
    return sorted([*first, *kept], key=lambda mention: mention.start)


# ---------------------------------------------------------------- by number


def _numbered(text: str, laws: list[LawName]) -> Iterator[CitationMention]:
    ends = [law.end for law in laws]
    previous: CitationMention | None = None
    for found in find_numbers(text):
        floor = previous.end if previous else 0
        for number in found.numbers if isinstance(found, NumberList) else (found,):
            at = bisect_left(ends, number.start + 1) - 1
            law = laws[at] if at >= 0 and laws[at].start >= floor else None
            mention = _by_number(text, number, law, previous, floor)
            if mention is not None:
                yield mention
                previous, floor = mention, mention.end


def _by_number(
    text: str, number: Number, law: LawName | None, previous: CitationMention | None, floor: int
) -> CitationMention | None:
    law = law if law and _belongs_to_law(text, law, number) else None
    head = Head(law.start, law.end, law.type) if law else head_before(text, number.start, floor)
    inherited = previous.type if previous and is_list_joint(text, previous.end, number.start) else None
    if not (head or inherited or _stands_alone(text, number)):
        return None
    if head is None and names_no_document(text, number.start):
        return None
    tail = tail_after(text, number.end)
    number = with_type_symbol(with_year_of_date(number, tail.date), head.type if head else inherited)
    kind, codes = _type(number, head, inherited)
    start = head.start if head else number.start
    warnings = [*number.warnings, *codes, *(law.warnings if law else _doubled_word(text, start, number.start))]
    return CitationMention(
        "", start, tail.end, kind, number.canonical, law.name if law else None, tail.date, tail.year, tail.issuer,
        tail.title, provision_before(text, start, floor), "citation-by-number", tuple(dict.fromkeys(warnings)),
    )  # fmt: skip


def _belongs_to_law(text: str, law: LawName, number: Number) -> bool:
    of_a_law = number.symbol.type in {*_LAWS, "NQ"} or number.symbol.type is None
    if not of_a_law or number.start - law.end > _LAW_NUMBER_GAP:
        return False
    return compiled("{{LAW_NUMBER_GAP}}").fullmatch(text, law.end, number.start) is not None


def _stands_alone(text: str, number: Number) -> bool:
    if number.stands_alone or heads_a_document(text, number.start):
        return number.stands_alone or len(number.symbol.parts) > 1
    return number.symbol.type is None and is_body(number.symbol.parts[0]) and follows_so(text, number.start)


def _type(number: Number, head: Head | None, inherited: str | None) -> tuple[str | None, list[str]]:
    """The type, and what to warn of. The symbol wins over the word unless it can mean something else."""
    said, symbol, first = (head.type if head else inherited), number.symbol.type, number.symbol.parts[0]
    codes = ["order-number"] if first == "L" and "CTN" in number.symbol.parts else []
    if _CUT_COMMITTEE.fullmatch(first):
        codes.append("missing-letters")
    if symbol is None or symbol == said or (head and said is None):
        return said or symbol or "CV", codes
    if said is None:
        return ("CV" if is_weak(first) and not is_body("".join(number.symbol.parts[1:2])) else symbol), codes
    if _word_wins(said, symbol, first, number.party_form):
        return said, codes
    return symbol, [*codes, "type-word-differs"] if head and said != "CV" else codes


def _word_wins(said: str, symbol: str, first: str, party_form: bool) -> bool:
    if {said, symbol} <= {*_LAWS, "NQ"} and not first.startswith("PL"):
        return True
    if said == "CV" and is_weak(first) and first not in ("TT", "KH", "BC"):
        return True
    return (said, symbol) in {("LCT", "L"), ("QyĐ", "QĐ"), ("TTLB", "TT"), ("NQLT", "NQ")} and (
        party_form or said != "QyĐ"
    )


def _doubled_word(text: str, start: int, end: int) -> Iterator[str]:
    if _DOUBLED_WORD.search(text, max(0, min(start, end - 10)), end):
        yield "doubled-word"


# ---------------------------------------------------------------- by name


def _named(text: str, laws: list[LawName]) -> Iterator[CitationMention]:
    floor = 0
    for law in laws:
        mention = _by_name(text, law, floor)
        if mention is not None:
            yield mention
            floor = mention.end


def _by_name(text: str, law: LawName, floor: int) -> CitationMention | None:
    tail = tail_after(text, law.end)
    dated = compiled("{{LAW_YEAR}}").match(text, law.end, law.end + 20)
    year = int(dated["year"]) if dated and tail.date is None else None
    if not (law.is_certain or tail.date or year):
        return None
    end = dated.end() if dated and year else tail.end
    provision = provision_before(text, law.start, floor)
    return CitationMention(
        "", law.start, end, law.type, None, law.name, tail.date, year, tail.issuer, None, provision,
        "citation-law-by-name", law.warnings,
    )  # fmt: skip


# ---------------------------------------------------------------- by a shortened number, by title


def _shortened(text: str) -> Iterator[CitationMention]:
    for match in all_of(rule_of("citation-by-short-number"), text):
        tail = tail_after(text, match.end())
        yield CitationMention(
            "", match.start(), tail.end, type_of_word(match["type"]), match["number"], None, tail.date, None,
            tail.issuer, tail.title, provision_before(text, match.start(), 0), "citation-by-short-number", (),
        )  # fmt: skip


def _titled(text: str, found: list[CitationMention]) -> Iterator[CitationMention]:
    starts = [mention.start for mention in found]
    for match in all_of(rule_of("citation-by-title"), text):
        if compiled("(?<!\\p{L}){{NO_TITLE}}$").search(text, max(0, match.start() - 20), match.start()):
            continue
        title = title_after(text, match.start("title")) or squeeze(match["title"])
        at = bisect_left(starts, match.start())
        inner = starts[at] if at < len(starts) and starts[at] < match.end() else match.end()
        yield _by_title(text, match, title, inner)


def _by_title(text: str, match: regex.Match[str], title: str, stop: int) -> CitationMention:
    # A document named within the title is a mention of its own: the outer span ends before it.
    end = match.start() + len(text[match.start() : min(match.end(), stop)].rstrip(" \n,"))
    date = match["date"] or match["date_after"]
    name = squeeze(f"{match['type']} của {match['issuer']} {title}")
    return CitationMention(
        "", match.start(), end, type_of_word(match["type"]), None, name, parse_date(date) if date else None, None,
        squeeze(match["issuer"]), title, provision_before(text, match.start(), 0), "citation-by-title", (),
    )  # fmt: skip


def _share_issuers(text: str, found: list[CitationMention]) -> list[CitationMention]:
    """ "Nghị định A và Nghị định B của Chính phủ": one issuer for both."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        this, following = shared[at], shared[at + 1]
        joined = this.issuer is None and this.type == following.type and this.type not in _LAWS
        if joined and following.issuer and _JOINT.fullmatch(text, this.end, following.start):
            shared[at] = replace(this, issuer=following.issuer)
    return shared
