"""Which agency a name at a given place names: by gazetteer, else by rule; with its post and its scope.

Everything here works on flattened words and gives offsets into them; ``agencies`` leads them back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import ahocorasick
import regex

from policygraph import resources
from policygraph.extract.agency_labels import capitalised, group_label, write_out
from policygraph.extract.agency_scopes import Scope, read_scope
from policygraph.extract.agency_spellings import spellings
from policygraph.extract.flattened import Flattened
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import AgencyMention


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the gazetteer, as far as reading needs it."""

    label: str
    kind: str
    level: str
    needs_scope: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """Flattened words with what may begin at each position: entries with their end, and rules."""

    flat: Flattened
    entries: dict[int, list[tuple[int, Entry]]]
    rules: dict[int, list[Rule]]
    in_list: bool


_KIND_OF_HEAD = {
    "Sở": "agency-department",
    "Thanh tra": "agency-inspectorate",
    "Văn phòng": "agency-office",
    "Viện": "agency-school",
    "Trường": "agency-school",
    "Học viện": "agency-school",
    "Đại học": "agency-school",
    "Công ty": "agency-enterprise",
    "Tổng công ty": "agency-enterprise",
    "Tập đoàn": "agency-enterprise",
    "Ngân hàng": "agency-enterprise",
    "Doanh nghiệp": "agency-enterprise",
    "Hợp tác xã": "agency-enterprise",
    "Điện lực": "agency-enterprise",
    "Quỹ": "agency-fund",
    "Báo": "agency-media",
    "Đài": "agency-media",
    "Tạp chí": "agency-media",
    "Cổng": "agency-media",
    "Hội": "agency-mass-organisation",
    "Hiệp hội": "agency-mass-organisation",
    "Liên hiệp": "agency-mass-organisation",
    "Liên minh": "agency-mass-organisation",
    "Liên đoàn": "agency-mass-organisation",
    "Tòa án": "agency-court",
}


@cache
def known_names() -> dict[str, Entry]:
    """Key of each spelling → the gazetteer's entry."""
    needing = set(resources.rules("agency")["needs_scope"])
    names: dict[str, Entry] = {}
    for row in resources.gazetteer("agencies"):
        entry = Entry(row["label"], row["kind"], row["level"], row["label"] in needing)
        for name in (row["label"], *filter(None, row["variants"].split(";"))):
            for spelling in spellings(name):
                names.setdefault(spelling, entry)
    return names


@cache
def rules_for(use: str) -> tuple[Rule, ...]:
    """The rules of data/rules/agency.toml with one ``use``."""
    return tuple(rule for rule in load_rules("agency") if rule.extra.get("use") == use)


@cache
def _automaton() -> ahocorasick.Automaton:
    """All names and all anchors of rules in one automaton: (entry or None, rules, length)."""
    anchored: dict[str, list[Rule]] = {}
    for use in ("name", "head", "office"):
        for rule in rules_for(use):
            for anchor in rule.anchors:
                anchored.setdefault(anchor, []).append(rule)
    automaton = ahocorasick.Automaton()
    names = known_names()
    for word in sorted(names.keys() | anchored.keys()):
        automaton.add_word(word, (names.get(word), tuple(anchored.get(word, ())), len(word)))
    automaton.make_automaton()
    return automaton


def scan(flat: Flattened, *, in_list: bool) -> Scan:
    """Find where names and rules may begin, in one pass over the words."""
    entries: dict[int, list[tuple[int, Entry]]] = {}
    rules: dict[int, list[Rule]] = {}
    lowered, size = flat.lowered, len(flat.lowered)
    for last, (entry, anchored, length) in _automaton().iter(lowered):
        start, end = last + 1 - length, last + 1
        if start and lowered[start - 1].isalnum():
            continue
        if end < size and lowered[end].isalpha():
            continue
        if entry:
            entries.setdefault(start, []).append((end, entry))
        for rule in anchored:
            if rule not in rules.setdefault(start, []):
                rules[start].append(rule)
    return Scan(flat, entries, rules, in_list)


@cache
def _guards() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    data = resources.rules("agency")
    return (
        regex.compile(data["not_after"], regex.VERBOSE),
        regex.compile(data["not_before"], regex.VERBOSE),
    )


