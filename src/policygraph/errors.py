"""Every error policygraph raises on purpose: what happened, where, and what to do about it.

Each error refines a builtin, so that ``except ValueError`` works as people expect, and carries a
``hint``. ``policygraph.cli.main`` alone turns them into messages and exit statuses.
"""

from __future__ import annotations


class PolicyGraphError(Exception):
    """Base of all errors of policygraph.

    ``place`` names the file, line or item it is about; ``hint`` says what the user can do.
    """

    exit_status = 2

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint
        if hint:  # tracebacks and notebooks show notes
            self.add_note(f"hint: {hint}")

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class MissingInput(PolicyGraphError, FileNotFoundError):
    """A path that was given does not exist, or a folder holds no document."""


class UnreadableDocument(PolicyGraphError, ValueError):
    """A file that is there but cannot be read as a document (empty, binary, legacy encoding)."""


class DuplicateDocument(PolicyGraphError, ValueError):
    """A second file of a document that was read already in the same run."""


class BadResource(PolicyGraphError, ValueError):
    """A rule, gazetteer, query or ontology file of the project is malformed."""


class BadQuery(PolicyGraphError, ValueError):
    """A SPARQL text or a parameter of a named query that cannot be run."""


class QueryTimeout(PolicyGraphError, TimeoutError):
    """A query that took longer than it was given."""

    exit_status = 1


class BadStore(PolicyGraphError, ValueError):
    """A folder that is no store, or one written by another version."""


class OutputFailed(PolicyGraphError, OSError):
    """An output file or folder that cannot be written."""

    @classmethod
    def from_error(cls, error: OSError | ValueError, folder: object) -> OutputFailed:
        """What the system says of a folder of a graph, or what was found damaged in it; itself where it is one."""
        if isinstance(error, cls):
            return error
        if isinstance(error, OSError):
            place, hint = error.filename or folder, "choose a folder that you may write to, with enough space: -o DIR"
            return cls(f"cannot write: {error.strerror or error}", place=str(place), hint=hint)
        return cls(f"cannot write: {error}", place=str(folder), hint="try again with --fresh")


class NothingMatched(PolicyGraphError, LookupError):
    """A name, number or IRI that nothing in the graph answers to."""

    exit_status = 4


class ViewTooLarge(PolicyGraphError, ValueError):
    """A picture with more cards than a reader, or a browser, can take in."""


class BadRow(PolicyGraphError, ValueError):
    """A row of the user's own table that cannot be used; ``place`` names file and line. The other rows can."""
