"""Which agency a name at a given place names: by gazetteer, else by rule; with its post and its scope.

Everything here works on flattened words and gives offsets into them; ``agencies`` leads them back.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agency_labels import capitalised, group_label, with_plain_unit, write_out
from policygraph.extract.agency_scan import Entry, Scan, rules_at
from policygraph.extract.agency_scopes import Scope, read_scope
from policygraph.grammar.rules import Rule
from policygraph.model import AgencyMention

_WITH_FULL_SCOPE = ("agency-peoples-committee", "agency-peoples-council")
_PARTY_LEVELS = {"Tỉnh": "province", "Thành": "province", "Huyện": "district", "Quận": "district", "Thị": "district"}
_LEVEL_WORDS = (
    ("cấp huyện", "district"),
    ("cấp xã", "commune"),
    ("tỉnh", "province"),
    ("thành phố", "province"),
)
_CENTRAL = regex.compile(r"(?i)trung ương|quốc gia|Việt Nam(?! - chi nhánh| chi nhánh)")
_UNNAMED = regex.compile(r"(?i)\bub\b|^ủy ban$")
_PART_OF = regex.compile(r" (?:- |(thuộc|của) )?")


@cache
def _guards() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    data = resources.rules("agency")
    return (
        regex.compile(data["not_after"], regex.VERBOSE),
        regex.compile(data["not_before"], regex.VERBOSE),
    )


@cache
def _units() -> tuple[str, ...]:
    return tuple(f"{unit} " for unit in resources.rules("agency")["units"])


@cache
def _group_tail() -> regex.Pattern[str]:
    duty = resources.rules("agency")["duty_words"]
    word = rf"(?:(?!{duty})[\p{{Ll}}\d]\p{{L}}*|(?!UB|HĐ|VP|BC)\p{{Lu}}{{2,}})"
    return regex.compile(rf"(?:\ (?:(?<=thuộc\ )(?:Sở|Bộ|Cục|Ban)\b|{word})){{1,14}}+", regex.VERBOSE)


def name_at(found: Scan, at: int) -> AgencyMention | None:
    """The agency whose name, or whose head's post, begins at a position of the scan's words."""
    for rule in rules_at(found, at, "office"):
        if match := rule.pattern.match(found.flat.words, at):
            inner = _plain_name_at(found, match.end())
            if inner:
                office = write_out(f"{match[0].removesuffix('của ')}{match['post'] or ''}")
                return replace(inner, start=at, text=found.flat.words[at : inner.end], office=capitalised(office))
    return _plain_name_at(found, at)


def _plain_name_at(found: Scan, at: int) -> AgencyMention | None:
    mention = _unowned_name_at(found, at)
    return _with_owner(found, mention) if mention else None


def _unowned_name_at(found: Scan, at: int) -> AgencyMention | None:
    """By gazetteer or closed rule, whichever reads more; by the open rule where both are silent."""
    mentions = [*_from_entries(found, at), *_from_rules(found, at)]
    longest = max(mentions, key=lambda mention: mention.end, default=None)
    if longest and not _goes_on(found, longest.end):
        return longest
    by_open = _open(found, at)
    return max(filter(None, (longest, by_open)), key=lambda mention: mention.end, default=None)


def _goes_on(found: Scan, end: int) -> bool:
    """Whether a name in a list goes on: a capital follows that begins no other name ("Khu kinh tế Đông Nam")."""
    follows = found.flat.words[end : end + 2]
    begins = end + 1 in found.entries or end + 1 in found.rules
    return found.in_list and follows[:1] == " " and follows[1:].isupper() and not begins


def _from_entries(found: Scan, at: int) -> list[AgencyMention]:
    mentions = [_from_entry(found, at, end, entry) for end, entry in found.entries.get(at, ())]
    return [mention for mention in mentions if mention and _allowed(found, at, mention.end)]


def _allowed(found: Scan, at: int, end: int) -> bool:
    """Whether the surroundings leave the name its meaning; running prose asks for a capital letter."""
    words = found.flat.words
    if found.in_list:
        return True
    after_law, before_noun = _guards()
    if not any(letter.isupper() for letter in words[at : at + 8]):
        return False
    return not after_law.search(words, max(0, at - 50), at) and not before_noun.match(words, end)


def _from_entry(found: Scan, at: int, end: int, entry: Entry) -> AgencyMention | None:
    scope = read_scope(found.flat.words, end)
    label, level = entry.label, entry.level
    if level == "central" and scope:
        if not entry.has_branches or scope.is_group:
            scope = None
        else:
            label, level = capitalised(write_out(found.flat.words[at:end])), "province"
    if entry.needs_scope and not scope and not (found.in_list and _ends_here(found, end)):
        return None
    return _named(found.flat.words, at, end, label, entry.kind, level, scope, "agency-gazetteer")


def _ends_here(found: Scan, end: int) -> bool:
    """Whether a name in a list is over here: nothing, or no further word, follows."""
    return not found.flat.words[end : end + 2].strip(" ,;.)-")


def _named(
    words: str, at: int, end: int, label: str, kind: str, level: str, scope: Scope | None, rule: str
) -> AgencyMention:
    """A mention with its scope. A department's label leaves out the province: it is in ``place``."""
    if scope:
        end = scope.end
        level = level if scope.level == "unknown" else scope.level
        if kind in _WITH_FULL_SCOPE:
            label = f"{label} {scope.full}"
        elif kind != "agency-department" or scope.is_group:
            label = f"{label} {scope.label}"
    place = scope.place if scope else None
    is_group = bool(scope and scope.is_group)
    return AgencyMention(words[at:end], at, end, label, kind, level, place, is_group, rule)


