"""A build over changed folders reads only what changed, and is that of a build from nothing, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans import plan_text, write_plans
from policygraph import building, pipeline
from policygraph.building import Changes
from policygraph.errors import DuplicateDocument, MissingInput, OutputFailed, PolicyGraphError, UnreadableDocument
from policygraph.graph.documents import document_graph, graph_iri
from policygraph.store import open_store, writer
from policygraph.store.basis import INDEX
from policygraph.store.manifest import DOCUMENTS

CACHE = ".policygraph-cache"


def build(sources: Path, out: Path, **options: object) -> tuple[Changes, list[PolicyGraphError]]:
    told: list[Changes] = []
    failures: list[PolicyGraphError] = []
    pipeline.build([sources], out, failed=failures.append, done=told.append, **options)  # type: ignore[arg-type]
    return told[0], failures


def everything(out: Path) -> dict[str, object]:
    """All that a build is: its files, its stores, quad by quad, and what it keeps beside them."""
    found: dict[str, object] = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    store = out / open_store(out).manifest.store  # type: ignore[union-attr]
    for name in ("asserted", "complete"):
        opened = ox.Store.read_only(str(store / name))
        found[name] = sorted(map(str, opened))
        found[f"{name} graphs"] = sorted(map(str, opened.named_graphs()))
    entries = (path for path in (out / CACHE).rglob("*") if path.is_file())
    return found | {
        "index": (store / INDEX).read_bytes(),
        "documents": (store / DOCUMENTS).read_bytes(),
        "cache": {path.name: path.read_bytes() for path in entries},
    }


@contextmanager
def fresh(sources: Path) -> Iterator[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        build(sources, Path(folder) / "out")
        yield everything(Path(folder) / "out")


NUMBERS = st.integers(1, 16)
STEPS = st.one_of(
    st.tuples(st.just("write"), NUMBERS, st.integers(0, 3)),
    st.tuples(st.just("remove"), NUMBERS, st.just(0)),
    st.tuples(st.just("rename"), NUMBERS, st.integers(0, 1)),
    st.tuples(st.just("copy"), NUMBERS, NUMBERS),  # another file of a document that is there
    st.tuples(st.just("empty"), NUMBERS, st.just(0)),
)


def apply(sources: Path, step: tuple[str, int, int]) -> None:
    what, number, other = step
    path = sources / f"{number}.txt"
    match what:
        case "write":
            path.write_text(plan_text(number, other), encoding="utf-8")
        case "empty":
            path.write_text("", encoding="utf-8")
        case "remove":
            path.unlink(missing_ok=True)
        case "rename" if path.exists():
            path.rename(sources / f"{other}-{number}.txt")
        case "copy" if path.exists():
            shutil.copyfile(path, sources / f"copy-{other}.txt")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(STEPS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_sequence_of_changes_ends_in_the_build_from_nothing(rounds: list[list[tuple[str, int, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sources, out = Path(folder) / "in", Path(folder) / "out"
        write_plans(sources, range(1, 15))
        build(sources, out)
        for steps in rounds:
            for step in steps:
                apply(sources, step)
            build(sources, out)
        with fresh(sources) as expected:
            assert everything(out) == expected


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of twenty plans, and that of their graph."""
    write_plans(tmp_path / "in", range(1, 21))
    build(tmp_path / "in", tmp_path / "out")
    return tmp_path / "in", tmp_path / "out"


