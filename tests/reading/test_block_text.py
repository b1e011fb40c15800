from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph.reading.block_text import write_blocks
from policygraph.reading.blocks import Paragraph, SourceCell, SourceTable, Words


def cell(words: str, across: int = 1, down: int = 1) -> SourceCell:
    return SourceCell((Paragraph((Words(words),)),) if words else (), across, down)


def rows(*table: tuple[SourceCell, ...]) -> list[list[str]]:
    """The cells of each row of the written table."""
    content = write_blocks([SourceTable(table)]).content
    lines = content.split("\n")
    found: list[list[str]] = []
    words: list[str] = []
    for number, line in enumerate(lines[:-1]):
        if line != "|":
            words.append(line)
        elif not words and (number == 0 or lines[number - 1] == "|") and (not found or len(found[-1]) == len(table[0])):
            found.append([])
        else:
            found[-1].append(" ".join(words))
            words = []
    return found


def test_a_row_opens_with_a_bar_and_each_cell_ends_with_one() -> None:
    table = SourceTable(((cell("TT"), cell("Nội dung")), (cell("1"), cell(""))))
    assert write_blocks([table]).content == "|\nTT\n|\nNội dung\n|\n|\n1\n|\n|\n"


def test_a_cell_over_several_rows_stands_in_each() -> None:
    table = (cell("1"), cell("a"), cell("Sở Nội vụ", down=2)), (cell("2"), cell("b"))
    assert rows(*table) == [["1", "a", "Sở Nội vụ"], ["2", "b", "Sở Nội vụ"]]


def test_a_cell_over_several_columns_keeps_the_others_in_place() -> None:
    table = (cell("1"), cell("a"), cell("b"), cell("c")), (cell("2"), cell("d", across=2), cell("e"))
    assert rows(*table) == [["1", "a", "b", "c"], ["2", "d", "", "e"]]


def test_a_section_row_stays_one_cell_with_its_label() -> None:
    table = SourceTable(
        (
            (cell("1"), cell("a"), cell("b"), cell("c")),
            (cell("II"), cell("Phát triển hạ tầng", across=3)),
            (cell("NHIỆM VỤ CHUNG", across=4),),
        )
    )
    content = write_blocks([table]).content
    assert content.endswith("|\nII\n|\nPhát triển hạ tầng\n|\n|\nNHIỆM VỤ CHUNG\n|\n")


def test_a_head_of_two_levels_becomes_one() -> None:
    table = (
        (cell("TT", down=2), cell("Nội dung", down=2), cell("Cơ quan", across=2)),
        (cell("chủ trì"), cell("phối hợp")),
        (cell("1"), cell("a"), cell("b"), cell("c")),
    )
    found = write_blocks([SourceTable(table)]).content.split("|\n")
    assert found[1:5] == ["TT\n", "Nội dung\n", "Cơ quan chủ trì\n", "Cơ quan phối hợp\n"]
    assert found[6:] == ["1\n", "a\n", "b\n", "c\n", ""]


def test_a_head_over_several_columns_says_the_same_of_each() -> None:
    table = (cell("TT"), cell("Nội dung", across=2), cell("Chủ trì")), (cell("1"), cell("a"), cell("b"), cell("c"))
    found = write_blocks([SourceTable(table)]).content.split("|\n")
    assert found[1:5] == ["TT\n", "Nội dung\n", "Nội dung\n", "Chủ trì\n"]


def test_columns_in_which_no_cell_begins_are_no_columns() -> None:
    table = (cell("TT", across=2), cell("Nội dung", across=2)), (cell("1", across=2), cell("a"), cell(""))
    assert write_blocks([SourceTable(table)]).content == "|\nTT\n|\nNội dung\n|\n|\n1\n|\na\n|\n"


def test_tables_in_cells_come_out_the_same_way() -> None:
    inner = SourceTable(((cell("a"), cell("b")),))
    assert write_blocks([SourceTable(((SourceCell((inner,)), cell("c")),))]).content == "|\n|\na\n|\nb\n|\n|\nc\n|\n"


def test_rows_without_words_are_left_out() -> None:
    assert write_blocks([SourceTable(((cell(""), cell("")),))]).content == ""


def test_words_lead_back_to_the_source_and_to_their_place() -> None:
    written = write_blocks([Paragraph((Words("một", 7),), "p. 1"), Paragraph((Words("hai", 30),), "p. 2")])
    assert written.content == "một\n\nhai\n"
    assert written.breaks == ((0, 7), (5, 30))
    assert written.places == ((0, "p. 1"), (5, "p. 2"))


def test_spans_cannot_make_a_small_table_large() -> None:
    wide = tuple((cell("x" * 50, across=99_999, down=99_999),) for _ in range(300))
    assert len(write_blocks([SourceTable(wide)]).content) < 200_000


@given(
    st.lists(st.lists(st.builds(cell, st.text("ab\n", max_size=4), st.integers(0, 4), st.integers(0, 4)), max_size=5))
)
def test_every_table_is_written_with_all_of_its_words(table: list[list[SourceCell]]) -> None:
    content = write_blocks([SourceTable(tuple(map(tuple, table)))]).content
    letters = sum(
        sum(c in "ab" for c in words.text) for row in table for c in row for block in c.blocks for words in block.words
    )
    assert sum(c in "ab" for c in content) >= letters
