"""The same questions on Oxigraph, on rdflib's own engine and on plain networkx, each holding a whole made graph.

A step of ``scale.py``. Asked are the named questions about one document, agency, province or instrument
(``named.calls``), those about all that are answered from figures of the build, and two in SPARQL that networkx can be
asked too. The least of three answers counts, all rows fetched; opening and loading are told apart from it.
"""

from __future__ import annotations

import signal
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, TimeoutError
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import named
from cold import OUT, peak_memory

NQUADS = "quads.nq"
LONGEST = 20  # seconds for one answer; a slower one is reported as that
REPEATED = 3  # answers, unless the first takes a second
_CITING = "everything that cites a document, through others"
_LEADING = "workload-lead"
_WORDS = "tasks of a document with the words they rest on"


@dataclass(frozen=True, slots=True)
class Question:
    """A named question with its parameters, or SPARQL."""

    name: str
    params: dict[str, str] = field(default_factory=dict)
    sparql: str = ""

    @property
    def key(self) -> str:
        """What the report calls it."""
        return f"{self.name} ({', '.join(self.params)})" if self.params else self.name

    def ask(self, store: Any) -> int:
        """The number of rows, all fetched."""
        from policygraph.query import ResultTable, run_query, run_sparql

        table = run_sparql(store, self.sparql) if self.sparql else run_query(store, self.name, self.params)
        assert isinstance(table, ResultTable)
        return len(table.rows)


def questions(documents: int) -> Iterator[Question]:
    """What every engine is asked."""
    known = named.values(documents)
    for query in named.list_queries():
        for scope, params in named.calls(query, known):
            if scope == "one" or "qb:dataSet" in query.text:
                yield Question(query.name, params)
    document = known["chu-the"]
    yield Question(_CITING, sparql=f"SELECT DISTINCT ?d {{ ?d pg:cites+ <{document}> }}")
    said = "?a rdf:subject ?task ; rdf:predicate pg:setOutIn ; pg:quote ?quote"
    yield Question(_WORDS, sparql=f"SELECT ?task ?quote {{ ?task pg:setOutIn <{document}> . {said} }}")


class TooLong(BaseException):
    """An answer that takes longer than ``LONGEST``; no ``except Exception`` keeps it."""


def timed(call: Callable[[], int]) -> tuple[float, int | None]:
    """Seconds of the quickest of some calls and what it gave; ``LONGEST`` and None when the first was stopped."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    taken: list[float] = []
    rows = None
    try:
        for _ in range(REPEATED):
            started = time.perf_counter()
            signal.setitimer(signal.ITIMER_REAL, LONGEST, 5)  # again: what is raised while an object ends is ignored
            try:
                rows = call()
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            taken.append(time.perf_counter() - started)
            if taken[0] > 1:
                break
    except TooLong:
        signal.setitimer(signal.ITIMER_REAL, 0)
        return float(LONGEST), None
    return min(taken), rows


def on_oxigraph(folder: Path, documents: int) -> dict[str, Any]:
    """Seconds and rows of each question on the open store, each in a process of its own: no signal stops Oxigraph."""
    answers: dict[str, Any] = {}
    loading = 0.0
    for question in questions(documents):
        with ProcessPoolExecutor(1) as pool:
            answer = pool.submit(_one_on_oxigraph, folder, question)
            try:
                loading, answers[question.key] = answer.result(timeout=LONGEST * REPEATED)
            except TimeoutError:
                answers[question.key] = (float(LONGEST), None)
                for process in list(pool._processes.values()):
                    process.kill()
    return {"loading": loading, "answers": answers, "memory": peak_memory(beside=1)}


def _one_on_oxigraph(folder: Path, question: Question) -> tuple[float, tuple[float, int | None]]:
    """Seconds of the opening, and the answer."""
    import policygraph.query  # noqa: F401  (its loading is no part of an answer)
    from policygraph.store import open_store

    started = time.perf_counter()
    store = open_store(folder / OUT)
    opened = time.perf_counter() - started
    return opened, timed(partial(question.ask, store))


def on_rdflib(folder: Path, documents: int) -> dict[str, Any]:
    """The same on rdflib's own engine, with all quads in memory."""
    import rdflib

    started = time.perf_counter()
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(folder / NQUADS, format="nquads")
    loading = time.perf_counter() - started
    answers = {question.key: timed(partial(question.ask, dataset)) for question in questions(documents)}
    return {"loading": loading, "answers": answers, "memory": peak_memory()}


def on_networkx(folder: Path, documents: int) -> dict[str, Any]:
    """The questions about paths and degrees, on one graph of all triples between resources."""
    import networkx as nx

    from policygraph.graph.terms import expand, parse_line

    started = time.perf_counter()
    graph = nx.MultiDiGraph()
    with (folder / NQUADS).open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            subject, predicate, obj, _ = parse_line(line)
            if obj.startswith("<"):
                graph.add_edge(subject[1:-1], obj[1:-1], predicate[1:-1])
    loading = time.perf_counter() - started
    cites, leads = expand("pg:cites"), expand("pg:ledBy")
    document = named.values(documents)["chu-the"]

    def ancestors() -> int:
        only = nx.DiGraph((s, o) for s, o, key in graph.edges(keys=True) if key == cites)
        return len(nx.ancestors(only, document)) if document in only else 0

    def most() -> int:
        return len(Counter(o for _, o, key in graph.edges(keys=True) if key == leads).most_common())

    answers = {_CITING: timed(ancestors), _LEADING: timed(most)}
    return {"loading": loading, "answers": answers, "memory": peak_memory()}


ENGINES: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "oxigraph": on_oxigraph,
    "rdflib": on_rdflib,
    "networkx": on_networkx,
}


def report(found: dict[str, dict[str, Any]]) -> None:
    """A row a question: rows, seconds on each engine, how often faster; and the median of that."""
    print("\n| question | rows | Oxigraph s | rdflib s | × | networkx s |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    ratios = []
    for name, (seconds, rows) in found["oxigraph"]["answers"].items():
        slow, other_rows = found["rdflib"]["answers"][name]
        third, _ = found["networkx"]["answers"].get(name, (None, None))
        if None not in (rows, other_rows) and rows != other_rows:
            raise SystemExit(f"{name}: {rows} rows on Oxigraph, {other_rows} on rdflib")
        ratios.append(slow / seconds)
        least = "≥ " if other_rows is None else ""
        cells = [name, "–" if rows is None else f"{rows:,}", f"{seconds:.4f}", f"{least}{slow:.3f}"]
        cells += [f"{least}{slow / seconds:.0f}", "" if third is None else f"{third:.2f}"]
        print(f"| {' | '.join(cells)} |")
    quarter, half, more = statistics.quantiles(ratios, n=4)
    print(f"\n{len(ratios)} questions: median {half:.0f} times, quartiles {quarter:.0f} and {more:.0f}")
    for key in ("loading", "memory"):
        values = ", ".join(f"{name} {found[name][key]:.1f}" for name in ENGINES)
        print(f"{key}, {'s' if key == 'loading' else 'GiB'}: {values}")
