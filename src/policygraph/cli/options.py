"""Options that several verbs have: of one name they take the same words."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import click

# The same names as in the modules of analysis, which load late.
KINDS = ("task", "key-task", "duty", "objective", "report")
ALL = "all"


class Amount(click.FloatRange):
    """A number within bounds: ``nan``, which is on no side of a bound, and ``inf`` are none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number; fails for what is none or lies outside."""
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{number} is not a finite number.", param, ctx)
        return number


def kinds_option(default: str, words: str) -> Callable[..., Any]:
    """Decorator: ``--kinds``, a list of kinds of items or "all", handed over as a tuple; ``words`` are its help."""
    return click.option("--kinds", metavar="KIND,…", default=default, show_default=True, callback=_kinds, help=words)


def _kinds(_ctx: click.Context, _parameter: click.Parameter, written: str) -> tuple[str, ...]:
    kinds = tuple(kind.strip() for kind in written.split(","))
    return KINDS if kinds == (ALL,) else kinds
