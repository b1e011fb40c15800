"""How the label of an agency is written: short forms written out, one way to set commas and capitals."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from policygraph import resources
from policygraph.grammar.folding import squeeze
from policygraph.grammar.rules import expand

_UNITS = r"tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_UNIT = regex.compile(rf"(?<!\p{{L}})(?i:{_UNITS}|cấp|các)(?!\p{{L}})")
_SIDE_BY_SIDE = regex.compile(rf"(?<!\p{{L}})({_UNITS}) (?=(?:{_UNITS})(?!\p{{L}}))(?!thành phố \p{{Lu}})")
_CITY = regex.compile(r"(?<!\p{L})(?i:tp|t\.p)\b\.? ?")
_TOWN = regex.compile(r"(?<!\p{L})(?i:tx)\b\.? ?")
_ALL = regex.compile(r"^(?i:toàn thể |tất cả )?(?i:các )?")
_FULL_UNITS = {"thị": "thị xã", "thành": "thành phố"}
_SHORTENED = regex.compile(r"(?<!\p{L})(?:thị|thành)(?=,|$| và )")
_PROPER = regex.compile(r"chính phủ|ủy ban nhân dân|hội đồng nhân dân")
_SLASH = regex.compile(r" ?/ ?")
_COMMA = regex.compile(r" ?, ?")
_LAST_UNIT = regex.compile(rf"(?<=[\p{{L}}\d] )(?:{_UNITS})$", regex.IGNORECASE)


@cache
def _short_forms() -> tuple[dict[str, str], regex.Pattern[str]]:
    table = resources.rules("agency")["short_forms"]
    longest_first = sorted(table, key=lambda short: (-len(short), short))
    return table, regex.compile(rf"(?<![\p{{L}}&])(?:{'|'.join(map(regex.escape, longest_first))})\.?(?![\p{{L}}&])")


@cache
def _organ() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    macros = resources.rules("agency")["macros"]
    organ = expand("(?:{{ORGAN}}|{{BODY}})", macros)
    alone = regex.compile(rf"(?<!\p{{L}}){organ}(?!\p{{L}})", regex.VERBOSE | regex.VERSION1)
    beside = r"(?<!\p{L})(sở|ban|bộ|ngành)\ (?=(?:ban|ngành|đoàn\ thể|địa\ phương)(?!\p{L}))(?!ban\ đảng)"
    return alone, regex.compile(beside, regex.VERBOSE | regex.VERSION1)


@lru_cache(maxsize=512)
def write_out(words: str) -> str:
    """The words on one line with known short forms written out.

    >>> write_out("BCĐ  TP")
    'Ban Chỉ đạo thành phố'
    """
    table, pattern = _short_forms()
    line = pattern.sub(lambda m: table[m[0].rstrip(".")] if m[0].rstrip(".") in table else m[0], squeeze(words))
    return str(_COMMA.sub(", ", line.replace(" & ", " và "))).strip(" ,;.:-")


def with_plain_unit(label: str) -> str:
    """The label with the unit at its end in lower case, as elsewhere in labels.

    >>> with_plain_unit("Tổ công tác Đề án 06 Thành phố")
    'Tổ công tác Đề án 06 thành phố'
    """
    return str(_LAST_UNIT.sub(lambda m: m[0].lower(), label))


def capitalised(label: str) -> str:
    """The label with its first letter upper case."""
    return label[:1].upper() + label[1:]


@lru_cache(maxsize=512)
def scope_label(words: str) -> str:
    """A scope as labels have it: units in lower case, side by side with commas.

    >>> scope_label("các Huyện, TP"), scope_label("các phường xã")
    ('các huyện, thành phố', 'các phường, xã')
    """
    line = _CITY.sub("thành phố ", _SLASH.sub(", ", words))
    line = _UNIT.sub(lambda m: m[0].lower(), write_out(_TOWN.sub("thị xã ", line)))
    line = line.replace("thuộc trung ương", "thuộc Trung ương")
    return str(_SHORTENED.sub(lambda m: _FULL_UNITS[m[0]], _SIDE_BY_SIDE.sub(r"\1, ", line)))


def group_label(words: str) -> str:
    """The label of a group: it begins with "Các", its members in lower case, with commas between.

    >>> group_label("Các sở, ban ngành tỉnh"), group_label("Sở, ban, ngành có liên quan")
    ('Các sở, ban, ngành tỉnh', 'Các sở, ban, ngành có liên quan')
    """
    alone, beside = _organ()
    line = alone.sub(lambda m: m[0].lower(), scope_label(words.replace(":", "")))
    line = _PROPER.sub(lambda m: capitalised(m[0]), beside.sub(r"\1, ", line))
    members = str(_ALL.sub("", line))
    return f"Các {members}" if members[:2].isupper() else f"Các {members[:1].lower()}{members[1:]}"


def titled(place: str) -> str:
    """A place set in capitals as it is usually written.

    >>> titled("BẾN TRE"), titled("Bà Rịa - Vũng Tàu")
    ('Bến Tre', 'Bà Rịa - Vũng Tàu')
    """
    return place.title() if place.isupper() and len(place) > 2 else place
