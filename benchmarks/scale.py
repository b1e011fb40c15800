"""How cost grows with the number of documents: building, bytes, memory, and questions from a cold start.

    python benchmarks/scale.py --documents 1000 [--items 20] [--citations 10] [--keep DIR] [--steps STEP …]

Documents are made from the real ones (``made.py``). Steps, each in processes of its own:

build       from extracted facts through the program's own writer, all cores
reference   Oxigraph's own bulk load of the same quads from one N-Quads file, in the same run, by turns with ``build``
again       one document dropped from the graph, all others unchanged
questions   ``questions.toml`` at the command line, each in a new process, its start and the opening included
engines     the named questions on Oxigraph, on rdflib's own engine and on plain networkx (``engines.py``)

What a step measured stands in DIR as JSON, and a step that stands there is not run again: a run may be cut off and
taken up. Without --keep, DIR is a temporary folder. The report is Markdown, on standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import engines
import made
from cold import LONGEST, OUT, ask, peak_memory
from engines import NQUADS

from policygraph.model import DocumentFacts

HERE = Path(__file__).resolve()
STEPS = ("build", "reference", "again", "questions", "engines")
REPEATED = 5  # cold starts of each question


def made_document(name: str | Path, size: made.Size) -> DocumentFacts:
    """The document whose number is the name: stands where the program reads a file."""
    return made.facts(int(str(name)), size)


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder; hard links count once."""
    files = {(s.st_dev, s.st_ino): s.st_size for s in (p.stat() for p in folder.rglob("*") if p.is_file())}
    return sum(files.values())


def cpu_seconds() -> float:
    """CPU seconds of this process and its children so far: what a shared machine cannot stretch."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def build(folder: Path, documents: int, size: made.Size) -> dict[str, float]:
    """Seconds, GiB and bytes of a build from nothing; the share of making the documents is measured beside it."""
    from policygraph.building import Gathered, Reader, usual_jobs
    from policygraph.graph import summary_record
    from policygraph.store import BuildWriter, ReadingCache

    out = folder / OUT
    shutil.rmtree(out, ignore_errors=True)
    started, times = time.perf_counter(), {}
    gathered, read = Gathered("benchmark"), partial(made_document, size=size)
    with BuildWriter(out, fresh=True) as writer:
        with Reader(ReadingCache(writer.readings, "benchmark"), read, jobs=usual_jobs(), fresh=True) as reader:
            for found in reader.readings(str(k) for k in range(documents)):
                writer.take(gathered.take(found))
        times["graphs"] = time.perf_counter() - started
        for graph in gathered.builder.shared_graphs():
            writer.add(graph)
        times["shared"] = time.perf_counter() - started - times["graphs"]
        records = list(gathered.records.values())
        writer.commit(records, summary_record(gathered.builder.summary()), "benchmark")
    seconds = time.perf_counter() - started
    quads = sum(gathered.builder.summary().triples.values())
    memory, cpu = peak_memory(beside=usual_jobs()), cpu_seconds()
    sample = min(documents, 200)
    begun = time.perf_counter()
    for k in range(sample):
        made.facts(k, size)
    making = (time.perf_counter() - begun) / sample * documents / usual_jobs()
    cached = folder_size(writer.readings)
    on_disk = {"store_bytes": folder_size(out) - cached, "cache_bytes": cached}
    return {"seconds": seconds, "cpu": cpu, "making": making, "memory": memory, "quads": quads, **times, **on_disk}


def write_nquads(folder: Path) -> None:
    """All quads of the build as one file, as Oxigraph's own loader would be given them."""
    with (folder / NQUADS).open("wb") as file:
        file.writelines(nquads(folder))


def nquads(folder: Path) -> Iterator[bytes]:
    """All quads of the build as N-Quads, graph by graph."""
    from policygraph.store.shards import quads_of, read_shard

    for path in sorted((folder / OUT / ".policygraph-cache").rglob("*")):
        if path.is_file():
            yield quads_of(read_shard(path)[0])
    yield from _shared(folder / OUT)


def _shared(out: Path) -> Iterator[bytes]:
    from policygraph.store import open_store

    store = open_store(out)
    for iri in store.graphs():
        if "/id/graph/" in iri:
            yield "".join(store.named_graph(iri).lines).encode()


