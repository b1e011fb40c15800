"""Cut HTML into tags and text, as the standard's tokenizer does, each with its position in the file.

No kept library says where in the file a word stood, and the standard library's parser takes quadratic
time on unclosed comments; evidence must lead back into the file, so the file is cut here. Whatever is
never closed (comment, tag, script) reaches to the end of the file: every character is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

import regex

from policygraph.reading.blocks import Words

_TAG = regex.compile(
    r"""<(?P<close>/)?(?P<name>[A-Za-z][^\s/>]*+)
    (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)""",
    regex.VERBOSE,
)
_ATTRIBUTE = regex.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"?|'([^']*+)'?|([^\s>"']++)))?+""")
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});?")
# Within these elements nothing is a tag but their own end.
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; names are in lower case, values without entities."""

    name: str
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(markup: str) -> Iterator[Tag | Words]:
    """Tags and text in file order; comments, declarations and the insides of scripts are left out.

    >>> list(tokens("<b>a</b>"))
    [Tag(name='b', closes=False, attributes={}), Words(text='a', at=3), Tag(name='b', closes=True, attributes={})]
    """
    position = 0
    while position < len(markup):
        opening = markup.find("<", position)
        if opening != position:
            yield from _text(markup, position, len(markup) if opening < 0 else opening)
        if opening < 0:
            return
        match = _TAG.match(markup, opening)
        if match:
            tag = _tag(match)
            yield tag
            position = _after_raw(markup, tag, match.end())
        elif markup.startswith(("<!", "<?", "</"), opening):
            position = _after_comment(markup, opening)
        else:
            yield Words("<", opening)
            position = opening + 1


def _tag(match: regex.Match[str]) -> Tag:
    attributes: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(match["attributes"]) if match["attributes"].strip() else ():
        attributes.setdefault(name.lower(), unescape("".join(values)))
    return Tag(match["name"].lower(), match["close"] is not None, attributes)


def _after_raw(markup: str, tag: Tag, position: int) -> int:
    if tag.closes or tag.name not in _RAW:
        return position
    end = regex.compile(rf"(?i)</{tag.name}(?=[\s/>])").search(markup, position)
    return end.start() if end else len(markup)


def _after_comment(markup: str, opening: int) -> int:
    comment = markup.startswith("<!--", opening)
    end = markup.find("-->" if comment else ">", opening + 2)
    return len(markup) if end < 0 else end + (3 if comment else 1)


def _text(markup: str, start: int, end: int) -> Iterator[Words]:
    done = start
    for entity in _ENTITY.finditer(markup, start, end) if markup.find("&", start, end) >= 0 else ():
        written = unescape(entity.group())
        if written == entity.group():
            continue
        if done < entity.start():
            yield Words(markup[done : entity.start()], done)
        yield Words(written, entity.start())
        done = entity.end()
    if done < end:
        yield Words(markup[done:end], done)
