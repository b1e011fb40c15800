"""Items that are done by, or tied to, what an instrument is about ("theo vị trí việc làm")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import regex

from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import InstrumentMention

CUE_REACH = 80


def find_ties(unified: str, start: int, end: int, subjects: Sequence[tuple[str, str]]) -> tuple[InstrumentMention, ...]:
    """One mention for each (kind, phrase) whose phrase stands after a cue between two offsets.

    "triển khai thực hiện việc xác định <subject>" is the work of the instrument itself (``makes``).
    """
    found = []
    for kind, phrase in subjects:
        tie = next(_ties(unified, start, end, kind, phrase), None)
        if tie is not None:
            found.append(tie)
    return tuple(found)


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
