"""Quarters, months and years of ISO dates, written as in ``2013-Q4``, ``2013-10``, ``2013``."""

from __future__ import annotations

from typing import Literal

import regex

from policygraph.errors import BadQuery
from policygraph.grammar.dates import calendar_period

Unit = Literal["quarter", "month", "year"]

_FORMS: dict[Unit, str] = {"quarter": r"\d{4}-Q[1-4]", "month": r"\d{4}-(?:0[1-9]|1[0-2])", "year": r"\d{4}"}


def period(date: str | None, unit: Unit) -> str | None:
    """The period that holds an ISO date; None for None.

    >>> period("2013-12-31", "quarter"), period("2013-10-03", "month"), period("2013-10-03", "year")
    ('2013-Q4', '2013-10', '2013')
    """
    return None if date is None else calendar_period(date, unit)


def unit_of(text: str) -> Unit:
    """The unit a written period is of. Raises ``BadQuery`` for anything else.

    >>> unit_of("2013-Q4")
    'quarter'
    """
    for unit, form in _FORMS.items():
        if regex.fullmatch(form, text):
            return unit
    raise BadQuery(f"{text!r} is no period", hint="write 2013-Q4, 2013-10 or 2013")
