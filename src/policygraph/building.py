"""Read the documents that changed, in several processes where there are many, and take the others from the cache."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

from policygraph.errors import DuplicateDocument, OutputFailed, PolicyGraphError
from policygraph.graph import GraphBuilder
from policygraph.model import DocumentFacts
from policygraph.store import DocumentRecord, Reading, ReadingCache
from policygraph.store.shards import Shard

FEW = 8  # so many documents are read before other processes are started for more: each takes a second to start
_AHEAD = 4  # documents that wait for each process
# Libraries that read files or match patterns: other versions may find other words.
_READERS = ("policygraph", "pdfplumber", "pdfminer.six", "pypdfium2", "regex", "pyahocorasick")

Read = Callable[[str | Path], DocumentFacts]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did: documents read in it, taken from earlier builds, and dropped since the last one."""

    read: int
    reused: int
    dropped: int


class Reader:
    """Gives what was read of each file, in the order of the files, whatever order they are finished in.

    ``read`` makes facts of a path; with ``jobs`` above one it must be importable by other processes. A context
    manager, which ends them.
    """

    def __init__(self, cache: ReadingCache, read: Read, *, jobs: int = 1, fresh: bool = False) -> None:
        self._cache = cache
        self._read = read
        self._jobs = jobs
        self._fresh = fresh
        self._pool: ProcessPoolExecutor | None = None
        self._held = ExitStack()
        self._started = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._held.close()

    def readings(self, files: Iterable[str | Path | PolicyGraphError]) -> Iterator[Reading | PolicyGraphError]:
        """Each file's reading; an error in place of one that cannot be read, or as it was given."""
        waiting: deque[Future[Reading | PolicyGraphError] | Reading | PolicyGraphError] = deque()
        for file in files:
            waiting.append(file if isinstance(file, PolicyGraphError) else self._begin(file))
            while len(waiting) > _AHEAD * self._jobs or (waiting and not isinstance(waiting[0], Future)):
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())
        self._held.close()  # what follows needs the memory of the other processes

    def _begin(self, file: str | Path) -> Future[Reading | PolicyGraphError] | Reading | PolicyGraphError:
        known = None if self._fresh else self._known(file)
        if known is not None:
            return known
        self._started += 1
        if self._jobs == 1 or self._started <= FEW or str(file) == "-":
            return read_into(self._cache, self._read, file)
        if self._pool is None:
            self._pool = self._held.enter_context(_pool(self._jobs))
        return self._pool.submit(read_into, self._cache, self._read, file)

    def _known(self, file: str | Path) -> Reading | None:
        """What an earlier build read of the same bytes under the same name."""
        try:
            with open(file, "rb") as data:
                sha256 = hashlib.file_digest(data, "sha256").hexdigest()
        except OSError:  # whoever reads it says why
            return None
        return self._cache.get(str(file), sha256)


class Gathered:
    """What a build has of its documents so far: each once, with what all of them share in ``builder``.

    ``records`` are the documents by IRI, ``keys`` the entries of the cache that stand for them, ``reused`` counts
    those that an earlier build read.
    """

    def __init__(self, rules: str) -> None:
        self.builder = GraphBuilder(rules)
        self.records: dict[str, DocumentRecord] = {}
        self.keys: set[str] = set()
        self.reused = 0

    def take(self, found: Reading | PolicyGraphError) -> Shard:
        """Take in a document and give its graph. Raises the error in its place, or that it was read before."""
        if isinstance(found, PolicyGraphError):
            raise found
        self.keys.add(found.key)
        record = found.contribution
        iri = record.document.iri
        if iri in self.records:
            raise _read_twice(found, self.records[iri])
        self.records[iri] = DocumentRecord(iri, record.file, record.sha256)
        self.reused += found.reused
        self.builder.add(record, found.shard.quads)
        return found.shard


def _read_twice(found: Reading, first: DocumentRecord) -> DuplicateDocument:
    document = found.contribution.document
    same = "the same file" if found.contribution.sha256 == first.sha256 else "another text of the same document"
    name = document.number or document.title or "without a number"
    return DuplicateDocument(f"{same} as {first.file} ({name})", place=found.path, hint="keep the one that is to count")


def read_into(cache: ReadingCache, read: Read, file: str | Path) -> Reading | PolicyGraphError:
    """Read one file and keep what was read; errors that concern the file alone are given back."""
    try:
        return cache.put(read(file))
    except OutputFailed:
        raise
    except PolicyGraphError as error:
        return error
    except OSError as error:
        raise OutputFailed.from_error(error, cache.folder) from error


def usual_jobs() -> int:
    """As many processes as this one may use cores."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        return os.cpu_count() or 1


@cache
def program_digest() -> str:
    """SHA-256 over the program's sources, its Python and the libraries it reads with: other readers, other facts."""
    total = hashlib.sha256(repr((sys.version_info[:3], sorted(map(_version, _READERS)))).encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _version(package: str) -> tuple[str, str]:
    try:
        return package, version(package)
    except PackageNotFoundError:
        return package, ""


def _finished(one: Future[Reading | PolicyGraphError] | Reading | PolicyGraphError) -> Reading | PolicyGraphError:
    return one.result() if isinstance(one, Future) else one


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that begin from nothing: forked ones would hold the folder's lock beyond the end of their parent."""
    import multiprocessing

    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Watch the parent and end with it: a worker whose parent was killed would wait for ever."""
    import multiprocessing
    import threading
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
