"""Who signed, and in what post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from policygraph.extract.heads import rule
from policygraph.grammar.folding import squeeze
from policygraph.model import Outline, SignerMention
from policygraph.structure.lines import Line, split_lines

_ONE_WORD = regex.compile(r"\p{Lu}\p{Ll}+")
_FEW_WORDS = regex.compile(r"\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*){1,3}")
_CAPITAL_NAME = regex.compile(r"\p{Lu}+(?:\s\p{Lu}+){1,4}")
_RECIPIENTS = "nN-–~+•"  # how the lines of the recipients begin
_LONGEST_NAME = 40
_HOUSE = {"quốc hội": "Quốc hội", "chính phủ": "Chính phủ"}


def find_signers(outline: Outline) -> tuple[SignerMention, ...]:
    """The signers of the document itself, in order; a post stands above each name.

    A name without a post counts where nobody else signed and it begins as Vietnamese names do.
    """
    lines = list(_broken_names_joined(_columns_apart(_signature_lines(outline))))
    return tuple(_with_post(lines)) or tuple(_without_post(lines))[:1]


def _with_post(lines: list[Line]) -> Iterator[SignerMention]:
    post: str | None = None
    for line in lines:
        if rule("post").pattern.match(line.text):
            post = _post(line.text)
        elif post and not rule("signed").pattern.match(line.text) and (name := _name(line.text)):
            yield SignerMention(name, post, line.start, line.end)
            post = None


def _without_post(lines: list[Line]) -> Iterator[SignerMention]:
    for line in lines:
        if (name := _name(line.text)) and rule("family-name").pattern.match(name.upper()):
            yield SignerMention(name, None, line.start, line.end)


def _name(words: str) -> str | None:
    """The name in a line that holds nothing else but rank and degree."""
    match = rule("signer").pattern.match(words)
    if match and not words.isupper():
        return squeeze(match["name"])
    if _CAPITAL_NAME.fullmatch(words) and rule("family-name").pattern.match(words):
        return squeeze(words).title()
    return None


def _broken_names_joined(lines: Iterable[Line]) -> Iterator[Line]:
    """A word of a name that stands alone on its line belongs to the name on the line before or after."""
    held: Line | None = None
    for line in lines:
        if (
            held
            and (_ONE_WORD.fullmatch(held.text) or _ONE_WORD.fullmatch(line.text))
            and _name(f"{held.text} {line.text}")
        ):
            held = Line(held.start, line.end, f"{held.text} {line.text}")
            continue
        if held:
            yield held
        held = line if _is_part_of_name(line.text) else None
        if held is None:
            yield line
    if held:
        yield held


def _is_part_of_name(words: str) -> bool:
    return len(words) <= _LONGEST_NAME and bool(_ONE_WORD.fullmatch(words) or _FEW_WORDS.fullmatch(words))


def _columns_apart(lines: list[Line]) -> Iterator[Line]:
    """What stands beside the recipients on a flattened line is a line of its own."""
    for line in lines:
        match = rule("right-column").pattern.match(line.text) if line.text[0] in _RECIPIENTS else None
        if match is None:
            yield line
            continue
        start = line.start + match.start("right")
        yield replace(line, end=start, text=line.text[: match.start("right")].rstrip())
        yield Line(start, start + len(match["right"]), match["right"])


def _signature_lines(outline: Outline) -> list[Line]:
    """The lines of the first signature; an annex has none of its own."""
    content = outline.text.content
    first_annex = outline.annexes[0].start if outline.annexes else len(content)
    zones = [leaf for leaf in outline.leaves if leaf.kind == "signature" and leaf.start < first_annex]
    zones = zones or [leaf for leaf in outline.leaves if leaf.kind == "signature"]
    return [line for leaf in zones for line in split_lines(content[leaf.start : leaf.end], leaf.start) if line.text]


def _post(words: str) -> str:
    """ "PHÓ CHỦ TỊCH" as people write it: "Phó Chủ tịch"."""
    text = squeeze(regex.sub(r"^\s*\p{Lu}{1,3}\.\s*", "", words)).lower()
    prefix = "Phó " if text.startswith("phó ") else ""
    rest = text[len(prefix) :]
    for lowered, written in _HOUSE.items():
        rest = rest.replace(lowered, written)
    return prefix + rest[:1].upper() + rest[1:]
