"""Tasks from lists: a numbered item whose labels say who leads, who takes part and by when."""

from __future__ import annotations

from collections.abc import Iterator

from policygraph.extract.agencies import read_agency_list
from policygraph.extract.deadlines import find_deadlines, read_deadlines
from policygraph.extract.drafts import ItemDraft, Passages
from policygraph.extract.families import Families
from policygraph.extract.role_labels import LabelledValue, find_labelled_values
from policygraph.model import AgencyMention, DeadlineMention, Outline, Provision

_ASSIGNING = {"lead", "coordinate", "deadline"}


def list_tasks(outline: Outline, unified: str, family: Families, passages: Passages) -> Iterator[ItemDraft]:
    """Every provision whose own words or direct children carry a label of lead, or of both others."""
    for provision in outline.provisions:
        if provision.kind in ("preamble", "closing"):
            continue
        values = _values(unified, provision, family)
        if not _assigns(values) or _is_label_itself(unified, provision):
            continue
        yield _task(outline, unified, provision, family, values, passages)


def _values(unified: str, provision: Provision, family: Families) -> list[LabelledValue]:
    own = list(find_labelled_values(unified, provision.body_start, provision.head_end))
    for child in family.children.get(provision.eid, []):
        own += [v for v in find_labelled_values(unified, child.body_start, child.head_end) if _opens(v, child)]
    return own


def _opens(value: LabelledValue, child: Provision) -> bool:
    """A label inside a child's own description makes the child the task, not its parent."""
    return value.label_start - child.body_start <= 3 or child.kind == "point" or value.label_start == child.body_start


def _assigns(values: list[LabelledValue]) -> bool:
    roles = {value.role for value in values}
    return "lead" in roles or {"coordinate", "deadline"} <= roles


def _is_label_itself(unified: str, provision: Provision) -> bool:
    """ "a) Cơ quan chủ trì: …" is a label of the item above it, not an item."""
    values = find_labelled_values(unified, provision.body_start, provision.head_end)
    return bool(values) and values[0].label_start - provision.body_start <= 3 and values[0].role in _ASSIGNING


def _task(
    outline: Outline,
    unified: str,
    provision: Provision,
    family: Families,
    values: list[LabelledValue],
    passages: Passages,
) -> ItemDraft:
    own = [value for value in values if value.label_start < provision.head_end]
    end = own[0].label_start if own else provision.head_end
    end = provision.body_start + len(unified[provision.body_start : end].rstrip(" \n(;–-"))
    group = _group(unified, provision, family)
    return ItemDraft(
        kind="task",
        eid=provision.eid,
        ordinal=provision.label.rstrip(".)/ ") or None,
        path=provision.path,
        part=provision.part,
        group=group,
        start=provision.body_start,
        end=end,
        extent_end=provision.end,
        lead=_agencies(outline, values, "lead"),
        coordinate=_agencies(outline, values, "coordinate"),
        deadlines=_deadlines(outline, provision, end, family, values, passages),
        rule="task-list-labels",
    )


def _group(unified: str, provision: Provision, family: Families) -> str | None:
    parent = family.by_eid.get(provision.parent or "")
    return " ".join(unified[parent.body_start : parent.head_end].split()).rstrip(":. ") if parent else None


def _agencies(outline: Outline, values: list[LabelledValue], role: str) -> tuple[AgencyMention, ...]:
    content = outline.text.content
    return tuple(a for v in values if v.role == role for a in read_agency_list(content, v.start, v.end))


def _deadlines(
    outline: Outline, provision: Provision, end: int, family: Families, values: list[LabelledValue], passages: Passages
) -> tuple[DeadlineMention, ...]:
    """The labelled deadline; without one, the days that the description itself sets."""
    content = outline.text.content
    labelled = tuple(
        d for v in values if v.role == "deadline" for d in read_deadlines(content, v.start, v.end, year=passages.year)
    )
    if labelled:
        return labelled
    spans = [(provision.body_start, end)]
    spans += [(c.start, c.end) for c in family.children.get(provision.eid, []) if c.kind == "para"]
    return tuple(d for s, e in spans for d in find_deadlines(content, s, e, year=passages.year, exclude=passages.cited))
