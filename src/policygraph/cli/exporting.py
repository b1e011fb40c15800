"""``export``: the graph, or a part of it, in the formats of other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from policygraph.cli.completing import names_of
from policygraph.cli.messages import language, say
from policygraph.cli.output import STANDARD_OUTPUT, open_output, open_output_folder
from policygraph.cli.stores import open_folder, store_option
from policygraph.cli.streams import tell
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.export.handover import Wishes
    from policygraph.export.parts import Part, WholeGraph

# The same names as export.handover.EXPORT_FORMATS and export.networks.KINDS, which load late.
FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "gexf", "graphml", "kumu", "sqlite", "parquet", "webanno", "akn")
KINDS = ("documents", "agencies", "items", "instruments")
NETWORKS = ("gexf", "graphml", "kumu")
WITH_REIFIERS = ("ttl", "trig", "nt", "nq")


@verb()
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Form of the export; else the file's ending.")
@click.option("-o", "--output", metavar="FILE", help="File to write, for parquet a folder; - is standard output.")
@click.option(
    "--document",
    "documents",
    metavar="NUMBER",
    multiple=True,
    shell_complete=names_of("document"),
    help="Only this document and what it names: its number, name or IRI; repeatable.",
)
@click.option(
    "-P",
    "--province",
    "provinces",
    metavar="NAME",
    multiple=True,
    shell_complete=names_of("jurisdiction"),
    help="Only the documents of this province and what they name; repeatable.",
)
@click.option(
    "--include", type=click.Choice(KINDS), multiple=True, help="Nodes of a network, all without it; repeatable."
)
@click.option(
    "--rdf",
    type=click.Choice(("1.1", "1.2")),
    default="1.1",
    show_default=True,
    help="Version of RDF: with 1.2 evidence stands at the triples it is for, as reifiers.",
)
@click.option("--source", metavar="DIR", help="Folder of the source documents, which akn takes the words from.")
@store_option
def export(
    form: str | None,
    output: str | None,
    documents: tuple[str, ...],
    provinces: tuple[str, ...],
    include: tuple[str, ...],
    rdf: str,
    source: str | None,
    folder: str,
) -> None:
    """Hand the graph over to other programs: RDF, networks, a database, annotations, legal XML.

    The same graph gives the same bytes. docs/exports.md says for whom each format is and how to open it.
    """
    from policygraph.export.handover import Wishes
    from policygraph.export.parts import choose

    chosen = _chosen_format(form, output)
    _refuse_what_does_not_fit(chosen, include, rdf, source)
    if chosen == "akn" and (len(documents) != 1 or provinces):
        raise click.UsageError(say("akn holds one document: give --document NUMBER once"))
    part = choose(open_folder(folder), documents, provinces)
    if part.documents():
        tell(say("documents chosen: {count}", count=len(part.documents())))
    replaced = _write(part, chosen, output, Wishes(include, rdf == "1.2", language(), source))
    if output not in (None, STANDARD_OUTPUT):
        tell(say("written: {path}", path=output))
    if replaced:
        tell(say("{count} characters that XML cannot hold were replaced by U+FFFD", count=replaced))


def _chosen_format(form: str | None, output: str | None) -> str:
    """The format asked for, else the one that the ending names, else TriG, which holds everything as text."""
    from policygraph.export.handover import export_format

    is_file = output not in (None, STANDARD_OUTPUT)
    if form is None and is_file:
        form = export_format(str(output))
        if form is None:
            raise click.UsageError(say("the ending of {path} names no format; add -f", path=output))
    if form == "parquet" and not is_file:
        raise click.UsageError(say("parquet is a folder of files: add -o DIR"))
    if form == "sqlite" and not is_file and sys.stdout.isatty():
        raise click.UsageError(say("a database cannot be shown on a terminal; add -o FILE.sqlite"))
    return form or "trig"


def _refuse_what_does_not_fit(form: str, include: tuple[str, ...], rdf: str, source: str | None) -> None:
    """An option that would silently do nothing is a mistake."""
    if include and form not in NETWORKS:
        raise click.UsageError(say("--include is for networks: {names}", names=", ".join(NETWORKS)))
    if rdf == "1.2" and form not in WITH_REIFIERS:
        raise click.UsageError(say("--rdf 1.2 is for: {names}", names=", ".join(WITH_REIFIERS)))
    if source and form != "akn":
        raise click.UsageError(say("--source is for akn"))
    if form == "akn" and not source:
        raise click.UsageError(say("the graph keeps no text: give the folder of the source documents, --source DIR"))


def _write(part: WholeGraph | Part, form: str, output: str | None, wishes: Wishes) -> int:
    from policygraph.export.handover import export, export_folder
    from policygraph.export.parquet_writer import SUFFIX

    if form == "parquet":
        with open_output_folder(str(output), SUFFIX) as draft:
            export_folder(part, draft)
        return 0
    with open_output(output) as write:
        return export(part, form, write, wishes)
