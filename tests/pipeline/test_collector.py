"""Python's collector of circular garbage is as the caller left it after a document was read."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from policygraph import pipeline
from policygraph.reading import read_string

PLAN = "KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n" + "\n".join(
    f"{n}. Xây dựng Đề án {n} trước ngày 15/12/2013;" for n in range(1, 90)
)


@pytest.fixture(autouse=True)
def collector_as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_it_goes_on_and_has_nothing_to_look_through() -> None:
    gc.enable()
    facts = pipeline.read_facts(read_string(PLAN))
    assert gc.isenabled()
    assert len(facts.items) == 89  # far more objects than a young generation holds
    assert gc.get_count()[0] <= gc.get_threshold()[0]


def test_who_put_it_to_rest_finds_it_at_rest() -> None:
    gc.disable()
    pipeline.read_facts(read_string(PLAN))
    assert not gc.isenabled()


def test_what_the_caller_froze_stays_frozen() -> None:
    gc.enable()
    gc.freeze()
    frozen = gc.get_freeze_count()
    pipeline.read_facts(read_string(PLAN))
    assert gc.get_freeze_count() == frozen
