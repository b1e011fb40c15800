"""Lists of agencies: split between the names, never inside one; a kind said once belongs to all that follow."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agency_labels import capitalised, scope_label, write_out
from policygraph.extract.agency_names import Scan, known_names, name_at, rules_for
from policygraph.grammar.folding import key
from policygraph.model import AgencyMention

_BRACKET = regex.compile(r"\([^()]{0,300}+\)?|\[[^\[\]]{0,300}+\]?")
_STOP = regex.compile(r" ?[,;•|(\[]| và | & | \+ |\.(?:\s|$)| - |$")
_HARD_STOP = regex.compile(r" ?[;•|(\[,]|\.(?:\s|$)|$")
_JOIN = regex.compile(r"(?:\s*[,;]\s*(?:và |cùng |cùng với )?|\s+(?:và|cùng|cùng với|&)\s+|\s*\([^()]{0,120}+\))+")
_HEADS = ("Sở", "Bộ", "Phòng", "Ban", "Hội")


@cache
def _nothing() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{resources.rules('agency')['nothing']})?[\s.\-–…/]*")


def read_names(found: Scan) -> list[AgencyMention]:
    """All agencies of a list, offsets into the scan's words."""
    words = found.flat.words
    if _nothing().fullmatch(words):
        return []
    mentions: list[AgencyMention] = []
    head: str | None = None
    at = 0
    while at < len(words):
        at, head, mention = _next(found, at, head, mentions)
        if mention:
            mentions.append(mention)
    return _with_shared_scope(mentions)


def read_run(found: Scan) -> list[AgencyMention]:
    """The agencies that follow one another from the first word on, up to the first other word."""
    words = found.flat.words
    mentions: list[AgencyMention] = []
    at = len(words) - len(words.lstrip(" :-"))
    head: str | None = None
    while mention := name_at(found, at) or _headed(found, at, head):
        mentions.append(mention)
        head = _head_of(mention)
        joint = _JOIN.match(words, mention.end)
        if not joint:
            break
        at = joint.end()
    return _with_shared_scope(mentions)


def _next(
    found: Scan, at: int, head: str | None, before: list[AgencyMention]
) -> tuple[int, str | None, AgencyMention | None]:
    """One step: (where to go on, the kind of agency that is understood, the agency read)."""
    words = found.flat.words
    skipped = rules_for("separator")[0].pattern.match(words, at) or _BRACKET.match(words, at)
    if skipped:
        return skipped.end(), head, None
    shared = _shared_head(found, at)
    if shared:
        return shared[0], shared[1] + ":", None
    mention = name_at(found, at) or _headed(found, at, head)
    if mention:
        return _after(found, mention), _kept_head(head, mention), mention
    return _unknown(found, at, head, bool(before))


def _shared_head(found: Scan, at: int) -> tuple[int, str] | None:
    for rule in found.rules.get(at, ()):
        if rule.extra["use"] == "head" and (match := rule.pattern.match(found.flat.words, at)):
            groups = match.groupdict()
            unit = f"Ủy ban nhân dân {scope_label(groups['unit'])}" if groups.get("unit") else None
            return match.end(), unit or capitalised(groups["head"])
    return None


def _head_of(mention: AgencyMention) -> str | None:
    first = mention.label.split(" ", 1)[0]
    return first if first in _HEADS and not mention.is_group else None


def _kept_head(head: str | None, mention: AgencyMention) -> str | None:
    """A head given with a colon holds until another name brings its own."""
    if head and mention.label.startswith(head.rstrip(":")):
        return head
    return _head_of(mention)


def _headed(found: Scan, at: int, head: str | None) -> AgencyMention | None:
    """A known agency named without its kind ("Sở Tài chính, Xây dựng"): the longest that fits."""
    words = found.flat.words
    if not head or at >= len(words) or not words[at].isupper():
        return None
    kind = head.rstrip(":")
    window = words[at : at + 80]
    ends = [m.start() for m in regex.finditer(r" ?[,;.(/&]| và | - |$", window)]
    for end in sorted(ends, reverse=True):
        entry = known_names().get(key(f"{kind} {window[:end]}"))
        if entry:
            return AgencyMention(
                window[:end], at, at + end, entry.label, entry.kind, entry.level, None, False, "agency-shared-head"
            )
    return None


def _after(found: Scan, mention: AgencyMention) -> int:
    """Where to go on: past a remark that adds no agency ("thúc đẩy, theo dõi, báo cáo chỉ tiêu")."""
    words = found.flat.words
    rest = regex.compile(r" (?=\p{Ll})(?!và |cùng |phối hợp |với |chủ trì)").match(words, mention.end)
    if not rest or rest.end() in found.rules or rest.end() in found.entries:
        return mention.end
    stop = _STOP.search(words, rest.end())
    end = stop.start() if stop else len(words)
    inside = [start for start in sorted({*found.rules, *found.entries}) if rest.end() < start < end and name_at(found, start)]
    return inside[0] if inside else end


def _unknown(
    found: Scan, at: int, head: str | None, follows: bool
) -> tuple[int, str | None, AgencyMention | None]:
    """Words that no rule knows: an agency of its own label where they look like a name."""
    words = found.flat.words
    end = _unknown_end(found, at)
    label = write_out(words[at:end])
    if head and head.endswith(":") and label[:1].isupper():
        label = f"{head.rstrip(':')} {label}"
    elif follows and not label[:1].isupper():
        return end, head, None
    if not any(letter.isalpha() for letter in label):
        return max(end, at + 1), head, None
    kind = "agency-department" if label.startswith("Sở ") else "agency-other"
    if label.startswith("Ủy ban nhân dân "):
        kind = "agency-peoples-committee"
    mention = AgencyMention(words[at:end], at, end, capitalised(label), kind, "unknown", None, False, "agency-as-written")
    return max(end, at + 1), head, mention


def _unknown_end(found: Scan, at: int) -> int:
    """An unknown name ends at a comma, a bracket, or where a known one begins after "và"."""
    words = found.flat.words
    for stop in _STOP.finditer(words, at + 1):
        if _HARD_STOP.match(words, stop.start()):
            return stop.start()
        if stop.end() in found.entries or name_at(found, stop.end()):
            return stop.start()
    return len(words)


def _with_shared_scope(mentions: list[AgencyMention]) -> list[AgencyMention]:
    """"HĐND, UBND tỉnh": the scope said last holds for the bodies named just before."""
    shared = {"agency-peoples-council": "Hội đồng nhân dân", "agency-party": "Đảng ủy"}
    for index in range(len(mentions) - 1, 0, -1):
        one, after = mentions[index - 1], mentions[index]
        bare = shared.get(one.kind)
        scope = after.label.removeprefix("Ủy ban nhân dân ")
        if bare and one.label == bare and scope != after.label:
            mentions[index - 1] = replace(
                one, label=f"{bare} {scope}", level=after.level, place=after.place, is_group=after.is_group
            )
    return mentions
