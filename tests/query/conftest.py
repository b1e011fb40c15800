from __future__ import annotations

from typing import Any

import pytest

from counted import with_summary
from samples import ENGINES, SAMPLE


@pytest.fixture(scope="session", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Any:
    """The sample graph, on each engine that has to give the same answers."""
    return ENGINES[request.param](with_summary(SAMPLE.read_text(encoding="utf-8")))
