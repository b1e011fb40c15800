"""The named questions as a page of the documentation: ``docs/queries.md`` is what this returns."""

from __future__ import annotations

import shlex

from policygraph.query.named import NamedQuery, list_queries

_HEAD = """# Named queries

Each is a file of `ontology/queries/`: plain SPARQL whose first comment lines hold its title, question,
parameters and columns in Vietnamese and English. The page is made from these files; do not edit it.

A file runs as it stands in any SPARQL tool; without parameters it answers for everything. policygraph
binds each parameter as a term in a `VALUES` of its own, never as text.

A parameter of type `name` is looked up by key, so that case, marks and punctuation do not matter: `ben tre`,
`1557/qd-ttg`. Files of your own work the same way: `policygraph queries new NAME` writes one to begin with.
"""


def catalogue() -> str:
    """Every named query with its question, parameters and columns, as Markdown."""
    queries = list_queries()
    rows = "".join(f"| [`{q.name}`](#{q.name}) | {q.question.en} |\n" for q in queries)
    sections = "".join(_section(query) for query in queries)
    return f"{_HEAD}\n| name | question |\n| --- | --- |\n{rows}{sections}"


def example_call(query: NamedQuery) -> str:
    """A command line that asks the question with the values of its head."""
    values = "".join(f" -p {name}={shlex.quote(value)}" for name, value in query.examples)
    return f"policygraph query --name {query.name}{values}"


def _section(query: NamedQuery) -> str:
    parameters = "".join(
        f"| `{p.name}` | {p.type} | {'required' if p.required else 'optional'} | {p.label.vi} | {p.label.en} |\n"
        for p in query.parameters
    )
    columns = "".join(f"| `{c.name}` | {c.kind} | {c.label.vi} | {c.label.en} |\n" for c in query.columns)
    notes = "".join(f"\n{note.vi} {note.en}\n" for note in query.notes)
    asked = f"**{query.title.vi}** ({query.title.en}). {query.question.vi} {query.question.en}"
    table = "\n| parameter | type | | vi | en |\n| --- | --- | --- | --- | --- |\n" + parameters if parameters else ""
    example = f"\n```\n{example_call(query)}\n```\n"
    head = "\n| column | kind | vi | en |\n| --- | --- | --- | --- |\n"
    return f"\n## {query.name}\n\n{asked}\n{notes}{example}{table}{head}{columns}"
