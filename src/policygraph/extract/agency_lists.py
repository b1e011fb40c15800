"""Lists of agencies: split between the names, never inside one; a kind said once belongs to all that follow."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cache

import regex

from policygraph import resources
from policygraph.extract.agency_labels import capitalised, scope_label, write_out
from policygraph.extract.agency_names import name_at
from policygraph.extract.agency_scan import Scan, known_names, rules_at, rules_for, scan
from policygraph.extract.agency_scopes import known_province
from policygraph.extract.flattened import flatten
from policygraph.grammar.folding import key
from policygraph.model import AgencyMention

_BRACKET = regex.compile(r"\([^()]{0,400}+\)|\[[^\[\]]{0,400}+\]|[()\[\]]")
_STOP = regex.compile(r" ?[,;•|(\[]| và | & | \+ | - |\.(?:\s|$)|$")
_SOFT_STOPS = ("và", "&", "-", "+")  # all others end a name for certain
_REMARK = regex.compile(r" (?=\p{Ll})(?!(?:và|cùng|phối hợp|với|chủ trì)(?!\p{L}))")
_JOINT = regex.compile(r"(?: ?[,;] ?(?:và |cùng với |cùng )?| (?:và|cùng với|cùng|&) | ?\([^()]{0,200}+\))+")
_SENTENCE_END = regex.compile(r"\. ?$")
_WORD_END = regex.compile(r"[ ,;.(/&]|$")
_OWNED = regex.compile(r" (?:của|thuộc) ")
_HEADS = ("Sở", "Bộ", "Phòng", "Ban", "Hội")
_COMMITTEE = "Ủy ban nhân dân"
_SCOPED = ("Đảng ủy", "Hội đồng nhân dân", _COMMITTEE, "Ủy ban Mặt trận Tổ quốc Việt Nam")  # one at each level
_UNIT = regex.compile(r"(?i:thành phố|thị xã|thị trấn|đặc khu|huyện|quận|xã|phường) (?=\p{Lu})")
_PLACE = regex.compile(r"\p{Lu}\p{L}*(?:[ -]\p{Lu}\p{L}*){0,4}")
_UNITS = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_OF_A_UNIT = regex.compile(rf" {_UNITS}:?$")
_SEVERAL = regex.compile(r",| và ")
_OVER_PLACES = regex.compile(
    rf"(?i:[^:;.\n]{{2,80}} các (?P<units>{_UNITS}(?:(?:, | và ){_UNITS}){{0,3}})) ?: ?(?=\p{{Lu}})"
)
_TWO_WORDS = regex.compile(r"\p{Lu}\p{Ll}*[ -]\p{Lu}")
_LONGEST_NAME = 120
_SMALL_AFTER_COMMA = regex.compile(r", (?=\p{Ll})")
_OFFICES = ("Cục ", "Tổng cục ", "Chi cục ", "Vụ ", "Phòng ", "Ban ")
_MOST_MORE = 5  # words


@cache
def _nothing() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{resources.rules('agency')['nothing']})?[\s.\-…/]*")


def read_names(found: Scan) -> list[AgencyMention]:
    """All agencies of a list, offsets into the scan's words."""
    words = found.flat.words
    mentions: list[AgencyMention] = []
    if _nothing().fullmatch(words):
        return mentions
    head: str | None = None
    at = 0
    while at < len(words):
        at, head, mention = _step(found, at, head, follows=bool(mentions))
        if mention:
            mentions.append(mention)
    return _with_shared_scope(mentions)


def read_run(found: Scan, at: int = 0) -> list[AgencyMention]:
    """The agencies that follow one another from a position on, up to the first other word."""
    words = found.flat.words
    mentions: list[AgencyMention] = []
    head: str | None = None
    while True:
        if shared := _shared_head(found, at):
            at, head = shared[0], f"{shared[1]}:"
        mention = _name_or_known(found, at, head)
        if not mention:
            return _with_shared_scope(mentions)
        mentions.append(mention)
        joint = _JOINT.match(words, mention.end)
        if not joint:
            return _with_shared_scope(mentions)
        head = None if ";" in joint[0] else _head_after(head, mention)
        at = joint.end()


def read_under_head(found: Scan, at: int) -> list[AgencyMention]:
    """The agencies of "các Sở: Tài chính, Nội vụ …" where such words begin, else none; the first takes these in."""
    named = read_run(found, at) if _shared_head(found, at) else []
    return [replace(named[0], start=at), *named[1:]] if named else []


