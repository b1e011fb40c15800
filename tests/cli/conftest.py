from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str
    data: bytes


Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def run() -> Run:
    """The real command line in a process of its own, in English unless told otherwise."""

    def call(*arguments: object, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Outcome:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("POLICYGRAPH", "LC_", "LANG"))}
        environment |= {"POLICYGRAPH_LANG": "en", "COLUMNS": "100"} | (env or {})
        data = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
        command = [sys.executable, "-m", "policygraph", *map(str, arguments)]
        done = subprocess.run(command, input=data, capture_output=True, env=environment, check=False)
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return Outcome(done.returncode, out, err, done.stdout)

    return call
