"""Key tasks that close with who does them: "Kiểm kê nguồn thải. Sở … chủ trì, phối hợp với Sở …", or in brackets."""

from __future__ import annotations

from dataclasses import replace

from policygraph.extract.agencies import read_agency_run
from policygraph.extract.agency_runs import agency_head
from policygraph.extract.drafts import ItemDraft
from policygraph.grammar.rules import named_rule, rule_pattern


def with_closing_lead(unified: str, draft: ItemDraft) -> ItemDraft:
    """A key task as the task it is, where its last words say nothing but who does it and by when.

    A sentence that says what he has to do is a duty of its own.
    """
    opening = named_rule("duty", "lead-sentence")
    if draft.kind != "key-task" or not opening.applies(unified[draft.start : draft.end].lower()):
        return draft
    for sentence in opening.finditer(unified, draft.start, draft.end):
        head = agency_head(unified, sentence.end(), draft.end)
        verb = rule_pattern("duty", "lead-verb").match(unified[head.end : draft.end]) if head else None
        if head is None or verb is None or head.addressed:
            continue
        behind = head.end + verb.end()
        others = read_agency_run(unified, behind, draft.end)
        rest = unified[others[-1].end if others else behind : draft.end]
        if rule_pattern("duty", "lead-rest").match(rest):
            end = draft.start + len(unified[draft.start : sentence.start()].rstrip(" \n;"))
            return replace(
                draft, kind="task", end=end, lead=head.agencies, coordinate=others, rule="task-closing-sentence"
            )
    return draft
