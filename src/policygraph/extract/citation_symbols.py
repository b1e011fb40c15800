"""Read the symbol of a document number ("QĐ-TTg", "UBND-NV", "TTLT-BXD-BNV") part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

import regex

from policygraph.extract.citation_tables import is_body, is_no_document, is_weak, tables, type_symbol

_PIECE = regex.compile(r"(?P<joint>[\s/⁄∕‐‑‒–—−.-]*)(?P<part>[\p{L}\d&]+(?:(?<=QH)\s\d{1,2})?)")
_MIXED_CASE = regex.compile(r"(?:[\p{Lu}\d&]*(?:TTg|Tr|QyĐ|Th|Ng|Nh|Gi|Kh|Ph|Ch)){1,2}[\p{Lu}\d&]*|[\p{Lu}\d&]+")
# A word that is glued to a symbol: "QH14ngày".
_GLUED = regex.compile(r"(?P<head>[\p{Lu}\d&]{2,}|[\p{Lu}]*TTg)(?:ngày|của|về|và|do|quy|ban|sửa|hướng|đã|được)\p{Ll}*")
_VOWEL = regex.compile(r"[AEIOUYĂÂÊÔƠƯ]")
_SLASH = regex.compile(r"[/⁄∕]")
_DASH = regex.compile(r"[‐‑‒–—−]")
_MARK = regex.compile(r"[/⁄∕‐‑‒–—−-]")
# A small L among capitals is a capital I: "BNl-QLDN1".
_SMALL_L = regex.compile(r"(?<=^\p{Lu}+)l(?=[\p{Lu}\d&]*$)")
_MISREAD_ASSEMBLY = regex.compile(r"^[O0]H(?=\d{1,2}$)")
_ASSEMBLY = regex.compile(r"QHK?\d{1,2}")
_STANDING_COMMITTEE = regex.compile(r"UBTVQHK?\d{1,2}|UBTV\d{1,2}")
_LAWGIVER = regex.compile(r"(?:QH|UBTVQH|HĐNN)K?\d{1,2}")
_YEAR_PART = regex.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol read. ``length`` counts the characters of the text that belong to it."""

    text: str
    parts: tuple[str, ...]
    length: int
    type: str | None
    is_known: bool
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    text: str = ""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    warnings: list[str] = field(default_factory=list)
    cut: bool = False


@lru_cache(maxsize=512)
def read_symbol(raw: str) -> Symbol | None:
    """The symbol at the start of a string, repaired; None where it is cut or is no symbol.

    >>> read_symbol("TT- NHNN").text
    'TT-NHNN'
    >>> read_symbol("TT- Quy") is None
    True
    """
    reading = _Reading()
    for match in _PIECE.finditer(raw):
        if not _take(reading, match):
            break
    if not reading.parts or (reading.cut and len(reading.parts) == 1 and _is_open(reading.parts[0])):
        return None
    if is_no_document(reading.parts[0]):
        return None
    _insert_hyphen(reading)
    kind = _type(reading.parts)
    warnings = tuple(dict.fromkeys(reading.warnings))
    return Symbol(reading.text, tuple(reading.parts), reading.length, kind, _is_known(reading.parts), warnings)


def _take(reading: _Reading, match: regex.Match[str]) -> bool:
    """Add one part; False where the symbol ends before or within it."""
    joint, part = match["joint"], match["part"]
    clean, codes = _clean(part)
    glued = _GLUED.fullmatch(clean)
    if glued:
        clean, length = glued["head"], len(glued["head"])
        codes.append("glued-word")
    else:
        length = len(part)
    if not _MIXED_CASE.fullmatch(clean) or not _may_follow(reading, joint, clean):
        reading.cut = True
        return False
    codes.extend(_joint_warnings(joint))
    reading.text += (_joint(joint) if reading.parts else "") + clean
    reading.parts.append(clean)
    reading.warnings.extend(codes)
    reading.length = match.start("part") + length
    return glued is None


def _may_follow(reading: _Reading, joint: str, part: str) -> bool:
    if not reading.parts:
        return part[0].isalpha() or len(part) > 1
    if "." in joint:  # "QĐ.UBND"; elsewhere a sentence ends
        return joint == "." and len(reading.parts) == 1 and type_symbol(reading.parts[0]) is not None and is_body(part)
    if part[0].isdigit():
        return bool(_YEAR_PART.fullmatch(part)) and "/" in joint
    # After a space an ordinary word in capitals could follow: "TT- QUY ĐỊNH".
    return (
        not any(c.isspace() for c in joint) or is_body(part) or type_symbol(part) is not None or not _VOWEL.search(part)
    )


def _joint(joint: str) -> str:
    return "/" if _SLASH.search(joint) else "-"


def _joint_warnings(joint: str) -> Iterator[str]:
    if any(c.isspace() for c in joint):
        yield "space-in-number"
    if _DASH.search(joint) or joint == ".":
        yield "dash"
    if len(_MARK.findall(joint)) > 1:
        yield "doubled-slash"


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(tables()["repairs"]["letters"])


def _clean(part: str) -> tuple[str, list[str]]:
    codes = []
    clean = part.translate(_letters())
    if clean != part:
        codes.append("homoglyph")
    if " " in clean or "\n" in clean:
        clean = "".join(clean.split())
        codes.append("space-in-number")
    repaired = tables()["repairs"]["tokens"].get(clean) or _MISREAD_ASSEMBLY.sub("QH", _SMALL_L.sub("I", clean))
    if repaired != clean:
        codes.append("misread-symbol")
    return repaired, codes


def _is_open(part: str) -> bool:
    """Whether a type symbol alone still wants the body that issued the document."""
    return type_symbol(part) is not None


def _insert_hyphen(reading: _Reading) -> None:
    """Part a type symbol and a body that were written as one: TTBTC is TT-BTC."""
    first = reading.parts[0]
    if is_body(first) or type_symbol(first):
        return
    for size in (4, 3, 2):
        head, tail = first[:size], first[size:]
        if type_symbol(head) and len(tail) > 1 and is_body(tail):
            reading.parts[:1] = [head, tail]
            reading.text = f"{head}-{tail}{reading.text[len(first) :]}"
            reading.warnings.append("missing-hyphen")
            return


def _type(parts: list[str]) -> str | None:
    """The type that a symbol says: its first part, else one behind the body ("TTg-QĐ")."""
    first = parts[0]
    if first == "TT" and len(parts) > 1 and parts[1] == "LB":
        return "TTLB"
    behind = [type_symbol(part) for part in parts[1:2] if type_symbol(part) and not is_weak(part)]
    if type_symbol(first) and not (is_weak(first) and behind):
        return type_symbol(first) if len(parts) > 1 or not is_weak(first) else None
    if _ASSEMBLY.fullmatch(first):
        return "L"
    if _STANDING_COMMITTEE.fullmatch(first):
        return "NQ"
    return behind[0] if behind else None


def _is_known(parts: list[str]) -> bool:
    first = parts[0]
    if type_symbol(first) and len(parts) > 1:
        return not is_weak(first) or is_body(parts[1])
    if _LAWGIVER.fullmatch(first):
        return True
    return len(parts) > 1 and is_body(first) and not parts[1][0].isdigit()
