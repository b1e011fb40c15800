"""Sort more lines than memory should hold: runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice

LINES_A_RUN = 500_000


def sorted_lines(lines: Iterable[str], key: Callable[[str], str], lines_a_run: int = LINES_A_RUN) -> Iterator[str]:
    """The lines, each ended by ``\\n``, in the order of ``key`` and, where that is equal, of themselves."""
    source = iter(lines)

    def order(line: str) -> tuple[str, str]:
        return key(line), line

    with ExitStack() as held:
        runs: list[Iterable[str]] = []
        while run := sorted(islice(source, lines_a_run), key=order):
            runs.append(run if len(run) < lines_a_run else _on_disk(run, held))
        yield from heapq.merge(*runs, key=order)


def _on_disk(run: list[str], held: ExitStack) -> Iterable[str]:
    file = held.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
    file.writelines(run)
    file.seek(0)
    return file
