"""The documents that answers are about, among other files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from policygraph.evaluation.answers import Answer
from policygraph.reading import document_paths


def documents_of(answers: Sequence[Answer], paths: Iterable[str | Path]) -> list[Path]:
    """The files that the answers name by SHA-256; all files where an answer names none.

    Raises ``MissingInput`` for a path that does not exist or a folder without documents.
    """
    files = document_paths(paths)
    wanted = {answer.sha256 for answer in answers}
    if None in wanted:
        return files
    return [file for file in files if hashlib.sha256(file.read_bytes()).hexdigest() in wanted]
