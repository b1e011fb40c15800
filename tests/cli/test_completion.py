"""Tab offers verbs and names of the graph, in a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Press = Callable[..., list[str]]

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")


@pytest.fixture
def press(run, real_build: Path, tmp_path: Path) -> Press:
    """What bash offers for the last of some words; ``policygraph`` is this checkout's."""
    command = tmp_path / "policygraph"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policygraph "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = run("completion", "bash").out

    def tab(*words: str, store: Path = real_build) -> list[str]:
        typed = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _policygraph_completion policygraph'
        shown = 'printf "%s\\n" "${COMPREPLY[@]}"'
        environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "POLICYGRAPH_STORE": str(store)}
        line = ["bash", "-c", f"{script}\n{typed}\n{shown}", "bash", "policygraph", *words]
        done = subprocess.run(line, capture_output=True, encoding="utf-8", env=environment, check=True)
        return done.stdout.splitlines()

    return tab


@needs_bash
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["wor"], "workload"),
        (["show", "1557"], "1557/QĐ-TTg"),
        (["depends", "de"], "Đề\\ án\\ vị\\ trí\\ việc\\ làm"),
        (["workload", "--province", "ben"], "Bến\\ Tre"),
        (["workload", "--evidence", "so"], "Sở\\ Nội\\ vụ"),
        (["query", "--name", "planned"], "planned-changes"),
        (["info", "--format", "nd"], "ndjson"),
    ],
)
def test_what_tab_offers(press: Press, words: list[str], offered: str) -> None:
    assert offered in press(*words)


@needs_bash
def test_without_a_graph_nothing_is_offered_and_nothing_is_said(press: Press, tmp_path: Path) -> None:
    assert press("show", "1557", store=tmp_path / "absent") == [""]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_of_other_shells(run, shell: str) -> None:
    assert "_POLICYGRAPH_COMPLETE" in run("completion", shell).out
