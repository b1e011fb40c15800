"""All items of a plan: assigned tasks, standing duties, objectives, key tasks, recurring reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from policygraph.extract.closing_leads import with_closing_lead
from policygraph.extract.drafts import ItemDraft, Passages
from policygraph.extract.duties import find_duties, sentence_duties
from policygraph.extract.families import Families, families
from policygraph.extract.instruments import find_instruments
from policygraph.extract.plan_items import plan_items
from policygraph.extract.reports import find_reports
from policygraph.extract.sections import section_roles
from policygraph.extract.targets import find_targets
from policygraph.extract.task_lists import list_tasks
from policygraph.extract.task_tables import table_tasks
from policygraph.grammar.folding import squeeze, unify
from policygraph.grammar.rules import load_rules, rule_pattern
from policygraph.model import CitationMention, HeaderMention, ItemMention, Outline

# Documents that set out what is to be done. Laws and decrees give duties too, but they are norms,
# not plans: their articles stay provisions.
PLANNING_TYPES = {"KH", "QĐ", "CT", "CTr", "ĐA", "DA", "PA", "NQ", "HD", "TB", "CĐ", "CV", "KL", "QC", None}

PLAN_TYPES = {"KH", "CTr", "ĐA", "DA", "PA", "CT"}
_CLAUSE_END = regex.compile(r"[.;]\s|\n\s*\n")


def find_items(
    outline: Outline, header: HeaderMention, citations: Sequence[CitationMention]
) -> tuple[ItemMention, ...]:
    """The items of a document in reading order. Empty for types that plan nothing (laws, decrees …)."""
    if header.text_type not in PLANNING_TYPES:
        return ()
    unified = unify(outline.text.content)
    family = families(outline)
    cited = tuple((c.start, c.end) for c in citations)
    passages = Passages(cited, tuple(_titles(unified, citations)), plan_year(header))
    tasks = [*table_tasks(outline, passages), *list_tasks(outline, unified, family, passages)]
    procedures = _says(header.title or "", "procedures")
    if procedures:
        tasks = []
    taken = _with_descendants(tasks, family)
    roles = section_roles(outline)
    duties = list(find_duties(outline, unified, family, roles, taken, passages))
    if procedures:
        duties = [duty for duty in duties if duty.part == "body"]  # annexes list procedures and who has them
    taken |= _with_descendants(duties, family)
    leaves = plan_items(outline, unified, family, _in_plans(outline, header, roles), taken, passages)
    others = [with_closing_lead(unified, draft) for draft in leaves]
    duties += [duty for draft in others for duty in sentence_duties(unified, draft, passages)]
    reports = list(find_reports(unified, [*duties, *others]))
    drafts = sorted([*tasks, *duties, *others, *reports], key=lambda d: (d.start, d.kind))
    drafts = [_without_past(draft, header.date) for draft in drafts]
    return tuple(_mention(unified, outline, draft, passages) for draft in drafts)


def _without_past(draft: ItemDraft, issued: str | None) -> ItemDraft:
    """Without days in running text that lie years before the document: they tell of something, nothing falls due."""
    if not issued or draft.kind == "task":
        return draft
    earliest = str(int(issued[:4]) - 1)
    kept = tuple(d for d in draft.deadlines if (d.last or d.first or earliest)[:4] >= earliest)
    return replace(draft, deadlines=kept) if len(kept) < len(draft.deadlines) else draft


def _titles(unified: str, citations: Sequence[CitationMention]) -> Iterator[tuple[int, int]]:
    """From each citation that a title follows to the end of its clause."""
    end = -1
    for citation in citations:
        if citation.title:
            if citation.end > end:  # else it stands in the clause of the one before: a long line is read once
                clause = _CLAUSE_END.search(unified, citation.end)
                end = clause.start() if clause else len(unified)
            yield citation.end, end


def _in_plans(outline: Outline, header: HeaderMention, roles: dict[str, str]) -> dict[str, str]:
    """The roles of provisions, without those of parts that are no plan: statutes, lists of procedures."""
    titles = {"body": header.title or ""}
    titles |= {a.eid: outline.text.content[a.title_start : a.title_end] for a in outline.annexes}
    plans = {part for part, title in titles.items() if _says(title, "plan")}
    if header.text_type in PLAN_TYPES or "body" in plans:
        return roles
    return {p.eid: roles[p.eid] if p.part in plans else "" for p in outline.provisions}


def _says(title: str, what: str) -> bool:
    words = squeeze(unify(title)).lower()
    return any(rule.pattern.search(words) for rule in load_rules("plan") if rule.extra["says"] == what)


def plan_year(header: HeaderMention) -> int | None:
    """The year of a plan of one year, told by its title ("… năm 2025"), else None."""
    title = header.title or ""
    years = {int(match["year"]) for match in rule_pattern("plan", "plan-year").finditer(title)}
    return years.pop() if len(years) == 1 and not _says(title, "period") else None


def _with_descendants(drafts: list[ItemDraft], family: Families) -> set[str]:
    own = {draft.eid for draft in drafts}
    return own | {p.eid for eid in own if eid in family.by_eid for p in family.descendants(eid)}


def _mention(unified: str, outline: Outline, draft: ItemDraft, passages: Passages) -> ItemMention:
    content = outline.text.content
    return ItemMention(
        kind=draft.kind,
        ordinal=draft.ordinal,
        path=draft.path,
        eid=draft.eid,
        part=draft.part,
        group=draft.group,
        description=squeeze(content[draft.start : draft.end]),
        start=draft.start,
        end=draft.end,
        extent_end=draft.extent_end,
        lead=draft.lead,
        coordinate=draft.coordinate,
        deadlines=draft.deadlines,
        instruments=find_instruments(unified, draft.start, _reach(draft), passages.titles),
        report_to=draft.report_to,
        via=draft.via,
        targets=find_targets(content, draft.start, draft.end) if draft.kind == "objective" else (),
        rule=draft.rule,
    )


def _reach(draft: ItemDraft) -> int:
    """The dashes under "Ban hành các quy định:" belong to the verb above them."""
    return draft.extent_end if draft.rule.endswith("-leaf") else draft.end
