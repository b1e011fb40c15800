"""The letters of a title in capitals come from the document's own sentences."""

from __future__ import annotations

import pytest

from policygraph.extract.truecase import truecase

CASES = [
    # Written with a capital inside sentences, so it is a name; at the beginning of one a capital says nothing.
    ("DỰ ÁN SÔNG HẬU", "Triển khai dự án Sông Hậu năm 2013.", "Dự án Sông Hậu"),
    ("DỰ ÁN SÔNG HẬU", "Sông dài. Hậu quả lớn.\n    Sông ngòi; dự án lớn.", "Dự án sông hậu"),
    # The word beside it decides: "thành phố Cao Lãnh" but "công nghệ cao".
    ("CÔNG NGHỆ CAO TẠI CAO LÃNH", "về công nghệ cao, công nghệ cao tại Cao Lãnh", "Công nghệ cao tại Cao Lãnh"),
    # Neighbours stand on the same line.
    ("AN TOÀN GIAO THÔNG", "tại Long An\ntoàn tỉnh; việc an toàn, việc an toàn giao thông", "An toàn giao thông"),
    ("QUẢN LÝ VỐN", "VIỆC QUẢN LÝ VỐN", "Quản lý vốn"),  # lines in capitals say nothing
    ("KẾ HOẠCH SỐ 5", "", "Kế hoạch số 5"),
    ("Kế hoạch Bến Tre", "kế hoạch", "Kế hoạch Bến Tre"),  # it is in no need
]


@pytest.mark.parametrize(("title", "content", "expect"), CASES)
def test_case(title: str, content: str, expect: str) -> None:
    assert truecase(title, content) == expect
