"""Items that are done by, or tied to, what an instrument is about ("theo vị trí việc làm")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import ahocorasick
import regex

from policygraph.extract.flattened import flatten
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
            places.setdefault(flatten(phrase, 0, len(phrase)).lowered, []).append(place)
        for lowered, of_phrase in sorted(places.items()):
            self._automaton.add_word(lowered, of_phrase)
        self._automaton.make_automaton()
        self._subjects = subjects

    def find(self, unified: str, start: int, end: int) -> tuple[InstrumentMention, ...]:
        """One mention for each subject whose phrase stands after a cue between two offsets.

        "triển khai thực hiện việc xác định <subject>" is the work of the instrument itself (``makes``).
        """
        if not self._subjects:
            return ()
        lowered = flatten(unified, start, end).lowered
        named = sorted({place for _, places in self._automaton.iter(lowered) for place in places})
        ties = (next(_ties(unified, start, end, *self._subjects[place]), None) for place in named)
        return tuple(tie for tie in ties if tie is not None)


def _ties(unified: str, start: int, end: int, kind: str, phrase: str) -> Iterator[InstrumentMention]:
    for match in _phrase(phrase).finditer(unified, start, end):
        before = unified[max(start, match.start() - CUE_REACH) : match.start()].replace("\n", " ")
        for action, named in (("work", "makes"), ("tiedTo", "tiedTo")):
            cue = _rule(action).pattern.search(before)
            if cue is not None:
                begin = match.start() - len(before) + cue.start()
                text = unified[begin : match.end()]
                rule = _rule(action).id
                yield InstrumentMention(named, kind, phrase, text, begin, match.end(), None, rule)
                break


@cache
def _rule(action: str) -> Rule:
    return next(rule for rule in load_rules("instrument") if rule.extra["action"] == action)


@lru_cache(maxsize=256)
def _phrase(phrase: str) -> regex.Pattern[str]:
    words = r"\s+".join(regex.escape(word) for word in phrase.split())
    return regex.compile(rf"(?i)(?<!\p{{L}}){words}(?!\p{{L}})")
