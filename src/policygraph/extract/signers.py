"""Who signed, and in what post."""

from __future__ import annotations

from functools import cache

import regex

from policygraph.grammar.folding import squeeze
from policygraph.grammar.rules import Rule, load_rules
from policygraph.model import Outline, SignerMention
from policygraph.structure.lines import Line, split_lines

_ONE_WORD = regex.compile(r"\p{Lu}\p{Ll}+")


def find_signers(outline: Outline) -> tuple[SignerMention, ...]:
    """The signers of the document itself, in order; a post stands above each name."""
    content = outline.text.content
    found: list[SignerMention] = []
    post: str | None = None
    held: Line | None = None
    for line in _signature_lines(outline):
        if _field("post").pattern.match(line.text):
            post = _post(line.text)
        elif post and not _field("signed").pattern.match(line.text):
            line = _joined(held, line)
            match = _field("signer").pattern.match(line.text)
            if match and not line.text.isupper():
                found.append(SignerMention(squeeze(match["name"]), post, line.start, line.end))
                post = None
            held = line if _ONE_WORD.fullmatch(line.text) else None
    return tuple(s for s in found if content[s.start : s.end])


def _joined(held: Line | None, line: Line) -> Line:
    """A family name that stands alone on its line belongs to the name on the next."""
    return Line(held.start, line.end, f"{held.text} {line.text}") if held else line


@cache
def _field(name: str) -> Rule:
    return next(rule for rule in load_rules("header") if rule.extra["field"] == name)


def _signature_lines(outline: Outline) -> list[Line]:
    """The lines of the first signature; an annex has none of its own."""
    content = outline.text.content
    first_annex = outline.annexes[0].start if outline.annexes else len(content)
    zones = [leaf for leaf in outline.leaves if leaf.kind in ("signature", "layout") and leaf.start < first_annex]
    zones = zones or [leaf for leaf in outline.leaves if leaf.kind == "signature"]
    return [line for leaf in zones for line in split_lines(content[leaf.start : leaf.end], leaf.start) if line.text]


def _post(words: str) -> str:
    """ "PHÓ CHỦ TỊCH" as people write it: "Phó Chủ tịch"."""
    text = squeeze(words).lower()
    prefix = "Phó " if text.startswith("phó ") else ""
    rest = text[len(prefix) :]
    return prefix + rest[:1].upper() + rest[1:]
