"""The order of the stages, written once: file → text → outline → mentions → facts → graph → store."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import MissingInput, PolicyGraphError
from policygraph.extract.approvals import approved_instrument
from policygraph.extract.citations import find_citations
from policygraph.extract.header import find_header
from policygraph.extract.instruments import kinds
from policygraph.extract.issuers import citation_issuer
from policygraph.extract.items import find_items
from policygraph.extract.passages import find_passages
from policygraph.extract.relations import find_relations
from policygraph.extract.ties import TieFinder
from policygraph.grammar.folding import unify
from policygraph.model import DocumentFacts, InstrumentMention, ItemMention, Text
from policygraph.reading import document_paths, read_bytes, read_text
from policygraph.resolve.catalog import Catalog, EmptyCatalog
from policygraph.resolve.documents import Cited
from policygraph.resolve.facts import Mentions, resolve_facts, resolve_home
from policygraph.resolve.instruments import InstrumentBook
from policygraph.resolve.items import instrument_names
from policygraph.structure import parse_outline

if TYPE_CHECKING:
    from policygraph.building import Changes
    from policygraph.graph import BuildSummary
    from policygraph.graph.validation import Language, Violation
    from policygraph.store import RemoteStore, Store

STANDARD_INPUT = "-"


def read_facts(text: Text, catalog: Catalog | None = None) -> DocumentFacts:
    """All that is read from one text. Never raises on odd text: what is not understood is not claimed."""
    with _without_collection():
        return _read_facts(text, catalog)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Python's collector of circular garbage rests while one document is read.

    Nothing that reading makes points back to itself, so the collector would look through the growing heap
    again and again and find nothing; all is freed by its counts as ever.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            _spare_young()
            gc.enable()


def _spare_young() -> None:
    """What was made while the collector rested counts as old, so that it is not looked through now all at once."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


def _read_facts(text: Text, catalog: Catalog | None) -> DocumentFacts:
    outline = parse_outline(text)
    citations = find_citations(text.content)
    header = find_header(outline, citations)
    items = find_items(outline, header, citations)
    home, _ = resolve_home(outline, header)
    book = InstrumentBook(home.jurisdiction, instrument_names(items), text.content)
    mentions = Mentions(
        header=header,
        cited=tuple(Cited(citation, citation_issuer(citation)) for citation in citations),
        relations=find_relations(text.content, citations, find_passages(outline, items, header)),
        items=items,
        ties=_ties(text, items, book),
        approvals=tuple(approved_instrument(text.content, citation) for citation in citations),
    )
    return resolve_facts(outline, mentions, book, catalog or EmptyCatalog())


def _ties(text: Text, items: Sequence[ItemMention], book: InstrumentBook) -> tuple[tuple[InstrumentMention, ...], ...]:
    unified = unify(text.content)
    ties = TieFinder(book.subjects([word for word, tie in kinds().items() if tie]))
    return tuple(ties.find(unified, item.start, item.end) for item in items)


def read_path(path: str | Path, *, ocr: bool = False) -> DocumentFacts:
    """All that is read from one file; "-" is standard input. ``ocr`` also reads pictures of text."""
    if str(path) == STANDARD_INPUT:
        import sys

        return read_facts(read_bytes(sys.stdin.buffer.read(), STANDARD_INPUT, ocr=ocr))
    return read_facts(read_text(path, ocr=ocr))


def extract(paths: Iterable[str | Path], *, ocr: bool = False) -> Iterator[DocumentFacts | PolicyGraphError]:
    """The facts of each document in order; the error in place of one that cannot be read."""
    for file in _files(paths):
        try:
            yield file if isinstance(file, PolicyGraphError) else read_path(file, ocr=ocr)
        except PolicyGraphError as error:
            yield error


def build(
    paths: Iterable[str | Path],
    output: str | Path,
    *,
    failed: Callable[[PolicyGraphError], None],
    ocr: bool = False,
    fresh: bool = False,
    jobs: int = 1,
    done: Callable[[Changes], None] | None = None,
) -> BuildSummary:
    """Read documents, build their graphs and write the store into ``output``: a folder, or a SPARQL server's address.

    What an earlier build read there of the same files is taken from it, unless ``fresh``; the graph is the same, byte
    for byte. ``jobs`` processes read where there are many files; a script that asks for more than one must keep its
    own doings under ``if __name__ == "__main__"``. ``done`` is told what was read, reused and dropped.

    A document that cannot be read, or that was read already, is handed to ``failed`` and left out; the
    others go on. Raises ``MissingInput`` when nothing could be read, ``OutputFailed`` when nothing
    could be written; what was in ``output`` before is then unharmed.
    """
    from policygraph.building import Changes, Gathered, Reader, program_digest
    from policygraph.graph import rules_digest, summary_record
    from policygraph.store import ReadingCache, writer_of

    rules = rules_digest()
    settings = f"{program_digest()} {rules} ocr={ocr}"
    read = partial(read_path, ocr=ocr)
    with (
        writer_of(output, fresh=fresh) as writer,
        Reader(cache := ReadingCache(writer.readings, settings), read, jobs=jobs, fresh=fresh) as reader,
    ):
        before, gathered = writer.documents_before(), Gathered(rules)
        for found in reader.readings(_files(paths)):
            try:
                writer.take(gathered.take(found))
            except PolicyGraphError as error:
                failed(error)
        if not gathered.records:
            raise MissingInput("nothing could be read", hint="see the messages above")
        for graph in gathered.builder.shared_graphs():
            writer.add(graph)
        summary = gathered.builder.summary()
        writer.commit(list(gathered.records.values()), summary_record(summary), rules)
        cache.prune(gathered.keys)
    if done is not None:
        read_now = len(gathered.records) - gathered.reused
        done(Changes(read_now, gathered.reused, len(before - gathered.records.keys())))
    return summary


def validate(graph: str | Path | Store | RemoteStore, language: Language = "vi") -> tuple[Violation, ...]:
    """What the shapes find in a store, or in the folder of one; empty when all is well.

    Each has its severity ("violation", "warning"), the node at fault, and a message in ``language``.
    Raises ``MissingInput`` or ``BadStore`` for a folder without a graph.
    """
    from policygraph.store import open_store
    from policygraph.store.validation import violations

    return violations(open_store(graph) if isinstance(graph, str | Path) else graph, language)


def _files(paths: Iterable[str | Path]) -> Iterator[str | Path | PolicyGraphError]:
    """The files that paths stand for; the error in place of a path that stands for none."""
    for path in paths:
        try:
            yield from document_paths([path])
        except PolicyGraphError as error:
            yield error
