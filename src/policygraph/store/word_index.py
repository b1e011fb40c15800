"""The words of names and of plan items, beside the store of a folder: found without reading them all.

One SQLite file with a full-text index (FTS5) over folded words, made from the graph by every build. It holds nothing
that the graph does not say: where there is none (a graph in memory, a server, an SQLite without FTS5, a damaged file)
the same is asked in SPARQL.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.errors import BadStore
from policygraph.grammar.folding import fold
from policygraph.namespaces import PREFIXES
from policygraph.store.manifest import write_file

if TYPE_CHECKING:
    import pyoxigraph

WORDS = "words.sqlite"
DIGEST = "words.sha256"  # of that file: questions would miss names in a damaged one and not know it

_TABLES = """
CREATE TABLE name (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, item INTEGER NOT NULL, length INTEGER NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(folded, content='', detail=none, columnsize=0, tokenize='ascii', prefix='2 4');
"""
_HOLDING = "FROM word JOIN name ON name.id = word.rowid WHERE word MATCH ? AND item = ?"

Name = tuple[str, bool, str]  # the IRI of what has the name, whether that is an item of a plan, the folded name


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Answers for one build; every answer in an order of its own, whatever the engine. Raises ``BadStore``."""

    path: Path

    def lengths(self, words: Sequence[str]) -> dict[int, int]:
        """How many names of each length, of what is no item, have a word that begins with each of these."""
        return dict(self._ask(f"SELECT length, COUNT(*) {_HOLDING} GROUP BY length", _all(words), False))

    def named(self, words: Sequence[str], shorter: int | None) -> list[str]:
        """The IRIs of what has such a name, of fewer than ``shorter`` letters."""
        text = f"SELECT DISTINCT iri {_HOLDING} AND length < ? ORDER BY iri"
        return [iri for (iri,) in self._ask(text, _all(words), False, shorter or 2**62)]

    def items(self, words: Sequence[str], most: int) -> list[str]:
        """The IRIs of the first items of plans whose label or description has a word that begins with each of these."""
        text = f"SELECT DISTINCT iri {_HOLDING} ORDER BY iri LIMIT ?"
        return [iri for (iri,) in self._ask(text, _all(words), True, most)]

    def beginning(self, part: str, most: int) -> list[str]:
        """The IRI of each name with a word that begins with ``part``, at most so many, in a fixed order."""
        return [iri for (iri,) in self._ask(f"SELECT iri {_HOLDING} ORDER BY id LIMIT ?", _all([part]), False, most)]

    def probe(self) -> None:
        """Ask for one name at no cost that grows with the graph: the index answers, or is none."""
        self._ask(f"SELECT iri {_HOLDING} LIMIT 1", _all(["a"]), False)

    def _ask(self, text: str, *values: object) -> list[Any]:
        # Opened for each question, for it may be asked from any thread; nothing writes to it any more.
        address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            with closing(sqlite3.connect(address, uri=True)) as database:
                return database.execute(text, values).fetchall()
        except sqlite3.Error as error:
            hint = "build again with --fresh"
            raise BadStore(f"the index of words cannot be read: {error}", place=str(self.path), hint=hint) from error


def open_words(folder: Path) -> WordIndex | None:
    """The index beside a store; None where there is none that answers."""
    index = WordIndex(folder / WORDS)
    with suppress(BadStore):
        index.probe()
        return index
    return None


def write_words(folder: Path, store: pyoxigraph.Store) -> None:
    """Index the names in a store. Raises ``OSError``; without FTS5 the file is empty, and the index will not open."""
    path = folder / WORDS
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {_TABLES}")
            for number, (iri, item, folded) in enumerate(sorted(set(_names(store))), start=1):
                database.execute("INSERT INTO name VALUES (?, ?, ?, ?)", (number, iri, item, len(folded)))
                database.execute("INSERT INTO word (rowid, folded) VALUES (?, ?)", (number, folded))
            database.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise OSError(f"the index of words cannot be written: {error}") from error
        path.write_bytes(b"")
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    write_file(folder / DIGEST, _digest(path))


def words_whole(folder: Path) -> bool:
    """Whether the index beside a store is, byte for byte, the one that was written; it takes reading it all."""
    try:
        return (folder / DIGEST).read_bytes() == _digest(folder / WORDS)
    except OSError:
        return False


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n".encode()


def _names(store: pyoxigraph.Store) -> Iterator[Name]:
    """All keys, and what the items of plans are called."""
    yield from ((iri, False, key) for iri, key in _said(store, "pg:key"))
    items = {iri for iri, _ in _said(store, "pg:setOutIn")}
    for predicate in ("rdfs:label", "pg:description"):
        yield from ((iri, True, fold(name)) for iri, name in _said(store, predicate) if iri in items)


def _said(store: pyoxigraph.Store, predicate: str) -> Iterator[tuple[str, str]]:
    # One scan each: to join these in the engine takes several times as long, and so does its list of quads.
    text = f"SELECT ?iri ?name WHERE {{ ?iri {predicate} ?name }}"
    for iri, name in store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True):  # type: ignore[union-attr]
        yield iri.value, name.value


def _all(words: Iterable[str]) -> str:
    """What FTS5 is asked: a word beginning with each of these folded ones, which hold letters and digits alone."""
    return " AND ".join(f'"{word}"*' for word in words)
