"""What the command line says, in Vietnamese and English.

The code speaks English; ``vi.toml`` holds the Vietnamese of each sentence, with the same ``{fields}``.
Messages of other rooms arrive with their fields already filled in (``"no such query: abc"``): they
are matched against the sentences that have fields, so that no other room needs to know a language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

Language = Literal["vi", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
VARIABLES: Final = ("POLICYGRAPH_LANG", "LC_ALL", "LANG")

_FIELD = re.compile(r"\{(\w+)\}")
_language: Language = "vi"


def use(language: Language) -> None:
    """Speak ``language`` from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language in use."""
    return _language


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that ``--lang`` or the environment asks for, Vietnamese when nothing does.

    >>> choose(["--lang", "en"], {}), choose([], {"LANG": "en_GB.UTF-8"}), choose([], {"LANG": "C"})
    ('en', 'en', 'vi')
    """
    asked = [arguments[i + 1] for i, argument in enumerate(arguments[:-1]) if argument == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    wishes = [wish for wish in asked if wish in LANGUAGES] + [environment.get(name, "") for name in VARIABLES]
    first = next(filter(None, wishes), "")
    return "en" if first.lower().startswith("en") else "vi"


def say(sentence: str, **fields: object) -> str:
    """``sentence`` in the language in use, its fields filled in."""
    spoken = _vietnamese().get(sentence, sentence) if _language == "vi" else sentence
    return spoken.format(**fields) if fields else spoken


def translate(message: str) -> str:
    """A message whose fields are filled in already, in the language in use; unknown ones stay English."""
    if _language != "vi" or message in _vietnamese():
        return say(message)
    for pattern, spoken in _patterns():
        match = pattern.fullmatch(message)
        if match:
            return spoken.format(**match.groupdict())
    return message


@cache
def _vietnamese() -> dict[str, str]:
    import tomllib

    sentences: dict[str, str] = tomllib.loads(Path(__file__).with_name("vi.toml").read_text(encoding="utf-8"))
    return sentences


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(_pattern(sentence), spoken) for sentence, spoken in _vietnamese().items() if _FIELD.search(sentence)]


def _pattern(sentence: str) -> re.Pattern[str]:
    """A sentence with fields as a pattern: ``"no such query: {name}"`` finds the name."""
    pieces = _FIELD.split(sentence)
    words = [re.escape(piece) if i % 2 == 0 else f"(?P<{piece}>.+?)" for i, piece in enumerate(pieces)]
    return re.compile("".join(words), re.DOTALL)
