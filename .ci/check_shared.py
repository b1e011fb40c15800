"""Checks that need the shared answers and documents: run as ``check_shared.py SHARED``.

The two documents must score 1.000 in every section with the shared scorer, ``policygraph evaluate`` must
measure as it does, and every corpus document that can be read as text must give a record whose offsets are
true. Exit status 1 names what fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from policygraph import evaluation, pipeline
from policygraph.errors import PolicyGraphError
from policygraph.evaluation.figures import ALL
from policygraph.export.record import to_record
from policygraph.reading import read_text

CORPUS_AT_LEAST = 60
CORPUS_ANSWERS = Path(__file__).parents[1] / "data" / "gold" / "corpus"


def main(shared: Path) -> int:
    """Run all checks; returns the exit status."""
    problems = [*score(shared), *same_measure(shared), *corpus(shared / "corpus")]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def score(shared: Path) -> list[str]:
    """The sections of the shared scorer that are below 1.000 on the two documents."""
    figures, misses = shared_figures(shared, shared / "gold", records_of(shared / "gold", shared / "documents"))
    print("gold:", {section: figure["f1"] for section, figure in figures.items()})
    below = [f"gold: {section} is {figure}" for section, figure in figures.items() if figure["f1"] < 1]
    return below + (misses if below else [])


def same_measure(shared: Path) -> list[str]:
    """The sections in which ``policygraph evaluate`` and the shared scorer differ on the corpus."""
    answers, records = evaluation.read_answers(CORPUS_ANSWERS), records_of(CORPUS_ANSWERS, shared / "corpus")
    theirs, _ = shared_figures(shared, CORPUS_ANSWERS, records)
    scored = [evaluation.score(a, record) for a in answers if (record := evaluation.find_record(a, records))]
    ours = {f.section: f for f in evaluation.figures_by_section(scored) if f.split == ALL}
    counts = {section: {"tp": f.hits, "fn": f.missed, "fp": f.extra} for section, f in ours.items()}
    print("corpus answers:", {section: round(f.f1, 4) for section, f in ours.items()})
    return [
        f"measure of {section}: ours {counts.get(section)}, shared {figure}"
        for section, figure in theirs.items()
        if counts.get(section, {}).items() - figure.items() or section not in counts
    ]


def records_of(answers: Path, documents: Path) -> list[dict]:
    """The records of the documents that the answers are about."""
    paths = evaluation.documents_of(evaluation.read_answers(answers), [documents])
    return [to_record(facts) for facts in pipeline.extract(paths) if not isinstance(facts, Exception)]


def shared_figures(shared: Path, answers: Path, records: list[dict]) -> tuple[dict, list[str]]:
    """The shared scorer's figures of each section, and its list of misses."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        file.flush()
        scorer = [sys.executable, str(shared / "eval" / "score.py"), "--gold", str(answers), "--records", file.name]
        done = subprocess.run([*scorer, "--json", "--misses"], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)["all"], done.stderr.splitlines()


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
