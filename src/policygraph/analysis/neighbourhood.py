"""The part of the graph of dependence that an answer needs, fetched step by step from where it starts.

Each step asks for the plain edges into or out of a frontier of nodes; sentences and descriptions are fetched
at the end, for what is shown. Nothing is read twice, and nothing that no path leads to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.analysis.attributes import attributes
from policygraph.analysis.edges import (
    CITES,
    ORDER,
    READ,
    TAKES_PART,
    TURNED,
    Stated,
    dependency_graph,
    is_turned,
    names,
)
from policygraph.analysis.fetching import term_batches
from policygraph.graph.terms import INFERRED
from policygraph.namespaces import PG
from policygraph.query import Queryable, ResultTable, run_sparql, select_rows
from policygraph.query.binding import iri_term

if TYPE_CHECKING:
    import networkx

# Of many nodes a filter is quickest; into a law that thousands cite, only an index for each predicate.
_OUT = """
SELECT DISTINCT ?subject ?predicate ?object WHERE {
  VALUES ?subject { %s } ?subject ?predicate ?object FILTER(?predicate IN (%s))
}"""
_INTO_MANY = _OUT.replace("VALUES ?subject", "VALUES ?object")
_INTO = """
SELECT DISTINCT ?subject ?predicate ?object WHERE {
  VALUES ?object { %s } { %s }
}"""
_MANY = 100  # nodes
_INFERRED_OUT = """
SELECT DISTINCT ?subject ?predicate ?object WHERE {
  VALUES ?subject { %s } GRAPH <%s> { ?subject ?predicate ?object } FILTER(?predicate IN (%s))
}"""
_INFERRED_INTO = _INFERRED_OUT.replace("VALUES ?subject", "VALUES ?object")
_STRAIGHT = "SELECT DISTINCT ?subject WHERE { ?subject %s %s %s }"
_COUNT = "SELECT (COUNT(*) AS ?count) WHERE { { %s } }"
_SORTED = 5_000
ENOUGH = 5_000  # edges of one step, for an answer that is to show its first rows alone
_TOO_MANY = 20_000  # edges of one step: with a limit, of more none is told
# What implements, follows or changes a document cites it as well: told once, by the stronger edge.
_BARE = "MINUS {{ ?subject {} {} }}"

_ANNEXES = """
SELECT DISTINCT ?annex ?whole WHERE {
  VALUES ?whole { %s } ?annex pg:annexOf ?whole FILTER(STRSTARTS(STR(?annex), CONCAT(STR(?whole), "/")))
}"""


@dataclass(slots=True)
class Neighbourhood:
    """Grows by ``walk``; ``graph`` is what was fetched so far.

    ``wholes`` lead from an annex to its document, ``plans`` from an item to the document that sets it out.
    ``most`` is how many edges a step may fetch (None: all); ``cut`` tells whether one had more;
    ``totals`` count what sections of an answer would have in all.
    """

    store: Queryable
    most: int | None = None
    cut: bool = False
    totals: dict[str, int] = field(default_factory=dict)
    stated: set[Stated] = field(default_factory=set)
    wholes: dict[str, str] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    _placed: set[str] = field(default_factory=set)

    def walk(
        self,
        starts: Iterable[str],
        predicates: tuple[str, ...],
        *,
        forward: bool,
        steps: int | None = None,
        until: Collection[str] = (),
    ) -> None:
        """Fetch all edges of the paths by ``predicates`` that begin (forward) or end at one of ``starts``.

        ``steps`` is the length of the longest path; None is any length. The walk ends as soon as it has met one of
        ``until``.
        """
        frontier = set(starts)
        seen: set[str] = set()
        while frontier and steps != 0 and seen.isdisjoint(until):
            if self.most and len(seen) > self.most:
                self.cut = True
                break
            seen |= frontier
            frontier = self._ends(self._fetch(frontier, predicates, forward), seen, forward) - seen
            steps = None if steps is None else steps - 1

    def graph(self) -> networkx.MultiDiGraph:
        """What was fetched; see ``edges.dependency_graph``."""
        return dependency_graph(self.stated, self.wholes, self.plans)

    def section(self, document: str, predicates: tuple[str, ...], name: str, limit: int | None) -> None:
        """Fetch the edges by ``predicates`` that end at a document or its annexes: one question an edge, and no path.

        Where there are more than ``limit``, the first by their IRIs are kept and ``totals`` has their number; of
        more than ``_SORTED`` the first in the order of the engine, for to sort them takes seconds.
        """
        asked = sorted({document} | self._annexes({document}))
        ways = [(way, other) for other in asked for way in predicates]
        counts = {pair: count for pair in ways if (count := self._count(*pair))} if limit else {}
        ways = list(counts) if limit else ways
        page = f"LIMIT {limit}" if sum(counts.values()) > _SORTED else ""
        found = {(one, way, other) for way, other in ways for one in self._subjects(way, other, page)}
        if "approves" in predicates:
            found |= self._out(set(asked), ["approves"])
        total = max(len(found), sum(counts.values()))
        kept = sorted(found)[:limit]
        if len(kept) < total:
            self.totals[name] = total
        self._place({end for triple in kept for end in (triple[0], triple[2])} | {document})
        self.stated.update(kept)

    def _count(self, predicate: str, other: str) -> int:
        """How many edges of one kind end at a node; counted plainly first, for mostly there are none."""
        count = self._counted(_straight(predicate, other, bare=False))
        return self._counted(_straight(predicate, other)) if count and predicate in CITES else count

    def _counted(self, text: str) -> int:
        [row] = select_rows(self.store, _COUNT % text)
        return int(row["count"] or 0)

    def _subjects(self, predicate: str, other: str, page: str) -> list[str]:
        return [str(row["subject"]) for row in select_rows(self.store, f"{_straight(predicate, other)} {page}")]

    def _fetch(self, frontier: set[str], predicates: tuple[str, ...], forward: bool) -> set[Stated]:
        """The edges at the frontier; what may be turned round from both sides."""
        asked = frontier | self._annexes(frontier)
        straight = [name for name in predicates if name not in (*ORDER, *TAKES_PART)]
        found = self._out(asked, straight) if forward else self._into(asked, straight)
        if turned := [name for name in predicates if name in TURNED]:
            found |= self._into(asked, turned) if forward else self._out(asked, turned)
        if order := [name for name in predicates if name in ORDER]:
            text = _INFERRED_OUT if forward else _INFERRED_INTO
            found |= self._rows(text % (terms, INFERRED, names(order)) for terms in term_batches(asked))
        self._place({end for triple in found for end in (triple[0], triple[2])} | frontier)
        self.stated |= found
        return found

    def _out(self, subjects: set[str], predicates: list[str]) -> set[Stated]:
        return self._rows(_OUT % (terms, names(predicates)) for terms in term_batches(subjects))

    def _into(self, objects: set[str], predicates: list[str]) -> set[Stated]:
        """Edges that end here; a bare citation only where the subject does nothing more than cite."""
        if len(objects) < _MANY or any(name in CITES for name in predicates):
            return self._rows(_INTO % (terms, _ways(predicates)) for terms in term_batches(objects))
        return self._rows(_INTO_MANY % (terms, names(predicates)) for terms in term_batches(objects))

    def _rows(self, texts: Iterable[str]) -> set[Stated]:
        found: set[Stated] = set()
        for text in texts:
            found |= self._edges(text)
        self.cut |= self.most is not None and len(found) > self.most
        return set(sorted(found)[: self.most])

    def _edges(self, text: str) -> set[Stated]:
        """The edges that one query finds; none of too many for a limit: which came first would be chance."""
        limit = _TOO_MANY if self.most else None
        table = run_sparql(self.store, text, limit=limit)
        assert isinstance(table, ResultTable)
        if table.more:
            self.cut = True
            return set()
        return {(str(one), str(way).removeprefix(PG), str(other)) for one, way, other in table.rows}

    def _annexes(self, iris: set[str]) -> set[str]:
        rows = (row for terms in term_batches(iris) for row in select_rows(self.store, _ANNEXES % terms))
        found = {str(row["annex"]): str(row["whole"]) for row in rows}
        self.wholes |= found
        return set(found)

    def _place(self, iris: set[str]) -> None:
        """Learn of each node what sets it out or what it is an annex of."""
        new = iris - self._placed
        self._placed |= new
        for iri, said in attributes(self.store, new, "pg:setOutIn pg:annexOf").items():
            for plan in said[f"{PG}setOutIn"]:
                self.plans[iri] = str(plan)
            for whole in (str(whole) for whole in said[f"{PG}annexOf"]):
                if iri.startswith(f"{whole}/"):
                    self.wholes[iri] = whole

    def _ends(self, found: set[Stated], seen: set[str], forward: bool) -> set[str]:
        """Where the edges of this step lead, in the direction of the walk."""
        ends = set()
        for triple in found:
            one, other = (self.wholes.get(end, end) for end in (triple[0], triple[2]))
            here, there = (other, one) if is_turned(triple, self.plans) else (one, other)
            here, there = (here, there) if forward else (there, here)
            if here in seen:
                ends.add(there)
        return ends


def _straight(predicate: str, other: str, *, bare: bool = True) -> str:
    """The query for the subjects of one kind of edge into one node."""
    left_out = _bare(iri_term(other)) if bare and predicate in CITES else ""
    return _STRAIGHT % (names([predicate]), iri_term(other), left_out)


def _ways(predicates: Iterable[str]) -> str:
    return " } UNION { ".join(_way(name) for name in predicates)


def _way(predicate: str) -> str:
    """One of the edges into ``?object`` as a pattern."""
    bare = _bare("?object") if predicate in CITES else ""
    return f"?subject {names([predicate])} ?object {bare} BIND({names([predicate])} AS ?predicate)"


def _bare(other: str) -> str:
    return _BARE.format(names(name for name in READ if name not in CITES).replace(", ", "|"), other)
