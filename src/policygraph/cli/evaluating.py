"""``evaluate``: how well documents are read, and what a change of the rules gained and lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only
from policygraph.cli.failures import BAD_INPUT, FINDINGS, NOTHING_MATCHED, complain
from policygraph.cli.messages import say
from policygraph.cli.options import Amount
from policygraph.cli.progress import watched
from policygraph.cli.streams import tell
from policygraph.cli.tables import Destination, named, table_options, write_tables
from policygraph.cli.verbs import verb
from policygraph.errors import MissingInput, PolicyGraphError, UnreadableDocument

if TYPE_CHECKING:
    from policygraph.evaluation import Answer, Figure, Scored
    from policygraph.export.tables import NamedTable

Record = dict[str, Any]

# What a terminal has room for; files hold every column.
FIGURES_SHOWN = (
    "split",
    "section",
    "documents",
    "precision",
    "recall",
    "f1",
    "false_in_100",
    "hits",
    "missed",
    "extra",
)


@verb()
@click.argument("paths", nargs=-1)
@click.option("--gold", metavar="DIR", help="Folder of answers made by hand, one JSON file a document.")
@click.option("--records", metavar="FILE", help="Score these records of extract instead of reading documents.")
@click.option("--split", metavar="NAME", help="Only answers of this split, for instance dev or held-out.")
@click.option("--misses", is_flag=True, help="List every missed and extra item.")
@click.option("--by-rule", is_flag=True, help="Show how often each rule is right.")
@click.option("--min-f1", type=Amount(0, 1), metavar="X", help="Exit with 3 where a section is below.")
@click.option(
    "--compare", nargs=2, metavar="OLD NEW", help="List what the second of two files of records gained and lost."
)
@table_options()
def evaluate(
    paths: tuple[str, ...],
    gold: str | None,
    records: str | None,
    split: str | None,
    misses: bool,
    by_rule: bool,
    min_f1: float | None,
    compare: tuple[str, str] | None,
    destination: Destination,
) -> int:
    """Measure how well documents are read, against answers made by hand.

    A path is a document or a folder; the documents that the answers name are found by their SHA-256. Precision,
    recall, F1 and false ones in 100 are shown for each section: header, citations, spans, numbers, relations,
    replaces, negatives, tasks, lead, coordinate, deadline.

    With --compare OLD NEW no answers are needed: it shows what changed between two runs of extract.
    """
    if compare:
        return _compare(compare, destination)
    if not gold or bool(paths) == bool(records):
        raise click.UsageError(say("give --gold DIR and either PATHS or --records FILE; or --compare OLD NEW"))
    answers = _answers(gold, split)
    failures: list[PolicyGraphError] = []
    scored = _score(answers, _read_records(records) if records else list(_extract(paths, answers, failures)))
    if not scored:
        tell(say("none of the documents of the answers is here"))
        return BAD_INPUT if failures else NOTHING_MATCHED
    scored += [] if records else _score_negatives(gold, split)
    figures = _deliver(scored, _asked(scored, misses, by_rule), destination, are_rules_known=not records)
    return BAD_INPUT if failures else _tell_low(figures, min_f1)


def _answers(gold: str, split: str | None) -> list[Answer]:
    from policygraph.evaluation import read_answers

    answers = [answer for answer in read_answers(gold) if split in (None, answer.split)]
    if not answers:
        raise MissingInput(f"no answers of the split {split}", place=gold)
    return answers


def _extract(paths: Sequence[str], answers: Sequence[Answer], failures: list[PolicyGraphError]) -> Iterator[Record]:
    """The records of the documents among ``paths`` that the answers name; failures are told and kept."""
    from policygraph import pipeline
    from policygraph.evaluation import documents_of
    from policygraph.export.record import to_record

    for found in pipeline.extract(watched([str(path) for path in documents_of(answers, paths)])):
        if isinstance(found, PolicyGraphError):
            complain(found)
            failures.append(found)
        else:
            yield to_record(found)


def _read_records(path: str) -> list[Record]:
    from policygraph.export.record import SCHEMA

    try:
        with Path(path).open(encoding="utf-8") as file:
            records = [json.loads(line) for line in file if line.strip()]
    except FileNotFoundError as error:
        raise MissingInput("no such file", place=path, hint="check the path") from error
    except ValueError:
        records = [None]
    if not all(isinstance(record, dict) and record.get("schema") == SCHEMA for record in records):
        hint = "give what extract wrote, one JSON object a line"
        raise UnreadableDocument("these are not records", place=path, hint=hint)
    return records


def _score(answers: Sequence[Answer], records: Sequence[Record]) -> list[Scored]:
    """What is judged; answers whose documents are absent are told."""
    from policygraph.evaluation import find_record, score

    found = [(answer, find_record(answer, records)) for answer in answers]
    absent = [answer.id for answer, record in found if record is None]
    if absent:
        tell(say("absent documents, left out: {names}", names=", ".join(absent)))
    return [score(answer, record) for answer, record in found if record is not None]


def _score_negatives(gold: str, split: str | None) -> list[Scored]:
    """What is read from the strings without a relation; records of other documents do not tell it."""
    from policygraph import pipeline
    from policygraph.evaluation import read_negatives, score_negative
    from policygraph.export.record import to_record
    from policygraph.reading import read_bytes

    return [
        score_negative(negative, to_record(pipeline.read_facts(read_bytes(negative.content.encode(), negative.id))))
        for negative in read_negatives(gold)
        if split in (None, negative.split)
    ]


def _asked(scored: Sequence[Scored], misses: bool, by_rule: bool) -> list[NamedTable]:
    """The tables of single items and of rules, where they were asked for."""
    from policygraph.evaluation import figures_by_rule, judgements_table, rules_table
    from policygraph.export.tables import NamedTable
    from policygraph.query.results import Label

    asked = [NamedTable(Label("Sót và thừa", "Missed and extra"), judgements_table(scored))] if misses else []
    asked += [NamedTable(Label("Quy tắc", "Rules"), rules_table(figures_by_rule(scored)))] if by_rule else []
    return asked


def _deliver(
    scored: Sequence[Scored], asked: Sequence[NamedTable], destination: Destination, *, are_rules_known: bool
) -> list[Figure]:
    """Write the figures, for programs only where no other table was asked for; returns them."""
    from policygraph.evaluation import figures_by_section, figures_table
    from policygraph.graph import rules_digest

    figures = figures_by_section(scored)
    table = figures_table(figures, rules_digest() if are_rules_known else None)
    shown = [named(only(table, FIGURES_SHOWN)), *asked]
    write_tables([*asked, named(table)], destination, on_terminal=shown)
    return figures


def _tell_low(figures: Sequence[Figure], least: float | None) -> int:
    low = [figure for figure in figures if least is not None and figure.f1 < least]
    for figure in low:
        tell(
            say(
                "{section} ({split}): F1 {f1} is below {least}",
                section=figure.section,
                split=figure.split,
                f1=f"{figure.f1:.4f}",
                least=least,
            )
        )
    return FINDINGS if low else 0


def _compare(files: tuple[str, str], destination: Destination) -> int:
    from policygraph.evaluation import changes_table, counts_table, find_changes

    found = find_changes(*map(_read_records, files))
    changes, counts = named(changes_table(found)), named(counts_table(found))
    write_tables([changes, counts], destination, on_terminal=[counts, changes])
    return 0
