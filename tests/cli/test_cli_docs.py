"""What the README and docs/cli.md show is run, and it names every verb and option."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from policygraph.cli.main import PLACES, cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ policygraph (.+)$", README + PAGE, re.MULTILINE)


def test_every_command_of_the_page_runs(run, tmp_path: Path) -> None:
    assert len(COMMANDS) >= 15
    for command in COMMANDS:
        words = [word.replace("data/documents", str(ROOT / "data" / "documents")) for word in shlex.split(command)]
        done = run(
            *[re.sub(r"^out\b", str(tmp_path / "out"), word) for word in words],
            env={"POLICYGRAPH_STORE": str(tmp_path / "out")},
        )
        assert done.status == 0, f"{command}: {done.err}"


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_commands_stand_in_fences(page: Path) -> None:
    outside = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"^\$ .*", outside, re.MULTILINE) == []


def test_every_verb_and_option_is_on_the_page() -> None:
    ctx = click.Context(cli)
    for name in PLACES:
        assert f"policygraph {name}" in PAGE
        command = cli.get_command(ctx, name)
        assert command is not None
        options = [p for p in command.params if isinstance(p, click.Option)]
        missing = [p.opts for p in options if not any(f"{opt}" in PAGE for opt in p.opts)]
        assert missing in ([], [["--limit"]])
