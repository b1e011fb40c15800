"""kill -9 at random moments: the folder holds the old graph or the new one, whole, and the next build goes on."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plans import plan_text, write_plans
from policygraph import pipeline
from policygraph.graph.terms import INFERRED
from policygraph.store import open_store

KILLS = 50

# Builds in a forked child of a process that has all modules and rules loaded. The child is killed after so many
# seconds, or kills itself on its way into its nth change of a file; "end 0" lets it end. The process that forks
# never opens a store, so that a fork takes no half of one along.
_KILLER = """
import os, signal, sys, time
from policygraph import pipeline
from policygraph.graph import build_graphs, rules_digest

def fail(error):
    raise error

CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir"}

def die_at(nth):
    done = 0
    def count(event, arguments):
        nonlocal done
        changes = event in CHANGES or event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        done += bool(changes)
        if changes and done == nth:
            os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(count)

build_graphs(facts for facts in pipeline.extract([sys.argv[1]]))
rules_digest()
for line in sys.stdin:
    clock, moment, sources, out = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        if clock == "changes":
            die_at(1 + int(float(moment)))
        pipeline.build([sources], out, failed=fail)
        os._exit(0)
    if clock == "seconds":
        time.sleep(float(moment))
        os.kill(child, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Killer:
    """A process that builds and kills; ``build`` gives the exit status of the build."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def build(self, sources: Path, out: Path, clock: str = "end", moment: float = 0) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{clock}\t{moment}\t{sources}\t{out}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


@contextmanager
def killer(sources: Path) -> Iterator[Killer]:
    command = [sys.executable, "-c", _KILLER, str(sources)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment(), stdin=pipe, stdout=pipe, text=True) as process:
        yield Killer(process)


def digest_of_content(out: Path) -> str:
    """The digest of what both stores of a folder really hold, quad by quad."""
    store = open_store(out)
    graphs = list(store.graphs_in_order())
    asserted = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    known = sum(len(graph.lines) for graph in graphs if graph.iri != INFERRED)
    assert [row["n"].value for row in asserted] == [str(known)]
    index = "".join(f"{graph.iri} {hashlib.sha256(''.join(graph.lines).encode()).hexdigest()}\n" for graph in graphs)
    return hashlib.sha256(index.encode()).hexdigest()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of POSIX")
def test_fifty_kills_leave_the_old_graph_or_the_new(tmp_path: Path) -> None:
    out, chance = tmp_path / "out", random.Random(2013)
    near, far = ["a", "b"], ["c"]
    for name in (*near, *far):
        write_plans(tmp_path / name, range(1, 15), variant=int(name in far))
    (tmp_path / "b" / "3.txt").write_text(plan_text(3, variant=1), encoding="utf-8")
    digests: dict[str, str] = {}
    killed: list[bool] = []
    latest = {"seconds": 0.5, "changes": 100.0}
    with killer(tmp_path / "a") as builds:
        for name in (*near, *far):
            assert builds.build(tmp_path / name, tmp_path / f"whole-{name}") == 0
            digests[name] = digest_of_content(tmp_path / f"whole-{name}")
        assert builds.build(tmp_path / "a", out) == 0
        held = "a"
        while len(killed) < KILLS:
            aim = chance.choice([name for name in digests if name != held])
            clock = chance.choice(list(latest))
            status = builds.build(tmp_path / aim, out, clock, chance.uniform(0, latest[clock]))
            found = digest_of_content(out)
            assert found == open_store(out).manifest.digest  # type: ignore[union-attr]
            assert found in (digests[held], digests[aim])
            switched = found == digests[aim]
            if status == -signal.SIGKILL:
                killed.append(switched)
            # How fast a build is depends on the machine and on what else runs there: the latest moment moves to where
            # about half of the builds have switched, so that the kills surround the switch whenever it comes.
            latest[clock] *= 0.9 if switched else 1.1
            held = aim if switched else held
        for name in digests:
            assert builds.build(tmp_path / name, out) == 0
            assert digest_of_content(out) == digests[name]
            assert (out / "graph.trig").read_bytes() == (tmp_path / f"whole-{name}" / "graph.trig").read_bytes()
    assert set(killed) == {True, False}


_WITH_WORKERS = """
import sys
from policygraph import building, pipeline

building.FEW = 0
if __name__ == "__main__":
    pipeline.build([sys.argv[1]], sys.argv[2], failed=print, jobs=2)
"""


def children(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return set(map(int, listed.read_text().split())) if listed.exists() else set()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(truth: object, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not (found := truth()) and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.01)
    return bool(found)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the children of a process")
def test_workers_end_with_a_build_that_is_killed_and_hold_no_lock(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", range(1, 40))
    (tmp_path / "script.py").write_text(_WITH_WORKERS, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path / "in"), str(tmp_path / "out")]
    with subprocess.Popen(command, env=environment()) as process:
        assert wait_until(lambda: len(children(process.pid)) >= 2)
        workers = children(process.pid)
        process.kill()
    pipeline.build([tmp_path / "in"], tmp_path / "out", failed=pytest.fail)  # no lock is left behind
    assert wait_until(lambda: not any(map(is_alive, workers)))
    assert len(list(open_store(tmp_path / "out").documents())) == 39
