"""A real browser, a page in it that tells on every request and error, and views to draw."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from policygraph.view.assemble import assemble
from policygraph.view.graph_view import GraphView, Quote, ViewEdge, ViewNode

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium was found: install the package chromium (apt-get install chromium), or name one by $CHROMIUM"
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '"><script>alert(1)</script>',
    '<a href="//example.org">href</a>',
    "{{ 7*7 }} ${alert(1)} <!-- \u2028\u2029",
)


def make_view(labels: tuple[str, ...] = ("Trình Đề án", "Thi tuyển", "Báo cáo")) -> GraphView:
    """One document, one group, a task for each label, two agencies; each line quotes its label."""
    nodes = [
        ViewNode("doc", labels[0], "document", 1, note="Bến Tre", iri="https://example.org/doc"),
        ViewNode("group", labels[-1], "group", 2),
        ViewNode("cited", "1557/QĐ-TTg", "cited", 0, iri="https://example.org/cited"),
        ViewNode("so-noi-vu", "Sở Nội vụ", "agency", 4, note="Bến Tre", iri="https://example.org/a"),
        ViewNode("ubnd", "Uỷ ban nhân dân tỉnh", "agency", 4, iri="https://example.org/u"),
    ]
    edges = [ViewEdge("doc", "group", "contains", "gồm"), ViewEdge("doc", "cited", "implements", "thực hiện")]
    for number, label in enumerate(labels, 1):
        quote = Quote(label, labels[0], "I.1", f"trước {label} ", f" sau {label}", "task-table-column")
        kind = "objective" if number == 3 else "task"
        nodes.append(
            ViewNode(
                f"task/{number}",
                label,
                kind,
                3,
                badge=str(number),
                note=f"Quý {number}/2014",
                detail=(("Thời hạn", label),),
                evidence=(quote,),
                iri=f"https://example.org/{number}",
            )
        )
        edges.append(ViewEdge("group", f"task/{number}", "contains", "gồm"))
        edges.append(ViewEdge(f"task/{number}", "so-noi-vu", "ledBy", "chủ trì", "extracted", 0.98, (quote,)))
    edges.append(ViewEdge("task/2", "ubnd", "coordinatedBy", "phối hợp", "extracted", 0.6, (quote,)))
    edges.append(ViewEdge("task/2", "cited", "intendsToReplace", "dự kiến thay thế", "planned", 0.9, (quote,)))
    edges.append(ViewEdge("task/2", "task/1", "dependsOn", "phụ thuộc vào", "inferred"))
    return assemble(labels[0], nodes, edges, {"doc": "doc"}, "vi")


@pytest.fixture(scope="session")
def plain_view() -> GraphView:
    return make_view()


@pytest.fixture(scope="session")
def hostile_view() -> GraphView:
    return make_view(HOSTILE)


def find_chromium() -> str:
    """The browser to use. Its absence fails the tests: a page that nobody opened is not tested."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path:
            return path
    pytest.fail(MISSING)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page and everything it did that it should not."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))


_WATCH = "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """``open_page(html, hash="", **context options)``: only the file itself may be fetched."""
    contexts = []

    def opened(html: str, at: str = "", **options: Any) -> Opened:
        path = tmp_path / "view.html"
        path.write_text(html, encoding="utf-8")
        settings = {"viewport": {"width": 1500, "height": 1000}, "reduced_motion": "reduce", **options}
        context = chromium.new_context(**settings)
        contexts.append(context)
        result = Opened(context.new_page())
        result.page.on("console", lambda message: result.complaints.append(message.text))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        result.page.on("dialog", lambda dialog: (result.complaints.append(dialog.message), dialog.dismiss()))
        context.route("**/*", lambda route: _only(route, path.as_uri(), result.requests))
        result.page.add_init_script(_WATCH)
        result.page.goto(path.as_uri() + at)
        if options.get("java_script_enabled", True):
            result.page.wait_for_selector("html[data-ready]")
        return result

    yield opened
    for context in contexts:
        context.close()


def _only(route: Any, allowed: str, requests: list[str]) -> None:
    if route.request.url.split("#")[0] == allowed:
        route.continue_()
        return
    requests.append(route.request.url)
    route.abort()
