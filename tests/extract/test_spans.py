"""Which spans reach into a stretch of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph.extract.spans import spans_between

places = st.integers(0, 60)


@given(st.lists(places, max_size=12, unique=True), places, places)
def test_the_same_as_looking_at_each(edges: list[int], start: int, end: int) -> None:
    ordered = sorted(edges)
    spans = list(zip(ordered[::2], ordered[1::2], strict=False))
    assert list(spans_between(spans, start, end)) == [(a, b) for a, b in spans if a < end and b > start]
