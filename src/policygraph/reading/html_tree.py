"""Build the tree of elements from tags, closing what HTML lets authors leave open."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from policygraph.reading.blocks import Words
from policygraph.reading.html_tokens import Tag, tokens

DEEPEST = 120  # browsers stop nesting as well; what stands deeper becomes a neighbour
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
BLOCK = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
TABLE_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})
_CLOSED = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    **dict.fromkeys(("tbody", "thead", "tfoot"), TABLE_PARTS),
}
_TABLE = frozenset({"table"})
_SCOPE = frozenset({"td", "th", "table"})
_BOUNDARY = {
    **dict.fromkeys(TABLE_PARTS, _TABLE),
    **dict.fromkeys(("li", "dt", "dd"), _SCOPE | {"ul", "ol", "dl"}),
}


@dataclass(slots=True)
class Element:
    """An element with its children in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | Words] = field(default_factory=list)

    def words_of(self, name: str) -> frozenset[str]:
        """The words of an attribute's value, as cut at spaces, hyphens and underscores; whole names too."""
        value = self.attributes.get(name, "").lower()
        return frozenset(value.split()) | frozenset(value.replace("-", " ").replace("_", " ").split())

    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))


def parse(markup: str) -> Element:
    """The root element of a page, whatever state its markup is in."""
    stack = [Element("html", {})]
    for token in tokens(markup):
        if isinstance(token, Words):
            stack[-1].children.append(token)
        elif token.closes:
            _end(stack, token.name)
        else:
            _open(stack, token)
    return stack[0]


def _open(stack: list[Element], tag: Tag) -> None:
    if tag.name in BLOCK:
        _imply_end(stack, {"p"}, _SCOPE | {"div", "li"})
    if tag.name in _CLOSED:
        _imply_end(stack, _CLOSED[tag.name], _BOUNDARY[tag.name])
    if tag.name in ("td", "th") and stack[-1].tag in ("table", "tbody", "thead", "tfoot"):
        _push(stack, Element("tr", {}))
    _push(stack, Element(tag.name, tag.attributes))


def _push(stack: list[Element], element: Element) -> None:
    stack[-1].children.append(element)
    if element.tag not in VOID and len(stack) < DEEPEST:
        stack.append(element)


def _imply_end(stack: list[Element], names: AbstractSet[str], boundary: AbstractSet[str]) -> None:
    """Close the outermost open element of these names that stands within the boundary."""
    found = len(stack)
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag in boundary:
            break
        if stack[depth].tag in names:
            found = depth
    del stack[found:]


def _end(stack: list[Element], name: str) -> None:
    """Close the innermost open element of this name; an end tag that ends nothing is ignored."""
    boundary = _TABLE if name in TABLE_PARTS else _SCOPE
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag == name:
            del stack[depth:]
            return
        if stack[depth].tag in boundary and name != "table":
            return
