"""Plans with any agencies, groups, roles and deadlines, for properties that must hold of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from factories import agency, plan_facts
from policygraph.model import Deadline, DocumentFacts, Participation

PLACES = ("ben-tre", "ca-mau")
AGENCIES = (
    *((f"Sở {name}", "agency-department", False) for name in ("Nội vụ", "Tài chính", "Y tế")),
    ("Các sở, ban, ngành", "agency-group", True),
    ("Các cơ quan liên quan", "agency-group", True),
)
DATES = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)
PARTS = st.lists(st.tuples(st.sampled_from(["lead", "coordinate"]), st.integers(0, len(AGENCIES) - 1)), max_size=5)
LIMITS = st.lists(st.tuples(DATES | st.none(), DATES | st.none()), max_size=3)


@st.composite
def plans(draw: st.DrawFn) -> list[DocumentFacts]:
    """Plans in two provinces whose items have any agencies in any roles, and any deadlines."""
    sizes = draw(st.lists(st.integers(0, 5), max_size=4))
    made = [plan_facts(n, PLACES[n % 2], tasks=tasks, cited=0) for n, tasks in enumerate(sizes, start=1)]
    return [
        replace(facts, items=tuple(_changed(facts, item, draw(PARTS), draw(LIMITS)) for item in facts.items))
        for facts in made
    ]


def _changed(facts: Any, item: Any, parts: list[tuple[str, int]], limits: list[tuple[str | None, str | None]]) -> Any:
    words, mention = item.participations[0].evidence, item.deadlines[0].mention
    known = [agency(label, facts.document.jurisdiction, kind, is_group) for label, kind, is_group in AGENCIES]
    taking_part = (Participation(known[n], known[n].label, role, words) for role, n in dict.fromkeys(parts))
    ordered = [sorted(limit) if all(limit) else limit for limit in limits]  # type: ignore[type-var]
    deadlines = (
        Deadline(f"{item.iri}/deadline/{n}", replace(mention, first=first, last=last))
        for n, (first, last) in enumerate(ordered, start=1)
    )
    return replace(item, participations=tuple(taking_part), deadlines=tuple(deadlines))
