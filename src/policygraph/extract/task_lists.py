"""Tasks from lists: a numbered item whose labels say who leads, who takes part and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policygraph.extract.agencies import read_agency_list
from policygraph.extract.assignments import Agencies, read_assignment
from policygraph.extract.deadlines import find_deadlines, read_deadlines
from policygraph.extract.drafts import ItemDraft, Passages
from policygraph.extract.families import Families
from policygraph.extract.role_labels import LabelledValue, find_labelled_values
from policygraph.model import DeadlineMention, Outline, Provision

Labelled = dict[str, tuple[LabelledValue, ...]]  # by element id
_ASSIGNING = {"lead", "coordinate", "deadline", "content"}
LONGEST_NAME = 40
MOST_LEADS = 2


def list_tasks(outline: Outline, unified: str, family: Families, passages: Passages) -> Iterator[ItemDraft]:
    """Every provision whose own words or direct children carry a label of lead, or of both others."""
    labelled = {p.eid: find_labelled_values(unified, p.body_start, p.head_end) for p in outline.provisions}
    for provision in outline.provisions:
        if provision.kind in ("preamble", "closing"):
            continue
        values = _values(provision, family, labelled)
        if not _assigns(values) or _is_label_itself(provision, labelled):
            continue
        task = _task(outline, unified, provision, family, values, passages)
        if task.end > task.start:
            yield task


def _values(provision: Provision, family: Families, labelled: Labelled) -> list[LabelledValue]:
    found = list(labelled[provision.eid])
    for child in family.children.get(provision.eid, []):
        found += [_with_list(value, child) for value in _of_the_item(labelled[child.eid], child)]
    return found


def _of_the_item(values: tuple[LabelledValue, ...], child: Provision) -> list[LabelledValue]:
    """The labels of a child that speak of the item above: all of "- Chủ trì: …; phối hợp: …; thời gian: …".

    What is labelled as content is described by the labels behind it itself.
    """
    if values and _opens(values[0], child) and values[0].role != "content":
        return list(values)
    return [value for value in values if _opens(value, child)]


def _with_list(value: LabelledValue, child: Provision) -> LabelledValue:
    """A label whose line is empty speaks of the dashes below it."""
    return replace(value, end=child.end) if value.start >= value.end else value


def _opens(value: LabelledValue, child: Provision) -> bool:
    """A label inside a child's own description makes the child the task, not its parent."""
    return value.label_start - child.body_start <= 3


def _assigns(values: list[LabelledValue]) -> bool:
    roles = [value.role for value in values]
    if roles.count("lead") > MOST_LEADS:  # a list whose items have labels of their own
        return False
    return "lead" in roles or {"coordinate", "deadline"} <= set(roles)


def _is_label_itself(provision: Provision, labelled: Labelled) -> bool:
    """ "a) Cơ quan chủ trì: …" is a label of the item above it, not an item."""
    values = labelled[provision.eid]
    return bool(values) and values[0].label_start - provision.body_start <= 3 and values[0].role in _ASSIGNING


def _task(
    outline: Outline,
    unified: str,
    provision: Provision,
    family: Families,
    values: list[LabelledValue],
    passages: Passages,
) -> ItemDraft:
    start, end = _description(unified, provision, family, values)
    lead, coordinate = _agencies(unified, values)
    return ItemDraft(
        kind="task",
        eid=provision.eid,
        ordinal=provision.label.rstrip(".:)/ ") or None,
        path=provision.path,
        part=provision.part,
        group=_group(unified, provision, family),
        start=start,
        end=end,
        extent_end=provision.end,
        lead=lead,
        coordinate=coordinate,
        deadlines=_deadlines(outline, provision, (start, end), family, values, passages),
        rule="task-list-labels",
    )


def _description(unified: str, provision: Provision, family: Families, values: list[LabelledValue]) -> tuple[int, int]:
    """The item's own words up to its first label; under a mere name ("Hoạt động 1"), those labelled as content."""
    content = next((v for v in values if v.role == "content"), None)
    own = [value for value in values if value.label_start < provision.head_end]
    end = own[0].label_start if own else provision.head_end
    end = provision.body_start + len(unified[provision.body_start : end].rstrip(" \n(;–-"))
    if content is None or end - provision.body_start > LONGEST_NAME:
        return provision.body_start, end
    below = [p for p in family.descendants(provision.eid) if content.start <= p.start < content.end]
    if below:  # the content is a list: its first dash says what it is about
        return below[0].body_start, below[0].head_end
    return content.start, content.end


def _group(unified: str, provision: Provision, family: Families) -> str | None:
    parent = family.by_eid.get(provision.parent or "")
    return " ".join(unified[parent.body_start : parent.head_end].split()).rstrip(":. ") if parent else None


def _agencies(unified: str, values: list[LabelledValue]) -> tuple[Agencies, Agencies]:
    """A value labelled as lead may name both ("Sở X chủ trì, phối hợp với Sở Y")."""
    pairs = [read_assignment(unified, v.start, v.end) for v in values if v.role == "lead"]
    labelled = [a for v in values if v.role == "coordinate" for a in read_agency_list(unified, v.start, v.end)]
    lead = tuple(a for leads, _ in pairs for a in leads)
    return lead, (*labelled, *(a for _, others in pairs for a in others))


def _deadlines(
    outline: Outline,
    provision: Provision,
    description: tuple[int, int],
    family: Families,
    values: list[LabelledValue],
    passages: Passages,
) -> tuple[DeadlineMention, ...]:
    """The labelled deadline; without one, the days that the description itself sets."""
    content = outline.text.content
    labelled = tuple(
        d for v in values if v.role == "deadline" for d in read_deadlines(content, v.start, v.end, year=passages.year)
    )
    if labelled:
        return labelled
    spans = [description, *((v.start, v.end) for v in values if v.rule == "label-bracket")]
    spans += [(c.start, c.end) for c in family.children.get(provision.eid, []) if c.kind == "para"]
    return tuple(d for s, e in spans for d in find_deadlines(content, s, e, year=passages.year, exclude=passages.cited))
