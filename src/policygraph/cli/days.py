"""Days on the command line: ``2014-06-30`` or ``30/6/2014``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date


class _Day(click.ParamType):  # type: ignore[type-arg]
    """A day as a date; what is none is an error of ours, which has a hint."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002
        """Give the date."""
        from policygraph.grammar.dates import day_of

        return day_of(value)


DAY = _Day()
