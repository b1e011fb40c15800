"""The page in a real browser: silent, safe, findable, usable by key, in the dark, on paper and on a telephone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policygraph.view.assemble import assemble
from policygraph.view.graph_view import GraphView
from policygraph.view.pyvis_backend import render_html

pytestmark = pytest.mark.browser


def pixel(page: Any, x: int, y: int) -> list[int]:
    """The colour of one point of the drawn picture."""
    script = "([x, y]) => [...document.querySelector('canvas').getContext('2d').getImageData(x, y, 1, 1).data]"
    return [int(value) for value in page.evaluate(script, [x, y])]


def test_it_asks_for_nothing_and_complains_of_nothing(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view))
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("so noi vu")
    opened.page.keyboard.press("Enter")
    opened.page.click("#show-table")
    opened.page.click("#show-picture")
    opened.page.emulate_media(media="print")
    opened.page.wait_for_timeout(200)
    assert opened.requests == []
    assert opened.complaints == []


def test_the_picture_is_drawn(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    colours = page.evaluate(
        "() => { const c = document.querySelector('canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; const s = new Set();"
        " for (let i = 0; i < d.length; i += 4) s.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]); return [...s]; }"
    )
    assert "0,86,138" in colours  # the card of the document, --kind-document
    assert len(colours) > 50


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("so noi vu", "Sở Nội vụ"),
        ("SỞ NỘI VỤ", "Sở Nội vụ"),
        ("Ủy ban nhân dân", "Uỷ ban nhân dân tỉnh"),
        ("uy ban", "Uỷ ban nhân dân tỉnh"),
        ("1557/qd-ttg", "1557/QĐ-TTg"),
        ("trinh de an", "Trình Đề án"),
        ("quy 2/2014", "Thi tuyển"),
    ],
)
def test_search_needs_no_accents(open_page: Any, plain_view: GraphView, query: str, first: str) -> None:
    page = open_page(render_html(plain_view)).page
    page.fill("#search", query)
    assert page.inner_text("#found li >> nth=0 >> span") == first


def test_search_says_when_nothing_is_found(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    page.fill("#search", "không có")
    assert page.inner_text("#found") == "Không tìm thấy"


def test_marks_that_are_typed_count(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    page.fill("#search", "thì tuyên")  # other marks than "Thi tuyển": found only once they are ignored
    assert page.inner_text("#found li >> nth=0 >> span") == "Thi tuyển"


def test_a_card_shows_the_words_it_rests_on(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view), "#task/1")
    assert opened.text("#details h2") == "1. Trình Đề án"
    quote = opened.text("#details blockquote >> nth=0")
    assert quote.startswith("…trước Trình Đề án Trình Đề án sau Trình Đề án…")
    assert "I.1" in quote
    assert "task-table-column" in quote
    assert opened.text("#details mark >> nth=0") == "Trình Đề án"


def test_a_click_on_card_and_line_opens_the_evidence(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view), "#task/2")
    page = opened.page
    page.click("#details .close")
    assert "Chọn một ô" in opened.text("#details")
    met = {shown for y in range(60, 260, 9) for shown in clicked(opened, y, 0.82, 0.6)}
    assert ("Nhiệm vụ", "Trình Đề án") in met  # a card of a task
    assert "Quan hệ" in {kind for kind, _ in met}  # a line to an agency


def clicked(opened: Any, y: int, *shares: float) -> list[tuple[str, str]]:
    """The kind and the first quoted words after each click, at a height and at shares of the picture's width."""
    box = opened.page.locator("#canvas").bounding_box()
    shown = []
    for share in shares:
        opened.page.mouse.click(box["x"] + share * box["width"], box["y"] + y)
        if opened.page.locator("#details mark").count():
            shown.append((opened.text("#details .kind"), opened.text("#details mark >> nth=0")))
    return shown


def test_a_line_names_its_status(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view), "#task/2")
    tags = opened.page.locator("#details .tag").all_inner_texts()
    assert tags == [
        "Dự kiến, chưa thực hiện · độ tin cậy 0,9",
        "Đọc được, độ tin cậy dưới 0,8 · độ tin cậy 0,6",
        "Suy ra, không ghi trong văn bản",
    ]


def test_keys_alone_suffice(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view))
    page = opened.page
    page.focus("#canvas")
    page.keyboard.press("ArrowDown")
    assert opened.text("#details h2") == "1. Trình Đề án"
    page.keyboard.press("ArrowDown")
    assert opened.text("#details h2") == "2. Thi tuyển"
    page.keyboard.press("ArrowRight")
    assert "Thi tuyển" not in opened.text("#details h2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#details') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "canvas"
    page.keyboard.press("Escape")
    assert page.locator("#details h2").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_what_is_selected_is_said_aloud(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view), "#so-noi-vu").page
    assert page.text_content("#spoken[aria-live]") == "Cơ quan: Sở Nội vụ"


def test_the_permalink_follows_the_selection(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    page.fill("#search", "so noi vu")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#so-noi-vu"
    page.evaluate("location.hash = '#task/3'")
    page.wait_for_function("document.querySelector('#details h2').textContent.includes('Báo cáo')")


def test_the_legend_filters_picture_and_table(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view))
    page = opened.page
    page.focus("#canvas")
    page.uncheck("#legend input[data-kind=objective]")
    page.focus("#canvas")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    assert opened.text("#details h2") == "2. Thi tuyển"
    page.click("#show-table")
    assert page.locator("#tables tr[data-kind=task] >> visible=true").count() == 2
    assert page.locator("#tables tr[data-kind=objective] >> visible=true").count() == 0


