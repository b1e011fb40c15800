"""``export`` as users call it: the ending decides, parts, what does not fit, files that appear whole or not at all."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest

from conftest import DOCUMENTS
from policygraph.cli import exporting
from policygraph.export import handover, networks, rdf

SUFFIXES = {
    "ttl": ".ttl",
    "trig": ".trig",
    "nt": ".nt",
    "nq": ".nq",
    "jsonld": ".jsonld",
    "gexf": ".gexf",
    "graphml": ".graphml",
    "kumu": ".kumu.json",
    "sqlite": ".sqlite",
    "parquet": ".parquet",
    "webanno": ".anno.jsonld",
    "akn": ".akn.xml",
}
ONE = ("--document", "4780/KH-UBND", "--source", DOCUMENTS)


def content(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_the_verb_knows_what_the_writers_know() -> None:
    assert handover.EXPORT_FORMATS == exporting.FORMATS == tuple(SUFFIXES)
    assert tuple(networks.KINDS) == exporting.KINDS
    assert networks.NETWORK_FORMATS == exporting.NETWORKS
    assert set(exporting.WITH_REIFIERS) == set(rdf.RDF_FORMATS) - {"jsonld"}


@pytest.mark.parametrize(("form", "suffix"), SUFFIXES.items())
def test_the_ending_decides_and_the_bytes_are_the_same(
    run, real_build: Path, tmp_path: Path, form: str, suffix: str
) -> None:
    by_ending, by_format = tmp_path / f"a{suffix}", tmp_path / "plain"
    extra = ONE if form == "akn" else ()
    first = run("export", "--store", real_build, "-o", by_ending, *extra, env={"PYTHONHASHSEED": "1"})
    second = run("export", "--store", real_build, "-f", form, "-o", by_format, *extra, env={"PYTHONHASHSEED": "2"})
    assert (first.status, first.out) == (second.status, second.out) == (0, "")
    assert first.err.splitlines()[-1] == f"written: {by_ending}"
    one, two = content(by_ending), content(by_format)
    assert list(one.values()) == list(two.values())
    assert all(one.values())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([by_ending.name, "plain"])


def test_trig_on_standard_output_is_the_graph(run, real_build: Path) -> None:
    done = run("export", "--store", real_build)
    assert (done.status, done.err) == (0, "")
    assert done.data == (real_build / "graph.trig").read_bytes()


def test_reifiers(run, real_build: Path) -> None:
    done = run("export", "--store", real_build, "-f", "trig", "--rdf", "1.2")
    assert done.out.startswith('VERSION "1.2"\n')
    read = ox.parse(done.data, format=ox.RdfFormat.TRIG)
    assert sum(isinstance(quad.object, ox.Triple) for quad in read) == done.out.count("<<(") > 400


def test_parts_by_number_and_province(run, real_build: Path, tmp_path: Path) -> None:
    for name, part in (("d", ["--document", "4780/kh-ubnd"]), ("p", ["-P", "ben tre"])):
        done = run("export", "--store", real_build, *part, "-o", tmp_path / f"{name}.db")
        assert done.err.splitlines()[0] == "documents chosen: 1"
    assert (tmp_path / "d.db").read_bytes() == (tmp_path / "p.db").read_bytes()
    opened = sqlite3.connect(tmp_path / "d.db")
    assert opened.execute("SELECT number FROM documents WHERE is_read").fetchall() == [("4780/KH-UBND",)]
    opened.close()


def test_a_network_of_two_kinds(run, real_build: Path) -> None:
    done = run("export", "--store", real_build, "-f", "gexf", "--include", "agencies", "--include", "items")
    graph = networkx.read_gexf(io.BytesIO(done.data))
    assert {data["kind"] for _, data in graph.nodes(data=True)}.isdisjoint({"document", "instrument"})
    vietnamese = run("export", "--store", real_build, "-f", "kumu", env={"POLICYGRAPH_LANG": "vi"})
    assert {"văn bản", "cơ quan"} <= {element["type"] for element in json.loads(vietnamese.out)["elements"]}


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["-o", "x.pdf"], 2, "names no format"),
        (["-f", "parquet"], 2, "add -o DIR"),
        (["-f", "ttl", "--include", "items"], 2, "for networks"),
        (["-f", "jsonld", "--rdf", "1.2"], 2, "--rdf 1.2 is for"),
        (["-f", "nq", "--source", "."], 2, "--source is for akn"),
        (["-f", "akn", "--document", "4780/KH-UBND"], 2, "--source DIR"),
        (["-f", "akn", "--source", "."], 2, "give --document NUMBER once"),
        (["-f", "akn", "--document", "4780/KH-UBND", "--source", "absent"], 2, "absent"),
        (["-f", "akn", "--document", "4780/KH-UBND", "--source", "tests"], 2, "hint: "),
        (["--document", "xyzzy"], 4, "xyzzy"),
        (["-P", "Atlantis"], 4, "Atlantis"),
        (["-P", "viet nam"], 4, "no document of"),
        (["-f", "nq", "-o", "absent/x.nq"], 2, "cannot be written"),
        (["-f", "parquet", "-o", "absent/x"], 2, "cannot be written"),
        (["-f", "parquet", "-o", "src"], 2, "holds other things"),
        (["-f", "parquet", "-o", "setup.cfg"], 2, "this is a file"),
    ],
)
def test_what_cannot_be_exported(run, real_build: Path, arguments: list[str], status: int, words: str) -> None:
    done = run("export", "--store", real_build, *arguments)
    assert (done.status, done.out) == (status, "")
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_folder_of_tables_is_replaced_and_nothing_else(run, real_build: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    target.mkdir()
    (target / "old.parquet").write_bytes(b"old")
    assert run("export", "--store", real_build, "-f", "parquet", "-o", target).status == 0
    assert "old.parquet" not in content(target)
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    before = content(target)
    assert run("export", "--store", real_build, "-f", "parquet", "-o", target).status == 2
    assert content(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