def again(folder: Path) -> dict[str, float]:
    """Seconds of a build in which all documents but one are there and unchanged: what each adds is read back."""
    from policygraph.building import Gathered
    from policygraph.graph import summary_record
    from policygraph.graph.contribution import contribution_from_bytes
    from policygraph.store import BuildWriter, Reading
    from policygraph.store.shards import read_shard

    started, gathered = time.perf_counter(), Gathered("benchmark")
    with BuildWriter(folder / OUT) as writer:
        entries = sorted(path for path in writer.readings.rglob("*") if path.is_file())
        for path in entries[1:]:
            shard, data = read_shard(path)
            writer.take(gathered.take(Reading(path.name, path.name, shard, contribution_from_bytes(data), reused=True)))
        for graph in gathered.builder.shared_graphs():
            writer.add(graph)
        summary = summary_record(gathered.builder.summary())
        writer.commit(list(gathered.records.values()), summary, "benchmark")
    return {"seconds": time.perf_counter() - started, "cpu": cpu_seconds(), "memory": peak_memory()}


class Stream:
    """The same quads without a file: Oxigraph asks only for ``read``."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._block = blocks, memoryview(b"")

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        while not self._block:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._block = memoryview(block)
        taken, self._block = self._block[:size], self._block[size:]
        return bytes(taken)


def reference(folder: Path) -> dict[str, float]:
    """Seconds of Oxigraph's bulk load into an empty store: of the file, or without one of a stream."""
    import pyoxigraph as ox

    path = folder / NQUADS
    with tempfile.TemporaryDirectory(dir=folder) as place:
        started = time.perf_counter()
        store = ox.Store(place)
        if path.exists():
            store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        else:
            store.bulk_load(Stream(nquads(folder)), format=ox.RdfFormat.N_QUADS)
        store.flush()
        return {"seconds": time.perf_counter() - started, "cpu": cpu_seconds(), "memory": peak_memory()}


