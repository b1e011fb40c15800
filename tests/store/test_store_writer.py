from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib

from factories import plan_facts
from policygraph.errors import OutputFailed
from policygraph.graph import NamedGraph, build_graphs
from policygraph.store import BuildWriter, DocumentRecord, Manifest, loading, open_store, write_build, writer
from policygraph.store.lock import writer_lock

OLD, _ = build_graphs([plan_facts()])
NEW, _ = build_graphs([plan_facts(), plan_facts(78, "thua-thien-hue")])
FILES = {"policygraph.json", "graph.trig", "summary.json", ".policygraph.lock"}


def build(folder: Path, graphs: list[NamedGraph]) -> Manifest:
    records = [DocumentRecord(graph.iri, "77.txt", "0" * 64) for graph in graphs if graph.iri.endswith("ubnd/graph")]
    return write_build(folder, graphs, records, {"documents": len(records)}, "rules")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def count(graphs: list[NamedGraph]) -> int:
    return sum(len(graph.lines) for graph in graphs)


def test_a_build_is_one_store_one_manifest_and_two_files(tmp_path: Path) -> None:
    manifest = build(tmp_path / "out", NEW)
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES | {manifest.store}
    assert manifest.store == f"store-{manifest.digest[:12]}"
    assert json.loads((tmp_path / "out" / "summary.json").read_text()) == {"documents": 2}
    assert len(open_store(tmp_path / "out")) == count(NEW)


def test_the_files_hold_what_the_store_holds(tmp_path: Path) -> None:
    build(tmp_path, NEW)
    dataset = rdflib.Dataset()
    dataset.parse(tmp_path / "graph.trig", format="trig")
    assert len(set(dataset.quads())) == len(open_store(tmp_path))


def test_the_same_documents_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    one, other = build(tmp_path / "one", NEW), build(tmp_path / "other", NEW[::-1])
    assert one == other
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_a_store_too_large_to_be_merged_holds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merged = build(tmp_path / "merged", NEW)
    monkeypatch.setattr(loading, "COMPACTED", 0)
    assert build(tmp_path / "loaded", NEW) == merged
    one, other = (list(open_store(tmp_path / name).graphs_in_order()) for name in ("merged", "loaded"))
    assert one == other


def test_the_same_build_again_touches_nothing(tmp_path: Path) -> None:
    build(tmp_path, NEW)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name[0] != "."}
    build(tmp_path, NEW)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    build(tmp_path, NEW)
    whole = (tmp_path / "graph.trig").read_bytes()
    (tmp_path / "graph.trig").write_bytes(whole[:100])
    build(tmp_path, NEW)
    assert (tmp_path / "graph.trig").read_bytes() == whole


def test_a_damaged_store_is_made_again(tmp_path: Path) -> None:
    manifest = build(tmp_path, NEW)
    (tmp_path / manifest.store / "complete" / "CURRENT").unlink()
    build(tmp_path, NEW)
    assert len(open_store(tmp_path)) == count(NEW)


def test_a_new_build_replaces_the_old_and_leaves_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "store-of-mine").mkdir()
    (tmp_path / "store-of-mine" / "apples").write_text("mine")
    old = build(tmp_path, OLD)
    new = build(tmp_path, NEW)
    assert not (tmp_path / old.store).exists()
    assert (tmp_path / new.store).is_dir()
    assert (tmp_path / "notes.txt").read_text() == (tmp_path / "store-of-mine" / "apples").read_text() == "mine"


def test_a_reader_goes_on_with_what_it_opened(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    reader = open_store(tmp_path)
    build(tmp_path, NEW)
    assert len(list(reader.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", inferred=True))) == count(OLD)
    assert len(open_store(tmp_path)) == count(NEW)


@pytest.mark.parametrize("name", ["graph.trig", "summary.json", "policygraph.json"])
def test_files_of_others_are_not_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputFailed) as failure:
        build(tmp_path, NEW)
    assert failure.value.hint
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_store_of_another_version_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "policygraph.json").write_text('{"format": "policygraph/store/0"}')
    build(tmp_path, NEW)
    assert len(open_store(tmp_path)) == count(NEW)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputFailed) as failure:
            build(folder, NEW)
        assert failure.value.hint


