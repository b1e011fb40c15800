"""Measure on all answers and publish the figures: run as ``measure.py CORPUS...`` from the top of a checkout.

Writes ``data/rules/confidence.csv`` (how often each rule is right), ``data/gold/measured.csv`` (which every
graph carries in its description) and the table of ``docs/evaluation.md``.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from policygraph.evaluation.judgement import DERIVED_SECTIONS, FALSE_ONLY_SECTIONS

DOCUMENTS = "data/documents"
MEASURED, CONFIDENCE, PAGE = (
    Path("data/gold/measured.csv"),
    Path("data/rules/confidence.csv"),
    Path("docs/evaluation.md"),
)
FIELDS = ("rule", "confidence", "n", "source")
# Fewer cases say less than the rule's author.
ENOUGH = 10
SPLITS = ("dev", "held-out")
HEADS = ("documents", "precision", "recall", "F1", "false in 100")
MARKED = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- /measured -->)", re.DOTALL)


def main(corpus: list[str]) -> int:
    """Measure twice: the confidences belong to the rules, whose digest the figures carry."""
    write_confidences(json.loads(evaluate(corpus, "--by-rule", "-f", "json")))
    MEASURED.write_bytes(evaluate(corpus, "-f", "csv"))
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(MARKED.sub(lambda _: table(), page), encoding="utf-8")
    return 0


def evaluate(corpus: list[str], *options: str) -> bytes:
    """What ``policygraph evaluate`` prints."""
    command = [sys.executable, "-m", "policygraph", "evaluate", "--gold", "data/gold", DOCUMENTS, *corpus, *options]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def write_confidences(rows: list[dict]) -> None:
    """Put what was measured over the estimates, rule by rule, all sections of a rule together.

    Each item counts once, and negatives not at all: they were chosen to mislead.
    """
    rows = [row for row in rows if row["section"] not in DERIVED_SECTIONS]
    with CONFIDENCE.open(encoding="utf-8", newline="") as file:
        known = {row["rule"]: row for row in csv.DictReader(file)}
    right, cases = defaultdict(int), defaultdict(int)
    for row in rows:
        right[row["rule"]] += row["right"]
        cases[row["rule"]] += row["right"] + row["wrong"]
    for rule, n in cases.items():
        if n >= ENOUGH:
            sure = round((right[rule] + 1) / (n + 2), 4)
            known[rule] = dict(zip(FIELDS, (rule, sure, n, "data/gold"), strict=True))
    with CONFIDENCE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known[rule] for rule in sorted(known))


def table() -> str:
    """The figures as the page shows them: a row a section, the splits side by side."""
    with MEASURED.open(encoding="utf-8", newline="") as file:
        rows = {(row["split"], row["section"]): row for row in csv.DictReader(file)}
    sections = [section for split, section in rows if split == "all"]
    heads = ["section", *(f"{split} {name}" for split in SPLITS for name in HEADS)]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for section in sections:
        cells = [section]
        for split in SPLITS:
            row = rows[split, section]
            cells += [row["documents"], *shares(row), f"{float(row['false_in_100']):.1f}"]
        lines.append(cells)
    digest = next(iter(rows.values()))["rules"]
    return f"Digest of the rules: `{digest}`.\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def shares(row: dict) -> list[str]:
    """Precision, recall and F1; a dash where only what is false can be told."""
    if row["section"] in FALSE_ONLY_SECTIONS:
        return ["–"] * 3
    return [f"{float(row[name]):.3f}" for name in ("precision", "recall", "f1")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
