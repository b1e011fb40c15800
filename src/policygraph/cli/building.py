"""``build``, ``validate`` and ``info``: make a graph, hold it to its shapes, say what is in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from policygraph.cli.columns import only
from policygraph.cli.failures import BAD_INPUT, FINDINGS, complain
from policygraph.cli.messages import language, say
from policygraph.cli.pictures import ocr_option
from policygraph.cli.progress import watched
from policygraph.cli.stores import DEFAULT_STORE, ENVIRONMENT, about, open_folder, store_argument, store_option
from policygraph.cli.streams import tell
from policygraph.cli.tables import TABLE_FORMATS, Destination, named, table_options, write_tables
from policygraph.cli.verbs import verb
from policygraph.errors import BadStore, PolicyGraphError

if TYPE_CHECKING:
    from policygraph.building import Changes
    from policygraph.graph.validation import Violation
    from policygraph.query import Kind, ResultTable

SOURCES_TOLD = 20  # in a terminal
FINDINGS_SHOWN = ("severity", "focus", "message")
FAIL_ON = {"error": ("violation",), "warning": ("violation", "warning")}


@verb()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="DIR|URL",
    envvar=ENVIRONMENT,
    default=DEFAULT_STORE,
    show_default=True,
    help="Folder for the graph, or the address of a SPARQL server; or POLICYGRAPH_STORE.",
)
@click.option("-f", "--format", "form", type=click.Choice(TABLE_FORMATS), help="Form of the output.")
@ocr_option
@click.option("--fresh", is_flag=True, help="Read all documents, also those that did not change.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Processes that read; as many as cores if not given."
)
def build(paths: tuple[str, ...], output: str, form: str | None, ocr: bool, fresh: bool, jobs: int | None) -> int:
    """Read documents and build their graph in a folder: the store, graph.trig and a summary.

    Documents that did not change since the last build into the folder are not read again. Above a million triples
    graph.trig is left to export.

    The folder changes when all is read, or not at all. A file that cannot be read is named on standard error, the
    others go on, the exit status is 2.
    """
    from policygraph import pipeline
    from policygraph.building import usual_jobs
    from policygraph.cli.summary import SHOWN, summary_table
    from policygraph.graph import summary_record
    from policygraph.query.words import relation_words

    failures: list[PolicyGraphError] = []

    def failed(error: PolicyGraphError) -> None:
        failures.append(error)
        complain(error)

    def done(changes: Changes) -> None:
        tell(say("written: {path}", path=output))
        tell(say("documents: {read} read, {reused} unchanged, {dropped} dropped", **asdict(changes)))

    jobs = jobs or usual_jobs()
    summary = pipeline.build(watched(paths), output, failed=failed, ocr=ocr, fresh=fresh, jobs=jobs, done=done)
    table = summary_table(summary_record(summary), relation_words(open_folder(output)))
    write_tables([named(table)], Destination(form, None, bom=False), on_terminal=[named(only(table, SHOWN))])
    return BAD_INPUT if failures else 0


@verb()
@store_argument
@store_option
@table_options()
def info(given: str | None, folder: str, destination: Destination) -> None:
    """Show what is in a graph: documents, items, agencies, citations, warnings."""
    from policygraph.cli.summary import SHOWN, summary_table
    from policygraph.query.words import relation_words
    from policygraph.store.manifest import REBUILD

    store = open_folder(given or folder)
    if store.summary is None:  # others may fill a server, or a build of it be cut off
        raise BadStore("nothing says what was built into this graph", place=given or folder, hint=REBUILD)
    table = summary_table(store.summary, relation_words(store))
    for item, words in about(store, SOURCES_TOLD):
        tell(f"{item}: {words}")
    write_tables([named(table)], destination, on_terminal=[named(only(table, SHOWN))])


@verb()
@store_argument
@store_option
@click.option(
    "--fail-on", type=click.Choice(tuple(FAIL_ON)), default="error", show_default=True, help="Exit with 3 for these."
)
@table_options()
def validate(given: str | None, folder: str, fail_on: str, destination: Destination) -> int:
    """Hold a graph to its shapes and list what they find."""
    from policygraph import pipeline

    found = pipeline.validate(open_folder(given or folder), language())
    table = _findings(found)
    write_tables([named(table)], destination, on_terminal=[named(only(table, FINDINGS_SHOWN))])
    tell(say("{count} findings", count=len(found)) if found else say("the graph holds to its shapes"))
    return FINDINGS if any(finding.severity in FAIL_ON[fail_on] for finding in found) else 0


def _findings(found: tuple[Violation, ...]) -> ResultTable:
    from policygraph.query import Label, ResultTable

    columns = {
        "severity": Label("Mức độ", "Severity"),
        "focus": Label("Đối tượng", "Node"),
        "path": Label("Thuộc tính", "Property"),
        "value": Label("Giá trị", "Value"),
        "message": Label("Nội dung", "Message"),
        "shape": Label("Ràng buộc", "Shape"),
    }
    rows = tuple(tuple(getattr(finding, name) for name in columns) for finding in found)
    kinds: tuple[Kind, ...] = ("string", "iri", "iri", "iri", "string", "iri")
    title = Label("Kiểm tra đồ thị", "Validation of the graph")
    return ResultTable(title, tuple(columns), rows, tuple(columns.values()), kinds)
