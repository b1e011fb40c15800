"""What to say when a library or program that a format needs is not installed."""

from __future__ import annotations

from policygraph.errors import UnreadableDocument


def missing_extra(what: str, extra: str, name: str) -> UnreadableDocument:
    """The error for a format whose libraries are an extra of this package."""
    hint = f"pip install 'policygraph[{extra}]'"
    return UnreadableDocument(f"reading {what} needs libraries that are not installed", place=name, hint=hint)


def missing_libreoffice(what: str, name: str) -> UnreadableDocument:
    """The error for a format that LibreOffice reads for us."""
    hint = "install LibreOffice Writer, or save the document as DOCX"
    return UnreadableDocument(f"reading {what} needs LibreOffice, which is not installed", place=name, hint=hint)


def missing_tesseract(name: str) -> UnreadableDocument:
    """The error for pictures of text."""
    message = "reading pictures needs Tesseract and its Vietnamese model, which are not installed"
    return UnreadableDocument(message, place=name, hint="install tesseract-ocr and tesseract-ocr-vie")
