from __future__ import annotations

from collections import Counter

from policygraph.view.graph_view import GraphView
from policygraph.view.table_twin import tables_of


def test_every_card_is_a_row_once(plain_view: GraphView) -> None:
    rows = [row.node.id for table in tables_of(plain_view) for row in table.rows]
    assert sorted(rows) == sorted(node.id for node in plain_view.nodes)


def test_every_line_stands_in_the_row_it_leaves(plain_view: GraphView) -> None:
    shown: Counter[tuple[str, str, str]] = Counter()
    for table in tables_of(plain_view):
        for row in table.rows:
            links = [link for cell in (*row.links, row.more_links) for link in cell]
            assert all(link.edge.source == row.node.id for link in links)
            shown.update((link.edge.source, link.edge.kind, link.target.id) for link in links)
    assert shown == Counter((edge.source, edge.kind, edge.target) for edge in plain_view.edges)


def test_every_detail_is_in_a_column_or_beside_them(plain_view: GraphView) -> None:
    for table in tables_of(plain_view):
        for row in table.rows:
            values = [value for cell in row.details for value in cell] + [value for _, value in row.more_details]
            assert sorted(values) == sorted(value for _, value in row.node.detail)


def test_the_rows_come_first_and_captions_count_by_kind(plain_view: GraphView) -> None:
    assert tables_of(plain_view)[0].caption == "Nhiệm vụ (2) · Mục tiêu (1)"


def test_what_few_rows_have_gets_no_column_of_its_own(plain_view: GraphView) -> None:
    table = tables_of(plain_view)[0]
    assert "chủ trì" in table.links
    assert all(len(row.links) == len(table.links) for row in table.rows)
