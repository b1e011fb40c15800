"""``depends``: what hangs on what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from policygraph.cli.columns import merged, only
from policygraph.cli.completing import names_of
from policygraph.cli.messages import language
from policygraph.cli.partial_view import explain_option, limit_option, tell_all, view_option, write_view
from policygraph.cli.stores import about, open_folder, store_option
from policygraph.cli.tables import Destination, deliver, named, table_options, tell_warnings
from policygraph.cli.verbs import verb

if TYPE_CHECKING:
    from policygraph.analysis.depends import Dependency
    from policygraph.export.tables import NamedTable
    from policygraph.query import ResultTable

DISTANT_SECTIONS = ("legal_ground", "upstream", "downstream")


@verb()
@click.argument("target", shell_complete=names_of("concept", "instrument", "document"))
@explain_option
@view_option
@limit_option
@store_option
@table_options()
def depends(target: str, explain: bool, as_view: bool, limit: int, folder: str, destination: Destination) -> int:
    """Show what depends on an instrument or a document, and what it rests on, each with its sentence.

    TARGET is a name or alias, accents optional, a document number, or an IRI.
    """
    from policygraph.analysis.depends import depends as find_dependencies

    found = find_dependencies(store := open_folder(folder), target, limit or None)
    table = found.to_table()
    if as_view:
        return write_view(store, table, [row.path for row in found.rows], found.known, destination)
    if explain:
        return tell_all((found.tell(row) for row in found.rows), table, destination)
    tell_warnings(table, destination)
    return deliver([named(table)], destination, about(store), on_terminal=_sections(found))


def _sections(found: Dependency) -> list[NamedTable]:
    """A table a section, one row a place: what is asked for is named where it is not the target itself."""
    from policygraph.analysis.depends import SECTIONS
    from policygraph.export.tables import NamedTable

    parts = [(name, label, replace(found, rows=found.section(name))) for name, label in SECTIONS.items()]
    return [
        NamedTable(label, _readable(part.to_table(), with_object=name in DISTANT_SECTIONS))
        for name, label, part in parts
        if part.rows
    ]


def _readable(table: ResultTable, with_object: bool) -> ResultTable:
    places = ("document", "path", "object") if with_object else ("document", "path")
    return merged(only(table, (*places, "predicate", "quote")).in_words(language()), places)
