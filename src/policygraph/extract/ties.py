"""Items that are done by, or tied to, what an instrument is about ("theo vị trí việc làm")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import ahocorasick

from policygraph.extract.flattened import flatten, origin
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import InstrumentMention

CUE_REACH = 80


class TieFinder:
    """Looks for the subjects of a document's instruments, (kind, phrase) pairs, wherever it is asked to.

    One automaton holds all phrases: time does not grow with their number.
    """

    def __init__(self, subjects: Sequence[tuple[str, str]]) -> None:
        self._automaton = ahocorasick.Automaton()
        places: dict[str, list[int]] = {}
        for place, (_, phrase) in enumerate(subjects):
            places.setdefault(flatten(phrase, 0, len(phrase)).lowered.strip(), []).append(place)
        for lowered, of_phrase in sorted(places.items()):
            self._automaton.add_word(lowered, (len(lowered), of_phrase))
        self._automaton.make_automaton()
        self._subjects = subjects

    def find(self, unified: str, start: int, end: int) -> tuple[InstrumentMention, ...]:
        """One mention for each subject whose phrase stands after a cue between two offsets.

        "triển khai thực hiện việc xác định <subject>" is the work of the instrument itself (``makes``).
        """
        if not self._subjects:
            return ()
        flat = flatten(unified, start, end)
        found: dict[int, InstrumentMention] = {}
        for last, (length, places) in self._automaton.iter(flat.lowered):
            begin, stop = last + 1 - length, last + 1
            if flat.lowered[stop : stop + 1].isalpha() or (begin and flat.lowered[begin - 1].isalpha()):
                continue
            span = (origin(flat, begin), origin(flat, last) + 1)
            for place in places:
                if place not in found and (tie := _tie(unified, start, span, *self._subjects[place])):
                    found[place] = tie
        return tuple(found[place] for place in sorted(found))


def _tie(unified: str, start: int, span: tuple[int, int], kind: str, phrase: str) -> InstrumentMention | None:
    """What the words before a phrase make of it; None where no cue stands there."""
    before = unified[max(start, span[0] - CUE_REACH) : span[0]].replace("\n", " ")
    for action, named in (("work", "makes"), ("tiedTo", "tiedTo")):
        cue = _rule(action).pattern.search(before)
        if cue is not None:
            begin = span[0] - len(before) + cue.start()
            text = unified[begin : span[1]]
            return InstrumentMention(named, kind, phrase, text, begin, span[1], None, _rule(action).id)
    return None


@cache
def _rule(action: str) -> Rule:
    return next(rule for rule in load_rules("instrument") if rule.extra["action"] == action)
