"""Hold the tasks of a record to those of an answer, with their agencies and deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from policygraph.evaluation.answers import ExpectedTask, Span
from policygraph.evaluation.judgement import Judgement, extra, judgements
from policygraph.evaluation.likeness import folded, same_agency, wording_likeness
from policygraph.evaluation.pairing import Entry, pair, pair_best

Record = Mapping[str, Any]

# Of two wordings that are equally alike the one with the same number is meant.
SAME_ORDINAL: Final = 0.001
WORDS_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class _Task:
    """What is compared of a task, expected or found."""

    name: str
    lead: tuple[Entry[str], ...] = ()
    coordinate: tuple[Entry[str], ...] = ()
    deadline: tuple[Entry[Span], ...] = ()


def judge_tasks(expected: Sequence[ExpectedTask], found: Sequence[Record], *, is_complete: bool) -> Iterator[Judgement]:
    """The judgements on tasks and on what belongs to them; agencies of tasks that nobody expected are extra."""
    chosen = _pair_tasks(expected, found)
    for place, task in enumerate(expected):
        if not task.is_optional:
            yield from _judge_task(_expected(task), found[chosen[place]] if place in chosen else None)
    if is_complete:
        paired = set(chosen.values())
        for place, record in enumerate(found):
            if place not in paired:
                yield from _judge_extra(_found(record), record["rule"])


def _pair_tasks(expected: Sequence[ExpectedTask], found: Sequence[Record]) -> dict[int, int]:
    wanted = [folded(task.words) for task in expected]
    read = [folded(record["description"]) for record in found]

    def likeness(i: int, j: int) -> float:
        alike = wording_likeness(wanted[i], read[j])
        return alike + SAME_ORDINAL if alike and expected[i].ordinal == (found[j]["ordinal"] or "") else alike

    return pair_best(likeness, len(wanted), len(read))


def _judge_task(wanted: _Task, record: Record | None) -> Iterator[Judgement]:
    if record is None:
        yield Judgement("tasks", "missed", wanted.name)
        task = _Task(wanted.name)
    else:
        yield Judgement("tasks", "hit", wanted.name, (record["rule"],))
        task = _found(record)
    yield from judgements("lead", pair(wanted.lead, task.lead, same_agency))
    yield from judgements("coordinate", pair(wanted.coordinate, task.coordinate, same_agency))
    yield from judgements("deadline", pair(wanted.deadline, task.deadline, lambda one, other: one == other))


def _judge_extra(task: _Task, rule: str) -> Iterator[Judgement]:
    yield Judgement("tasks", "extra", task.name, (rule,))
    yield from extra("lead", task.lead)
    yield from extra("coordinate", task.coordinate)


def _expected(task: ExpectedTask) -> _Task:
    name = _name(task.ordinal, task.words)
    return _Task(
        name,
        lead=_agencies(name, task.lead),
        coordinate=_agencies(name, task.coordinate),
        deadline=_deadlines(name, task.deadlines),
    )


def _found(record: Record) -> _Task:
    name, rules = _name(record["ordinal"] or "", record["description"]), (record["rule"],)
    return _Task(
        name,
        lead=_agencies(name, (agency["label"] for agency in record["lead"]), rules),
        coordinate=_agencies(name, (agency["label"] for agency in record["coordinate"]), rules),
        deadline=_deadlines(name, ((d["start"], d["end"]) for d in record["deadlines"]), rules),
    )


def _agencies(task: str, labels: Iterable[str], rules: tuple[str, ...] = ()) -> tuple[Entry[str], ...]:
    return tuple(Entry(folded(label), f"{task} → {label}", rules) for label in labels)


def _deadlines(task: str, spans: Iterable[Span], rules: tuple[str, ...] = ()) -> tuple[Entry[Span], ...]:
    return tuple(Entry(span, f"{task} → {span[0] or '..'}/{span[1] or '..'}", rules) for span in spans)


def _name(ordinal: str, words: str) -> str:
    shown = words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN].rstrip()}…"
    return f"{ordinal}. {shown}" if ordinal else shown
