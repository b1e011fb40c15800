"""The paragraphs of a document as relations need them: what kind of paragraph, and whose words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policygraph.extract.relation_rules import FRAGMENT
from policygraph.extract.relations import Passage
from policygraph.extract.task_tables import INDICATOR_ROW, TASK_ROW
from policygraph.grammar.folding import unify
from policygraph.model import HeaderMention, ItemMention, Outline, Provision

_ZONES = {"preamble": "preamble", "closing": "paragraph", "art": "article", "para": "paragraph"}
_NORMS = {"L", "BL", "PL", "NĐ", "TT", "TTLT", "HP"}


def find_passages(outline: Outline, items: Sequence[ItemMention], header: HeaderMention) -> tuple[Passage, ...]:
    """The paragraphs in reading order. ``kind``: title | preamble | item | article | annex-note | paragraph.

    Numbered elements of a plan are "item"; those of a law or decree are parts of their article. A text with
    neither a head nor a body is a "fragment".
    """
    found = [*_provisions(outline, header), *_rows(items), *_notes(outline)]
    if all(leaf.kind == "preamble" for leaf in outline.leaves):
        found = [replace(passage, kind=FRAGMENT) for passage in found]
    return tuple(sorted(found, key=lambda passage: passage.start))


def _provisions(outline: Outline, header: HeaderMention) -> Iterator[Passage]:
    articles: set[str] = set()
    unified = unify(outline.text.content)
    for provision in outline.provisions:
        inside = provision.kind == "art" or provision.parent in articles
        if inside:
            articles.add(provision.eid)
        yield Passage(
            provision.start,
            provision.head_end,
            provision.eid,
            _kind(unified, provision, inside, header),
            provision.part,
        )


def _kind(unified: str, provision: Provision, in_article: bool, header: HeaderMention) -> str:
    if provision.kind in ("preamble", "closing"):
        return _ZONES[provision.kind]
    if header.text_type == "CV" and unified.startswith("Căn cứ ", provision.body_start):
        return "preamble"  # a letter lists its grounds as dashes
    if in_article or header.text_type in _NORMS:
        return "article"
    return "item"


def _rows(items: Sequence[ItemMention]) -> Iterator[Passage]:
    for item in items:
        if item.rule in (TASK_ROW, INDICATOR_ROW):
            yield Passage(item.start, item.end, item.eid, "item", item.part)


def _notes(outline: Outline) -> Iterator[Passage]:
    for leaf in outline.leaves:
        if leaf.kind in ("title", "annex-note"):
            yield Passage(leaf.start, leaf.end, leaf.eid, leaf.kind, leaf.eid.split("__")[0])
