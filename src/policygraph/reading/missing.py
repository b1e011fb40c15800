"""What to say when a library or program that a format needs is not installed."""

from __future__ import annotations

from policygraph.errors import UnreadableDocument


def missing_extra(what: str, extra: str, name: str) -> UnreadableDocument:
    """The error for a format whose libraries are an extra of this package."""
    hint = f"pip install 'policygraph[{extra}]'"
    return UnreadableDocument(f"reading {what} needs libraries that are not installed", place=name, hint=hint)


def missing_program(what: str, program: str, package: str, name: str) -> UnreadableDocument:
    """The error for a format that is read through a program of the system."""
    hint = f"install {package}, or save the document as DOCX or PDF"
    return UnreadableDocument(f"reading {what} needs {program}, which is not installed", place=name, hint=hint)
