"""What lint looks for: the checks of ``data/rules/lint.toml``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, get_args

from policygraph import resources
from policygraph.errors import BadQuery, BadResource
from policygraph.query import Label
from policygraph.query.named import nearest_hint

Severity = Literal["error", "warning", "note"]

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)  # gravest first
SEVERITY_WORDS: Final = {
    "error": Label("lỗi", "error"),
    "warning": Label("cảnh báo", "warning"),
    "note": Label("ghi chú", "note"),
}
SEVERITY_HEADS: Final = {
    "error": Label("Lỗi", "Errors"),
    "warning": Label("Cảnh báo", "Warnings"),
    "note": Label("Ghi chú", "Notes"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``id`` ("PG101") and ``name`` ("deadline-before-issue") are stable.

    ``message`` has ``{fields}`` for what ``sparql`` selects, or is None where ``sparql`` gives the sentence.
    ``days`` keeps rows with at most so many days from ``?issued`` to ``?latest``: SPARQL cannot subtract dates.
    ``needs_day``: runs only as of a day.
    """

    id: str
    name: str
    severity: Severity
    title: Label
    explanation: Label
    hint: Label
    message: Label | None
    sparql: str
    days: int | None
    needs_day: bool = False


@cache
def load_checks() -> tuple[Check, ...]:
    """All checks, in the order of their codes. Raises ``BadResource`` for a malformed one."""
    return tuple(map(_check, resources.rules("lint")["check"]))


def find_checks(codes: Collection[str]) -> tuple[Check, ...]:
    """The checks that are called so, by id or name in any case; all of them for no codes.

    Raises ``BadQuery``, with the nearest code as a hint, for one that does not exist.
    """
    named = {key.casefold(): check for check in load_checks() for key in (check.id, check.name)}
    names = [check.name for check in load_checks()]
    for code in codes:
        if code.casefold() not in named:
            raise BadQuery(f"there is no check {code or repr(code)}", hint=nearest_hint(code, names))
    wanted = [named[code.casefold()] for code in codes]
    return tuple(check for check in load_checks() if not codes or check in wanted)


def _check(entry: dict[str, Any]) -> Check:
    place = f"data/rules/lint.toml, {entry.get('id', '?')}"
    try:
        message = Label(**entry["message"]) if "message" in entry else None
        title, explanation, hint = (Label(**entry[key]) for key in ("title", "explanation", "hint"))
        check = Check(
            entry["id"], entry["name"], entry["severity"], title, explanation, hint, message, entry["sparql"],
            entry.get("days"), entry.get("needs_day", False),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise BadResource(f"missing key or macro {error}", place=place) from error
    if check.severity not in SEVERITIES:
        raise BadResource(f"unknown kind {check.severity}", place=place)
    return check
