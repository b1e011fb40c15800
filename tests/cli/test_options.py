"""Options that several verbs have take the same words, and numbers are numbers."""

from __future__ import annotations

import click
import pytest

from policygraph.analysis.compare_score import threshold
from policygraph.analysis.participation import ITEM_CLASSES
from policygraph.cli.main import cli
from policygraph.cli.options import KINDS, Amount
from policygraph.errors import BadQuery
from policygraph.query import run_sparql


def options() -> list[tuple[str, click.Option]]:
    ctx = click.Context(cli)
    verbs = [(name, cli.get_command(ctx, name)) for name in cli.list_commands(ctx)]
    return [(name, p) for name, verb in verbs if verb for p in verb.params if isinstance(p, click.Option)]


def test_names_that_load_late_are_the_same() -> None:
    assert tuple(ITEM_CLASSES) == KINDS


@pytest.mark.parametrize(("verb", "option"), [(v, o) for v, o in options() if o.name == "kinds"])
def test_all_kinds_may_be_asked_for_with_one_word(verb: str, option: click.Option) -> None:
    ctx = click.Context(cli, info_name=verb)
    assert option.process_value(ctx, "all") == KINDS
    assert option.process_value(ctx, "task, duty") == ("task", "duty")


@pytest.mark.parametrize(
    ("verb", "option"), [(v, o) for v, o in options() if isinstance(o.type, click.types.FloatParamType)]
)
@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "NaN"])
def test_what_is_no_number_is_refused(verb: str, option: click.Option, value: str) -> None:
    assert isinstance(option.type, Amount), verb
    with pytest.raises(click.BadParameter):
        option.type.convert(value, option, None)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -0.1, 1.1])
def test_a_score_lies_between_0_and_1(score: float) -> None:
    assert threshold(1) == 1
    with pytest.raises(BadQuery, match="a score is a number from 0 to 1"):
        threshold(score)


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -1.0, 1e12])
def test_a_timeout_is_a_number_that_clocks_know(real_store: object, seconds: float) -> None:
    with pytest.raises(BadQuery, match="a timeout is a number of seconds"):
        run_sparql(real_store, "ASK { ?a ?b ?c }", timeout=seconds)  # type: ignore[arg-type]
