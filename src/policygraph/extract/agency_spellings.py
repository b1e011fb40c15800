"""The spellings under which a name may stand in a text: "Sở KH&ĐT" is also "Sở KHĐT", "Sở KH-ĐT" …"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import regex

from policygraph.grammar.folding import key

# what joins the parts of a written-out name, and of a short form (letters on both sides in capitals)
_JOINTS = {
    " và ": (" và ", " & ", "&", " và"),
    ", ": (", ", " ", ",", " - "),
    " - ": (" - ", "-", " -", "- ", ", ", " "),
    "&": ("&", " & ", "-", " - ", "", " và ", ","),
    "-": ("-", "", " - ", " "),
    ",": (",", ", ", "", "-"),
}
_JOINT = regex.compile(r"( và |, | - |(?<=\p{Lu})[&,-](?=\p{Lu}))")
_MOST_JOINTS = 5


def spellings(name: str) -> Iterator[str]:
    """The keys under which a name is looked up, its own first.

    >>> list(spellings("Sở TT&TT"))[:3]
    ['sở tt&tt', 'sở tt & tt', 'sở tt-tt']
    """
    parts = _JOINT.split(name)
    choices = [_JOINTS.get(part, (part,)) for part in parts]
    if len(parts) // 2 > _MOST_JOINTS:
        choices = [(part,) for part in parts]
    seen = set()
    for chosen in product(*choices):
        spelling = key("".join(chosen))
        if spelling not in seen:
            seen.add(spelling)
            yield spelling