def names(documents: int) -> dict[str, str]:
    """What questions ask about: a document of the middle, and an instrument of Bến Tre."""
    middle = made.facts(documents // 2, made.Size())
    bases = ("https://w3id.org/policygraph/id/instrument/ben-tre/de-an/vi-tri-viec-lam-0", "Đề án vị trí việc làm 0")
    number = middle.document.number or ""
    return {"document": middle.document.iri, "number": number, "instrument": bases[0], "instrument_name": bases[1]}


def asked(folder: Path, documents: int) -> list[dict[str, Any]]:
    """The questions with all names filled in."""
    table = tomllib.loads(HERE.with_name("questions.toml").read_text(encoding="utf-8"))["question"]
    known = names(documents) | {"folder": str(folder / OUT)}

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            for name, word in known.items():
                value = value.replace(f"{{{name}}}", word)
            return value
        if isinstance(value, list):
            return [filled(one) for one in value]
        return {name: filled(one) for name, one in value.items()} if isinstance(value, dict) else value

    return [filled(question) for question in table]


def questions(folder: Path, documents: int) -> dict[str, Any]:
    """Seconds of each question in a new process: the start of Python, the opening and the answer."""
    found = {}
    for question in asked(folder, documents):
        seconds: list[float] = []
        rows = None
        for _ in range(REPEATED):
            if seconds and seconds[0] > LONGEST / 6:
                break  # what takes so long needs no second look
            taken, told = ask(folder, question["command"])
            seconds.append(taken)
            if told is None:
                break
            rows = told
        found[question["name"]] = {"scope": question["scope"], "seconds": seconds, "rows": rows}
        print(question["name"], seconds, rows, file=sys.stderr)
    return found


def step(folder: Path, name: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a step measured: from its file where there is one, else measured now and kept."""
    path = folder / f"{name}.json"
    if not path.exists():
        found = work()
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def apart(arguments: argparse.Namespace, folder: Path, name: str) -> dict[str, Any]:
    """Measure one step in a new process."""
    command = [sys.executable, str(HERE), "--documents", str(arguments.documents), "--items", str(arguments.items)]
    command += ["--citations", str(arguments.citations), "--keep", str(folder.parent), "--measure", name]
    print(f"{name}: {arguments.documents} documents …", file=sys.stderr)
    found: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


def measure(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What ``apart`` runs."""
    size = made.Size(arguments.items, arguments.citations)
    calls: dict[str, Callable[[], dict[str, Any]]] = {
        "build": partial(build, folder, arguments.documents, size),
        "reference": partial(reference, folder),
        "again": partial(again, folder),
        **{name: partial(one, folder, arguments.documents) for name, one in engines.ENGINES.items()},
    }
    return calls[arguments.measure]()


def run(arguments: argparse.Namespace, folder: Path) -> None:
    """All steps, those by turns that are compared, and the report."""
    folder.mkdir(parents=True, exist_ok=True)
    builds, loads = [], []
    if {"build", "reference"} & set(arguments.steps):
        for n in range(arguments.repeat):
            builds.append(step(folder, f"build-{n}", lambda: apart(arguments, folder, "build")))
            if "reference" in arguments.steps:
                if not (arguments.stream or (folder / NQUADS).exists() or (folder / f"reference-{n}.json").exists()):
                    write_nquads(folder)
                loads.append(step(folder, f"reference-{n}", lambda: apart(arguments, folder, "reference")))
    if builds:
        report_build(arguments, builds, loads)
    if "again" in arguments.steps:
        found = step(folder, "again", lambda: apart(arguments, folder, "again"))
        told = f"{found['seconds']:.1f} s ({found['cpu']:.1f} of CPU), {found['memory']:.1f} GiB"
        print(f"\nbuilt again without one document: {told}")
    if "questions" in arguments.steps:
        report_questions(step(folder, "questions", lambda: questions(folder, arguments.documents)))
    if "engines" in arguments.steps:
        if not (folder / NQUADS).exists():
            write_nquads(folder)
        found = {name: step(folder, name, partial(apart, arguments, folder, name)) for name in engines.ENGINES}
        engines.report(found)


def report_build(arguments: argparse.Namespace, builds: list[dict[str, Any]], loads: list[dict[str, Any]]) -> None:
    """One row: documents, triples, seconds on the clock and of CPU of both, their ratios, memory and bytes."""
    mean = {key: statistics.median(one[key] for one in builds) for key in builds[0]}
    load = {key: statistics.median(one[key] for one in loads) for key in (loads or builds)[0]} if loads else {}
    heads = ["documents", "triples", "build s (CPU)", "Oxigraph's bulk load s (CPU)", "ratio (CPU)", "GiB", "store GB"]
    print(f"\n| {' | '.join([*heads, 'cache GB'])} |\n|{' ---: |' * (len(heads) + 1)}")
    cells = [f"{arguments.documents:,}", f"{mean['quads']:,.0f}", f"{mean['seconds']:.1f} ({mean['cpu']:.1f})"]
    if load:
        ratios = (mean["seconds"] / load["seconds"], mean["cpu"] / load["cpu"])
        cells += [f"{load['seconds']:.1f} ({load['cpu']:.1f})", f"{ratios[0]:.2f} ({ratios[1]:.2f})"]
    else:
        cells += ["", ""]
    cells += [f"{mean['memory']:.1f}", f"{mean['store_bytes'] / 1e9:.2f}", f"{mean['cache_bytes'] / 1e9:.2f}"]
    print(f"| {' | '.join(cells)} |")


def report_questions(found: dict[str, Any]) -> None:
    """A row a question: median and worst of the cold starts."""
    print("\n| question | about | rows | median s | worst s |\n| --- | --- | ---: | ---: | ---: |")
    for name, one in found.items():
        median, worst = statistics.median(one["seconds"]), max(one["seconds"])
        print(f"| {name} | {one['scope']} | {one['rows']} | {median:.2f} | {worst:.2f} |")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--items", type=int, default=made.ITEMS)
    parser.add_argument("--citations", type=int, default=made.CITATIONS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--repeat", type=int, default=1, help="builds and loads, by turns")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=list(STEPS))
    parser.add_argument(
        "--stream", action="store_true", help="no N-Quads file for the reference: saves 270 bytes a triple"
    )
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    name = f"{arguments.documents}-{arguments.items}-{arguments.citations}"
    if arguments.measure:
        print(json.dumps(measure(arguments, arguments.keep / name)))
        return
    if arguments.keep:
        run(arguments, arguments.keep / name)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(arguments, Path(folder) / name)


if __name__ == "__main__":
    main()
