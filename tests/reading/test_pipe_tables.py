from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph import pipeline
from policygraph.reading import read_bytes, read_string, source_offset

PLAN = """KẾ HOẠCH

CẢI CÁCH NĂM 2025

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|-----|:---------|-----------------|------------------|---------:|
| I | THỂ CHẾ | | | |
| 1 | **Xây dựng** quy chế | Sở Nội vụ | Sở Tài chính<br>Sở Y tế | Quý III |
| 2 | Tập huấn cán bộ | Sở Tài chính | | 30/6/2025 |

Nơi nhận:
"""


def test_a_markdown_table_is_a_task_table() -> None:
    facts = pipeline.read_facts(read_bytes(PLAN.encode(), "plan.md"))
    tasks = [item for item in facts.items if item.kind == "task"]
    assert [t.description for t in tasks] == ["Xây dựng quy chế", "Tập huấn cán bộ"]
    assert [t.group for t in tasks] == ["THỂ CHẾ"] * 2
    assert [[(p.name, p.role) for p in t.participations] for t in tasks] == [
        [("Sở Nội vụ", "lead"), ("Sở Tài chính", "coordinate"), ("Sở Y tế", "coordinate")],
        [("Sở Tài chính", "lead")],
    ]
    assert [t.deadlines[0].mention.last for t in tasks] == ["2025-09-30", "2025-06-30"]


def test_offsets_lead_back_into_the_row() -> None:
    text = read_bytes(PLAN.encode(), "plan.md")
    for words in ("Xây dựng", "quy chế", "Sở Y tế", "30/6/2025", "Nơi nhận"):
        start = source_offset(text, text.content.index(words))
        assert PLAN[start : start + len(words)] == words


def test_a_lone_line_with_bars_stays() -> None:
    assert read_string("| a | b |\n\nx").content == "| a | b |\n\nx"


@given(st.text(alphabet="|-: ab\n<br>", max_size=80))
def test_any_bars_are_read(words: str) -> None:
    if words.strip():
        text = read_string(words)
        positions = [source_offset(text, i) for i in range(len(text.content) + 1)]
        assert positions == sorted(positions)
        assert positions[-1] <= len(words)
