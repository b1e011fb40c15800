from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policygraph.view.layout import GAP, LINE, PADDING, Card, card_height, lay_out_lanes

ORDER = (1, 0, 2)  # rows in lane 1


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[Card], list[tuple[str, str]]]:
    rows = draw(st.integers(0, 12))
    others = draw(st.integers(0, 12))
    height = st.sampled_from([22.0, 36.0, 50.0])
    cards = [
        Card(
            f"r{n}",
            1,
            draw(height),
            draw(st.sampled_from(["a", "b"])),
            draw(st.sampled_from(["", "g"])),
            draw(st.booleans()),
        )
        for n in range(rows)
    ]
    cards += [Card(f"o{n}", draw(st.sampled_from([0, 2])), draw(height)) for n in range(others)]
    if not cards:
        return [], []
    ends = st.sampled_from([card.id for card in cards])
    return cards, draw(st.lists(st.tuples(ends, ends), max_size=30))


@given(pictures())
def test_no_two_cards_of_a_lane_overlap(picture: tuple[list[Card], list[tuple[str, str]]]) -> None:
    cards, links = picture
    placed = lay_out_lanes(cards, links, ORDER)
    assert sorted(placed) == sorted(card.id for card in cards)
    for lane in ORDER:
        column = sorted((card for card in cards if card.lane == lane), key=lambda card: placed[card.id])
        for above, below in pairwise(column):
            distance = placed[below.id] - placed[above.id]
            assert distance >= (above.height + below.height) / 2 + GAP - 1e-6


@given(pictures())
def test_rows_keep_their_order_within_a_section(picture: tuple[list[Card], list[tuple[str, str]]]) -> None:
    cards, links = picture
    placed = lay_out_lanes(cards, links, ORDER)
    for section in ("a", "b"):
        rows = [placed[card.id] for card in cards if card.lane == 1 and card.section == section]
        assert rows == sorted(rows)


@given(pictures())
def test_the_same_picture_lies_the_same_way(picture: tuple[list[Card], list[tuple[str, str]]]) -> None:
    assert lay_out_lanes(*picture, ORDER) == lay_out_lanes(*picture, ORDER)


def test_a_card_lies_beside_the_middle_of_its_rows() -> None:
    rows = [Card(f"r{n}", 1, 22.0, "a") for n in range(5)]
    placed = lay_out_lanes([*rows, Card("agency", 2, 22.0)], [(row.id, "agency") for row in rows], ORDER)
    assert placed["agency"] == placed["r2"]


def test_rows_that_wait_do_not_pull() -> None:
    rows = [Card("r0", 1, 22.0, "a"), *(Card(f"r{n}", 1, 22.0, "a", shown=False) for n in range(1, 5))]
    placed = lay_out_lanes([*rows, Card("agency", 2, 22.0)], [(row.id, "agency") for row in rows], ORDER)
    assert placed["agency"] == placed["r0"]


def test_what_two_sections_share_lies_in_the_one_that_names_it_more() -> None:
    cards = [Card("a", 1, 22.0, "a"), Card("b", 1, 22.0, "b"), Card("c", 1, 22.0, "b"), Card("shared", 0, 22.0)]
    placed = lay_out_lanes(cards, [("a", "shared"), ("b", "shared"), ("c", "shared")], ORDER)
    assert placed["b"] <= placed["shared"] <= placed["c"]


def test_two_lines_to_one_card_are_one_vote() -> None:
    cards = [Card("a", 1, 22.0, "a"), Card("b", 1, 22.0, "b"), Card("shared", 0, 22.0)]
    placed = lay_out_lanes(cards, [("a", "shared"), ("b", "shared"), ("b", "shared")], ORDER)
    assert placed["shared"] == placed["a"]


def test_a_section_is_as_tall_as_its_fullest_lane() -> None:
    cited = [Card(f"c{n}", 0, 50.0) for n in range(10)]
    cards = [Card("a", 1, 22.0, "a"), *cited, Card("b", 1, 22.0, "b")]
    placed = lay_out_lanes(cards, [("a", card.id) for card in cited], ORDER)
    assert placed["b"] - 11 > max(placed[card.id] + 25 for card in cited)


def test_heights_grow_with_the_words_up_to_a_limit() -> None:
    heights = [card_height("x" * length, 100, 3) for length in (0, 10, 20, 40, 400)]
    assert heights == sorted(heights)
    assert heights[0] == LINE + PADDING
    assert heights[-1] == 3 * LINE + PADDING
    assert card_height("QUẢN LÝ CÁN BỘ CÔNG CHỨC", 156, 5) > card_height("quản lý cán bộ công chức", 156, 5)


def test_the_nearest_lane_decides() -> None:
    """A legal basis stands beside its documents, however many tasks elsewhere mention it."""
    rows = [Card("a", 2, 22.0, "a"), *(Card(f"b{n}", 2, 22.0, "b") for n in range(5))]
    cards = [*rows, Card("document", 1, 22.0, "a"), Card("cited", 0, 22.0)]
    links = [("document", "cited"), ("document", "a"), *((row.id, "cited") for row in rows)]
    placed = lay_out_lanes(cards, links, (2, 1, 0))
    assert placed["cited"] == placed["document"] == placed["a"]


def test_another_section_does_not_pull() -> None:
    cards = [Card("a", 2, 22.0, "a"), Card("A", 1, 22.0, "a"), Card("shared", 0, 22.0)]
    cards += [Card("b", 2, 22.0, "b"), Card("b2", 2, 22.0, "b"), Card("b3", 2, 22.0, "b"), Card("B", 1, 22.0, "b")]
    links = [("A", "a"), ("A", "shared"), ("B", "b2"), ("B", "shared")]
    placed = lay_out_lanes(cards, links, (2, 1, 0))
    assert placed["B"] == placed["b2"]
