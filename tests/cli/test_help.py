"""Help is cheap, complete and bilingual; misspelt names are told the nearest one."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from policygraph.cli.main import PLACES

HEAVY = {
    "rdflib",
    "networkx",
    "pandas",
    "pyvis",
    "pyoxigraph",
    "openpyxl",
    "pyshacl",
    "regex",
    "ahocorasick",
    "wcwidth",
}
PROBE = """
import json, sys
from policygraph.cli.main import run
status = run(sys.argv[1:])
print("\\n" + json.dumps([status, sorted(sys.modules)]))
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["-h", "--lang", "en"], ["--version"], ["query", "-h"], ["nonsense"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, check=True)
    _, modules = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    assert HEAVY & set(modules) == set()
    assert "click" in modules


@pytest.mark.parametrize("verb", PLACES)
def test_every_verb_has_help_in_both_languages(run, verb: str) -> None:
    english, vietnamese = run(verb, "-h"), run(verb, "--help", env={"POLICYGRAPH_LANG": "vi"})
    assert english.status == vietnamese.status == 0
    assert english.out.startswith("Usage: policygraph")
    assert vietnamese.out.startswith("Cách dùng: policygraph")
    assert english.err == vietnamese.err == ""


def test_the_list_of_verbs(run) -> None:
    shown = run("--help").out
    assert all(f"\n  {verb} " in shown for verb in PLACES)


def test_no_arguments_show_the_help_and_are_bad_usage(run) -> None:
    done = run()
    assert (done.status, done.out) == (2, "")
    assert "Usage:" in done.err


def test_a_misspelt_verb_is_told_the_nearest(run) -> None:
    done = run("wrokload")
    assert done.status == 2
    assert done.err == "error: no such command: wrokload\nhint: did you mean workload?\n"
    assert run("wrokload", "--lang", "vi").err == "lỗi: không có lệnh này: wrokload\ngợi ý: có phải workload không?\n"


@pytest.mark.parametrize(
    "arguments",
    [["build"], ["--lang", "de"], ["text"], ["extract", "--nonsense", "x"], ["queries", "list", "-f", "pdf"]],
)
def test_bad_usage_has_one_message_and_one_hint(run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["error", "hint"]
