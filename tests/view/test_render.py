"""The page as text: the same bytes, no markup and no address from data, every word of both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest

from policygraph.errors import ViewTooLarge
from policygraph.view import labels
from policygraph.view.graph_view import GraphView
from policygraph.view.pyvis_backend import render_html

VIEW = resources.files("policygraph.view")
CSS = (VIEW / "view.css").read_text(encoding="utf-8")
ALLOWED = """html head meta title link style body header h1 div p input ul button main section nav a small aside
    details summary fieldset legend label i svg path span b noscript table caption thead tr th tbody td blockquote
    mark footer code img script"""


class Tags(HTMLParser):
    """Every tag, and every attribute that could reach the network or run something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.reaching: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src", "action", "style", "srcdoc") or name.startswith("on"):
                self.reaching.append((name, str(value)))


def test_the_same_view_gives_the_same_bytes(plain_view: GraphView) -> None:
    assert render_html(plain_view) == render_html(plain_view)


def test_words_of_data_are_never_markup(hostile_view: GraphView) -> None:
    tags = Tags(render_html(hostile_view))
    assert tags.tags <= set(ALLOWED.split())
    assert {value for name, value in tags.reaching if not value.startswith("#")} == {"data:,"}
    assert {name for name, _ in tags.reaching} == {"href"}


def test_no_address_is_left_for_a_browser_to_fetch(plain_view: GraphView) -> None:
    html = render_html(plain_view)
    assert "sourceMappingURL" not in html
    own = html[: html.index("<script>/**")]  # before vis-network, whose comments name its site
    assert not re.findall(r"https?://(?!example\.org/)", own)


def test_a_view_that_would_freeze_a_page_is_refused(plain_view: GraphView) -> None:
    crowd = tuple(replace(plain_view.nodes[0], id=str(n)) for n in range(2001))
    with pytest.raises(ViewTooLarge, match="2001") as caught:
        render_html(replace(plain_view, nodes=crowd, edges=()))
    assert "--document" in str(caught.value.hint)


def test_an_empty_view_is_a_page(plain_view: GraphView) -> None:
    assert "<html" in render_html(replace(plain_view, nodes=(), edges=(), starts=()))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_speaks_the_language_it_names(plain_view: GraphView, language: str) -> None:
    html = render_html(replace(plain_view, language=language))  # type: ignore[arg-type]
    assert f'<html lang="{language}">' in html
    assert labels.PAGE["legend"].text(language) in html


def test_every_kind_is_in_the_legend_with_its_count(plain_view: GraphView) -> None:
    html = render_html(plain_view)
    for label in labels.NODE_KINDS.values():
        assert re.search(re.escape(label.vi) + r" <b>\(\d+\)</b>", html)
    assert f"{labels.NODE_KINDS['report'].vi} <b>(0)</b>" in html


def test_every_kind_has_a_glyph_and_a_colour() -> None:
    drawing = (VIEW / "drawing.js").read_text(encoding="utf-8")
    for kind in labels.NODE_KINDS:
        assert re.search(rf"\b{kind}\"?: \"", drawing), kind
        assert CSS.count(f"--kind-{kind}:") == 2, kind  # light and dark


def palette(dark: bool) -> dict[str, str]:
    light_part, dark_part = CSS.split("@media (prefers-color-scheme: dark)", 1)
    part = dark_part[: dark_part.index("* { box-sizing")] if dark else light_part
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = ["ink page", "ink panel", "ink card", "ink heading", "muted page", "muted panel", "muted card", "muted heading"]
TEXT += ["deadline card", "on-document kind-document", "focus panel", "ink mark", "page ink", "kind-objective panel"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("pair", TEXT)
def test_text_meets_wcag_aa(dark: bool, pair: str) -> None:
    colours = palette(dark)
    first, second = pair.split()
    assert contrast(colours[first], colours[second]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_lines_and_signs_meet_wcag_aa(dark: bool) -> None:
    colours = palette(dark)
    signs = {name: value for name, value in colours.items() if name.startswith(("kind-", "edge"))}
    assert len(signs) >= 18
    weak = {name for name, value in signs.items() if contrast(value, colours["page"]) < 3}
    assert weak == set()
