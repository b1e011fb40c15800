"""Every sentence of the command line and of every error has its Vietnamese."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import policygraph
from policygraph import errors
from policygraph.cli import messages
from policygraph.cli.main import cli
from policygraph.cli.verbs import VerbGroup, paragraphs

SOURCE = Path(policygraph.__file__).parent
SENTENCES = tomllib.loads((SOURCE / "cli" / "vi.toml").read_text(encoding="utf-8"))
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
FIELD = re.compile(r"\{\w+\}")


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    before = messages.language()
    messages.use("vi")
    yield
    messages.use(before)


def commands(group: VerbGroup, ctx: click.Context) -> Iterator[click.Command]:
    yield group
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, VerbGroup):
            yield from commands(command, ctx)
        elif command is not None:
            yield command


def help_sentences() -> Iterator[str]:
    ctx = click.Context(cli)
    for command in commands(cli, ctx):
        yield from paragraphs(command)
        yield from (p.help for p in command.get_params(ctx) if isinstance(p, click.Option) and p.help)


def template(node: ast.expr) -> str | None:
    """A string literal as it is, an f-string with each expression as a field."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "{x}" for v in node.values)
    return None


def spoken_in_code() -> Iterator[tuple[str, str]]:
    """(place, sentence) of every ``say("…")`` and of every message and hint of an error."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id == "say" or node.func.id in ERRORS:
                parts = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "hint")]
                for sentence in filter(None, map(template, parts)):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", sentence


def shape(sentence: str) -> str:
    return FIELD.sub("{}", sentence)


def test_there_is_something_to_hold() -> None:
    assert len(list(spoken_in_code())) > 40
    assert len(set(help_sentences())) > 25


def test_every_help_text_has_its_vietnamese() -> None:
    assert sorted(set(help_sentences()) - set(SENTENCES)) == []


def test_every_sentence_in_code_has_its_vietnamese() -> None:
    known = set(map(shape, SENTENCES))
    missing = [f"{place}: {sentence}" for place, sentence in spoken_in_code() if shape(sentence) not in known]
    assert missing == []


@pytest.mark.parametrize(("english", "vietnamese"), SENTENCES.items())
def test_both_languages_have_the_same_fields(english: str, vietnamese: str) -> None:
    assert sorted(FIELD.findall(english)) == sorted(FIELD.findall(vietnamese))
    assert unicodedata.is_normalized("NFC", vietnamese)
    assert vietnamese


def test_messages_with_their_fields_filled_in_are_found_again() -> None:
    assert messages.translate("this is PDF, not text") == "đây là PDF, không phải văn bản thuần"
    assert messages.translate("no one has translated this") == "no one has translated this"


def test_english_stays_english() -> None:
    messages.use("en")
    assert messages.translate("no such file") == messages.say("no such file") == "no such file"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "vi"),
        ([], {"LANG": "C.UTF-8"}, "vi"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ([], {"LC_ALL": "vi_VN", "POLICYGRAPH_LANG": "en"}, "en"),
        (["--lang", "vi"], {"POLICYGRAPH_LANG": "en"}, "vi"),
        (["build", "--lang=en"], {}, "en"),
        (["--lang"], {}, "vi"),
    ],
)
def test_who_chooses_the_language(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert messages.choose(arguments, environment) == language
