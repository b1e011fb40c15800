"""Objectives and key tasks: what a plan wants, under headings that name no agency."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.extract.deadlines import find_deadlines
from policygraph.extract.document_itself import before_itself, is_about_itself
from policygraph.extract.drafts import ItemDraft, Passages
from policygraph.extract.families import Families
from policygraph.extract.role_labels import find_labelled_values
from policygraph.extract.sections import is_heading
from policygraph.model import ItemKind, Outline, Provision

SHORTEST_ITEM = 15
_GAP = 100  # no more than blank lines and bars stand between a heading and its table
_LONGEST_LABEL = 80
_LABELS = {"lead", "coordinate", "deadline", "product"}
_KINDS: dict[str, ItemKind] = {"objective": "objective", "key-task": "key-task"}


def plan_items(
    outline: Outline, unified: str, family: Families, roles: dict[str, str], taken: set[str], passages: Passages
) -> Iterator[ItemDraft]:
    """The leaves of sections of objectives and of key tasks that are no other item already."""
    folded: set[str] = set()
    above_tables = _above_tables(outline)
    for provision in outline.provisions:
        kind = _KINDS.get(roles[provision.eid])
        if kind is None or provision.kind in ("preamble", "closing"):
            continue
        if provision.eid in taken or provision.eid in folded:
            continue
        inside = [p for p in family.descendants(provision.eid) if not is_about_itself(unified, p)]
        if inside and not _is_sentence_with_list(unified, provision, family):
            continue  # a heading: its leaves are the items
        folded |= {p.eid for p in inside}
        if _says_what(unified, provision) and not (provision.end in above_tables and is_heading(outline, provision)):
            yield _item(unified, provision, inside, kind, family, passages)


def _says_what(unified: str, provision: Provision) -> bool:
    """Whether the words are something to be done or reached: not who does it or when, not about the document itself."""
    if provision.head_end - provision.body_start < SHORTEST_ITEM or is_about_itself(unified, provision):
        return False
    opening = min(provision.head_end, provision.body_start + _LONGEST_LABEL)
    labels = find_labelled_values(unified, provision.body_start, opening)
    return not (labels and labels[0].role in _LABELS and labels[0].label_start == provision.body_start)


def _above_tables(outline: Outline) -> set[int]:
    """Where the words end that stand directly above a table."""
    befores = ((t.start, outline.text.content[max(0, t.start - _GAP) : t.start]) for t in outline.tables)
    return {start - len(before) + len(before.rstrip(" \n|")) for start, before in befores}


def _is_sentence_with_list(unified: str, provision: Provision, family: Families) -> bool:
    """ "c) Ban hành các quy định:" and the dashes after it are one item; "1. Mục đích:" is a heading."""
    words = unified[provision.body_start : provision.head_end].rstrip()
    children = family.children[provision.eid]
    only_dashes = all(child.kind == "indent" for child in children)
    return words.endswith(":") and only_dashes and provision.kind in ("point", "indent") and len(words) > 20


def _item(
    unified: str, provision: Provision, inside: list[Provision], kind: ItemKind, family: Families, passages: Passages
) -> ItemDraft:
    start = provision.body_start
    end = before_itself(unified, start, provision.head_end)
    extent = max((p.end for p in inside), default=end)
    parent = family.by_eid.get(provision.parent or "")
    return ItemDraft(
        kind=kind,
        eid=provision.eid,
        ordinal=provision.label.rstrip(".:)/ ") or None,
        path=provision.path,
        part=provision.part,
        group=" ".join(unified[parent.body_start : parent.head_end].split()).rstrip(":. ") if parent else None,
        start=start,
        end=end,
        extent_end=extent,
        deadlines=find_deadlines(unified, start, extent, year=passages.year, exclude=passages.cited),
        rule=f"{kind}-leaf",
    )
