"""How the comparison travels: plans that nothing was set on, read and compared like any other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policygraph import pipeline
from policygraph.analysis.compare import Row, compare
from policygraph.store import open_store

ROOT = Path(__file__).parents[2]
PAIRS = tomllib.loads((ROOT / "data" / "gold" / "alignment-held-out.toml").read_text(encoding="utf-8"))["pair"]

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH {capitals}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/KH-UBND

{province}, ngày 15 tháng 02 năm {year}

KẾ HOẠCH
{title} trên địa bàn tỉnh {province}

II. NHIỆM VỤ CỤ THỂ
{items}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
_ITEM = """{number}. {what}
- Cơ quan chủ trì: {lead}.
- Thời gian hoàn thành: {deadline}."""


def plan(pair: dict[str, Any], side: str, number: int) -> str:
    items = enumerate(pair[f"items_{side}"], 1)
    listed = (_ITEM.format(number=n, what=what, lead=lead, deadline=due) for n, (what, lead, due) in items)
    told = {"title": pair["title"], "year": pair["year"], "number": number, "items": "\n".join(listed)}
    return _PLAN.format(province=pair[side], capitals=pair[side].upper(), **told)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[tuple[int, int], Row]]:
    """For each pair of plans the rows of items that were matched, by their numbers."""
    folder = tmp_path_factory.mktemp("held-out")
    for number, pair in enumerate(PAIRS):
        for side, place in (("a", 2 * number), ("b", 2 * number + 1)):
            (folder / f"{place}.txt").write_text(plan(pair, side, 101 + place), encoding="utf-8")
    pipeline.build([folder], folder / "out", failed=fail_on)
    store = open_store(folder / "out")
    return [
        {
            (number_of(row.one.path), number_of(row.other.path)): row
            for row in compare(store, pair["a"], pair["b"]).rows
            if row.one and row.other
        }
        for pair in PAIRS
    ]


def fail_on(error: Exception) -> None:
    raise error


def number_of(path: str) -> int:
    return int(path.rpartition(".")[2])


def pairs_of(part: str) -> list[set[tuple[int, int]]]:
    return [{(a, b) for a, b in pair[part]} for pair in PAIRS]


def test_pairs_of_plans_that_nothing_was_set_on(found: list[dict[tuple[int, int], Row]]) -> None:
    """Measured: precision 0.82, recall 0.92, F1 0.87 (docs/comparison.md)."""
    wanted = pairs_of("same")
    right = sum(len(made.keys() & same) for made, same in zip(found, wanted, strict=True))
    assert 2 * right / (sum(map(len, found)) + sum(map(len, wanted))) >= 0.8


def test_near_misses_are_hardly_ever_taken_for_the_same(found: list[dict[tuple[int, int], Row]]) -> None:
    """They may be paired, as a camera for traffic with one for public order, but then they are told as similar."""
    near = pairs_of("near")
    paired = [made[pair] for made, other in zip(found, near, strict=True) for pair in made.keys() & other]
    assert sum(row.verdict != "similar" for row in paired) <= sum(map(len, near)) / 10


def test_most_that_is_told_as_one_thing_is_one(found: list[dict[tuple[int, int], Row]]) -> None:
    sure = [{pair for pair, row in made.items() if row.verdict != "similar"} for made in found]
    right = sum(len(made & same) for made, same in zip(sure, pairs_of("same"), strict=True))
    assert right / sum(map(len, sure)) >= 0.9
