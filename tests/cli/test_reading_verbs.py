"""``text`` and ``extract`` on good and bad input."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
PLAN = DOCUMENTS / "000_4abf7d2f2186e4ea.txt"


def test_text_prints_what_offsets_count(run) -> None:
    record = json.loads(run("extract", PLAN).out)
    text = run("text", PLAN).out
    assert len(text) == record["source"]["characters"]
    for citation in record["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["text"]


def test_text_is_nfc_and_reads_standard_input(run) -> None:
    assert run("text", "-", stdin="Quye\u0302\u0301t định\r\n").out == "Quyết định\n"


def test_extract_prints_one_record_a_line_in_the_order_given(run) -> None:
    done = run("extract", DOCUMENTS)
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["id"] for record in records] == ["000_4abf7d2f2186e4ea", "002_8401ec878ce329b0"]
    assert {record["schema"] for record in records} == {"policygraph/extract/1"}
    assert (done.status, done.err) == (0, "")


def test_extract_of_standard_input_is_named_for_it(run) -> None:
    done = run("extract", "-", "--format", "jsonl", stdin=PLAN.read_bytes())
    record = json.loads(done.out)
    assert (record["id"], record["source"]["path"], done.status) == ("stdin", "-", 0)
    assert record["document"]["number"] == "4780/KH-UBND"


def test_extract_is_the_same_bytes_every_time(run) -> None:
    assert run("extract", PLAN).data == run("extract", PLAN, env={"PYTHONHASHSEED": "7"}).data


def test_one_bad_file_does_not_stop_the_rest(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN.read_bytes())
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "d.txt").write_bytes(PLAN.read_bytes())
    done = run("extract", tmp_path)
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["a", "d"]
    assert done.status == 2
    errors = [line for line in done.err.splitlines() if line.startswith("error:")]
    assert [Path(line.split(": ")[1]).name for line in errors] == ["b.txt", "c.txt"]


@pytest.mark.parametrize("verb", ["text", "extract", "build"])
@pytest.mark.parametrize("kind", ["missing", "empty", "binary", "latin", "folder"])
def test_bad_input(run, tmp_path: Path, verb: str, kind: str) -> None:
    path = tmp_path / "input.txt"
    match kind:
        case "empty":
            path.write_bytes(b" \n")
        case "binary":
            path.write_bytes(b"\x7fELF\x00\x00\x01")
        case "latin":
            path.write_bytes("Nghị".encode("utf-16-le") + b"\xff\xfe\xfd\xff")
        case "folder":
            path.mkdir()
    more = ["-o", tmp_path / "out"] if verb == "build" else []
    done = run(verb, path, *more)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: {path}")
    assert "\nhint: " in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "out" / "policygraph.json").exists()
    assert path.exists() == (kind != "missing")


def test_extract_to_a_file(run, tmp_path: Path) -> None:
    target = tmp_path / "records.jsonl"
    done = run("extract", PLAN, "-o", target)
    assert (done.status, done.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["id"] == PLAN.stem


def test_output_that_cannot_be_written_harms_nothing(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    for target in (tmp_path / "absent" / "x.jsonl", tmp_path, tmp_path / "file" / "x.jsonl"):
        done = run("extract", PLAN, "-o", target)
        assert done.status == 2
        assert done.err.startswith(f"error: {target}: ")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_pipes_are_written_to_and_links_are_followed(run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run("extract", "-", "-o", pipe, stdin="Nghị quyết").status == 0
    assert json.loads(os.read(reader, 65536))["id"] == "stdin"
    os.close(reader)
    assert pipe.is_fifo()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "records.jsonl")
    run("extract", PLAN, "-o", tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "records.jsonl").read_text(encoding="utf-8"))["id"] == PLAN.stem


def test_links_that_are_not_followed_are_told(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Điều 1. Phạm vi", encoding="utf-8")
    (tmp_path / "linked").symlink_to(tmp_path.parent)
    done = run("extract", tmp_path)
    assert (done.status, len(done.out.splitlines())) == (0, 1)
    assert done.err == f"passed over: {tmp_path / 'linked'}: a link to a folder is not followed\n"
