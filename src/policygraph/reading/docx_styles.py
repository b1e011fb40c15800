"""What the styles of a DOCX file say about its text: which are numbered, which make up its table of contents."""

from __future__ import annotations

from dataclasses import dataclass

from policygraph.reading.docx_package import Package, child, children, integer, value


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its built-in name, the list and level that it numbers by, and what it is based on."""

    name: str = ""
    list: str | None = None
    level: int | None = None
    based_on: str | None = None

    @property
    def is_contents(self) -> bool:
        """Whether it sets lines of a table of contents (its built-in name is English in every edition)."""
        return self.name.lower().startswith("toc ")


def read_styles(package: Package) -> dict[str, Style]:
    """The styles by their ids; empty where the document has none."""
    styles = {}
    for style in children(package.part("word/styles.xml"), "style"):
        own = child(style, "pPr", "numPr")
        styles[value(style, "styleId") or ""] = Style(
            name=value(child(style, "name")) or "",
            list=value(child(own, "numId")),
            level=integer(value(child(own, "ilvl"))),
            based_on=value(child(style, "basedOn")),
        )
    return styles
