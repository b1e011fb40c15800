"""Which zone of a document each block stands in: header, title, preamble, provisions, signature, annex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policygraph.grammar.folding import unify
from policygraph.structure.lines import is_capitals
from policygraph.structure.paragraphs import Block, is_type_line, opens_preamble
from policygraph.structure.tables import RawTable
from policygraph.structure.zone_rules import begins_zone, openers

LONGEST_TITLE_LINES = 12
LONGEST_TITLE = 400
OPENING = 4  # paragraphs
MOST_HEAD = 40


@dataclass(frozen=True, slots=True)
class Zone:
    """header | title | preamble | provision | closing | signature | annex-title | annex-note | table | layout."""

    kind: str
    annex_opens: bool = False


def find_zones(content: str, entries: Sequence[Block | RawTable]) -> list[Zone]:
    """One zone for each entry, in order."""
    return _Walk(unify(content), entries).zones()


class _Walk:
    def __init__(self, unified: str, entries: Sequence[Block | RawTable]) -> None:
        self.entries = entries
        self.texts = ["" if isinstance(e, RawTable) or e.kind != "text" else unified[e.start : e.end] for e in entries]
        # No labelled paragraph opens a zone of its own.
        pairs = zip(self.texts, entries, strict=True)
        self.bare = [t if isinstance(e, Block) and e.marker is None else "" for t, e in pairs]
        self.title = self._title_line()
        if self.title < 0:
            self.title = self._title_in_small_letters()
        self.letter = next((i for i in self._opening_with("letter") if begins_zone(self.bare[i], "letter")), -1)
        if 0 <= self.letter < self.title:
            self.title = -1  # what looks like a title stands inside a letter
        self.annexes = self._annexes()

    def _title_line(self) -> int:
        """The paragraph that begins with the document's type; a title under an annex's note is the annex's."""
        notes = (i for i in self._opening_with("annex-note") if begins_zone(self.bare[i], "annex-note"))
        note = next(notes, len(self.bare))
        title = next((i for i, t in enumerate(self.bare[:note]) if is_type_line(t.split("\n", 1)[0])), -1)
        if title >= 0:
            return title
        signs = (i for i, t in enumerate(self.bare[: min(note, MOST_HEAD)]) if begins_zone(t, "head"))
        headed = next(signs, note)
        return next((i for i in range(headed, min(note, MOST_HEAD)) if begins_zone(self.bare[i], "small-title")), -1)

    def _title_in_small_letters(self) -> int:
        """A text may open with type and title in one sentence ("Quyết định về việc …"), its grounds right after."""
        opening = [i for i, text in enumerate(self.bare) if text][:OPENING]
        if not opening or not begins_zone(self.bare[opening[0]], "sentence-title"):
            return -1
        return opening[0] if any(opens_preamble(self.bare[i]) for i in opening[1:]) else -1

    def _opening_with(self, *zones: str) -> list[int]:
        """The few paragraphs whose first character lets them begin one of some zones."""
        characters = openers(*zones)
        return [i for i, text in enumerate(self.bare) if text and text[0] in characters]

    def zones(self) -> list[Zone]:
        found: list[Zone] = []
        zone = "header" if max(self.title, self.letter) >= 0 else "preamble"
        for i, entry in enumerate(self.entries):
            opens = i in self.annexes
            if opens:
                zone = "annex-title"
            elif i == self.title:
                zone = "title"
            elif i == self.letter and self.title < 0:
                zone = "preamble"
            elif isinstance(entry, Block) and entry.kind == "text":
                zone = self._next(zone, i, entry)
            found.append(_zone(_kind(zone, entry), opens and isinstance(entry, Block)))
        return found

    def _next(self, zone: str, i: int, entry: Block) -> str:
        text = self.bare[i]
        if zone == "header":
            return zone
        if begins_zone(text, "recipients"):
            return "signature"
        if begins_zone(text, "signature") and (zone != "title" or begins_zone(text, "behalf")):
            return "signature"  # "BỘ TRƯỞNG / BỘ …" right under a title is who decides
        if zone in ("title", "annex-title", "annex-note"):
            if begins_zone(text, "annex-note"):
                return "annex-note"
            if zone != "annex-note" and self._still_title(i, entry):
                return zone
            return "provision" if entry.marker else "preamble"
        if zone == "preamble":
            return "provision" if entry.marker else zone
        if zone == "provision" and entry.marker is None and begins_zone(text, "closing"):
            return "closing"
        if zone in ("closing", "signature") and entry.marker and entry.marker.level <= 8 and len(self.texts[i]) > 20:
            return "provision"  # what looked like the end was none: forms and letters are quoted inside documents
        return zone

    def _still_title(self, i: int, entry: Block) -> bool:
        if entry.marker is not None and entry.marker.level <= 8:
            return False
        text = self.texts[i]
        if is_capitals(text) or begins_zone(text, "about") or self._precedes_note(i) or self._is_first(i):
            return True
        return _goes_on(text)

    def _is_first(self, i: int) -> bool:
        """The paragraph right under the type is the title, capitals or not, unless it opens the preamble."""
        under = next((j for j in range(self.title + 1, len(self.texts)) if self.texts[j]), -1)
        text = self.texts[i]
        grounds = opens_preamble(text) and not text.startswith("Thực hiện")
        return i == under and len(text) <= LONGEST_TITLE and not grounds and text[-1] not in ".;:,"

    def _precedes_note(self, i: int) -> bool:
        return any(begins_zone(t, "annex-note") for t in self.texts[i + 1 : i + 3]) and len(self.texts[i]) < 400

    def _annexes(self) -> set[int]:
        starts: set[int] = set()
        for i in self._opening_with("appendix", "annex-note"):
            text = self.bare[i]
            if i <= max(self.title, 0):
                continue
            if begins_zone(text, "appendix"):
                starts.add(i)
            elif begins_zone(text, "annex-note"):
                first = self._first_title_block(i)
                if first > self.title and not starts & set(range(first - 1, i)):
                    starts.add(first)
        return starts

    def _first_title_block(self, note: int) -> int:
        first = note
        for i in range(note - 1, max(note - LONGEST_TITLE_LINES, self.title), -1):
            entry = self.entries[i]
            if isinstance(entry, RawTable) or entry.kind == "bar":
                break
            if entry.kind == "text":
                if not (is_capitals(self.texts[i]) or i == note - 1) or _signs(self.texts[i]):
                    break
                if len(self.texts[i]) > 600 or entry.marker is not None:
                    break
                first = i
        return first


_zone = cache(Zone)  # there are few zones and many paragraphs


def _kind(zone: str, entry: Block | RawTable) -> str:
    if isinstance(entry, RawTable):
        return "table"
    return zone if entry.kind == "text" else "layout"


def _signs(text: str) -> bool:
    return begins_zone(text, "signature") or begins_zone(text, "recipients")


def _goes_on(text: str) -> bool:
    """Whether a paragraph under a title's lines goes on with it: in small letters, or the years of a period alone."""
    if len(text) > LONGEST_TITLE or text[-1:] in ".;:,":
        return False
    return text[:1].islower() or (text[:1].isdigit() and not any(c.isalpha() for c in text))