def test_search_brings_back_what_the_legend_hides(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    page.uncheck("#legend input[data-kind=objective]")
    page.fill("#search", "quy 3/2014")
    page.keyboard.press("Enter")
    assert page.is_checked("#legend input[data-kind=objective]")


@pytest.mark.parametrize("at", ["", "#task/2"])
def test_hostile_words_stay_words(open_page: Any, hostile_view: GraphView, at: str) -> None:
    opened = open_page(render_html(hostile_view), at)
    page = opened.page
    page.fill("#search", "alert")
    for node in hostile_view.nodes:
        page.evaluate("id => { location.hash = '#' + encodeURI(id); }", node.id)
        page.wait_for_timeout(30)
    page.click("#show-table")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert opened.complaints == []
    assert opened.requests == []
    assert page.locator("body img").count() == 1  # the place of the printed picture, ours
    assert page.locator("body script").count() == 3
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert all(href.startswith("#") for href in hrefs)
    assert hostile_view.nodes[0].label in opened.text("#tables").replace("\n", " ")
    assert page.title() == f"{hostile_view.title} · policygraph"


def test_dark_follows_the_system(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view), color_scheme="dark").page
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(17, 22, 29)"
    page.wait_for_timeout(200)
    assert pixel(page, 5, 5)[:3] == [17, 22, 29]
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(200)
    assert pixel(page, 5, 5)[:3] == [255, 255, 255]


def test_paper_shows_the_whole_picture_in_light_colours_and_the_tables(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view), color_scheme="dark").page
    page.emulate_media(media="print")
    page.wait_for_selector("#printed[src]", state="visible")
    page.wait_for_function("document.getElementById('printed').naturalWidth > 800")
    assert page.is_visible("#tables table >> nth=0")
    assert not page.is_visible("#canvas")
    assert not page.is_visible("#legend")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 32, 43)"
    width = page.evaluate("document.getElementById('printed').getBoundingClientRect().width")
    assert width <= page.evaluate("innerWidth")


def test_without_script_the_tables_say_everything(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view), java_script_enabled=False)
    page = opened.page
    assert page.locator("noscript .notice").is_visible()
    assert not page.is_visible("#picture")
    for node in plain_view.nodes:
        assert page.locator(f'#tables tr[id="{node.id}"]').is_visible()
    page.click("#tables tr[id='task/1'] td details summary")
    assert page.is_visible("#tables tr[id='task/1'] td blockquote mark")


def test_a_telephone_is_wide_enough(open_page: Any, plain_view: GraphView) -> None:
    opened = open_page(render_html(plain_view), viewport={"width": 375, "height": 812})
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.is_visible("#tables")  # the rows as cards come first
    page.click("#show-picture")
    assert page.locator("#canvas").bounding_box()["width"] <= 375
    page.fill("#search", "thi tuyen")
    page.keyboard.press("Enter")
    assert opened.text("#details h2") == "2. Thi tuyển"
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert opened.complaints == []


# The colours of the first and the last column of the picture, below its headings.
EDGES = """() => {
    const canvas = document.querySelector('canvas');
    const column = (x) => canvas.getContext('2d').getImageData(x, 60, 1, canvas.height - 60).data;
    return [0, canvas.width - 1].map((x) => new Set(column(x)).size);
}"""


@pytest.mark.parametrize("lanes", [(1, 2, 3), (0, 1, 2, 3, 4), (3, 4), (1,)], ids=str)
def test_a_small_picture_opens_whole(open_page: Any, plain_view: GraphView, lanes: tuple[int, ...]) -> None:
    nodes = [node for node in plain_view.nodes if node.lane in lanes]
    known = {node.id for node in nodes}
    edges = [edge for edge in plain_view.edges if {edge.source, edge.target} <= known]
    view = assemble("part", nodes, edges, {"doc": "doc"} if "doc" in known else {}, "vi")
    page = open_page(render_html(view), viewport={"width": 1400, "height": 900}).page
    page.set_viewport_size({"width": 1100, "height": 750})  # as a notebook does, which draws the frame first
    page.wait_for_timeout(300)
    assert page.evaluate(EDGES) == [1, 1]  # white, where nothing is cut


def test_reduced_motion_moves_at_once(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    before = page.evaluate("document.querySelector('canvas').toDataURL()")
    page.click("#whole")
    page.wait_for_timeout(40)
    after = page.evaluate("document.querySelector('canvas').toDataURL()")
    page.wait_for_timeout(400)
    assert after != before
    assert page.evaluate("document.querySelector('canvas').toDataURL()") == after


def test_the_picture_can_be_saved(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    with page.expect_download() as download:
        page.click("#save-png")
    assert download.value.suggested_filename == "policygraph.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_data_is_the_view(open_page: Any, plain_view: GraphView) -> None:
    page = open_page(render_html(plain_view)).page
    data = json.loads(page.text_content("#graph"))
    assert [node["id"] for node in data["nodes"]] == [node.id for node in plain_view.nodes]
    assert len(data["edges"]) == len(plain_view.edges)


def test_a_failing_rule_of_the_watch_itself(open_page: Any, plain_view: GraphView) -> None:
    """The tests above would notice: a script that is not ours does not run and is reported."""
    html = render_html(plain_view).replace("</body>", "<script>alert(1)</script><img src='//example.org/x'></body>")
    opened = open_page(html)
    assert any("CSP script-src" in complaint for complaint in opened.complaints)
    assert any("CSP img-src" in complaint for complaint in opened.complaints)
