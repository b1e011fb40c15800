from __future__ import annotations

from policygraph.structure.lines import split_lines
from policygraph.structure.tables import find_tables

HEAD = "|\nTT\n|\nNhiệm vụ\n|\nCơ quan chủ trì\n|\n"
ROW = "|\n{}\n|\nXây dựng quy chế\n|\nSở Nội vụ\n|\n"


def table_rows(content: str) -> list[list[str]]:
    """The first cell of each row of each table."""
    tables = find_tables(split_lines(content))
    return [[content[row[0].start : row[0].end] for row in table.rows] for table in tables]


def test_words_that_stand_apart_from_bars_end_a_table() -> None:
    signature = "|\nNơi nhận:\n|\nKT. CHỦ TỊCH\n|\n"
    content = (
        f"{HEAD}{ROW.format(1)}{ROW.format(2)}\nTrên đây là kế hoạch.\n\n{signature}\nPHỤ LỤC\n\n{HEAD}{ROW.format(1)}"
    )
    assert table_rows(content) == [["1", "2"], ["1"]]


def test_the_table_of_a_signature_right_above_an_annex_is_no_head() -> None:
    signature = "|\nNơi nhận:\n- Như Điều 3;\n|\nKT. BỘ TRƯỞNG\n|\n"
    content = f"{signature}\nPHỤ LỤC\n\nPHÂN CÔNG NHIỆM VỤ\n\n{HEAD}{ROW.format(1)}{ROW.format(2)}"
    assert table_rows(content) == [["1", "2"]]
    assert table_rows(content.replace("PHỤ LỤC\n\n", "")) == [["1", "2"]]


def test_in_a_spaced_table_they_are_cells() -> None:
    content = (HEAD + ROW.format(1) + ROW.format(2)).replace("\n", "\n\n")
    assert table_rows(content) == [["1", "2"]]


def test_a_paragraph_above_a_table_is_no_column() -> None:
    assert table_rows(f"\nCác nhiệm vụ:\n\n{HEAD}{ROW.format(1)}") == [["1"]]