def test_a_full_disk_leaves_the_old_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, OLD)
    before = contents(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer, "load_shards", full)
    with pytest.raises(OutputFailed, match="No space left"):
        build(tmp_path, NEW)
    assert contents(tmp_path) == before
    assert not (tmp_path / ".policygraph-build").exists()


def test_a_second_writer_is_told_and_the_first_goes_on(tmp_path: Path) -> None:
    with BuildWriter(tmp_path) as first:
        with pytest.raises(OutputFailed, match="another build") as failure:
            build(tmp_path, NEW)
        assert failure.value.hint
        for graph in OLD:
            first.add(graph)
        first.commit([], {})
    assert len(open_store(tmp_path)) == count(OLD)


def test_the_lock_is_free_after_the_writer(tmp_path: Path) -> None:
    for _ in range(2):
        with writer_lock(tmp_path):
            pass


def test_a_graph_is_added_once(tmp_path: Path) -> None:
    with BuildWriter(tmp_path) as open_writer:
        open_writer.add(OLD[0])
        with pytest.raises(ValueError, match="before"):
            open_writer.add(OLD[0])


def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with BuildWriter(tmp_path / "new" / "out") as writer:
        writer.add(OLD[0])
    assert list(tmp_path.iterdir()) == []
    assert build(tmp_path / "new" / "out", OLD).documents


def test_a_folder_that_was_there_or_is_used_by_others_stays(tmp_path: Path) -> None:
    with BuildWriter(tmp_path):
        pass
    assert tmp_path.is_dir()
    with BuildWriter(tmp_path / "out"):
        (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_lock_that_was_taken_away_locks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = os.fstat

    def away(descriptor: int) -> os.stat_result:
        found = taken(descriptor)
        (tmp_path / ".policygraph.lock").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "fstat", away)
    with pytest.raises(OutputFailed, match="another build"), writer_lock(tmp_path):
        pass


def test_without_a_commit_nothing_changes(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    before = contents(tmp_path)
    with BuildWriter(tmp_path) as open_writer:
        open_writer.add(NEW[0])
    assert contents(tmp_path) == before


# A build that ends itself, as kill -9 would, at the n-th step of the switch.
_KILLED = """
import os, sys, shutil
from pathlib import Path
from types import SimpleNamespace
from factories import plan_facts
from policygraph.graph import build_graphs
from policygraph.store import write_build, writer

folder, step = sys.argv[1], int(sys.argv[2])
steps = iter(range(100))

def killing(function):
    def call(*arguments, **options):
        if next(steps) == step:
            os._exit(9)
        return function(*arguments, **options)
    return call

writer.os = SimpleNamespace(replace=killing(os.replace), fsync=os.fsync)
writer.load_shards = killing(writer.load_shards)
writer._remove_others = killing(writer._remove_others)
graphs, _ = build_graphs([plan_facts(), plan_facts(78, "thua-thien-hue")])
print("ready", flush=True)
write_build(folder, graphs, [], {})
"""


def killed_build(folder: Path, step: int) -> subprocess.Popen[str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-c", _KILLED, str(folder), str(step)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("step", range(6))
@pytest.mark.parametrize("first", [True, False])
def test_a_build_killed_at_any_step_leaves_the_old_graph_or_the_new(tmp_path: Path, step: int, first: bool) -> None:
    if not first:
        build(tmp_path, OLD)
    with killed_build(tmp_path, step) as process:
        assert process.wait() == 9
    switched = step == 5  # killed while it removes the old store
    if switched or not first:
        assert len(open_store(tmp_path)) == count(NEW if switched else OLD)
    manifest = build(tmp_path, NEW)
    assert {path.name for path in tmp_path.iterdir()} == FILES | {manifest.store}
    assert len(open_store(tmp_path)) == count(NEW)


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.06])
def test_a_build_killed_from_outside_leaves_the_old_graph_or_the_new(tmp_path: Path, delay: float) -> None:
    build(tmp_path, OLD)
    with killed_build(tmp_path, 99) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    assert len(open_store(tmp_path)) in (count(OLD), count(NEW))
    manifest = build(tmp_path, NEW)
    assert {path.name for path in tmp_path.iterdir()} == FILES | {manifest.store}
