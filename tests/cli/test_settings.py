"""``policygraph.toml`` sets what neither the environment nor an option does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.cli.settings import adopt
from policygraph.errors import BadResource


def settings(folder: Path, text: str) -> Path:
    (folder / "policygraph.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environment = {"POLICYGRAPH_LANG": "en"}
    adopt(environment, settings(tmp_path, 'store = "graph"\nlang = "vi"\nformat = "json"\n'))
    assert environment == {
        "POLICYGRAPH_STORE": "graph",
        "POLICYGRAPH_LANG": "en",
        "POLICYGRAPH_FORMAT": "json",
    }


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    adopt(environment, tmp_path)
    assert environment == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("store = ", "not TOML"),
        ('colour = "red"', "there is no setting colour"),
        ('lang = "de"', "'de' cannot be the lang"),
        ('format = "pdf"', "'pdf' cannot be the format"),
        ("store = 3", "3 cannot be the store"),
    ],
)
def test_what_the_file_cannot_say(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadResource, match=words):
        adopt({}, settings(tmp_path, text))


def test_a_project_has_its_own_store_and_format(real_build: Path, tmp_path: Path) -> None:
    settings(tmp_path, f'store = "{real_build.as_posix()}"\nformat = "json"\nlang = "vi"\n')

    def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "policygraph", *arguments]
        return subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, encoding="utf-8", check=False)

    found = ask("workload")
    assert json.loads(found.stdout)[0]["agency"] == "Sở Nội vụ"
    assert "nhiều việc nhất" in found.stderr
    assert ask("workload", "-f", "csv", "--lang", "en").stdout.startswith("province,agency")
    assert ask("workload", "-o", "w.md").returncode == 0
    assert (tmp_path / "w.md").read_text(encoding="utf-8").startswith("## ")


def test_a_bad_file_is_told_in_one_message(tmp_path: Path) -> None:
    settings(tmp_path, 'colour = "red"')
    command = [sys.executable, "-m", "policygraph", "queries", "list", "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: policygraph.toml: there is no setting colour\nhint: known are: store, lang, format, queries\n"
    )
