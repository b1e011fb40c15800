"""The checks of lint as a page of the documentation: ``docs/findings.md`` is what this returns."""

from __future__ import annotations

from policygraph.analysis.lint_checks import Check, load_checks
from policygraph.query.words import FINDINGS

_HEAD = """# Findings

What `policygraph lint` says of plans and of what was read of them. The page is made from `data/rules/lint.toml`, where
each check stands with its SPARQL; do not edit it.

**Severity.** An *error*: the texts contradict themselves. A *warning*: an answer may be wrong or incomplete. A *note*:
good to know. **Weight.** How many facts of the graph hang on the finding: those that name the item, the document or
the cited document in doubt, or the tasks and duties that the message counts. Severity sorts first, then weight.
"""
_REPAIRS = """
## Codes of reading

Reading leaves codes of its own at the words they are about: in the records of `policygraph extract` (`warnings`), in
the graph (`pg:Finding`), in `policygraph info`. Where a check has the same name, it speaks of the same thing; all
others are repairs and doubts of a citation, and `PG502` tells them.

| code | vi | en |
| --- | --- | --- |
"""


def catalogue() -> str:
    """Every check with its severity, explanation and advice, and the codes of reading, as Markdown."""
    checks = load_checks()
    rows = "".join(map(_row, checks))
    codes = "".join(f"| `{code}` | {words.vi} | {words.en} |\n" for code, words in FINDINGS.items())
    table = f"\n| code | name | severity | vi | en |\n| --- | --- | --- | --- | --- |\n{rows}"
    return f"{_HEAD}{table}{''.join(map(_section, checks))}{_REPAIRS}{codes}"


def _row(check: Check) -> str:
    name, title = f"[{check.id}](#{check.id.lower()}) | `{check.name}`", check.title
    return f"| {name} | {check.severity} | {title.vi} | {title.en} |\n"


def _section(check: Check) -> str:
    vi, en = (f"{check.explanation.text(lang)} {check.hint.text(lang)}" for lang in ("vi", "en"))
    return f"\n## {check.id}\n\n`{check.name}` ({check.severity}). {check.title.en}.\n\n{en}\n\n{vi}\n"