def test_what_did_not_change_is_not_read(plans: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    sources, out = plans
    read: list[str] = []
    reading = pipeline.read_path
    monkeypatch.setattr(pipeline, "read_path", lambda path, **options: (read.append(path.name), reading(path))[1])
    assert build(sources, out) == (Changes(0, 20, 0), [])
    (sources / "3.txt").unlink()
    (sources / "4.txt").write_text(plan_text(4, variant=1), encoding="utf-8")
    (sources / "5.txt").rename(sources / "five.txt")  # the name of the file is in the graph
    (sources / "below").mkdir()
    (sources / "6.txt").rename(sources / "below" / "6.txt")  # its folder is not
    assert build(sources, out) == (Changes(2, 17, 1), [])
    assert read == ["4.txt", "five.txt"]


def test_little_change_replaces_graphs_and_much_loads_all(
    plans: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, out = plans
    made: list[str] = []
    for name in ("load_shards", "update_shards"):
        original = getattr(writer, name)
        monkeypatch.setattr(writer, name, lambda *a, n=name, f=original: (made.append(n), f(*a))[1])
    (sources / "3.txt").unlink()
    build(sources, out)
    write_plans(sources, range(1, 15), variant=1)
    build(sources, out)
    (sources / "4.txt").unlink()
    build(sources, out, fresh=True)
    assert made == ["update_shards", "load_shards", "load_shards"]


def test_a_reader_goes_on_while_graphs_are_replaced(plans: tuple[Path, Path]) -> None:
    sources, out = plans
    reader = open_store(out)
    before = [graph.lines for graph in reader.graphs_in_order()]
    (sources / "3.txt").unlink()
    build(sources, out)
    assert [graph.lines for graph in reader.graphs_in_order()] == before
    assert len(open_store(out).graphs()) == len(before) - 1


def test_a_second_writer_is_told_before_it_reads(plans: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    sources, out = plans
    expected = everything(out)
    (sources / "3.txt").unlink()
    with writer.BuildWriter(out):
        monkeypatch.setattr(pipeline, "read_path", pytest.fail)
        with pytest.raises(OutputFailed, match="another build"):
            build(sources, out, fresh=True)
    assert everything(out) == expected


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    at = len(data) // 2
    path.write_bytes(
        {"cut": data[:at], "empty": b"", "flipped": data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]}[how]
    )


@pytest.mark.parametrize("how", ["cut", "empty", "flipped"])
def test_a_damaged_entry_is_made_again(plans: tuple[Path, Path], how: str) -> None:
    sources, out = plans
    expected = everything(out)
    entries = sorted(path for path in (out / CACHE).rglob("*") if path.is_file())
    damage(entries[0], how)
    assert build(sources, out) == (Changes(1, 19, 0), [])
    assert everything(out) == expected


@pytest.mark.parametrize("how", ["cut", "empty", "flipped"])
def test_a_damaged_store_is_no_ground_for_the_next(plans: tuple[Path, Path], how: str) -> None:
    sources, out = plans
    (sources / "3.txt").write_text(plan_text(3, variant=1), encoding="utf-8")
    store = out / open_store(out).manifest.store  # type: ignore[union-attr]
    for path in (store / "asserted").glob("*.sst"):  # the other store has links to them
        damage(path, how)
    assert build(sources, out) == (Changes(1, 19, 0), [])
    with fresh(sources) as expected:
        assert everything(out) == expected


def test_an_entry_of_another_document_is_not_taken(plans: tuple[Path, Path]) -> None:
    sources, out = plans
    expected = everything(out)
    one, other, *_ = sorted(path for path in (out / CACHE).rglob("*") if path.is_file())
    shutil.copyfile(one, other)
    assert build(sources, out) == (Changes(1, 19, 0), [])
    assert everything(out) == expected


@pytest.mark.parametrize("what", ["rules_digest", "program_digest"])
def test_other_rules_and_another_program_read_all_again(
    plans: tuple[Path, Path], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, out = plans
    place = "policygraph.graph" if what == "rules_digest" else "policygraph.building"
    monkeypatch.setattr(f"{place}.{what}", lambda: "0123456789ab")
    assert build(sources, out)[0] == Changes(20, 0, 0)


def test_pictures_are_another_reading_and_fresh_is_all(plans: tuple[Path, Path]) -> None:
    sources, out = plans
    assert build(sources, out, ocr=True)[0] == Changes(20, 0, 0)
    assert build(sources, out, ocr=True)[0] == Changes(0, 20, 0)
    assert build(sources, out, ocr=True, fresh=True)[0] == Changes(20, 0, 0)


def test_what_is_no_longer_used_is_removed_and_what_is_not_ours_stays(plans: tuple[Path, Path]) -> None:
    sources, out = plans
    (out / CACHE / "notes.txt").write_text("mine", encoding="utf-8")
    killed = next((out / CACHE).glob("??")) / f"{'0' * 64}.4711"  # left by a process that was killed while it wrote
    killed.write_bytes(b"half")
    for number in range(1, 20):
        (sources / f"{number}.txt").unlink()
    build(sources, out)
    files = sorted(path.name for path in (out / CACHE).rglob("*") if path.is_file())
    assert files[1:] == ["notes.txt"]
    assert len(files[0]) == 64


def test_a_failed_first_build_keeps_what_it_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plans(tmp_path / "in", range(1, 4))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "load_shards", full)
        with pytest.raises(OSError, match="No space left"):
            build(tmp_path / "in", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [CACHE]
    assert build(tmp_path / "in", tmp_path / "out")[0] == Changes(0, 3, 0)


def test_a_disk_that_takes_no_entry_is_said(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", range(1, 4))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / CACHE).write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="cannot write"):
        build(tmp_path / "in", tmp_path / "out")


def test_nothing_read_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_text("", encoding="utf-8")
    with pytest.raises(MissingInput):
        build(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_many_processes_write_the_same_bytes_and_report_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "in"
    write_plans(sources, range(1, 25))
    (sources / "13.txt").write_text("", encoding="utf-8")
    shutil.copyfile(sources / "2.txt", sources / "22.txt")
    monkeypatch.setattr(building, "FEW", 2)
    one, several = tmp_path / "one", tmp_path / "several"
    alone, told_alone = build(sources, one)
    together, told_together = build(sources, several, jobs=2)
    assert everything(one) == everything(several)
    assert alone == together == Changes(22, 0, 0)
    assert [type(failure) for failure in told_alone] == [UnreadableDocument, DuplicateDocument]
    assert [(str(f), f.hint) for f in told_alone] == [(str(f), f.hint) for f in told_together]
    assert build(sources, several, jobs=2)[0] == Changes(0, 22, 0)


def test_a_large_build_has_no_trig_and_a_smaller_one_has_it_again(
    plans: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, out = plans
    expected = everything(out)
    (sources / "21.txt").write_text(plan_text(21), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(writer, "TRIG_QUADS", 100)
        build(sources, out)
        assert not (out / "graph.trig").exists()
        assert build(sources, out)[0] == Changes(0, 21, 0)
    (sources / "21.txt").unlink()
    build(sources, out)
    assert everything(out) == expected


def test_graphs_in_order_are_those_that_were_built(plans: tuple[Path, Path]) -> None:
    sources, out = plans
    graphs = {graph.iri: graph for graph in open_store(out).graphs_in_order()}
    assert list(graphs) == sorted(graphs)
    for facts in pipeline.extract([sources]):
        assert not isinstance(facts, PolicyGraphError)
        assert graphs[graph_iri(facts.document.iri)] == document_graph(facts)
