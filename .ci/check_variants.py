"""Hold the shared strings to the parse that is wanted of them: run as ``check_variants.py SHARED``.

Each string is read as a user would paste it, alone (documents, relations) or in a small plan (deadlines,
roles), and its record is compared. What is not wanted exactly stands in ``OPEN`` with the reason.
Exit status 1 names each string that parses otherwise.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policygraph import pipeline
from policygraph.export.record import to_record
from policygraph.grammar.folding import fold
from policygraph.reading import read_string

Record = dict[str, Any]

AT_LEAST = 120
PREDICATES = {
    "legalBasis": "hasLegalBasis",
    "replaces": "replaces",
    "replacesPart": "replaces",
    "repeals": "repeals",
    "repealsPart": "repeals",
    "annuls": "repeals",
    "plansToReplace": "replaces",
    "plansToReplacePart": "replaces",
    "implements": "implements",
    "follows": "implements",
    "guides": "details",
    "proposedBy": "proposedBy",
    "annexOf": "annexOf",
}
OPEN = {
    "V007": "no word says that the submission proposes the document",
    "V118": "a verb alone may be the document's own: only its place tells a task's intention",
    "V121": "what is issued with a document is an annex of it, not a relation between documents",
    "V127": "the verb stands in a line that the string does not hold",
    "V134": "the amended document stands outside of the string",
    "V138": "a description of a page, not words of a document",
    "V139": "a description of a page, not words of a document",
}
HEAD = "KẾ HOẠCH\nCải cách hành chính năm 2013\n\n"
TASK = f"{HEAD}II. NHIỆM VỤ\n\n1. Xây dựng Đề án kiểm tra công vụ\n"
DUTIES = f"{HEAD}III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế: tổ chức thực hiện Kế hoạch.\n"
SHORT = {"UBND": "Ủy ban nhân dân"}


def read(text: str) -> Record:
    """The record of a text."""
    return to_record(pipeline.read_facts(read_string(text)))


def main(shared: Path) -> int:
    """Check all strings; returns the exit status."""
    lines = (shared / "variants.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    problems = [f"{case['id']} {case['text']!r}: {p}" for case in cases if case["id"] not in OPEN for p in check(case)]
    print(f"variants: {len(cases)} strings, {len(OPEN)} open, {len(problems)} problems")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or len(cases) < AT_LEAST else 0


def check(case: Record) -> Iterator[str]:
    """What is not as wanted of one string."""
    expect = case["expect"]
    if "docs" in expect:
        yield from documents(case["text"], expect)
    if "relations" in expect:
        yield from relations(case["text"], expect["relations"])
    if case["group"] == "deadline":
        yield from deadline(case["text"], expect)
    if case["group"] == "role":
        yield from role(case["text"], expect)


def documents(text: str, expect: Record) -> Iterator[str]:
    """Numbers, dates and names of the documents cited; a document's own number counts where it is one."""
    record = read(text)
    own = record["document"]
    found = [(c["number"], c["date"]) for c in record["citations"]]
    found += [(own["number"], own["date"])] if own["number"] else []
    for wanted in expect["docs"]:
        number, date = wanted.get("number"), wanted.get("date")
        same = [(n, d) for n, d in found if n == number and (date is None or d == date)]
        if number is not None and not same:
            yield f"{number} {date or ''} is not among {found}"
        names = [c["name"] for c in record["citations"] if c["name"]]
        if number is None and not any(fold(wanted["name"]) in fold(name) for name in names):
            yield f"{wanted['name']} is not among {names}"
    if len({number for number, _ in found}) > len(expect["docs"]) and not expect.get("unresolved"):
        yield f"too many: {found}"
    if expect.get("warn") and not expect.get("unresolved") and not any(c["warnings"] for c in record["citations"]):
        yield "no warning"