def _from_rules(found: Scan, at: int) -> list[AgencyMention]:
    closed = rules_at(found, at, "name")
    return [mention for rule in closed if (mention := _from_rule(found, at, rule))]


def _from_rule(found: Scan, at: int, rule: Rule) -> AgencyMention | None:
    match = rule.pattern.match(found.flat.words, at)
    if not match or (rule.extra.get("lists_only") and not found.in_list):
        return None
    if rule.extra.get("group"):
        return _group(found, match, rule)
    scope = read_scope(found.flat.words, match.end()) if rule.extra.get("scope") else None
    label = _rule_label(rule, match)
    level = _PARTY_LEVELS.get(label.split(" ", 1)[0], "unknown") if "ủy" in label.split(" ")[:2] else "unknown"
    level = rule.extra.get("level", level)
    return _named(found.flat.words, at, match.end(), label, rule.extra["kind"], level, scope, rule.id)


def _rule_label(rule: Rule, match: regex.Match[str]) -> str:
    template = rule.extra.get("label")
    if not template:
        return with_plain_unit(capitalised(write_out(match[0])))
    parts = {
        name: _UNNAMED.sub("UBND", words).replace("&", " và ") for name, words in match.groupdict().items() if words
    }
    return write_out(str(template).format(**parts))


def _group(found: Scan, match: regex.Match[str], rule: Rule) -> AgencyMention:
    """A group; in a cell the words that tell more of it belong to it ("các doanh nghiệp cung cấp dịch vụ …")."""
    words, end = found.flat.words, match.end()
    tail = _group_tail().match(words, end) if found.in_cell else None
    end = tail.end() if tail else end
    text = words[match.start() : end]
    label, kind = group_label(text), rule.extra["kind"]
    return AgencyMention(text, match.start(), end, label, kind, _group_level(label), None, True, rule.id)


def _group_level(label: str) -> str:
    for word, level in _LEVEL_WORDS:
        if word in label:
            return level
    return "central" if label.startswith(("Các bộ", "Các ban Đảng Trung ương")) else "unknown"


def _open(found: Scan, at: int) -> AgencyMention | None:
    """A body of a known kind under a name of its own, as far as the name can be told from what follows."""
    rule = next(iter(rules_at(found, at, "open")), None)
    match = rule.pattern.match(found.flat.words, at) if rule else None
    if not rule or not match or not _allowed(found, at, match.end()):
        return None
    label = with_plain_unit(capitalised(write_out(match[0])))
    kinds = resources.rules("agency")["kind_of_head"]
    kind = next((kinds[head] for head in (match["head"], match["head"].split()[0]) if head in kinds), "agency-other")
    level = "central" if _CENTRAL.search(label) else "unknown"
    return _named(found.flat.words, at, match.end(), label, kind, level, None, rule.id)


def _joint_with_owner(found: Scan, mention: AgencyMention) -> regex.Match[str] | None:
    """What stands between a unit and the body it is part of, or None where the name is no such unit's."""
    joint = _PART_OF.match(found.flat.words, mention.end)
    if mention.label.endswith("Đảng ủy"):  # dashes stand between bodies: "Đảng ủy - HĐND - UBND xã"
        return joint if joint and (joint[1] or joint[0] == " ") else None
    if mention.rule != "agency-open" or not mention.label.startswith(_units()):
        return None
    return joint if joint and (joint[1] or mention.label.startswith("Phòng ")) else None


def _with_owner(found: Scan, mention: AgencyMention) -> AgencyMention:
    """A unit with the body it is part of: "Phòng An ninh chính trị nội bộ Công an tỉnh", "Đảng ủy UBND tỉnh"."""
    joint = _joint_with_owner(found, mention)
    if not joint:
        return mention
    owner = _unowned_name_at(found, joint.end())
    if not owner or owner.kind == "agency-group":
        return mention
    label = f"{mention.label} {joint[1] or ''}".strip() + f" {owner.label}"
    text = found.flat.words[mention.start : owner.end]
    owned = replace(mention, end=owner.end, text=text, label=label)
    return replace(owned, level=owner.level, place=owner.place, is_group=owner.is_group)
