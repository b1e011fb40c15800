"""A question at the command line from a cold start: what the benchmarks of questions share."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

LONGEST = 60  # seconds for one question; a slower one is reported as that
OUT = "out"


def ask(folder: Path, words: Sequence[str]) -> tuple[float, int | None]:
    """Seconds and rows of one answer in a new process, start and opening included; no rows when it was stopped."""
    command = [sys.executable, "-m", "policygraph", *words, "-f", "json"]
    environment = {**os.environ, "POLICYGRAPH_STORE": str(folder / OUT), "POLICYGRAPH_LANG": "en"}
    started = time.perf_counter()
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return float(LONGEST), None
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 3, 4):
        raise SystemExit(f"{' '.join(words)}: {done.stderr.decode()}")
    return seconds, len(json.loads(done.stdout)) if done.stdout else 0


def peak_memory(beside: int = 0) -> float:
    """GiB: the most that this process held, and for so many that ran beside it as much as the largest of them."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + child * beside) / 2**20
