"""Strings that look like a relation and are none ("hoặc văn bản thay thế"), and what is read from them falsely."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from policygraph.errors import BadResource
from policygraph.evaluation.judgement import Judgement, Scored

FILE: Final = "relation-negatives.toml"
SECTION: Final = "negatives"

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Negative:
    """A string and the predicates that it does not state; ``content`` is the string in a small document around it."""

    id: str
    split: str
    text: str
    content: str
    predicates: frozenset[str]

    @property
    def sections(self) -> tuple[str, ...]:
        """The one section that it covers."""
        return (SECTION,)


def read_negatives(folder: str | Path) -> list[Negative]:
    """The strings of every ``relation-negatives.toml`` in a folder and the folders in it; there may be none.

    Raises ``BadResource`` for a file that is not in the form of ``data/gold/relation-negatives.toml``.
    """
    return [negative for path in sorted(Path(folder).rglob(FILE)) for negative in _read(path)]


def score_negative(negative: Negative, record: Record) -> Scored:
    """Right where none of the predicates was read: one judgement a string, however much was read falsely."""
    false = [relation for relation in record["relations"] if relation["predicate"] in negative.predicates]
    if not false:
        return Scored(negative, (Judgement(SECTION, "hit", negative.text),))
    predicates = ", ".join(sorted({relation["predicate"] for relation in false}))
    rules = tuple(sorted({relation["rule"] for relation in false}))
    return Scored(negative, (Judgement(SECTION, "extra", f"{predicates}: {negative.text}", rules),))


def _read(path: Path) -> Iterator[Negative]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        frames = written["frames"]
        for number, entry in enumerate(written["negative"], 1):
            yield _negative(f"{path.stem}-{number}", entry, frames)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "see the first lines of data/gold/relation-negatives.toml for the form"
        raise BadResource(f"not a list of negatives: {error!r}", place=str(path), hint=hint) from error


def _negative(name: str, entry: Mapping[str, Any], frames: Mapping[str, str]) -> Negative:
    text = entry["text"]
    content = frames[entry["frame"]].replace("{text}", text)
    return Negative(name, entry["split"], " ".join(text.split()), content, frozenset(entry["not"]))
