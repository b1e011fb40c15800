"""``lint``: what is doubtful or wrong, sorted by what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from policygraph.cli.columns import only, spoken
from policygraph.cli.days import DAY
from policygraph.cli.failures import FINDINGS
from policygraph.cli.messages import language, say
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.streams import emit, tell
from policygraph.cli.tables import TABLE_FORMATS, Destination, named, send, table_options, write_tables
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from datetime import date

    from policygraph.analysis.lint import Lint
    from policygraph.analysis.lint_checks import Check, Severity
    from policygraph.export.tables import NamedTable

# The same names as analysis.lint_checks.SEVERITIES, which load late; gravest first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SARIF = "sarif"

# What a terminal has room for; files hold every column.
SHOWN = ("code", "document", "path", "quote", "message", "weight")


@verb()
@click.option("--code", "codes", metavar="CODE", multiple=True, help="Only this check, by code or name; repeatable.")
@click.option("--document", metavar="NUMBER", help="Only findings in this document: its number, name or IRI.")
@click.option(
    "--as-of",
    type=DAY,
    metavar="DAY",
    help="Judge plans as of this day (2015-12-31): what was planned, is overdue and was not done by then.",
)
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit with 3 for findings as grave as this, or graver.")
@click.option("--explain", metavar="CODE", help="Say what a check looks for and what to do, and nothing else.")
@store_option
@table_options((*TABLE_FORMATS, SARIF))
def lint(
    codes: tuple[str, ...],
    document: str | None,
    as_of: date | None,
    fail_on: Any,
    explain: str | None,
    folder: str,
    destination: Destination,
) -> int:
    """List what is doubtful or wrong in plans and in what was read of them.

    Errors come first, then warnings, then notes; within each, what most facts hang on comes first.
    """
    from policygraph.analysis.lint import lint as find_faults
    from policygraph.analysis.lint_checks import find_checks

    if explain is not None:
        emit(_explanation(find_checks([explain])[0]))
        return 0
    found = find_faults(store := open_folder(folder), codes=codes, document=document, as_of=as_of)
    if _is_sarif(destination):
        send(_sarif(found, find_checks(codes)), destination)
    else:
        write_tables([named(found.to_table())], destination, about(store), on_terminal=_sections(found))
    _tell_counts(found)
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
    return FINDINGS if any(map(found.count, counted)) else 0


def _explanation(check: Check) -> str:
    from policygraph.analysis.lint_checks import SEVERITY_WORDS

    title, explanation, hint = (part.text(language()) for part in (check.title, check.explanation, check.hint))
    head = f"{check.id} {check.name} ({SEVERITY_WORDS[check.severity].text(language())}): {title}"
    return f"{head}\n\n{explanation}\n\n{say('What to do: {hint}', hint=hint)}\n"


def _is_sarif(destination: Destination) -> bool:
    named_so = destination.is_file and str(destination.output).lower().endswith(f".{SARIF}")
    return destination.form == SARIF or (destination.form is None and named_so)


def _sarif(found: Lint, checks: tuple[Check, ...]) -> bytes:
    from policygraph.export.sarif import to_sarif

    return to_sarif(spoken(found.to_table()), checks, language())


def _sections(found: Lint) -> list[NamedTable]:
    """A table a severity, for the terminal."""
    from policygraph.analysis.lint_checks import SEVERITY_HEADS
    from policygraph.export.tables import NamedTable

    parts = [(SEVERITY_HEADS[severity], found.of_severity(severity)) for severity in SEVERITIES]
    return [NamedTable(head, only(part.to_table(), SHOWN)) for head, part in parts if part.diagnostics]


def _tell_counts(found: Lint) -> None:
    """How many of each, and how to learn more."""
    if not found.diagnostics:
        tell(say("nothing doubtful was found"))
        return
    counts = {f"{severity}s": found.count(severity) for severity in SEVERITIES}
    tell(say("errors: {errors}, warnings: {warnings}, notes: {notes}; --explain CODE says more", **counts))
