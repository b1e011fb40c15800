"""Servers give the same verdicts, deadlines and facts as a folder."""

from __future__ import annotations

from typing import Any

import pytest

from policygraph.analysis.difference import difference
from policygraph.analysis.force import force
from policygraph.analysis.timeline import timeline
from policygraph.store import open_store


@pytest.fixture(scope="module", params=["oxigraph_url", "virtuoso_url"])
def server(request: pytest.FixtureRequest) -> Any:
    return open_store(request.getfixturevalue(request.param))


def test_force(server: Any, real_store: Any) -> None:
    for asked in ({"document": "2834/QĐ-UBND"}, {"cited_by": "2834/QĐ-UBND"}):
        for day in ("2012-06-01", "2014-01-01"):
            here, there = (force(store, day, **asked).to_table() for store in (real_store, server))
            assert sorted(here.rows, key=str) == sorted(there.rows, key=str)


def test_timeline(server: Any, real_store: Any) -> None:
    for asked in ({}, {"agency": "Sở Nội vụ", "province": "Bến Tre", "groups": True}, {"document": "2834/QĐ-UBND"}):
        here, there = (timeline(store, **asked) for store in (real_store, server))
        assert {due.iri: due for due in here.rows} == {due.iri: due for due in there.rows}
        assert here.to_table().notes == there.to_table().notes


def test_difference(server: Any, real_store: Any) -> None:
    assert not difference(real_store, server)
    assert len(difference(server, real_store).documents) == 2
