"""How long every named question takes on a made graph, each from a cold start.

    python benchmarks/named.py FOLDER --documents N [--only NAME …] [--about one|all] [--repeat N] [--over SECONDS]

FOLDER is what ``scale.py --keep`` left: ``…/10000-4-2``. A question is asked twice, each time in a new process whose
start and opening count: about ONE document, agency, province or instrument (every parameter that narrows it is given)
and, where it can do without, about ALL. Parameters are those of the question's example, or where the example is about
one of the two real documents, of a made one. Printed are the median and the most of the repetitions; with --over only
what takes longer.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path

import made
from cold import ask

from policygraph.query.named import NamedQuery, list_queries


def values(documents: int) -> dict[str, str]:
    """Parameters about made documents: one of a ministry, whose number no other has, a scheme, a province."""
    middle = (made.facts(k, made.Size()).document for k in range(documents // 2, documents))
    document = next(one for one in middle if one.jurisdiction == "vn")
    return {
        "so": document.number or "",
        "chu-the": document.iri,
        "de-an": "Đề án vị trí việc làm 0",
        "tinh": "ben-tre",
        "nam": "2015",
        "ngay": "2015-07-01",
    }


def calls(query: NamedQuery, known: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The scope and the parameters of each way a question is asked."""
    example = dict(query.examples)
    given = {p.name: known.get(p.name) or example.get(p.name) for p in query.parameters}
    narrow = {name: value for name, value in given.items() if value}
    wide = {p.name: narrow[p.name] for p in query.parameters if p.required}
    yield ("one" if {"so", "chu-the", "de-an", "tinh", "co-quan"} & set(narrow) else "all"), narrow
    if wide != narrow:
        yield ("one" if {"so", "chu-the", "de-an"} & set(wide) else "all"), wide


def report(
    name: str, scope: str, params: Mapping[str, str], answers: list[tuple[float, int | None]], over: float
) -> None:
    """A row of the table, where the median is at least ``over`` seconds."""
    seconds, rows = [one for one, _ in answers], answers[-1][1]
    if statistics.median(seconds) >= over:
        told = "stopped" if rows is None else f"{rows:,}"
        cells = [name, scope, ", ".join(params), told, f"{statistics.median(seconds):.2f}", f"{max(seconds):.2f}"]
        print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Read the command line, ask, and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--about", choices=("one", "all"))
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--over", type=float, default=0.0, metavar="SECONDS")
    arguments = parser.parse_args()
    known = values(arguments.documents)
    print("| question | about | given | rows | s | most |\n| --- | --- | --- | ---: | ---: | ---: |", flush=True)
    for query in list_queries():
        if arguments.only and query.name not in arguments.only:
            continue
        for scope, params in calls(query, known):
            if arguments.about in (None, scope):
                given = [word for name, value in params.items() for word in ("-p", f"{name}={value}")]
                words = ["query", "--name", query.name, *given]
                answers = [ask(arguments.folder, words) for _ in range(arguments.repeat)]
                report(query.name, scope, params, answers, arguments.over)


if __name__ == "__main__":
    main()
