"""One HTML page a table: no script, no request, every word escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from policygraph.export.cells import kind_of, words
from policygraph.query.results import ResultTable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
body { margin: 1.5rem; } table { border-collapse: collapse; margin-bottom: 2rem; }
caption { font-weight: 600; text-align: left; padding: .5rem 0; }
th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: Canvas; }
.number { text-align: right; font-variant-numeric: tabular-nums; } .iri { overflow-wrap: anywhere; }
@media print { @page { size: A4 landscape; } thead { display: table-header-group; } tr { break-inside: avoid; } }
"""


def to_html(tables: Sequence[ResultTable], lang: str = "vi") -> bytes:
    """A page that holds the tables, named for the first one; heads in ``lang``."""
    title = escape(tables[0].title.text(lang)) if tables else ""
    body = "\n".join(_table(table, lang) for table in tables)
    page = f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""
    return page.encode("utf-8")


def _table(table: ResultTable, lang: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads(lang))
    rows = "\n".join(_row(table, row, lang) for row in table.rows)
    notes = "".join(f"\n<p>{escape(note.text(lang))}</p>" for note in table.notes)
    caption = f"<caption>{escape(table.title.text(lang))}</caption>"
    return f"<table>\n{caption}\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>{notes}"


def _row(table: ResultTable, row: Sequence[str | int | float | bool | None], lang: str) -> str:
    kinds = [kind_of(table, column) for column in range(len(row))]
    names = {"integer": "number", "number": "number", "iri": "iri"}
    cells = (
        f"<td{_class(names.get(kind))}>{escape(words(cell, kind, lang))}</td>"
        for cell, kind in zip(row, kinds, strict=True)
    )
    return "<tr>" + "".join(cells) + "</tr>"


def _class(name: str | None) -> str:
    return f' class="{name}"' if name else ""
