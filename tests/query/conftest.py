from __future__ import annotations

from typing import Any

import pytest

from samples import ENGINES, SAMPLE, with_summary


@pytest.fixture(scope="session", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Any:
    """The sample graph, on each engine that has to give the same answers."""
    return ENGINES[request.param](with_summary(SAMPLE.read_text(encoding="utf-8")))
