"""How long it took from a decision to the plans that carry it out."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from policygraph.analysis.lookup import Entity, find
from policygraph.errors import NothingMatched
from policygraph.query import Queryable, ResultTable, run_query

QUESTION = "adoption-lag"


@dataclass(frozen=True, slots=True)
class Lag:
    """``table`` has a row a plan and sentence, the quickest first; its column ``days`` is None without a date."""

    target: Entity
    table: ResultTable

    def days(self) -> dict[str, int]:
        """By the label of the plan, the days from the decision to it; plans without a date are left out."""
        rows = self.table.to_dicts()
        return {str(row["document"]): int(row["days"]) for row in rows if row["days"] is not None}

    def median(self) -> float | None:
        """The middle one of the days; None where no plan has a date."""
        return median(found) if (found := self.days().values()) else None

    def to_table(self) -> ResultTable:
        """The table that is printed and exported."""
        return self.table

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def lag(store: Queryable, document: str) -> Lag:
    """The days from the date of ``document`` (number, name or IRI) to each plan that carries it out.

    Raises ``NothingMatched`` for a document that is unknown or that nothing carries out, ``BadQuery`` for a name
    that several documents have.
    """
    target = find(store, document, ("document",))
    table = run_query(store, QUESTION, {"so": target.label})
    if not table.rows:
        raise NothingMatched(f"nothing in the graph carries out {target.label}", hint="try policygraph depends")
    return Lag(target, table)
