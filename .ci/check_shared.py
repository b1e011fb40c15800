"""Checks that need the shared answers and documents: run as ``check_shared.py SHARED``.

The two documents must score 1.000 in every section with the shared scorer, and every corpus document
that can be read as text must give a record whose offsets are true. Exit status 1 names what fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from policygraph import pipeline
from policygraph.errors import PolicyGraphError
from policygraph.export.record import to_record
from policygraph.reading import read_text

CORPUS_AT_LEAST = 60


def main(shared: Path) -> int:
    """Run all checks; returns the exit status."""
    problems = [*score(shared), *corpus(shared / "corpus")]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def score(shared: Path) -> list[str]:
    """The sections of the shared scorer that are below 1.000 on the two documents."""
    records = [to_record(facts) for facts in pipeline.extract([shared / "documents"]) if not isinstance(facts, Exception)]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        file.flush()
        scorer = [sys.executable, str(shared / "eval" / "score.py"), "--gold", str(shared / "gold"), "--records", file.name]
        done = subprocess.run([*scorer, "--json", "--misses"], capture_output=True, text=True, check=False)
    figures = json.loads(done.stdout)["all"]
    print("gold:", {section: figure["f1"] for section, figure in figures.items()})
    below = [f"gold: {section} is {figure}" for section, figure in figures.items() if figure["f1"] < 1]
    return below + (done.stderr.splitlines() if below else [])


def corpus(folder: Path) -> list[str]:
    """What is wrong with the records of the corpus."""
    problems, read = [], 0
    for path in sorted(folder.glob("*")):
        if path.suffix not in (".md", ".txt"):
            continue
        try:
            text = read_text(path)
            record = to_record(pipeline.read_facts(text))
        except PolicyGraphError as error:
            problems.append(str(error))
            continue
        read += 1
        problems += [f"{path.name}: {wrong}" for wrong in untrue_offsets(text.content, record)]
    print(f"corpus: {read} documents read")
    return problems if read >= CORPUS_AT_LEAST else [*problems, f"corpus: only {read} documents were read"]


def untrue_offsets(content: str, record: dict) -> list[str]:
    """Citations and relations whose words do not stand at their offsets."""
    return [
        f"{name} at {entry['start']}: {entry['text'][:60]!r}"
        for name in ("citations", "relations")
        for entry in record[name]
        if content[entry["start"] : entry["end"]] != entry["text"]
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