def relations(text: str, wanted: list[list[str]]) -> Iterator[str]:
    """What documents do to one another, bare citations left out."""
    record = read(text)
    numbers = {c["iri"]: c["number"] for c in record["citations"]}
    found = {
        (numbers.get(r["subject"], "SELF"), r["predicate"], r["object_number"], r["planned"], r["scope"])
        for r in record["relations"]
        if r["predicate"] != "cites"
    }
    expected = {
        (
            subject if subject[0].isdigit() else "SELF",
            PREDICATES[name],
            target,
            name.startswith("plans"),
            "part" if name.endswith("Part") else "whole",
        )
        for subject, name, target in wanted
    }
    if found != expected:
        yield f"{sorted(found, key=str)}, not {sorted(expected, key=str)}"


def deadline(text: str, expect: Record) -> Iterator[str]:
    """The days, the operator and the recurrence of a deadline in a label."""
    items = _items(f"{TASK}- Cơ quan chủ trì: Sở Nội vụ\n- Thời gian hoàn thành: {text}\n")
    found = [d for item in items for d in item["deadlines"]]
    ends = expect["end"]
    if expect.get("recurring"):
        month, day = (int(part) for part in ends.removeprefix("--").split("-"))
        same = [d for d in found if d["recurs"] == {"every": "year", "month": month, "day": day}]
    else:
        same = [d for d in found if d["end"] == ends and ("start" not in expect or d["start"] == expect["start"])]
    if not same or ("op" in expect and same[0]["operator"] != expect["op"]):
        yield f"{found}"


def role(text: str, expect: Record) -> Iterator[str]:
    """Agencies by their role, in a plan that holds the string where such a string stands."""
    if "role" in expect:
        table = f"| TT | Nội dung | {text} |\n|---|---|---|\n| 1 | Rà soát văn bản | Sở Nội vụ |\n"
        yield from _roles(f"{HEAD}II. NHIỆM VỤ\n\n{table}", {"lead": ["Sở Nội vụ"]})
    elif "agency" in expect:
        yield from _roles(f"{TASK}a) Cơ quan chủ trì: {text}\n", {"lead": [expect["agency"]]})
    elif "reportsTo" in expect:
        reports = read(f"{DUTIES}2. Các sở, ban, ngành hằng năm {text} trước ngày 15/11.\n")["reports"]
        if not reports:
            yield "no report"
    elif expect.get("lead") == "(heading agency)":
        wanted = {"lead": ["Sở Nội vụ"], "coordinate": expect["coordinate"]}
        yield from _roles(f"{DUTIES}2. Sở Nội vụ:\na) {text} rà soát văn bản.\n", wanted)
    else:
        yield from _roles(_plan_around(text), {r: expect[r] for r in ("lead", "coordinate") if r in expect})


def _plan_around(text: str) -> str:
    """A plan that holds a label, a list of agencies or a line of duties."""
    if text[:2] in ("a)", "b)"):
        lead = "" if text.startswith("a)") else "a) Cơ quan chủ trì: Sở Y tế\n"
        return f"{TASK}{lead}{text}\n"
    if text.startswith(("VP.", "Các sở")):
        return f"{TASK}a) Cơ quan chủ trì: Sở Y tế\nb) Cơ quan phối hợp: {text}\n"
    return f"{DUTIES}\n{text} theo dõi, đôn đốc thực hiện Kế hoạch.\n"


def _roles(plan: str, wanted: Record) -> Iterator[str]:
    items = _items(plan)
    for name, labels in wanted.items():
        found = [_plain(a["label"]) for item in items for a in item[name]]
        missing = [label for label in labels if _plain(label) not in found]
        if missing:
            yield f"{name}: {missing} not in {found}"


def _plain(label: str) -> str:
    return fold(" ".join(SHORT.get(word, word) for word in label.split()))


def _items(plan: str) -> list[Record]:
    record = read(plan)
    return [item for kind in ("tasks", "duties") for item in record[kind]]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