def _step(found: Scan, at: int, head: str | None, *, follows: bool) -> tuple[int, str | None, AgencyMention | None]:
    """Where to go on, the kind of agency that is understood from there, and the agency read."""
    skipped = rules_for("separator")[0].pattern.match(found.flat.words, at) or _BRACKET.match(found.flat.words, at)
    if skipped:
        return skipped.end(), head, None
    if shared := _shared_head(found, at):
        return shared[0], f"{shared[1]}:", None
    if mention := _name_or_known(found, at, head):
        mention = _with_more_of_name(found, mention)
        return _after_remark(found, mention), _head_after(head, mention), mention
    end = max(_end_of_unknown(found, at), at + 1)
    if follows and _SENTENCE_END.search(found.flat.words, max(0, at - 2), at):  # the list was over with its sentence
        return end, head, None
    return end, head, _unknown(found.flat.words[at:end], at, head, follows=follows)


# ------------------------------------------------------------------ the kind said once


def _shared_head(found: Scan, at: int) -> tuple[int, str] | None:
    """Past "các Sở:" or "Giám đốc các Sở:" and the kind it names, or None."""
    for rule in rules_at(found, at, "office"):
        if post := rule.pattern.match(found.flat.words, at):
            at = post.end()
    for rule in rules_at(found, at, "head"):
        if match := rule.pattern.match(found.flat.words, at):
            unit = match.groupdict().get("unit")
            return match.end(), f"{_COMMITTEE} {scope_label(unit)}" if unit else capitalised(match["head"])
    return _head_over_places(found, at)


def _head_over_places(found: Scan, at: int) -> tuple[int, str] | None:
    """Past "Sở Y tế các tỉnh:" and what each place behind it has: "Sở Y tế tỉnh"; of several units none is sure."""
    match = _OVER_PLACES.match(found.flat.words, at)
    named = name_at(found, at) if match else None
    if not match or not named or named.end != match.end("units") or not _place_at(found, match.end()):
        return None
    base, unit = named.label.rpartition(" các ")[0], scope_label(match["units"])
    return match.end(), base if _SEVERAL.search(unit) else f"{base} {unit}"


def _head_after(head: str | None, mention: AgencyMention) -> str | None:
    """A kind given with a colon holds until a name brings another."""
    if head and (mention.label.startswith(head.rstrip(":")) or mention.rule == "agency-shared-head"):
        return head
    unit = _UNIT.match(mention.place or "") if mention.label.startswith(_COMMITTEE) else None
    if unit:
        return f"{_COMMITTEE} {unit[0].lower()}"
    first = mention.label.split(" ", 1)[0]
    return first if first in _HEADS and not mention.is_group else None


def _name_or_known(found: Scan, at: int, head: str | None) -> AgencyMention | None:
    """A name with its kind or without; after "các Bộ:" "Công an" is the ministry, not the police."""
    if head and head.endswith(":"):
        return _known_under(found, at, head) or name_at(found, at) or _place_under(found, at, head)
    return name_at(found, at) or _known_under(found, at, head)


def _known_under(found: Scan, at: int, head: str | None) -> AgencyMention | None:
    """A known agency named without its kind ("Sở Tài chính, Xây dựng"): the longest that fits."""
    window = found.flat.words[at : at + _LONGEST_NAME]
    if not head or not window[:1].isupper():
        return None
    ends = [match.start() for match in _WORD_END.finditer(window)]
    for end in reversed(ends):
        entry = known_names().get(key(f"{head.rstrip(':')} {window[:end]}"))
        if entry:
            label, kind, level = entry.label, entry.kind, entry.level
            return AgencyMention(window[:end], at, at + end, label, kind, level, None, False, "agency-shared-head")
    return None


def _place_under(found: Scan, at: int, head: str) -> AgencyMention | None:
    """The agency of a place that stands alone: "Ba Tri" after "UBND các huyện:", a province after any kind."""
    place = _place_at(found, at)
    if not place or not (_OF_A_UNIT.search(head) or known_province(place)):
        return None
    headed = _under_head(place, head)
    return replace(headed, text=place, start=at, end=at + len(place), rule="agency-shared-head") if headed else None


def _place_at(found: Scan, at: int) -> str | None:
    """A place without its unit; one word with a capital, unless it is a province, is a verb ("Phối hợp …")."""
    place = _PLACE.match(found.flat.words, at)
    return place[0] if place and (_TWO_WORDS.match(place[0]) or known_province(place[0])) else None


# ------------------------------------------------------------------ remarks and unknown names


