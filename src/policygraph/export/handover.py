"""The graph handed over to other programs: one function for every format, and which file ending means which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from policygraph.export.cells import XmlText
from policygraph.export.networks import NETWORK_FORMATS
from policygraph.export.parts import Part, WholeGraph
from policygraph.export.rdf import RDF_FORMATS

EXPORT_FORMATS: Final = (*RDF_FORMATS, *NETWORK_FORMATS, "sqlite", "parquet", "webanno", "akn")
# The longest ending that fits decides.
ENDINGS: Final = {f".{name}": name for name in EXPORT_FORMATS if name != "webanno"} | {
    ".turtle": "ttl",
    ".ntriples": "nt",
    ".nquads": "nq",
    ".kumu.json": "kumu",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".anno.jsonld": "webanno",
    ".anno.json": "webanno",
    ".akn.xml": "akn",
}
_CHUNK = 1 << 20  # bytes

Write = Callable[[str | bytes], object]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What some formats can be asked for: kinds of nodes of a network (``networks.KINDS``), evidence as reifiers
    of RDF 1.2, the language of words, and the folder of the source files that Akoma Ntoso takes its words from.
    """

    include: tuple[str, ...] = ()
    reifiers: bool = False
    lang: str = "vi"
    source: str | None = None


def export_format(path: str) -> str | None:
    """The format that a file's ending names, or None.

    >>> export_format("out/graph.anno.jsonld"), export_format("graph.JSONLD"), export_format("graph")
    ('webanno', 'jsonld', None)
    """
    fitting = [ending for ending in ENDINGS if path.lower().rstrip("/").endswith(ending)]
    return ENDINGS[max(fitting, key=len)] if fitting else None


def export(part: WholeGraph | Part, form: str, write: Write, wishes: Wishes | None = None) -> int:
    """Write a part in any of ``EXPORT_FORMATS`` but Parquet, which is a folder (see ``export_folder``).

    Gives how many characters had to be replaced because XML cannot hold them. Akoma Ntoso takes a part of exactly
    one document and ``wishes.source``. Raises what reading the store raises, and ``MissingInput`` for a source
    file that is not there.
    """
    asked, clean = wishes or Wishes(), XmlText()
    if form in RDF_FORMATS:
        from policygraph.export.rdf import rdf_text

        for words in rdf_text(part.graphs(), form, reifiers=asked.reifiers):
            write(words)
    elif form == "sqlite":
        _write_database(part, write)
    elif form == "akn":
        from policygraph.export.akoma_ntoso import akn_bytes

        (document,) = part.documents()
        write(akn_bytes(part.store, document, asked.source or ".", clean))
    else:
        _write_from_tables(part, form, write, asked, clean)
    return clean.replaced


def export_folder(part: WholeGraph | Part, folder: str | Path) -> None:
    """Write the tables as Parquet files into a folder that exists. Raises ``OutputFailed`` without pyarrow."""
    from policygraph.export.database import open_database
    from policygraph.export.parquet_writer import write_parquet

    with open_database(part) as database:
        write_parquet(database, Path(folder))


def _write_database(part: WholeGraph | Part, write: Write) -> None:
    from policygraph.export.database import write_database

    with TemporaryDirectory(prefix="policygraph-") as folder:
        path = Path(folder) / "graph.sqlite"
        write_database(part, path)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                write(chunk)


def _write_from_tables(part: WholeGraph | Part, form: str, write: Write, wishes: Wishes, clean: XmlText) -> None:
    from policygraph.export.annotations import annotation_text
    from policygraph.export.database import open_database
    from policygraph.export.networks import network_bytes

    with open_database(part) as database:
        if form == "webanno":
            for words in annotation_text(database, wishes.lang):
                write(words)
        else:
            write(network_bytes(database, form, wishes.include, wishes.lang, clean))
