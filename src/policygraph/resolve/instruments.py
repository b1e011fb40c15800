"""Which instrument a name means: a province's own, tied to the concept that provinces share.

"Đề án xác định vị trí việc làm và cơ cấu công chức theo ngạch", "Đề án vị trí việc làm trong cơ quan
hành chính" and "đề án VTVL" share the head "vị trí việc làm": what remains of a name without its
opening words and its qualifiers. A head of fewer than three syllables is too general to merge by;
such a name stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from policygraph.grammar.folding import key, squeeze
from policygraph.grammar.rules import rule_pattern
from policygraph.identifiers import instrument_iri
from policygraph.model import Instrument

SHORTEST_HEAD = 3
_ABBREVIATION = regex.compile(r"\b[\p{Lu}]{3,7}\b")


@dataclass(slots=True)
class _Entry:
    kind: str
    head: str
    jurisdiction: str
    names: dict[str, int] = field(default_factory=dict)


class InstrumentBook:
    """The instruments of one document, by the names met in it."""

    def __init__(self, jurisdiction: str, names: Iterable[tuple[str, str]], content: str = "") -> None:
        """``names`` are (kind, name as written) pairs of all instruments that the text acts upon.

        ``content`` is the whole text: only abbreviations that it uses are known.
        """
        self.jurisdiction = jurisdiction
        pairs = [(kind, squeeze(name)) for kind, name in names if name.strip()]
        texts = [content, *(name for _, name in pairs)]
        initials = _initials(head_of(name) for _, name in pairs).items()
        self.initials = {short: head for short, head in initials if any(_uses(text, short) for text in texts)}
        self.entries: dict[tuple[str, str], _Entry] = {}
        for kind, name in pairs:
            self._add(kind, name)
        self.instruments = {place: self._instrument(entry) for place, entry in self.entries.items()}

    def _place(self, kind: str, name: str) -> tuple[str, str]:
        return kind, key(head_of(self._written_out(name)))

    def _add(self, kind: str, name: str) -> None:
        place = self._place(kind, name)
        head = head_of(self._written_out(name))
        entry = self.entries.setdefault(place, _Entry(kind, head, self.jurisdiction))
        entry.names[name] = entry.names.get(name, 0) + 1

    def _written_out(self, name: str) -> str:
        """ "VTVL 02 cơ quan" with the phrase that the capitals abbreviate in this text."""
        return _ABBREVIATION.sub(lambda m: self.initials.get(m.group(), m.group()), name)

    def _instrument(self, entry: _Entry) -> Instrument:
        label = f"{entry.kind[:1].upper()}{entry.kind[1:]} {_lower_first(entry.head)}"
        spellings = sorted({f"{entry.kind} {name}" for name in entry.names} - {label}, key=key)
        short = [f"{entry.kind} {short}" for short, phrase in self.initials.items() if key(phrase) == key(entry.head)]
        return Instrument(
            iri=instrument_iri(self.jurisdiction, entry.kind, entry.head),
            concept=instrument_iri("concept", entry.kind, entry.head),
            concept_label=label,
            kind=entry.kind,
            label=label,
            aliases=tuple(dict.fromkeys([*spellings, *short])),
        )

    def find(self, kind: str, name: str) -> Instrument | None:
        """The instrument that a name means, or None for a name that was never met."""
        return self.instruments.get(self._place(kind, squeeze(name)))

    def subjects(self, kinds: Collection[str]) -> list[tuple[str, str]]:
        """(kind, phrase) of what the instruments of some kinds are about, where that is specific enough."""
        heads = [(e.kind, e.head) for e in self.entries.values() if e.kind in kinds and _is_specific(e.head)]
        short = [(kind, s) for kind, head in heads for s, phrase in self.initials.items() if key(phrase) == key(head)]
        return sorted(heads + short)


def _is_specific(head: str) -> bool:
    return len(head.split()) >= SHORTEST_HEAD


@lru_cache(maxsize=512)
def head_of(name: str) -> str:
    """What a name is about, without opening words and qualifiers, if that is specific enough.

    >>> head_of("xác định vị trí việc làm và cơ cấu công chức theo ngạch")
    'vị trí việc làm'
    >>> head_of("về tiêu chuẩn, điều kiện bổ nhiệm")
    'tiêu chuẩn, điều kiện bổ nhiệm'
    """
    opened = rule_pattern("instrument", "instrument-head-opening").sub("", squeeze(name)).strip(" “”\"'") or squeeze(
        name
    )
    head = rule_pattern("instrument", "instrument-head-qualifier").sub("", opened).strip()
    return head if _is_specific(head) else opened


def _initials(heads: Iterable[str]) -> dict[str, str]:
    """Capitals that abbreviate exactly one head of the text: VTVL for "vị trí việc làm"."""
    found: dict[str, set[str]] = {}
    for head in heads:
        words = head.split()
        if SHORTEST_HEAD <= len(words) <= 7 and all(w[0].isalpha() for w in words):
            found.setdefault("".join(w[0] for w in words).upper(), set()).add(key(head))
    return {short: next(iter(phrases)) for short, phrases in sorted(found.items()) if len(phrases) == 1}


def _uses(text: str, short: str) -> bool:
    """Whether a text writes the abbreviation as a word; mostly its letters do not even follow one another."""
    return short in text and short in _ABBREVIATION.findall(text)


def _lower_first(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