def _after_remark(found: Scan, mention: AgencyMention) -> int:
    """Past words after a name that add no agency ("thúc đẩy, theo dõi, báo cáo chỉ tiêu")."""
    words = found.flat.words
    remark = _REMARK.match(words, mention.end)
    if not remark or name_at(found, remark.end()):
        return mention.end
    stop = _STOP.search(words, remark.end())
    end = stop.start() if stop else len(words)
    return _next_name(found, remark.end(), end) or end


def _next_name(found: Scan, start: int, end: int) -> int | None:
    for at in found.starts[bisect_right(found.starts, start) :]:
        if at >= end:
            return None
        if name_at(found, at):
            return at
    return None


def _with_more_of_name(found: Scan, mention: AgencyMention) -> AgencyMention:
    """The name of an office goes on past a comma with small letters: "Cục Quản lý Khám, chữa bệnh"."""
    words = found.flat.words
    comma = _SMALL_AFTER_COMMA.match(words, mention.end)
    if mention.rule != "agency-open" or not mention.label.startswith(_OFFICES) or not comma:
        return mention
    end = _end_of_unknown(found, comma.end())
    more = words[comma.end() : end]
    if len(more.split()) > _MOST_MORE or name_at(found, comma.end()) or _no_name().match(more):
        return mention
    return replace(mention, text=f"{mention.text}, {more}", end=end, label=f"{mention.label}, {write_out(more)}")


def _end_of_unknown(found: Scan, at: int) -> int:
    """An unknown name ends at a comma or bracket, or at "và" before a known one; "của các sở, ban" stays whole."""
    words = found.flat.words
    owned = _OWNED.search(words, at, at + _LONGEST_NAME)
    for stop in _STOP.finditer(words, at):
        if owned and owned.end() <= stop.start() and (owner := name_at(found, owned.end())):
            return owner.end
        soft = stop[0].strip() in _SOFT_STOPS
        if not soft or name_at(found, stop.end()) or _UNIT.match(words, stop.end()):
            return int(stop.start())
    return len(words)


def _unknown(words: str, at: int, head: str | None, *, follows: bool) -> AgencyMention | None:
    """Words that no rule knows: an agency of its own label where they look like a name."""
    label = write_out(words)
    if not any(letter.isalpha() for letter in label) or _no_agency().match(label):
        return None
    end = at + len(words)
    if headed := _under_head(label, head):
        return replace(headed, text=words, start=at, end=end, rule="agency-shared-head")
    if follows and not label[:1].isupper() and not _a_body().match(label):
        return None
    label = capitalised(label)
    return AgencyMention(words, at, end, label, "agency-other", "unknown", None, False, "agency-as-written")


def _under_head(label: str, head: str | None) -> AgencyMention | None:
    """The agency that an unknown name is under the kind said before: "Ba Tri" after "UBND các huyện:"."""
    if head and head.startswith(_COMMITTEE):
        unit = _UNIT.match(label)
        if not unit and not _PLACE.fullmatch(label):
            return None
        label = f"{_COMMITTEE} {label}" if unit else f"{head.rstrip(':')} {label}"
    elif head and head.endswith(":") and label[:1].isupper():
        label = f"{head.rstrip(':')} {label}"
    else:
        return None
    return name_at(scan(flatten(label, 0, len(label)), in_list=True), 0)


@cache
def _no_agency() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{resources.rules('agency')['not_agency']}|.*:)", regex.VERBOSE)


@cache
def _no_name() -> regex.Pattern[str]:
    rules = resources.rules("agency")
    ways = "|".join(rules[name] for name in ("bodies", "others", "duty_words", "not_agency"))
    return regex.compile(f"(?:{ways})", regex.VERBOSE)


@cache
def _a_body() -> regex.Pattern[str]:
    return regex.compile(resources.rules("agency")["bodies"], regex.VERBOSE)


def _with_shared_scope(mentions: list[AgencyMention]) -> list[AgencyMention]:
    """In "Đảng ủy, HĐND, UBND các xã" the scope said last holds for the bodies named just before."""
    for index in range(len(mentions) - 1, 0, -1):
        one, after = mentions[index - 1], mentions[index]
        base = next((body for body in _SCOPED if after.label.startswith(f"{body} ")), None)
        if base and one.label in _SCOPED:
            label = f"{one.label} {after.label.removeprefix(base).strip()}"
            mentions[index - 1] = replace(
                one, label=label, level=after.level, place=after.place, is_group=after.is_group
            )
    return mentions
