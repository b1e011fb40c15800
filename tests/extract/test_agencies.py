"""Agencies in lists, in prose and in runs: the table, and what holds for any text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.extract.agencies import find_agencies, read_agency_list, read_agency_run
from policygraph.extract.flattened import flatten, origin
from policygraph.model import AgencyMention

Reader = Callable[[str, int, int], tuple[AgencyMention, ...]]

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "agencies.toml").read_text("utf-8"))
READERS: dict[str, Reader] = {"list": read_agency_list, "prose": find_agencies, "run": read_agency_run}
TABLE = [(way, case["text"], case["expect"]) for way in READERS for case in CASES[way]]

PIECES = [
    "Sở Nội vụ",
    "UBND tỉnh",
    "các sở, ban, ngành",
    "UBND các huyện, TP",
    "Bộ Y tế",
    "Giám đốc",
    "các Sở:",
    "(",
    ")",
]
WORDS = st.lists(
    st.one_of(st.sampled_from([*PIECES, ",", ";", " và ", "\n", " ", ".", "- ", "|"]), st.text(max_size=6)), max_size=25
).map("".join)


def shown(mention: AgencyMention) -> str:
    place = f" @{mention.place}" if mention.place else ""
    office = f" ^{mention.office}" if mention.office else ""
    return mention.label + place + office


def test_there_are_cases() -> None:
    assert len(TABLE) >= 60


@pytest.mark.parametrize(("way", "text", "expect"), TABLE, ids=[f"{way}: {text[:50]}" for way, text, _ in TABLE])
def test_table(way: str, text: str, expect: list[str]) -> None:
    assert [shown(mention) for mention in READERS[way](text, 0, len(text))] == expect


@pytest.mark.parametrize("way", READERS)
@given(before=st.text(max_size=5), text=WORDS, after=st.text(max_size=5))
def test_mentions_point_at_their_words_and_do_not_overlap(way: str, before: str, text: str, after: str) -> None:
    content = before + text + after
    start, end = len(before), len(before) + len(text)
    reached = start
    for mention in READERS[way](content, start, end):
        assert mention.text == content[mention.start : mention.end]
        assert reached <= mention.start < mention.end <= end
        assert mention.label
        assert mention.label == mention.label.strip()
        assert mention.rule
        reached = mention.end


@given(before=st.text(max_size=30), text=WORDS)
def test_the_stretch_alone_reads_like_the_stretch_in_its_text(before: str, text: str) -> None:
    alone = [mention.label for mention in read_agency_list(text, 0, len(text))]
    within = [mention.label for mention in read_agency_list(before + text, len(before), len(before) + len(text))]
    assert alone == within


@given(st.text(alphabet=" \n\u00a0abỦ–-", max_size=40))
def test_flattened_positions_lead_back(text: str) -> None:
    flat = flatten(text, 0, len(text))
    assert "  " not in flat.words
    for position, letter in enumerate(flat.words):
        assert letter in (text[origin(flat, position)], " ", "-")


@pytest.mark.parametrize(
    "piece", ["Sở ", "các sở, ", "(", "UBND xã ", "Phòng A thuộc ", "Giám đốc ", "và ", "Ban Chỉ đạo "]
)
def test_long_hostile_lists_are_read_to_their_end(piece: str) -> None:
    text = piece * 4000 + "; Sở Nội vụ"
    assert read_agency_list(text, 0, len(text))[-1].label == "Sở Nội vụ"


def test_kinds_and_levels() -> None:
    text = "Bộ Nội vụ, Sở Nội vụ, UBND huyện Ba Tri, UBND các xã, phường, các cơ quan liên quan, VP UBND tỉnh"
    found = [(mention.kind, mention.level, mention.is_group) for mention in read_agency_list(text, 0, len(text))]
    assert found == [
        ("agency-ministry", "central", False),
        ("agency-department", "province", False),
        ("agency-peoples-committee", "district", False),
        ("agency-peoples-committee", "commune", True),
        ("agency-group", "unknown", True),
        ("agency-office", "province", False),
    ]
