"""How citations hang together in one paragraph: side by side, or one inside the title of another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from policygraph import resources
from policygraph.grammar.rules import expand

_RANK = {"HP": 0, "NQ": 0, "L": 1, "BL": 1, "PL": 2, "NĐ": 3, "QĐ": 4, "TT": 5, "TTLT": 5}
_LOWEST = 9


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern written with the macros of dates, citations and relations."""
    files = ("date", "citation", "relation")
    macros = {name: text for file in files for name, text in resources.rules(file)["macros"].items()}
    return regex.compile(expand(pattern, macros), regex.VERBOSE | regex.VERSION1)


def stands_beside(gap: str) -> bool:
    """Whether only an issuer and a joint stand between two citations: "của Chính phủ và ".

    >>> stands_beside(" của Chính phủ và "), stands_beside(" về việc thực hiện ")
    (True, False)
    """
    return len(gap) < 300 and _compiled("{{ISSUED}}{{COMPANION}}").fullmatch(gap) is not None


def continues_list(gap: str) -> bool:
    """Whether a citation carries on a list of which each member may have its title."""
    return len(gap) < 900 and _compiled(r"[^.]*?{{COMPANION}}").fullmatch(gap) is not None


def stands_in_title(gap: str) -> bool:
    """Whether the words between two citations make the second a part of the first one's title."""
    if len(gap) > 900 or _compiled("{{ADDED_CHANGE}}").search(gap):
        return False
    return _compiled(r"\s{0,3}{{ISSUED}}\s*,?\s*{{TITLE_WORDS}}").fullmatch(gap) is not None


def stands_in_unnumbered_title(words: str) -> bool:
    """Whether the words before a citation are the subject of a document that has no number.

    >>> stands_in_unnumbered_title("Căn cứ Kế hoạch của Bộ Y tế thực hiện ")
    True
    """
    return _compiled("{{UNNUMBERED}}").search(words) is not None


def without_announcement(words: str) -> str:
    """The words before a citation without the line that announces it: "thay thế các Nghị định sau: ".

    >>> without_announcement("Nghị định này thay thế các Nghị định sau: ")
    'Nghị định này thay thế '
    """
    match = _compiled("{{ANNOUNCED}}").search(words)
    return words[: match.start()] + " " if match else words


def start_of_provisions(text: str, low: int, end: int) -> int:
    """Where the list of provisions begins that ends at an offset, however long it is, or the offset itself.

    >>> text = "bãi bỏ khoản 3.11 Điều 21; điểm h, i khoản 3 Điều 38 của "
    >>> text[:start_of_provisions(text, 0, len(text))]
    'bãi bỏ '
    """
    start = end
    for piece in reversed(list(_compiled("{{PROVISION_LIST}}").finditer(text, low, end))):
        if _compiled(r"[\s,;]*(?:(?:và|của|tại|trong|các)\s+){0,2}").fullmatch(text, piece.end(), start) is None:
            break
        start = piece.start()
    return start


def opens_sentence(words: str) -> bool:
    """Whether a citation is the first thing that a sentence names, behind a label, a provision or "các".

    >>> opens_sentence("2. Điều 3 của "), opens_sentence("thực hiện theo ")
    (True, False)
    """
    opening = r"{{OPENING}}(?:(?i:các|những)\s+(?:{{SO}}\s*)?)?(?:(?i:{{PROVISIONS}}))?(?:của\s+)?$"
    return _compiled(opening).search(words[-200:]) is not None


def stands_apart(words: str) -> bool:
    """Whether something else ends than the citation behind these words: "trái với …", "khi …", "ký theo …".

    >>> stands_apart("Các quy định trái với "), stands_apart("Hợp đồng ký theo "), stands_apart("Bãi bỏ ")
    (True, True, False)
    """
    return _compiled("(?:{{APART}})$").search(words) is not None


def changed_by(types: Sequence[str | None], actor: str | None) -> int | None:
    """Which of some documents another can have changed: one of its own type first, a higher one never.

    >>> changed_by(["L", "NĐ"], "NĐ"), changed_by(["L"], "TT")
    (1, None)
    """
    if actor in types:
        return types.index(actor)
    rank = _RANK.get(actor or "", _LOWEST)
    return next((at for at, type_ in enumerate(types) if rank <= _RANK.get(type_ or "", _LOWEST)), None)
