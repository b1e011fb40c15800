"""Streams, colours, terminals and signals, as far as a process can show them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph import pipeline
from policygraph.cli.main import run as run_here

COMMAND = [sys.executable, "-m", "policygraph"]
DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("POLICYGRAPH", "LC_", "LANG", "NO_COLOR"))}
    return kept | {"TERM": "xterm"} | more


def on_terminal(*arguments: str, **more: str) -> str:
    """What a person sees: both streams on a pseudo-terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen([*COMMAND, *arguments], stdout=slave, stderr=slave, env=environment(**more))
    os.close(slave)
    seen = b""
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not data:
            break
        seen += data
    process.wait()
    os.close(master)
    return seen.decode("utf-8")


@pytest.mark.parametrize("code_page", ["latin-1", "ascii", "cp1258"])
def test_streams_are_utf8_whatever_the_code_page(run, code_page: str) -> None:
    env = {"PYTHONIOENCODING": code_page, "POLICYGRAPH_LANG": "vi", "PYTHONUTF8": "0"}
    assert run("text", "-", stdin="Sở Nội vụ", env=env).out.strip() == "Sở Nội vụ"
    assert run("text", "absent", env=env).err.startswith("lỗi: absent: không có tệp này\ngợi ý: ")


def test_a_table_on_a_terminal_and_tsv_when_piped(run) -> None:
    assert "───" in on_terminal("queries", "list", "--lang", "en")
    assert run("queries", "list").out.startswith("name\tquestion\tparameters\n")


def test_no_color_is_honoured() -> None:
    assert "\x1b[31m" in on_terminal("text", "absent")
    assert "\x1b[31m" not in on_terminal("text", "absent", NO_COLOR="1")
    assert "\x1b[3" not in on_terminal("text", "absent", NO_COLOR="1")


def test_progress_on_a_terminal_only(run, tmp_path: Path) -> None:
    target = str(tmp_path / "records.jsonl")
    assert "[2/2] 002_8401ec878ce329b0.txt" in on_terminal("extract", str(DOCUMENTS), "-o", target)
    assert run("extract", DOCUMENTS, "-o", target).err == ""


@pytest.mark.parametrize(
    "arguments", [["text", str(DOCUMENTS / "000_4abf7d2f2186e4ea.txt")], ["--help"], ["lint", "--help"], ["--version"]]
)
def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_an_interrupt_is_quiet(monkeypatch, capsys) -> None:
    def interrupted(paths: object, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "extract", interrupted)
    assert run_here(["extract", "x"]) == 130
    assert capsys.readouterr().err.strip() == ""


def test_an_unexpected_error_is_one_line(monkeypatch, capsys) -> None:
    def broken(paths: object, **_: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(pipeline, "extract", broken)
    monkeypatch.setenv("POLICYGRAPH_LANG", "en")
    assert run_here(["extract", "x"]) == 1
    message, hint = capsys.readouterr().err.splitlines()
    assert message == "error: unexpected error: RuntimeError: first line"
    assert "--traceback" in hint
    assert run_here(["extract", "x", "--traceback"]) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err
