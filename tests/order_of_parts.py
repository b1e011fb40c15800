"""How a query is written decides how fast it is: engines join a group in the order of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

LATER = {"OptionalGraphPattern": "an OPTIONAL", "Bind": "a BIND"}
JOINED = {"TriplesBlock", "GroupOrUnionGraphPattern", "InlineData", "GraphGraphPattern"}


def groups(node: Any) -> Iterator[list[Any]]:
    """The parts of each group of a parsed query, inner ones too."""
    if isinstance(node, CompValue):
        if node.name == "GroupGraphPatternSub":
            yield dict.get(node, "part") or []
        for value in dict.values(node):
            yield from groups(value)
    elif isinstance(node, list | tuple | ParseResults):
        for value in node:
            yield from groups(value)


def joined_too_late(text: str) -> list[str]:
    """What stands before a pattern of the same group and makes Oxigraph look through the whole graph for it."""
    found = []
    for parts in groups(parseQuery(text)):
        names = [part.name for part in parts]
        later = next((i for i, name in enumerate(names) if name in LATER), len(names))
        found += [f"{LATER[names[later]]} before a pattern" for name in names[later:] if name in JOINED]
        computed = names.index("Bind") if "Bind" in names else len(names)
        found += ["a BIND before an OPTIONAL" for name in names[computed:] if name == "OptionalGraphPattern"]
    return found
