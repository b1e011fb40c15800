"""Tell a document from the page around it: menus, tools and notices are none of its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from policygraph import resources
from policygraph.grammar.rules import load_rules
from policygraph.reading.blocks import Words
from policygraph.reading.html_tree import BLOCK, Element

# A letterhead is no document yet: the element that holds it must hold so many times its words.
LEAST_BODY = 3
LONGEST_LETTERHEAD = 400
_ANYWHERE = frozenset({"noscript", "script", "style", "template", "title"})


def document_element(root: Element) -> Element:
    """The element that holds the document and, as far as can be told, nothing else.

    It is looked for from the motto outwards, and the page begins where an element brings furniture of its
    own. Pages without a motto give their main part, or all of themselves. Pages saved while another of
    their tabs was open hide the document: hidden elements are looked through when nothing else shows a motto.
    """
    for through_hidden in (False, True):
        for path in _mottos(root, [], through_hidden):
            return _widest_clean(path)
    return next(_main_parts(root), root)


def is_furniture(element: Element) -> bool:
    """Whether an element belongs to the page rather than to the document, or is hidden from readers."""
    rules = _rules()
    furniture = rules["furniture"]
    if element.tag in furniture["tags"] or element.attributes.get("role", "") in furniture["roles"]:
        return True
    return _is_hidden(element, rules["hidden"]) or (
        element.tag in furniture["named"] and _is_named(element, furniture["words"])
    )


@cache
def _rules() -> dict[str, Any]:
    """The words of ``data/rules/page.toml`` as sets."""
    data = resources.rules("page")
    return {
        part: {key: frozenset(values) for key, values in data[part].items()} for part in ("furniture", "hidden", "main")
    }


def _is_hidden(element: Element, hidden: dict[str, frozenset[str]]) -> bool:
    attributes = element.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style", "").lower().replace(" ", "")
    if style and any(declared in style for declared in hidden["styles"]):
        return True
    return "class" in attributes and not hidden["words"].isdisjoint(element.words_of("class"))


def _is_named(element: Element, words: frozenset[str]) -> bool:
    return any(not words.isdisjoint(element.words_of(name)) for name in ("class", "id") if name in element.attributes)


def _mottos(element: Element, above: list[Element], through_hidden: bool) -> Iterator[list[Element]]:
    """The paths from the root to the blocks that show a motto."""
    path = [*above, element]
    if element.tag in BLOCK and _shows_motto(element):
        yield path
    for child in element.elements():
        if not is_furniture(child) or (through_hidden and "hidden" in child.attributes):
            yield from _mottos(child, path, through_hidden)


def _shows_motto(element: Element) -> bool:
    words = ""
    for word in _own_words(element):
        words += word
        if len(words) > LONGEST_LETTERHEAD:
            return False
    words = " ".join(words.split())
    return any(rule.pattern.search(words) for rule in load_rules("page"))


def _own_words(element: Element) -> Iterator[str]:
    """The words of a block that stand in no block within it."""
    for child in element.children:
        if isinstance(child, Words):
            yield child.text
        elif child.tag not in BLOCK and not is_furniture(child):
            yield from _own_words(child)


def _words_of(element: Element, but: Element | None = None) -> Iterator[str]:
    """The words of an element and of all within it, without furniture and without the element ``but``."""
    for child in element.children:
        if isinstance(child, Words):
            yield child.text
        elif child is not but and not is_furniture(child):
            yield from _words_of(child)


def _widest_clean(path: list[Element]) -> Element:
    """From the motto outwards: the smallest element with a body, then as wide as no furniture comes in."""
    tables = [depth for depth, element in enumerate(path) if element.tag == "table"]
    depth = tables[-1] if tables else len(path) - 1
    letterhead = size = _size(path[depth])
    while depth > 0 and size < LEAST_BODY * letterhead:
        size += _size(path[depth - 1], path[depth])
        depth -= 1
    while depth > 0 and not is_furniture(path[depth]) and not _has_furniture(path[depth - 1], path[depth]):
        depth -= 1
    return path[depth]


def _size(element: Element, but: Element | None = None) -> int:
    return sum(len(word) for words in _words_of(element, but) for word in words.split())


def _has_furniture(element: Element, but: Element) -> bool:
    """Whether it brings furniture; scripts, styles and what is hidden stand in documents of their own as well."""
    for child in element.elements():
        if child is but or child.tag in _ANYWHERE or _is_hidden(child, _rules()["hidden"]):
            continue
        if is_furniture(child) or _has_furniture(child, but):
            return True
    return False


def _main_parts(element: Element) -> Iterator[Element]:
    main = _rules()["main"]
    for child in element.elements():
        if child.tag in main["tags"] or child.attributes.get("role", "") in main["roles"]:
            yield child
        elif not is_furniture(child):
            yield from _main_parts(child)