def name_at(found: Scan, at: int) -> AgencyMention | None:
    """The agency whose name, or whose head's post, begins at a position of the scan's words."""
    for rule in found.rules.get(at, ()):
        if rule.extra["use"] == "office" and (match := rule.pattern.match(found.flat.words, at)):
            inner = _plain_name_at(found, match.end())
            if inner and inner.office is None:
                office = capitalised(write_out(match[0].removesuffix("của ")))
                return replace(inner, start=at, text=found.flat.words[at : inner.end], office=office)
    return _plain_name_at(found, at)


def _plain_name_at(found: Scan, at: int) -> AgencyMention | None:
    known = [pair for pair in found.entries.get(at, ()) if _allowed(found, at, pair[0])]
    if known:
        end, entry = max(known, key=lambda pair: pair[0])
        by_rule = _by_rules(found, at, open_too=False)
        mention = _from_entry(found, at, end, entry)
        return by_rule if by_rule and (not mention or by_rule.end > mention.end) else mention
    return _by_rules(found, at, open_too=True)


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
    words = found.flat.words
    central = entry.level == "central"
    scope = read_scope(words, end)
    if central and scope and not scope.label.startswith(("khu vực", "chi nhánh", "Khu vực", "Chi nhánh")):
        scope = None
    if entry.needs_scope and not scope and not found.in_list:
        return None
    return _named(words, at, end, entry.label, entry.kind, entry.level, scope, "agency-gazetteer")


def _named(
    words: str, at: int, end: int, label: str, kind: str, level: str, scope: Scope | None, rule: str
) -> AgencyMention:
    """A mention with its scope. A department's label leaves out the province: it is in ``place``."""
    if scope:
        end = scope.end
        level = scope.level if scope.level != "unknown" or level == "central" else level
        if kind != "agency-department" or scope.is_group:
            label = f"{label} {scope.label}"
    return AgencyMention(
        text=words[at:end],
        start=at,
        end=end,
        label=label,
        kind=kind,
        level=level,
        place=scope.place if scope else None,
        is_group=bool(scope and scope.is_group),
        rule=rule,
    )


def _by_rules(found: Scan, at: int, *, open_too: bool) -> AgencyMention | None:
    """The longest name that a rule reads here; a rule for open names only where nothing else does."""
    rules = [rule for rule in found.rules.get(at, ()) if rule.extra["use"] == "name"]
    closed = [rule for rule in rules if rule.id != "agency-open"]
    mentions = [mention for rule in closed if (mention := _from_rule(found, at, rule))]
    if not mentions and open_too:
        mentions = [mention for rule in rules if rule.id == "agency-open" and (mention := _open(found, at, rule))]
    return max(mentions, key=lambda mention: mention.end, default=None)


def _from_rule(found: Scan, at: int, rule: Rule) -> AgencyMention | None:
    if rule.extra.get("lists_only") and not found.in_list:
        return None
    words = found.flat.words
    match = rule.pattern.match(words, at)
    if not match:
        return None
    extra = rule.extra
    scope = read_scope(words, match.end()) if extra.get("scope") else None
    if extra.get("group"):
        label = group_label(match[0])
        return replace(
            _named(words, at, match.end(), label, extra["kind"], _group_level(label), None, rule.id), is_group=True
        )
    label = _rule_label(rule, match)
    return _named(words, at, match.end(), label, extra["kind"], extra.get("level", "unknown"), scope, rule.id)


def _rule_label(rule: Rule, match: regex.Match[str]) -> str:
    template = rule.extra.get("label")
    if not template:
        return capitalised(write_out(match[0]))
    parts = {name: write_out(regex.sub(r"(?i)\bub\b|^ủy ban$", "UBND", words)) for name, words in match.groupdict().items() if words}
    return str(template).format(**parts)


def _group_level(label: str) -> str:
    for word, level in (("tỉnh", "province"), ("thành phố", "province"), ("cấp huyện", "district"), ("cấp xã", "commune")):
        if word in label:
            return level
    return "central" if regex.match(r"Các (?:bộ|ban Đảng Trung ương)", label) else "unknown"


def _open(found: Scan, at: int, rule: Rule) -> AgencyMention | None:
    words = found.flat.words
    match = rule.pattern.match(words, at)
    if not match or not _allowed(found, at, match.end()):
        return None
    label = capitalised(write_out(match[0]))
    head = " ".join(match["head"].split()[:2])
    kind = _KIND_OF_HEAD.get(head) or _KIND_OF_HEAD.get(head.split()[0]) or "agency-other"
    level = "central" if regex.search(r"(?i)trung ương|quốc gia|Việt Nam", label) else "unknown"
    return _named(words, at, match.end(), label, kind, level, None, rule.id)
