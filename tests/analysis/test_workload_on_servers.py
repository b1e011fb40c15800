"""The same figures, sentences and states from every engine: embedded, rdflib, and two SPARQL servers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policygraph.analysis.cooperation import cooperation
from policygraph.analysis.cubes import has_summary
from policygraph.analysis.gaps import unled_items
from policygraph.analysis.groups import GROUPS
from policygraph.analysis.peaks import peaks
from policygraph.analysis.status import status, template
from policygraph.analysis.why import why
from policygraph.analysis.workload import workload


@pytest.fixture(scope="module", params=["rdflib", "oxigraph_url", "virtuoso_url"])
def other_engine(request: pytest.FixtureRequest, real_build: Path) -> Any:
    if request.param.endswith("_url"):
        from policygraph.store import open_store

        return open_store(request.getfixturevalue(request.param))
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(real_build / "graph.trig", format="trig")
    return dataset


@pytest.mark.parametrize("from_facts", [True, False])
def test_figures(real_store: Any, other_engine: Any, from_facts: bool) -> None:
    assert has_summary(real_store)
    assert has_summary(other_engine)
    asked: dict[str, Any] = {"by": "quarter", "kinds": ("task", "duty"), "groups": GROUPS, "from_facts": from_facts}
    assert workload(other_engine, **asked) == workload(real_store, **asked)
    assert workload(other_engine, province="ben tre", **asked) == workload(real_store, province="ben tre", **asked)
    found = cooperation(other_engine, from_facts=from_facts)
    assert found == cooperation(real_store, from_facts=from_facts)


def test_everything_else(real_store: Any, other_engine: Any) -> None:
    def answers(store: Any) -> tuple[Any, ...]:
        return (
            peaks(store, groups="expanded"),
            unled_items(store, kinds=("objective", "report")),
            why(store, "Sở Nội vụ", "2013-Q4", groups="expanded"),
            why(store, "Sở Tài chính", placing="share", partner="Sở Nội vụ"),
            template(store, province="ben tre"),
            status(store, [], "2014-01-01", failed=print),
        )

    assert answers(other_engine) == answers(real_store)
