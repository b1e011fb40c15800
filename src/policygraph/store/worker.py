"""A query in a process of its own, so that it can be ended: Oxigraph neither stops a query nor hears signals.

The process opens the folder, answers one query and writes what the W3C's formats say: results as JSON, graphs as
N-Triples, behind one line that tells which. Who reads it decides how long it may take and when he has enough.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import weakref
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any

from policygraph.errors import BadQuery, PolicyGraphError, QueryTimeout

_HINT = "ask for less, or give it more time"


def query_within(folder: Path, text: str, *, inferred: bool, seconds: float) -> Any:
    """What ``Store.query`` answers, read from a process that is ended after ``seconds``.

    Rows come as they are found; who stops reading ends the process. Raises ``QueryTimeout``, now or while the
    rows are read, ``BadQuery`` where the engine refuses or dies of the query.
    """
    import pyoxigraph as ox

    answer = _Answer(subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE), seconds)
    answer.ask({"folder": str(folder), "text": text, "inferred": inferred, "seconds": seconds})
    told = answer.head()
    if "error" in told:
        raise BadQuery(told["error"], place=told["place"], hint=told["hint"])
    if told["form"] == "graph":
        return ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)  # type: ignore[arg-type]


_COMMAND = (sys.executable, "-c", "from policygraph.store.worker import main; main()")


class _Answer:
    """What a process writes, as a file that says why it ends too early."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self._late = Event()
        timer = Timer(seconds, _end_late, (process, self._late))
        timer.daemon = True
        timer.start()
        weakref.finalize(self, _end, process, timer)

    def ask(self, request: dict[str, Any]) -> None:
        """Hand over what is asked."""
        try:
            with _pipe(self._process.stdin) as pipe:
                pipe.write(json.dumps(request).encode())
        except BrokenPipeError:
            pass  # it died before it read everything: ``read`` says why

    def head(self) -> dict[str, Any]:
        """The line that tells what follows."""
        line = _pipe(self._process.stdout).readline()
        if not line:
            self._check()
        told: dict[str, Any] = json.loads(line)
        return told

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end of a whole answer."""
        data = _pipe(self._process.stdout).read(size)
        if not data:
            self._check()
        return data

    def _check(self) -> None:
        status = self._process.wait()
        if self._late.is_set() or status == -_ALARM:
            raise QueryTimeout(f"the query took longer than {self._seconds:g} seconds", hint=_HINT)
        if status:
            raise BadQuery("the query ended the process that ran it", hint="simplify it, or ask for less")


_ALARM = getattr(signal, "SIGALRM", 0)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _end_late(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _end(process: subprocess.Popen[bytes], timer: Timer) -> None:
    timer.cancel()
    process.kill()
    process.wait()
    _pipe(process.stdout).close()


def main() -> None:
    """The process: one request from standard input, one answer to standard output."""
    request = json.load(sys.stdin.buffer)
    _never_outlive(request["seconds"])
    try:
        _answer(request, sys.stdout.buffer)
    except BrokenPipeError:
        sys.stderr.close()  # nobody reads on


def _never_outlive(seconds: float) -> None:
    """End at the latest when the time is over, even where the process that asked was killed; Ctrl-C ends it at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(request: dict[str, Any], out: IO[bytes]) -> None:
    import pyoxigraph as ox

    from policygraph.store.reader import open_folder_store

    try:
        answer = open_folder_store(request["folder"]).query(request["text"], inferred=request["inferred"])
    except PolicyGraphError as error:
        _tell(out, {"error": error.message, "place": error.place, "hint": error.hint})
        return
    is_graph = isinstance(answer, ox.QueryTriples)
    _tell(out, {"form": "graph" if is_graph else "table"})
    answer.serialize(out, ox.RdfFormat.N_TRIPLES if is_graph else ox.QueryResultsFormat.JSON)
    out.flush()


def _tell(out: IO[bytes], line: dict[str, Any]) -> None:
    out.write(json.dumps(line).encode() + b"\n")
